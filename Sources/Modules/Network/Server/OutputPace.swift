/// Whether a client takes its answers fast enough: `minimum` bytes, or all there are, in each window of time.
///
/// The bound in time on what `HTTPConnection.unsentLimit` bounds in memory. Any progress at all was rejected as the
/// measure: a byte each half minute would hold a connection and its buffers for ever.
struct OutputPace {
    /// Bytes in a window: with one of 30 s, half a kilobyte a second.
    static let minimum: UInt64 = 16 * 1024

    /// The end of the window; nil while nothing waits.
    private var deadline: UInt64?
    /// What must be taken by then.
    private var goal: UInt64 = 0

    /// Called about once a second.
    ///
    /// - Parameters:
    ///   - taken: bytes that the kernel has taken since the connection was made.
    ///   - unsent: bytes that wait for it.
    ///   - now: loop time in milliseconds, as is `window`.
    mutating func isTooSlow(taken: UInt64, unsent: Int, now: UInt64, window: UInt64) -> Bool {
        guard unsent > 0 else {
            deadline = nil
            return false
        }
        if let deadline, taken < goal { return now >= deadline }
        deadline = now + window
        goal = taken + OutputPace.minimum
        return false
    }
}
