internal import Network

/// The JSON of campaigns and runs, for the OpenAPI document.
enum CampaignSchemas {
    static let status = Schema.enumeration(RunPhase.allCases.map(\.rawValue))

    @LoopActor static func add(to router: Router) {
        router.schema("Campaign", campaign)
        router.schema("NewCampaignRun", newRun)
        router.schema("CampaignRun", run)
        router.schema("CampaignRunEntry", entry)
        router.schema("SceneState", scene)
        router.schema("RunMember", member)
        router.schema("ActionOutcome", outcome)
        router.schema("CampaignAction", action)
        router.schema("CampaignLogEntry", logEntry)
        router.schema("DiceRoll", .object(roll))
        router.schema("PublishedDice", dice)
    }

    private static let campaign = Schema.object([
        "id": .string, "title": .string, "description": .string, "seasonVersion": .nullable(.string),
        "languages": .array(.enumeration(["ru", "en"])), "coverUrl": .nullable(.string),
        "minutes": .nullable(.integer), "players": .object(["min": .integer(1...8), "max": .integer(1...8)]),
        "tags": .array(.string), "metadata": .object([:]),
    ])

    private static let newRun = Schema.object(
        ["campaignTemplateId": .string, "partyId": .id],
        optional: [
            "characterIds": .nullable(.array(.id)), "decision": .nullable(.enumeration(["leader", "anyone"])),
            "decisionSeconds": .nullable(.integer(15...180)), "language": .nullable(.enumeration(["ru", "en"])),
            "profile": .nullable(.enumeration(["strict", "cinematic"])),
        ])

    private static let run = Schema.object([
        "id": .string, "campaignTemplateId": .string, "partyId": .id, "status": status,
        "currentEpisodeId": .string, "currentSceneId": .string, "createdAt": .time, "finishedAt": .nullable(.time),
        "contentHash": .string(pattern: "^sha256:[0-9a-f]{64}$"), "seedCommitment": .string(64...64),
        "turn": .integer(0...Int64.max), "language": .enumeration(["ru", "en"]),
        "profile": .enumeration(["strict", "cinematic"]), "decision": .enumeration(["leader", "anyone"]),
        "decisionSeconds": .integer(15...180), "paused": .boolean,
        "sync": .object(["channel": .string, "epoch": .string, "seq": .integer(0...Int64.max)]),
        "currentScene": .reference("SceneState"), "vote": .null, "party": .array(.reference("RunMember")),
        "flags": .object([:]), "lastOutcome": .nullable(.reference("ActionOutcome")),
    ])

    private static let entry = Schema.object([
        "id": .string, "campaignTemplateId": .string, "title": .string, "partyId": .id, "status": status,
        "turn": .integer, "createdAt": .time, "finishedAt": .nullable(.time),
    ])

    private static let scene = Schema.object(
        [
            "id": .string, "sceneId": .string, "episodeId": .string, "sceneOrder": .integer(1...Int64.max),
            "sceneType": .enumeration(["story", "social", "combat", "rest", "epilogue"]), "profile": .string,
            "resolved": .boolean, "resultFlags": .object([:]),
            "generatedPayload": .object([
                "title": .string, "summary": .string, "timeline": .array(.string), "sceneType": .string,
                "campaignRunId": .string, "phase": status,
                "scene": .described(.object([:]), "See /schemas/generation/scene_response."),
                "freeform": .object(["allowed": .boolean, "limit": .integer(0...280)]),
                "combat": .nullable(.object([:])), "media": media,
            ]),
        ],
        optional: ["secret": .described(.string, "For masters only.")])

    private static let art = Schema.object([
        "assetId": .nullable(.string), "url": .nullable(.string), "alt": .string,
        "status": .enumeration(["ready", "placeholder"]),
    ])

    private static let media = Schema.object([
        "sceneArt": art, "portraits": .array(.object(["npcId": .string, "name": .string, "art": art])),
    ])

    private static let member = Schema.object([
        "characterId": .id, "playerId": .id, "name": .string,
        "role": .enumeration(["MAIN", "GUEST", "NPC_CONTROLLED"]),
        "level": .integer(1...20), "hp": .integer, "maxHp": .integer, "statuses": .array(.string), "dead": .boolean,
        "online": .boolean,
    ])

    private static let outcome = Schema.object([
        "result": .enumeration(ActionResult.allCases.map(\.rawValue)), "checks": .array(.object([:])),
        "effects": .array(.object([:])), "text": .string, "lines": .array(.string),
    ])

    private static let action = Schema.object(
        ["actionType": .enumeration(ActionType.allCases.map(\.rawValue))],
        optional: [
            "payload": .any, "characterId": .nullable(.id), "actionId": .nullable(.string(1...64)),
            "expectedSceneId": .nullable(.string), "expectedTurn": .nullable(.integer),
        ])

    private static let roll: KeyValuePairs<String, Schema> = [
        "number": .integer(0...Int64.max), "characterId": .nullable(.id), "why": .string, "formula": .string,
        "rolls": .array(.integer), "total": .integer, "dc": .nullable(.integer), "outcome": .nullable(.string),
        "visibility": .enumeration(["public", "gm", "actor"]), "actionId": .string, "at": .time,
    ]

    private static let logEntry = Schema.object([
        "kind": .enumeration(["scene", "decision", "roll"]), "position": .integer(0...Int64.max), "at": .time,
    ])

    private static let dice = Schema.object([
        "algorithm": .enumeration(["mimic-dice-1"]), "seed": .string(64...64), "seedCommitment": .string(64...64),
        "rolls": .array(.reference("DiceRoll")),
    ])
}
