internal import ContentPacks
package import Core

extension MoveReport {
    /// As `--json` prints it, and the API answers.
    package var json: JSONValue {
        [
            "packId": .string(packID), "contentHash": .string(contentHash), "runs": .array(runs.map(\.json)),
            "proposedMapping": proposal.json, "unknownNames": .array(strangers.map(JSONValue.string)),
        ]
    }
}

extension MoveReport.Run {
    fileprivate var json: JSONValue {
        [
            "id": .string(id), "campaignTemplateId": .string(campaignID), "turn": .integer(Int64(turn)),
            "sceneId": .string(sceneID), "contentHash": .string(contentHash), "verdict": .string(verdict.rawValue),
            "obstacles": .array(obstacles.map { .string("\($0)") }), "losses": .array(losses.map { .string("\($0)") }),
            "lostTurns": .array(lostTurns.map { .integer(Int64($0)) }),
            "helpedByProposal": .bool(isHelpedByProposal),
        ]
    }
}
