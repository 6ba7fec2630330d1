internal import Core

/// Rate limits: a token bucket for each key.
///
/// A bucket that has filled up again is the same as none: those are dropped whenever the number of keys has doubled, so
/// that what is remembered are those who were here a moment ago, and at most as many again. Bounded: when `capacity`
/// keys have none that is full, those least recently used are dropped.
struct TokenBuckets<Key: Hashable & Sendable>: Sendable {
    let rate: Rate
    private let capacity: Int
    private var buckets: [Key: TokenBucket] = [:]
    /// At so many keys full buckets are looked for.
    private var nextSweep = 1024

    /// - Parameter capacity: the most keys that are remembered.
    init(_ rate: Rate, capacity: Int = 65_536) {
        precondition(rate.perSecond > 0 && rate.burst >= 1 && capacity > 0, "BUG: a bucket that never has a token")
        self.rate = rate
        self.capacity = capacity
    }

    var count: Int { buckets.count }

    /// Takes one token of the key's bucket. `now` is monotonic seconds, the same or later at each call.
    ///
    /// - Returns: nil when there was one; else the whole seconds, 1 and up, after which there will be one.
    mutating func take(_ key: Key, now: Double) -> Int? {
        var bucket = buckets[key] ?? TokenBucket(rate, now: now)
        let wait = bucket.take(rate, now: now)
        if buckets.count >= min(nextSweep, capacity), buckets[key] == nil { makeRoom(now) }
        buckets[key] = bucket
        return wait
    }

    /// Forgets what was taken under a key: after a right password.
    mutating func reset(_ key: Key) { buckets[key] = nil }

    /// Puts one taken token back: what looked like a guess was right.
    mutating func giveBack(_ key: Key) { buckets[key]?.giveBack(rate) }

    private mutating func makeRoom(_ now: Double) {
        buckets = buckets.filter { !$0.value.isFull(rate, now: now) }
        // Sweeping at twice as many keeps the price of a request constant.
        nextSweep = max(1024, buckets.count * 2)
        guard buckets.count >= capacity else { return }
        // An eighth at once, so that a flood of keys does not pay for a search each time.
        let times = buckets.values.map(\.time).sorted()
        let limit = times[times.count / 8]
        buckets = buckets.filter { $0.value.time > limit }
    }
}
