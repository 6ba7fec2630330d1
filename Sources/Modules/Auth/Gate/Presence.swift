package import Core

/// Which players were here a moment ago, told by their requests. Any thread.
///
/// Kept in memory only: after a start nobody has been seen yet.
package final class Presence: Sendable {
    /// A player counts as online for so long after a request.
    package static let window: Duration = .seconds(60)

    private struct State {
        var lastSeen: [PlayerID: Duration] = [:]
        var nextSweep = 1024
    }

    private let state = Lock(State())
    private let clock: Clock

    package init(clock: Clock = .system) { self.clock = clock }

    package func saw(_ player: PlayerID) {
        let now = clock.uptime()
        state.withLock { state in
            state.lastSeen[player] = now
            // Sweeping when the number has doubled keeps the price of a request constant.
            if state.lastSeen.count >= state.nextSweep {
                state.lastSeen = state.lastSeen.filter { now < $0.value + Self.window }
                state.nextSweep = max(1024, state.lastSeen.count * 2)
            }
        }
    }

    package func isOnline(_ player: PlayerID) -> Bool { wasHere(player, within: Self.window) }

    /// - Parameter time: up to `window`; older visits may be forgotten.
    package func wasHere(_ player: PlayerID, within time: Duration) -> Bool {
        let now = clock.uptime()
        return state.withLock { $0.lastSeen[player].map { now < $0 + time } ?? false }
    }

    /// Players that take room here: those online, and at most as many again who left.
    var count: Int { state.withLock { $0.lastSeen.count } }
}
