internal import Network

/// What a completed run leaves (http-api "Adventure summary", "Retcon package"), for the OpenAPI document.
enum SummarySchemas {
    @LoopActor static func add(to router: Router) {
        router.schema("AdventureSummary", adventureSummary)
        router.schema("RetconPackage", retconPackage)
    }

    private static let importance = Schema.enumeration(ChronicleEntry.Importance.allCases.map(\.rawValue))

    private static let adventureSummary = Schema.object([
        "campaignRunId": .string, "campaignTemplateId": .string, "partyId": .id,
        "partySummary": .object([
            "members": .array(.object(["characterId": .id, "name": .string, "role": .string])),
            "finalStats": .array(finalStats),
            "deeds": .array(
                .object(
                    ["type": .string, "importance": importance],
                    optional: ["characterId": .id, "sceneId": .string, "target": .string, "text": .string])),
        ]),
        "timeline": .array(timelineEntry),
        "rewards": .array(
            .object(
                ["characterId": .id, "type": .enumeration(["xp", "level", "item"]), "amount": .integer],
                optional: ["itemId": .string, "name": .string])),
        "worldLocalEffects": .array(
            .object(
                ["event": .string, "importance": importance], optional: ["sceneId": .string, "target": .string])),
        "narrative": .string,
    ])

    private static let finalStats = Schema.object([
        "characterId": .id, "level": .integer, "xp": .integer, "xpGained": .integer, "hp": .integer,
        "maxHp": .integer, "statuses": .array(.string), "relations": .map(.integer),
        "status": .enumeration(["alive", "dead", "absent"]),
    ])

    private static let checks = Schema.array(.reference("CheckOutcome"))

    private static let timelineEntry = Schema.object([
        "sceneId": .string, "order": .integer, "title": .string, "summary": .string, "sceneType": .string,
        "phase": RunSchemas.phase,
        "outcome": .object(["result": .enumeration(ActionResult.allCases.map(\.rawValue)), "checks": checks]),
        "effects": .array(.reference("AppliedEffect")), "checks": checks, "resultFlags": .reference("ResultFlags"),
    ])

    private static let retconPackage = Schema.object([
        "worldId": .string, "campaignTemplateId": .string, "campaignRunId": .string, "seasonVersion": .string,
        "worldDeltas": .array(
            .object([
                "targetType": .string, "targetId": .string, "change": .string, "event": .string,
                "importance": importance, "characterIds": .array(.id),
            ])),
        "playerImpact": .array(
            .object([
                "characterId": .id, "playerId": .id, "actions": .integer, "success": .integer, "partial": .integer,
                "fail": .integer, "xpGained": .integer, "events": .array(.string), "relations": .map(.integer),
            ])),
        "metaStats": .object(
            ["turns": .integer, "rolls": .integer, "choices": .map(.map(.integer)), "outcomes": .map(.integer)],
            optional: ["ending": .string]),
    ])
}
