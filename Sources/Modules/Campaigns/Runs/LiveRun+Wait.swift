internal import Core

/// Whom a fight waits for, and who waits (campaign-engine "Combat-Lite").
extension LiveRun {
    /// For how long a turn waits for its player.
    var patience: Duration { .seconds(facts.decisionSeconds) }

    /// The character whose turn others wait for; nil outside of fights, in a pause, and where only one player plays: who
    /// plays alone may put the phone away.
    var awaitedCharacter: CharacterID? {
        guard !isPaused, !status.isFinished, let awaited = state.fight?.awaited else { return nil }
        let players = Set(everybody.lazy.filter { !$0.absent }.map(\.playerID))
        return players.count > 1 ? awaited : nil
    }

    /// Players who wait for the turn of `character`: all others, and everybody when it has left the run.
    func playersWaiting(for character: CharacterID) -> Set<PlayerID> {
        let waiting = Set(everybody.lazy.filter { !$0.absent }.map(\.playerID))
        guard let member = state.member(character), !member.absent else { return waiting }
        return waiting.subtracting([member.playerID])
    }

    /// When the wait for the turn of a fight is over; nil when nobody is waited for.
    var turnDeadline: Timestamp? { awaitedCharacter == nil ? nil : turnedAt.adding(patience) }

    /// How much of the wait is left: 0...patience, also when the clock was set back since.
    func patienceLeft(at now: Timestamp) -> Duration {
        let left = turnedAt.adding(patience).milliseconds - now.milliseconds
        return min(max(.zero, .milliseconds(left)), patience)
    }
}
