internal import Core

/// Whose action a run takes now (campaign-engine "Decisions of a party").
struct DecisionRight {
    let run: LiveRun
    /// Players with an open connection, or seen a moment ago.
    let online: Set<PlayerID>
    let now: Timestamp

    /// From when on any member may decide in place of a leader who is offline: twice the time to decide.
    var leaderIsAwaitedUntil: Timestamp { run.turnedAt.adding(.seconds(2 * run.facts.decisionSeconds)) }

    /// - Throws: 403 `leader_decides`.
    func check(_ player: PlayerID) throws(APIError) {
        guard run.facts.decision == .leader, let leader = run.leadingPlayer, leader != player else { return }
        if !online.contains(leader) && now >= leaderIsAwaitedUntil { return }
        throw APIError(
            403, "leader_decides",
            "The leader of this party decides. If the leader is away, anybody may after \(leaderIsAwaitedUntil.rfc3339)."
        )
    }

    /// Who may stop and resume a run: its leader and masters.
    ///
    /// - Throws: 403 `forbidden`.
    func checkCommand(_ principal: Principal) throws(APIError) {
        guard principal.isMaster || run.leadingPlayer == principal.playerID else {
            throw .forbidden("Only the party's leader or a game master may do this.")
        }
    }
}
