internal import Core
internal import Network

/// Which runs wait, a fight for the player on turn or a vote for its ballots, and until when. Loop thread only.
///
/// One loop timer for each of them; nothing looks through all runs. In memory only, and so on the clock that is never set:
/// what a wait follows from is in the tables.
@LoopActor
final class TurnWaits {
    private enum Wait {
        case running(until: Duration, LoopTimer)
        /// It is over, and what was waited for is about to be done.
        case over
    }

    private let clock: Clock
    private var waits: [String: Wait] = [:]
    /// Called when the wait in a run should be over: whoever is called looks with `end`.
    var onEnd: @LoopActor (_ runID: String) -> Void = { _ in }

    init(clock: Clock) { self.clock = clock }

    /// Waits in a run from now on, in place of any earlier wait.
    func begin(_ runID: String, for duration: Duration) {
        cancel(runID)
        waits[runID] = .running(until: clock.uptime() + duration, timer(runID, after: duration))
    }

    /// Nobody is waited for in this run.
    func cancel(_ runID: String) {
        if case .running(_, let timer)? = waits[runID] { timer.cancel() }
        waits[runID] = nil
    }

    func cancelAll() {
        for runID in Array(waits.keys) { cancel(runID) }
    }

    /// Whether a wait in this run goes on, or is over and not yet answered by `begin` or `cancel`.
    func holds(_ runID: String) -> Bool { waits[runID] != nil }

    /// Whether a wait in this run is over and nothing has answered it since.
    func isOver(_ runID: String) -> Bool {
        if case .over? = waits[runID] { true } else { false }
    }

    /// Ends the wait in a run, if its time has come.
    ///
    /// - Returns: whether it has: then `begin` or `cancel` must follow.
    func end(_ runID: String) -> Bool {
        guard case .running(let end, let timer)? = waits[runID] else { return false }
        let left = end - clock.uptime()
        timer.cancel()
        guard left <= .zero else {
            waits[runID] = .running(until: end, self.timer(runID, after: left))
            return false
        }
        waits[runID] = .over
        return true
    }

    private func timer(_ runID: String, after duration: Duration) -> LoopTimer {
        LoopTimer(after: duration) { [weak self] in self?.onEnd(runID) }
    }
}
