internal import ContentPacks
internal import Core
internal import Network
package import PartySync
internal import Storage

/// A party that votes (campaign-engine "Decisions of a party").
///
/// A vote is over at its deadline, or when everybody has voted who was here a moment ago; then, in the same write, what it
/// has come to is done. Its deadline is stored, so that a start finds it again. A vote in which nobody has voted rests when
/// its time goes by with nobody here, and its time begins anew with whoever comes back: no story plays itself.
extension RunService {
    /// What a player says in an open vote.
    ///
    /// - Throws: 403 for who has no voice in it; `ActionError` for what the scene does not offer.
    func voice(
        _ request: ActionRequest, in vote: RunVote, _ run: LiveRun, _ content: RunContent, by sender: ActionSender
    ) throws -> RunAnswer {
        if request.overridesVote {
            let change = try override(request, of: vote, run, content, by: sender)
            let events = RunEvents(change: change, traceID: sender.trace.traceID)
            return .change(change, events.ofMove(eventID: sender.eventID))
        }
        guard run.voters.contains(sender.playerID) else {
            throw APIError.forbidden("You have no character in this scene, so you have no vote in it.")
        }
        var vote = vote
        var change = RunChange(of: run, at: clock.now())
        if request.type == .extend {
            guard !vote.isExtended else { throw RunError.wrongPhase("This vote was extended already.") }
            vote.askForTime(sender.playerID, voters: run.voters)
        } else {
            try cast(request, in: &vote, run, content, by: sender)
        }
        if rests(run) { vote.renew(at: change.at, lasting: run.patience) }
        change.record(ballot: request, by: sender.playerID, in: vote)
        guard request.type != .extend, vote.isComplete(awaiting: awaited(in: change.after, besides: sender.playerID))
        else { return .change(change, []) }
        try conclude(&change, content)
        return .change(change, RunEvents(change: change, traceID: sender.trace.traceID).ofMove(eventID: nil))
    }

    private func cast(
        _ request: ActionRequest, in vote: inout RunVote, _ run: LiveRun, _ content: RunContent, by sender: ActionSender
    ) throws {
        let player = sender.playerID
        let named = try request.characterID.map { try own($0, in: run, by: sender) }
        guard let member = named ?? run.state.present.first(where: { $0.playerID == player }), member.isPresent else {
            throw ActionError.characterNeeded(request.characterID ?? run.state.members[0].characterID)
        }
        let optionID: String
        if request.type == .vote {
            optionID = request.optionID ?? ""
        } else {
            guard let action = request.move else { fatalError("BUG: \(request.type) is no move") }
            let move = try content.rules(for: run.facts).move(for: action, by: member, in: run.state)
            if let text = request.text, let skill = move.check?.skill {
                optionID = vote.propose(text, skill: skill.rawValue, by: player, number: run.revision).id
            } else {
                optionID = move.choiceID ?? ""
            }
        }
        guard vote.option(optionID) != nil else { throw ActionError.unknownChoice(optionID) }
        vote.cast(
            RunVote.Ballot(
                optionID: optionID, characterID: request.characterID, isAdvance: request.type == .advance),
            by: player)
    }

    /// Does what the open vote of `change` has come to; what is done when nobody has voted, then.
    private func conclude(_ change: inout RunChange, _ content: RunContent) throws {
        let run = change.after
        let rules = content.rules(for: run.facts)
        guard let vote = run.vote else { fatalError("BUG: a vote that is not open was counted") }
        let counted = VoteCount(
            vote, scene: run.state.sceneID, dice: run.facts.dice, rollCount: run.state.rollCount)
        guard
            let count = counted
                ?? vote.fallback(among: rules.availableChoices(run.state)).map(VoteCount.init(decided:))
        else { fatalError("BUG: a vote without options") }
        var request = ActionRequest(count.option.isOwnMove ? .freeform : .choose)
        (request.choiceID, request.text) =
            count.option.isOwnMove ? (nil, count.option.label) : (count.option.id, nil)
        (request.skill, request.voteID) = (count.option.skill, vote.id)
        let candidates = vote.candidates(for: count.option, in: run.state)
        try perform(vote.action(for: count.option), by: candidates, count, request, &change, content) { actor in
            run.state.member(actor)?.playerID
        }
    }

    /// The leader's or a master's word in place of a vote.
    private func override(
        _ request: ActionRequest, of vote: RunVote, _ run: LiveRun, _ content: RunContent, by sender: ActionSender
    ) throws -> RunChange {
        guard let action = request.move else { throw RunError.wrongPhase("Only a decision overrides a vote.") }
        try right(in: run).checkOverride(of: vote, by: sender.principal)
        let rules = content.rules(for: run.facts)
        var candidates = run.state.present.filter { $0.playerID == sender.playerID }.map(\.characterID)
        if let named = request.characterID {
            // A master has no character, and decides for anybody's.
            let member = sender.principal.isMaster ? run.state.member(named) : try own(named, in: run, by: sender)
            guard let member, member.isPresent else { throw ActionError.characterNeeded(named) }
            candidates = [named]
        }
        guard
            let anybody = run.state.present.first(where: { candidates.contains($0.characterID) })
                ?? run.state.present.first
        else { fatalError("BUG: a vote that nobody is in") }
        let move = try rules.move(for: action, by: anybody, in: run.state)
        let option =
            move.choiceID.flatMap(vote.option)
            ?? RunVote.Option(
                id: "own:\(sender.playerID):\(run.revision)", label: request.text ?? "",
                skill: move.check?.skill?.rawValue)
        var change = RunChange(of: run, at: clock.now())
        try perform(action, by: candidates, VoteCount(decided: option), request, &change, content) { _ in
            sender.playerID
        }
        return change
    }

