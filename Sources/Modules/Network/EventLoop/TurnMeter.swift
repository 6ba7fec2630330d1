/// How long the turns of the loop are busy: the time between two polls less the time spent waiting in the poll, which is
/// what everybody else waited for. All in nanoseconds.
struct TurnMeter {
    private var start: UInt64 = 0
    private var idleTime: UInt64 = 0
    private var longest: UInt64 = 0

    /// - Parameter idleTime: that libuv has counted since the loop was made.
    mutating func begin(at time: UInt64, idleTime: UInt64) {
        start = time
        self.idleTime = idleTime
    }

    /// Ends a turn and begins the next.
    ///
    /// - Parameter wasInterrupted: whether a signal came in it. It interrupts the poll, and libuv forgets the idle time
    ///   up to then, so that the waiting would be taken for work.
    /// - Returns: how long it was busy; 0 when that is not known.
    mutating func end(at time: UInt64, idleTime idleNow: UInt64, wasInterrupted: Bool) -> UInt64 {
        let elapsed = time &- start
        let waited = idleNow &- idleTime
        begin(at: time, idleTime: idleNow)
        guard elapsed > waited, !wasInterrupted else { return 0 }
        longest = max(longest, elapsed - waited)
        return elapsed - waited
    }

    /// The longest since the last call.
    mutating func takeLongest() -> UInt64 {
        defer { longest = 0 }
        return longest
    }
}
