internal import Network
package import PartySync

/// What channels hear of runs (`RunEvents`), for the contract of channels.
extension RunSchemas {
    static let events: [EventKind] =
        [
            .stored(
                "campaign.run_started", on: .party, "The party plays: open the channel of the run.",
                .object(["runId": .string, "campaignTemplateId": .string])),
            .stored(
                "campaign.scene_started", on: .run, "A scene is opened.",
                .object([
                    "sceneId": .string, "episodeId": .string, "sceneOrder": .integer(1...Int64.max),
                    "sceneType": .string, "phase": phase, "turn": turn,
                ])),
            .stored(
                "campaign.phase_applied", on: .run, "The run has passed through a phase.",
                .object(["phase": phase, "sceneId": .string, "turn": turn])),
            .stored("campaign.paused", on: .run, "The run stands still.", .object(["runId": .string])),
            .stored("campaign.resumed", on: .run, "The run goes on.", .object(["runId": .string])),
            .stored(
                "campaign.rewound", on: .run, "The run was taken back: what followed is of an old branch.",
                .object([
                    "runId": .string, "fromTurn": turn, "toTurn": turn, "reason": .string, "sceneId": .string,
                ])),
            .stored(
                "campaign.migrated", on: .run, "The run goes on with another content of its pack.",
                .object([
                    "runId": .string, "fromContentHash": .string, "contentHash": .string, "turn": turn,
                    "sceneId": .string,
                ])),
            .stored("campaign.completed", on: .run, "The run has come to an ending.", ended),
            .stored("campaign.aborted", on: .run, "The run was broken off.", ended),
            .stored(
                "action.result", on: .run, "What came of an action.",
                .object([
                    "actionId": .nullable(.string), "actionType": .enumeration(ActionType.allCases.map(\.rawValue)),
                    "playerId": .id, "characterId": .nullable(.id), "sceneId": .string, "turn": turn,
                    "outcome": lastOutcome,
                ])),
            .stored(
                "scene.update", on: .run, "What is to be seen now.",
                .object([
                    "sceneId": .string, "phase": phase, "status": phase, "turn": turn, "outcome": lastOutcome,
                    "scene": .reference("SceneState"),
                ])),
            .stored(
                "combat.update", on: .run, "A fight begins, goes on or ends.",
                .object(
                    [
                        "sceneId": .string, "phase": phase, "turn": turn, "round": .integer(1...Int64.max),
                        "initiative": .array(.reference("Combatant")), "effects": .array(.reference("AppliedEffect")),
                        "outcome": lastOutcome,
                    ], optional: ["scene": .described(.reference("SceneState"), "While the fight goes on.")])),
        ] + votes

    private static let votes: [EventKind] = [
        .stored(
            "vote.started", on: .run, "The party votes.",
            .object(["voteId": .string, "options": voteOptions, "deadline": deadline])),
        .passing(
            "vote.update", on: .run, "Somebody has voted, or the vote has changed; actionId is that of the ballot.",
            .object([
                "voteId": .string,
                "tally": .described(.map(.integer(0...Int64.max)), "How many are for each option, by its id."),
                "cast": .integer(0...Int64.max), "of": .described(.integer(0...Int64.max), "How many may vote."),
                "deadline": deadline, "extended": .described(.boolean, "Whether it has had its one extension."),
                "options": voteOptions,
            ])),
        .stored(
            "vote.finished", on: .run, "The vote is over; actionId is that of its last ballot, if that has ended it.",
            .object([
                "voteId": .string,
                "optionId": .described(
                    .nullable(.string), "What is done; null when the story went on without the vote."),
                "tie": .described(
                    .nullable(.object(["rolls": .array(tieRoll, minimum: 2)])), "The dice between equal options."),
            ])),
    ]

    private static let voteOptions = Schema.array(.reference("VoteOption"), minimum: 1)
    private static let deadline = Schema.described(.time, "In a pause as it was before it.")
    private static let tieRoll = Schema.object([
        "optionId": .string, "label": .string,
        "round": .described(.integer(1...Int64.max), "Those that are highest together roll again."),
        "roll": .integer(1...20), "rollNumber": .described(.integer(0...Int64.max), "Of the run's dice."),
    ])

    private static let turn = Schema.integer(0...Int64.max)
    private static let lastOutcome = Schema.nullable(.reference("ActionOutcome"))
    private static let ended = Schema.object([
        "runId": .string, "status": phase, "ending": .nullable(.string),
    ])
}

extension CampaignsModule {
    /// The events that it tells on channels.
    package nonisolated static var events: [EventKind] { RunSchemas.events }
}
