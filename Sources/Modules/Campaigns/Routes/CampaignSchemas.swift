internal import Core
internal import Network

/// The JSON of campaigns, and of what is told about runs, for the OpenAPI document.
enum CampaignSchemas {
    static let language = Schema.enumeration(Language.allCases.map(\.rawValue))

    @LoopActor static func add(to router: Router) {
        router.schema("Campaign", campaign, example: RunExamples.campaign)
        RunSchemas.add(to: router)
        router.schema("CampaignRunEntry", entry)
        router.schema("CampaignLogEntry", .oneOf([sceneLine, decisionLine, rollLine, rewindLine, migrationLine]))
        router.schema("DiceRoll", roll)
        router.schema("PublishedDice", dice)
        SummarySchemas.add(to: router)
    }

    private static let campaign = Schema.object([
        "id": .string, "title": .string, "description": .string, "seasonVersion": .nullable(.string),
        "languages": .array(language), "coverUrl": .nullable(.string),
        "minutes": .nullable(.integer), "players": .object(["min": .integer(1...8), "max": .integer(1...8)]),
        "tags": .array(.string),
        "metadata": .object([
            "episodes": .integer, "scenes": .integer, "decision": .nullable(.string), "leaderRewind": .boolean,
            "titles": .map(.string), "palette": .array(.string),
        ]),
    ])

    private static let entry = Schema.object([
        "id": .string, "campaignTemplateId": .string, "title": .string, "partyId": .id, "status": RunSchemas.phase,
        "turn": .integer, "createdAt": .time, "finishedAt": .nullable(.time),
    ])

    private static let position = Schema.integer(0...Int64.max)

    private static let sceneLine = Schema.object([
        "kind": .enumeration(["scene"]), "position": position, "rewound": rewound, "id": .string, "sceneId": .string,
        "episodeId": .string, "sceneOrder": .integer(1...Int64.max), "sceneType": .string,
        "generatedPayload": .reference("GeneratedPayload"), "resolved": .boolean,
        "resultFlags": .reference("ResultFlags"), "at": .time, "resolvedAt": .nullable(.time),
    ])

    private static let decisionLine = Schema.object([
        "kind": .enumeration(["decision"]), "position": position, "rewound": rewound, "turn": .integer,
        "sceneId": .string, "playerId": .id, "characterId": .nullable(.id),
        "actionType": .enumeration(ActionType.allCases.map(\.rawValue)),
        "payload": .object(
            [:],
            optional: [
                "choiceId": .string, "text": .string, "skill": .string, "targetId": .string, "zone": .string,
                "itemId": .string,
                "voteId": .described(.string, "In which vote; with another type than vote: what that came to."),
                "optionId": .string, "override": .described(.boolean, "Decided in place of a vote."),
                "absent": .described(.boolean, "The player did not act in time; the server did."),
            ]), "at": .time,
    ])

    private static let rollLine = Schema.object([
        "kind": .enumeration(["roll"]), "position": position, "rewound": rewound, "number": position,
        "characterId": .nullable(.id), "why": .string, "formula": .string, "rolls": .array(.integer),
        "total": .integer, "dc": .nullable(.integer), "outcome": .nullable(.string), "visibility": visibility,
        "actionId": .string, "at": .time,
    ])

    private static let rewindLine = Schema.object([
        "kind": .enumeration(["rewind"]), "position": position, "rewound": rewound, "fromTurn": position,
        "toTurn": position, "playerId": .described(.nullable(.id), "null: erased since."), "reason": .string,
        "at": .time,
    ])

    private static let migrationLine = Schema.object([
        "kind": .enumeration(["migration"]), "position": position, "rewound": rewound,
        "fromContentHash": .string, "contentHash": .string, "at": .time,
    ])

    private static let rewound = Schema.described(.boolean, "Of a branch that the story was taken back from.")

    private static let visibility = Schema.enumeration(["public", "gm", "actor"])

    private static let roll = Schema.object([
        "number": position, "characterId": .nullable(.id), "why": .string, "formula": .string,
        "rolls": .array(.integer), "total": .integer, "dc": .nullable(.integer), "outcome": .nullable(.string),
        "visibility": visibility, "actionId": .string, "at": .time,
    ])

    private static let dice = Schema.object([
        "algorithm": .enumeration(["mimic-dice-1"]), "seed": .string(64...64), "seedCommitment": .string(64...64),
        "rolls": .array(.reference("DiceRoll")),
    ])
}
