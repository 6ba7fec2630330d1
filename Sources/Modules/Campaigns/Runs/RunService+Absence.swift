internal import Core
internal import Network
internal import Storage

/// Players who are waited for in a fight: who does not act within the time for a decision is played as defending.
///
/// The wait for a turn begins with it, stands still in a pause, begins anew when the run goes on, and is found again by a
/// start. Nobody is played while no other player is here who waits: then the fight rests, and whoever comes back to it
/// waits for as long as a decision may take. Votes are waited for in the same way (`RunService+Vote`).
extension RunService {
    /// Waits as the newest COMMIT of the run has it. Where a fight rested, it is the work of somebody who comes back.
    func attend(to run: LiveRun) {
        if let left = voteWait(in: run) { return waits.begin(run.facts.id, for: left) }
        guard run.awaitedCharacter != nil else { return waits.cancel(run.facts.id) }
        let left = run.patienceLeft(at: clock.now())
        waits.begin(run.facts.id, for: left > .zero ? left : run.patience)
    }

    /// Somebody looks at a run: a fight that rests is waited in again.
    func attend(to run: LiveRun, seenBy player: PlayerID) {
        guard let awaited = run.awaitedCharacter, !waits.holds(run.facts.id),
            run.playersWaiting(for: awaited).contains(player)
        else { return }
        waits.begin(run.facts.id, for: run.patience)
    }

    /// Waits on where a former life of the process waited. All others rest: nobody has been here yet.
    func resumeWaits() async throws {
        let now = clock.now()
        let waiting = try await storage.read {
            try RunStore.fightsWaiting(at: now, in: $0) + RunStore.votesWaiting(at: now, in: $0)
        }
        for runID in waiting {
            attend(to: try await current(runID))
        }
    }

    /// Nobody is waited for any more: the server stops.
    func stopWaits() { waits.cancelAll() }

    /// Counts the vote, or plays the turn, that was waited for, if its time has come. In the run's queue: an action that came before counts.
    func endWait(_ runID: String) async {
        guard waits.end(runID) else { return }
        do {
            try await writing(runID) { run, content in
                guard self.waits.isOver(runID) else { return }
                if let vote = run.vote { return try await self.endWait(for: vote, in: run, content) }
                guard let awaited = run.awaitedCharacter,
                    !run.playersWaiting(for: awaited).isDisjoint(with: self.online(in: run)),
                    let actor = run.state.present.first(where: { $0.characterID == awaited }) ?? run.state.present.first
                else { return self.waits.cancel(runID) }
                try await self.playAbsent(awaited, by: actor, in: run, content)
            }
        } catch {
            // Whoever looks at the run next waits again.
            if waits.isOver(runID) { waits.cancel(runID) }
            observer.failed("What was waited for in run \(runID) was not done: \(error)")
        }
    }

    /// - Parameter actor: for whom it counts: `awaited`, or when that has left the run, somebody who plays.
    private func playAbsent(
        _ awaited: CharacterID, by actor: MemberState, in run: LiveRun, _ content: RunContent
    ) async throws {
        var request = ActionRequest(.defend)
        request.characterID = awaited
        request.isAbsent = true
        let result = try content.rules(for: run.facts).step(
            run.state, .passAbsent, actor: actor.characterID, actionID: "", dice: run.facts.dice)
        let change = RunChange(of: run, by: result, to: request, from: actor.playerID, content, at: clock.now())
        let events = RunEvents(change: change, traceID: nil).ofMove(eventID: nil)
        let view = RunView(isMaster: false, online: [], content: content)
        _ = try await commit(change, content, events: events, view: view)
    }
}
