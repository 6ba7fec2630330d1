internal import Glibc

/// Where the time comes from: the system's clocks, or a test's hand.
package struct Clock: Sendable {
    /// The wall clock: what people and the database are told. It jumps, forwards and backwards, when it is set.
    package let now: @Sendable () -> Timestamp
    /// Time since some moment before the start. It never goes back and is never set: for rates, and for waits within one
    /// life of the process.
    package let uptime: @Sendable () -> Duration

    package init(now: @escaping @Sendable () -> Timestamp, uptime: @escaping @Sendable () -> Duration) {
        self.now = now
        self.uptime = uptime
    }

    package static let system = Clock(
        now: Timestamp.systemNow,
        uptime: {
            var time = timespec()
            clock_gettime(CLOCK_MONOTONIC, &time)
            return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
        })
}

extension Duration {
    /// With its fraction.
    package var inSeconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) / 1e18
    }
}
