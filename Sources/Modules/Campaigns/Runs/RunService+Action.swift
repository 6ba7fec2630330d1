internal import Auth
internal import Core
package import Network
internal import PartySync
internal import Storage

extension RunService {
    /// Does what a player wants done with a run, whichever way it came.
    ///
    /// - Returns: the run as the sender sees it after the action; for a repeat, the first answer.
    /// - Throws: `RunError`, `ActionError`; 409 `stale_scene` with the current run; 403 `leader_decides`.
    package func act(_ request: ActionRequest, on runID: String, by sender: ActionSender) async throws -> HTTPResponse {
        var request = request
        // Over the channel a message's own id serves as well: its repeat must not act twice.
        if request.actionID == nil { request.actionID = sender.eventID }
        do {
            let response = try await queued(request, on: runID, by: sender)
            observer.actionAnswered(request.type.rawValue, response.isReplay ? "replayed" : "ok")
            return response
        } catch {
            let word = (error as? any APIErrorConvertible)?.apiError.word ?? "internal"
            observer.actionAnswered(request.type.rawValue, word)
            throw error
        }
    }

    private func queued(
        _ request: ActionRequest, on runID: String, by sender: ActionSender
    ) async throws -> HTTPResponse {
        try await writing(runID) { run, content in
            // Membership before anything stored is shown: an answer is not for who was sent away since.
            guard run.isPlayed(by: sender.playerID) || sender.principal.isMaster else { throw RunError.notYours(runID) }
            let action = request.actionID.map { LiveRun.ActionKey(playerID: sender.playerID, actionID: $0) }
            return try await self.answering(sender, on: runID, content, action: action) {
                if let action, let first = try await self.firstAnswer(to: action, on: run) { return .known(first) }
                return try await self.result(of: request, on: run, content, by: sender)
            }
        }
    }

    private func result(
        of request: ActionRequest, on run: LiveRun, _ content: RunContent, by sender: ActionSender
    ) async throws -> RunAnswer {
        guard !run.status.isFinished else { throw RunError.finished(run.facts.id, run.status) }
        switch request.type {
        case .pause, .resume:
            let change = try pause(request, run, by: sender)
            return .change(change, RunEvents(change: change, traceID: sender.trace.traceID).ofPause())
        case .choose, .freeform, .advance, .attack, .move, .defend, .help, .skill, .flee, .useItem:
            if run.isPaused { throw RunError.paused }
            try await checkExpectations(of: request, run, content, sender)
            if let vote = run.vote, !run.voters.isEmpty, request.type.isStoryMove {
                return try voice(request, in: vote, run, content, by: sender)
            }
            let change = try move(request, run, content, by: sender)
            let events = RunEvents(change: change, traceID: sender.trace.traceID)
            return .change(change, events.ofMove(eventID: sender.eventID))
        case .vote, .extend:
            guard let vote = run.vote else { throw RunError.wrongPhase("No vote is open in this run.") }
            if run.isPaused { throw RunError.paused }
            try await checkExpectations(of: request, run, content, sender)
            if let voteID = request.voteID, voteID != vote.id {
                throw try await staleScene(run, content, for: sender.principal)
            }
            return try voice(request, in: vote, run, content, by: sender)
        }
    }

    /// A repeated `actionId` gets the first answer again, as long as the run is kept.
    private func firstAnswer(to action: LiveRun.ActionKey, on run: LiveRun) async throws -> [UInt8]? {
        guard run.mayHaveAnswered(action) else { return nil }
        return try await storage.read { try RunStore.answer(to: action, of: run.facts.id, in: $0) }
    }

    /// - Throws: 409 `stale_scene`.
    private func checkExpectations(
        of request: ActionRequest, _ run: LiveRun, _ content: RunContent, _ sender: ActionSender
    ) async throws {
        let sceneIsCurrent = request.expectedSceneID.map { $0 == run.scene.id } ?? true
        let turnIsCurrent = request.expectedTurn.map { $0 == run.state.turn } ?? true
        guard !(sceneIsCurrent && turnIsCurrent) else { return }
        throw try await staleScene(run, content, for: sender.principal)
    }

    private func pause(_ request: ActionRequest, _ run: LiveRun, by sender: ActionSender) throws -> RunChange {
        try right(in: run).checkCommand(sender.principal)
        let pauses = request.type == .pause
        guard run.isPaused != pauses else {
            throw RunError.wrongPhase(pauses ? "The run is paused already." : "The run is not paused.")
        }
        let now = clock.now()
        var change = RunChange(of: run, at: now)
        change.record(request, by: sender.playerID, outcome: nil)
        change.update { $0.setPaused(pauses, at: now) }
        return change
    }

    private func move(
        _ request: ActionRequest, _ run: LiveRun, _ content: RunContent, by sender: ActionSender
    ) throws -> RunChange {
        guard let move = request.move else { fatalError("BUG: \(request.type) is no move") }
        let actor = try actor(of: request, in: run, by: sender)
        let right = right(in: run)
        try right.check(sender.playerID)
        var request = request
        request.characterID = actor
        let result = try content.rules(for: run.facts).step(
            run.state, right.endsWait(move, by: actor) ? .passAbsent : move, actor: actor,
            actionID: request.actionID ?? "", dice: run.facts.dice)
        return RunChange(of: run, by: result, to: request, from: sender.playerID, content, at: clock.now())
    }

    func right(in run: LiveRun) -> DecisionRight {
        DecisionRight(run: run, online: online(in: run), now: clock.now())
    }

    /// The character that acts: the one named, or the sender's only one that plays now.
    private func actor(
        of request: ActionRequest, in run: LiveRun, by sender: ActionSender
    ) throws -> CharacterID {
        guard let named = request.characterID else {
            let mine = run.state.members.filter { $0.playerID == sender.playerID && !$0.absent }
            let playing = mine.filter(\.isPresent)
            if let awaited = run.state.fight?.awaited, playing.contains(where: { $0.characterID == awaited }) {
                return awaited
            }
            // Who waits for somebody else may end the wait, whichever of the characters it is for.
            if run.state.fight != nil, request.type == .advance, let any = playing.first { return any.characterID }
            if playing.count == 1 { return playing[0].characterID }
            // Who has only fallen characters left may still carry the story to its end.
            guard playing.isEmpty, request.type == .advance, let fallen = mine.first else {
                throw RunError.characterNeeded
            }
            return fallen.characterID
        }
        return try own(named, in: run, by: sender).characterID
    }

    /// A character of the sender's that has not left the run.
    func own(_ named: CharacterID, in run: LiveRun, by sender: ActionSender) throws -> MemberState {
        guard let member = run.state.member(named), !member.absent else {
            throw ActionError.characterNeeded(named)
        }
        guard member.playerID == sender.playerID else {
            throw APIError.forbidden("Character \(named) is another player's.")
        }
        return member
    }
}
