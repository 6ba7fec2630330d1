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
            .object(["voteId": .string, "options": .array(.any), "deadline": .nullable(.time)])),
        .passing(
            "vote.update", on: .run, "Somebody has voted.",
            .object([
                "voteId": .string, "tally": .map(.integer(0...Int64.max)), "cast": .integer(0...Int64.max),
                "of": .integer(0...Int64.max),
            ])),
        .stored(
            "vote.finished", on: .run, "The vote is over; a tie was decided by dice.",
            .object(["voteId": .string, "optionId": .nullable(.string), "tie": .nullable(.object([:]))])),
    ]

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
