internal import ContentPacks
internal import Core
internal import Network
internal import Storage

extension RunService {
    /// Takes a run back to where a scene began: masters always, the leader in a campaign that allows it. What was played
    /// since stays in the log; the scene is opened anew, and the story goes on from there.
    ///
    /// - Throws: `RunError.notYours`, `.finished`, `.unknownTurn`, `.notABoundary`, `.sceneIsGone`; 403 `forbidden`.
    func rewind(_ runID: String, _ request: RewindRequest, by sender: ActionSender) async throws -> HTTPResponse {
        try await writing(runID) { run, content in
            guard run.isPlayed(by: sender.playerID) || sender.principal.isMaster else { throw RunError.notYours(runID) }
            return try await self.answering(sender, on: runID, content) {
                try self.right(in: run).checkRewind(sender.principal, leaderMay: content.campaign.leaderRewind)
                if run.status.isFinished { throw RunError.finished(runID, run.status) }
                let boundary = try await self.storage.read {
                    try SceneBoundary(turn: request.toTurn, of: run, in: $0)
                }
                let rules = content.rules(for: run.facts)
                guard rules.scene(boundary.state.sceneID) != nil else { throw RunError.sceneIsGone(request.toTurn) }
                let now = self.clock.now()
                let state = run.state.rewound(to: boundary.state, comers: boundary.comers)
                let composer = SceneComposer(content: content, rules: rules, facts: run.facts)
                var change = RunChange(of: run, at: now)
                change.rewind(to: boundary, state, for: request.reason, by: sender.playerID)
                change.openScene(composer.scene(UUIDv7.make(at: now), of: state))
                change.followVote(rules)
                return .change(change, RunEvents(change: change, traceID: sender.trace.traceID).ofRewind())
            }
        }
    }
}
