internal import Core

/// Whose action a run takes now (campaign-engine "Decisions of a party").
struct DecisionRight {
    let run: LiveRun
    /// Players with an open connection, or seen a moment ago.
    let online: Set<PlayerID>
    let now: Timestamp

    private var wait: Duration { .seconds(2 * run.facts.decisionSeconds) }

    /// From when on any member may decide in place of a leader who is offline: twice the time to decide.
    var leaderIsAwaitedUntil: Timestamp { run.turnedAt.adding(wait) }

    /// A turn that lies in the future was taken before the clock was set back; nobody is awaited for a year on end.
    private var leaderIsAwaited: Bool { now < leaderIsAwaitedUntil && now.adding(wait) > run.turnedAt }

    /// In a fight everybody plays their own characters.
    ///
    /// - Throws: 403 `leader_decides`.
    func check(_ player: PlayerID) throws(APIError) {
        if run.state.fight != nil { return }
        guard run.facts.decision == .leader, let leader = run.leadingPlayer, leader != player else { return }
        if !online.contains(leader) && !leaderIsAwaited { return }
        throw APIError(
            403, "leader_decides",
            "The leader of this party decides. If the leader is away, anybody may after \(leaderIsAwaitedUntil.rfc3339)."
        )
    }

    /// Who may decide in place of an open vote: masters, and the leader once twice its time has gone by.
    ///
    /// - Throws: 403 `forbidden`.
    func checkOverride(of vote: RunVote, by principal: Principal) throws(APIError) {
        if principal.isMaster { return }
        let mayDecide = vote.openedAt.adding(wait)
        guard run.leadingPlayer == principal.playerID else {
            throw .forbidden("The party votes. Only its leader or a game master may decide alone.")
        }
        guard now >= mayDecide || now.adding(wait) <= vote.openedAt else {
            throw .forbidden("The party votes. Its leader may decide alone from \(mayDecide.rfc3339) on.")
        }
    }

    /// Whether an `advance` in a fight plays the turn of somebody else, who was waited for as long as a decision may take.
    func endsWait(_ action: PlayerAction, by actor: CharacterID) -> Bool {
        guard action == .advance, let awaited = run.state.fight?.awaited, awaited != actor else { return false }
        return now >= run.turnedAt.adding(run.patience) || now.adding(run.patience) <= run.turnedAt
    }

    /// Who may stop and resume a run: its leader and masters.
    ///
    /// - Throws: 403 `forbidden`.
    func checkCommand(_ principal: Principal) throws(APIError) {
        guard principal.isMaster || run.leadingPlayer == principal.playerID else {
            throw .forbidden("Only the party's leader or a game master may do this.")
        }
    }

    /// Who may take a run back.
    ///
    /// - Parameter leaderMay: whether the campaign allows it to its leader.
    /// - Throws: 403 `forbidden`.
    func checkRewind(_ principal: Principal, leaderMay: Bool) throws(APIError) {
        try checkCommand(principal)
        guard principal.isMaster || leaderMay else {
            throw .forbidden("In this campaign only a game master may take the story back.")
        }
    }
}
