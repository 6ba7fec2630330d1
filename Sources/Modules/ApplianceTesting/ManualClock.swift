package import Core

/// A clock that only the test moves. Starts at 2026-11-20T10:00:00Z.
package final class ManualClock: Sendable {
    private struct Hands {
        var wall = Timestamp(seconds: 1_795_168_800)
        var uptime = Duration.zero
    }

    private let hands = Lock(Hands())

    package init() {}

    package var clock: Clock {
        Clock(now: { [hands] in hands.withLock { $0.wall } }, uptime: { [hands] in hands.withLock { $0.uptime } })
    }
    package var now: Timestamp { hands.withLock { $0.wall } }

    /// Time passes.
    package func advance(by duration: Duration) {
        hands.withLock {
            $0.wall = $0.wall.adding(duration)
            $0.uptime += duration
        }
    }

    /// Somebody sets the wall clock, forwards or backwards, and no time passes.
    package func jump(by duration: Duration) { hands.withLock { $0.wall = $0.wall.adding(duration) } }
}