    /// - Parameters:
    ///   - candidates: the best of them acts; of nobody, the best of the leader's, or of all who are present.
    ///   - player: who is noted to have done it, by who acts.
    private func perform(
        _ action: PlayerAction, by candidates: [CharacterID], _ count: VoteCount, _ request: ActionRequest,
        _ change: inout RunChange, _ content: RunContent, player: (CharacterID) -> PlayerID?
    ) throws {
        let run = change.after
        let rules = content.rules(for: run.facts)
        var state = run.state
        state.rollCount += count.rolls.count
        let leaders = state.present.filter { $0.playerID == run.leadingPlayer }.map(\.characterID)
        guard let anybody = state.present.first else { fatalError("BUG: a vote that nobody is in") }
        let check = try rules.move(for: action, by: anybody, in: state).check
        let groups = [candidates, leaders, state.present.map(\.characterID)]
        let best = groups.lazy.compactMap { rules.bestActor(for: check, among: $0, in: state) }.first
        guard let actor = best, let player = player(actor) else { fatalError("BUG: nobody of those present acts") }
        var request = request
        request.characterID = actor
        let result = try rules.step(
            state, action, actor: actor, actionID: request.actionID ?? "", dice: run.facts.dice)
        change.record(count)
        change.resolve(result, to: request, from: player, content)
    }
}

/// How long a vote waits, and for whom.
extension RunService {
    /// After how much time somebody has to look at the vote of a run; nil when none is running.
    ///
    /// Who goes away is not waited for: as soon as somebody has voted it is looked whether the others are still here.
    func voteWait(in run: LiveRun) -> Duration? {
        guard let vote = run.vote, !run.isPaused else { return nil }
        if vote.isComplete(awaiting: awaited(in: run)) { return .zero }
        let left = vote.left(at: clock.now())
        return vote.ballots.isEmpty ? left : min(left, RunVote.attendance)
    }

    /// Voters whose voice is waited for: those who were here a moment ago; all, as long as this process cannot know.
    private func awaited(in run: LiveRun, besides sender: PlayerID? = nil) -> Set<PlayerID> {
        let now = clock.now()
        if let vote = run.vote, vote.openedAt < startedAt, now < startedAt.adding(RunVote.attendance) {
            return run.voters
        }
        let seen = seen(in: run, within: RunVote.attendance)
        return run.voters.filter { seen.contains($0) || $0 == sender }
    }

    /// Whether the time of a run's vote went by with nobody here.
    private func rests(_ run: LiveRun) -> Bool {
        guard let vote = run.vote, !run.isPaused else { return false }
        return vote.isOver(at: clock.now()) && !waits.holds(run.facts.id)
    }

    /// The count of the open vote as it is, for the sender of a ballot that came before; nil when none is open.
    package func voteCount(in runID: String, for actionID: String?) async throws -> PartyEvent? {
        let run = try await current(runID)
        return run.vote.map { RunEvents.count(of: $0, in: run, actionID: actionID) }
    }

    /// Somebody looks at a run: when its vote rests, its time begins anew.
    func wakeVote(in runID: String, seenBy player: PlayerID) async throws {
        let run = try await current(runID)
        guard rests(run), run.voters.contains(player) else { return }
        try await writing(runID) { run, content in
            guard self.rests(run) else { return }
            let now = self.clock.now()
            var change = RunChange(of: run, at: now)
            change.update { $0.vote?.renew(at: now, lasting: run.patience) }
            let view = RunView(isMaster: false, online: [], content: content)
            _ = try await self.commit(change, content, events: [], view: view)
        }
    }

    /// A vote has been waited for: does what it came to, or waits on. In the run's queue.
    func endWait(for vote: RunVote, in run: LiveRun, _ content: RunContent) async throws {
        let now = clock.now()
        guard !run.isPaused else { return waits.cancel(run.facts.id) }
        if vote.isOver(at: now) {
            let isDeserted = run.voters.isDisjoint(with: online(in: run))
            guard !run.voters.isEmpty, !(vote.ballots.isEmpty && isDeserted) else {
                return waits.cancel(run.facts.id)
            }
        } else if !vote.isComplete(awaiting: awaited(in: run)) {
            return attend(to: run)
        }
        var change = RunChange(of: run, at: now)
        try conclude(&change, content)
        let events = RunEvents(change: change, traceID: nil).ofMove(eventID: nil)
        let view = RunView(isMaster: false, online: [], content: content)
        _ = try await commit(change, content, events: events, view: view)
    }
}
