internal import Core
internal import Network
internal import Storage

extension RunService {
    /// Ends a run before its end: leader and masters. What was done so far is kept and merged into the characters.
    ///
    /// - Throws: `RunError.notYours`, `.finished`; 403 `forbidden`.
    func abort(_ runID: String, by sender: ActionSender) async throws -> HTTPResponse {
        try await writing(runID) { run, content in
            guard run.isPlayed(by: sender.playerID) || sender.principal.isMaster else { throw RunError.notYours(runID) }
            return try await self.answering(sender, on: runID, content) {
                try self.right(in: run).checkCommand(sender.principal)
                if run.status.isFinished { throw RunError.finished(runID, run.status) }
                let now = self.clock.now()
                let rules = content.rules(for: run.facts)
                let result = try rules.abort(run.state)
                var change = RunChange(of: run, at: now)
                change.remember(result.chronicle)
                change.update {
                    $0.state = result.state
                    $0.finishedAt = now
                    $0.isPaused = false
                }
                change.followVote(rules)
                return .change(change, RunEvents(change: change, traceID: sender.trace.traceID).ofAbort())
            }
        }
    }
}
