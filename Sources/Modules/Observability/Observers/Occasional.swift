/// Lets what happens thousands of times into the log once an interval, with its number.
struct Occasional: Sendable {
    private let interval: Duration
    private var lastTold: Duration?
    private var untold = 0

    init(every interval: Duration) { self.interval = interval }

    /// It happened, at a time of `Clock.uptime`.
    ///
    /// - Returns: when it is time for a line: how often it happened since the line before, this time included.
    mutating func happened(at now: Duration) -> Int? {
        untold += 1
        if let lastTold, now - lastTold < interval { return nil }
        defer { untold = 0 }
        lastTold = now
        return untold
    }
}
