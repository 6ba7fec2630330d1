package import Core

/// Which players were here a moment ago, told by their requests. Any thread.
///
/// Kept in memory only: after a start nobody has been seen yet.
package final class Presence: Sendable {
    /// A player counts as online for so long after a request.
    package static let window: Duration = .seconds(60)

    private struct State {
        var lastSeen: [PlayerID: Timestamp] = [:]
        var nextSweep = 1024
    }

    private let state = Lock(State())
    private let clock: Clock

    package init(clock: Clock = .system) { self.clock = clock }

    package func saw(_ player: PlayerID) {
        let now = clock.now()
        state.withLock { state in
            state.lastSeen[player] = now
            // Sweeping when the number has doubled keeps the price of a request constant.
            if state.lastSeen.count >= state.nextSweep {
                state.lastSeen = state.lastSeen.filter { now < $0.value.adding(Self.window) }
                state.nextSweep = max(1024, state.lastSeen.count * 2)
            }
        }
    }

    package func isOnline(_ player: PlayerID) -> Bool {
        let now = clock.now()
        return state.withLock { $0.lastSeen[player].map { now < $0.adding(Self.window) } ?? false }
    }

    /// When the player's last request came; nil when none did for a while.
    package func lastSeen(_ player: PlayerID) -> Timestamp? { state.withLock { $0.lastSeen[player] } }
}
