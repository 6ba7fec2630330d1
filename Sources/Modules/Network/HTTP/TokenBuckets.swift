/// Rate limits: a token bucket for each key. Each refills at a steady rate up to its burst; a request takes one token.
///
/// Bounded: beyond `capacity` keys the buckets that have filled up again are dropped, for a full bucket is the same as
/// none; if there are none of those, the one least recently used.
package struct TokenBuckets<Key: Hashable & Sendable>: Sendable {
    private struct Bucket {
        /// Tokens at `time`, 0...burst.
        var tokens: Double
        /// Monotonic seconds.
        var time: Double
    }

    /// Tokens a second, more than 0.
    package let rate: Double
    /// The most tokens a bucket holds, at least 1.
    package let burst: Double
    private let capacity: Int
    private var buckets: [Key: Bucket] = [:]

    /// - Parameters:
    ///   - rate: tokens a second, more than 0.
    ///   - burst: at least 1.
    ///   - capacity: the most keys that are remembered.
    package init(rate: Double, burst: Double, capacity: Int = 65_536) {
        precondition(rate > 0 && burst >= 1 && capacity > 0, "BUG: a bucket that never has a token")
        self.rate = rate
        self.burst = burst
        self.capacity = capacity
    }

    package var count: Int { buckets.count }

    /// Takes one token of the key's bucket. `now` is monotonic seconds, the same or later at each call.
    ///
    /// - Returns: nil when there was one; else the whole seconds, 1 and up, after which there will be one.
    package mutating func take(_ key: Key, now: Double) -> Int? {
        var bucket = buckets[key] ?? Bucket(tokens: burst, time: now)
        bucket.tokens = min(burst, bucket.tokens + max(0, now - bucket.time) * rate)
        bucket.time = now
        defer {
            if buckets.count >= capacity, buckets[key] == nil { makeRoom(now) }
            buckets[key] = bucket
        }
        // Sums of fractions may miss a whole token by the last bit.
        guard bucket.tokens >= 1 - 1e-9 else { return max(1, Int(((1 - bucket.tokens) / rate).rounded(.up))) }
        bucket.tokens = max(0, bucket.tokens - 1)
        return nil
    }

    /// Forgets what was taken under a key: after a right password.
    package mutating func reset(_ key: Key) { buckets[key] = nil }

    /// Puts one taken token back: what looked like a guess was right.
    package mutating func giveBack(_ key: Key) {
        guard let bucket = buckets[key] else { return }
        buckets[key] = Bucket(tokens: min(burst, bucket.tokens + 1), time: bucket.time)
    }

    private mutating func makeRoom(_ now: Double) {
        buckets = buckets.filter { $0.value.tokens + (now - $0.value.time) * rate < burst }
        guard buckets.count >= capacity else { return }
        // An eighth at once, so that a flood of keys does not pay for a search each time.
        let times = buckets.values.map(\.time).sorted()
        let limit = times[times.count / 8]
        buckets = buckets.filter { $0.value.time > limit }
    }
}
