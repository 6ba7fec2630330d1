/// One token bucket's measure.
package struct Rate: Sendable, Equatable {
    package var perSecond: Double
    /// What a caller who was quiet for long may do at once; 1 and up.
    package var burst: Int

    package init(perSecond: Double, burst: Int) {
        self.perSecond = perSecond
        self.burst = burst
    }
}

/// A bucket that refills at a steady rate up to its burst; each deed takes one token.
package struct TokenBucket: Sendable {
    /// 0...burst.
    package private(set) var tokens: Double
    /// Monotonic seconds.
    package private(set) var time: Double

    /// A full one.
    package init(_ rate: Rate, now: Double) {
        tokens = Double(rate.burst)
        time = now
    }

    /// Takes one token. `now` is monotonic seconds, the same or later at each call.
    ///
    /// - Returns: nil when there was one; else the whole seconds, 1 and up, after which there will be one.
    package mutating func take(_ rate: Rate, now: Double) -> Int? {
        tokens = filled(rate, now: now)
        time = now
        // Sums of fractions may miss a whole token by the last bit.
        guard tokens >= 1 - 1e-9 else { return max(1, Int(((1 - tokens) / rate.perSecond).rounded(.up))) }
        tokens = max(0, tokens - 1)
        return nil
    }

    /// Puts one taken token back.
    package mutating func giveBack(_ rate: Rate) { tokens = min(Double(rate.burst), tokens + 1) }

    /// A bucket that has filled up again is the same as none.
    package func isFull(_ rate: Rate, now: Double) -> Bool { filled(rate, now: now) >= Double(rate.burst) }

    private func filled(_ rate: Rate, now: Double) -> Double {
        min(Double(rate.burst), tokens + max(0, now - time) * rate.perSecond)
    }
}
