package import Core

/// A clock that only the test moves. Starts at 2026-11-20T10:00:00Z.
package final class ManualClock: Sendable {
    private let time = Lock(Timestamp(seconds: 1_795_168_800))

    package init() {}

    package var clock: Clock { Clock(now: { [time] in time.withLock { $0 } }) }
    package var now: Timestamp { time.withLock { $0 } }

    package func advance(by duration: Duration) { time.withLock { $0 = $0.adding(duration) } }
}
