package import Core
internal import Network

extension RunService {
    /// Somebody showed the x-card: the run stands still for all, and nobody learns who asked (party-sync "x-card").
    ///
    /// Nothing of the player is stored. Leader and masters resume.
    ///
    /// - Throws: `RunError.notYours` for who does not play in it; `paused` and `finished` when it stands still already, so
    ///   that who asks waits for nothing.
    package func pauseForSafety(_ runID: String, askedBy principal: Principal) async throws {
        try await writing(runID) { run, content in
            guard run.isPlayed(by: principal.playerID) || principal.isMaster else { throw RunError.notYours(runID) }
            guard !run.status.isFinished else { throw RunError.finished(runID, run.status) }
            guard !run.isPaused else { throw RunError.paused }
            let now = self.clock.now()
            var change = RunChange(of: run, at: now)
            change.update { $0.setPaused(true, at: now) }
            let events = RunEvents(change: change, traceID: nil).ofPause()
            let view = RunView(isMaster: false, online: [], content: content)
            _ = try await self.commit(change, content, events: events, view: view)
        }
    }
}
