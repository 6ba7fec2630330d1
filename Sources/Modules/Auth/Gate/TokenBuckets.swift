internal import Core

/// Token buckets of one measure, one for each key. A bucket that is full again is forgotten, so the memory holds only
/// callers of the last `burst / perSecond` seconds.
///
/// Each bucket is kept as one moment, at which it will be full (GCRA, the generic cell rate algorithm): no counter has
/// to be filled up as time goes by.
struct TokenBuckets<Key: Hashable & Sendable>: Sendable {
    /// Milliseconds that one token takes to come back.
    private let interval: Double
    private let burst: Double
    private var fullAt: [Key: Double] = [:]
    private var nextSweep = 1024

    init(_ rate: Rate) {
        precondition(rate.perSecond > 0 && rate.burst >= 1, "BUG: a rate of \(rate.perSecond), burst \(rate.burst)")
        interval = 1000 / rate.perSecond
        burst = Double(rate.burst)
    }

    /// Takes a token.
    ///
    /// - Returns: nil, or how long there will be none.
    mutating func take(_ key: Key, now: Timestamp) -> Duration? {
        let now = Double(now.milliseconds)
        let full = max(fullAt[key] ?? now, now) + interval
        let wait = full - now - burst * interval
        // A thousandth of a token for the rounding of floating point.
        guard wait <= interval / 1000 else { return .milliseconds(Int64(wait.rounded(.up))) }
        fullAt[key] = full
        if fullAt.count >= nextSweep {
            fullAt = fullAt.filter { $0.value > now }
            nextSweep = max(1024, fullAt.count * 2)
        }
        return nil
    }

    mutating func giveBack(_ key: Key) {
        if let full = fullAt[key] { fullAt[key] = full - interval }
    }

    /// How many buckets are not full.
    var count: Int { fullAt.count }
}
