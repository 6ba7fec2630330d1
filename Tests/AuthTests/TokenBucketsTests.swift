import Core
import Testing

@testable import Auth

@Suite("TokenBuckets")
struct TokenBucketsTests {
    @Test("lets a burst through, then the rate")
    func burstThenRate() {
        var buckets = TokenBuckets<String>(Rate(perSecond: 2, burst: 3))
        for _ in 0..<3 { #expect(buckets.take("a", now: 10) == nil) }
        #expect(buckets.take("a", now: 10) == 1)
        #expect(buckets.take("a", now: 10.4) == 1)
        #expect(buckets.take("a", now: 10.5) == nil)
        #expect(buckets.take("b", now: 10.5) == nil)
    }

    @Test("says after how many seconds there will be a token", arguments: [(0.1, 10), (1.0 / 360, 360), (5, 1)])
    func retryAfter(rate: Double, seconds: Int) {
        var buckets = TokenBuckets<Int>(Rate(perSecond: rate, burst: 1))
        #expect(buckets.take(1, now: 0) == nil)
        #expect(buckets.take(1, now: 0) == seconds)
        #expect(buckets.take(1, now: Double(seconds)) == nil)
    }

    @Test("never holds more than its burst, nor refills when time stands or goes back")
    func bounds() {
        var buckets = TokenBuckets<Int>(Rate(perSecond: 100, burst: 2))
        #expect(buckets.take(1, now: 0) == nil)
        #expect(buckets.take(1, now: 1000) == nil)
        #expect(buckets.take(1, now: 1000) == nil)
        #expect(buckets.take(1, now: 999) == 1)
    }

    @Test("remembers at most so many keys, and drops those that are full again first")
    func capacity() {
        var buckets = TokenBuckets<Int>(Rate(perSecond: 1, burst: 10), capacity: 16)
        for _ in 0..<10 { _ = buckets.take(0, now: 0) }
        for key in 1..<1000 { _ = buckets.take(key, now: 5) }
        #expect(buckets.count <= 16)
        var idle = TokenBuckets<Int>(Rate(perSecond: 1, burst: 10), capacity: 2)
        for _ in 0..<10 { _ = idle.take(0, now: 0) }
        #expect(idle.take(1, now: 0) == nil)
        #expect(idle.take(2, now: 2) == nil)
        #expect(idle.take(0, now: 2) == nil)
        #expect(idle.take(0, now: 2) == nil)
        #expect(idle.take(0, now: 2) == 1)
    }

    @Test("forgets who was here long ago, however few they are")
    func doesNotPileUp() {
        var buckets = TokenBuckets<Int>(Rate(perSecond: 1, burst: 10))
        // One a second, each quiet from then on: full again a second later.
        for key in 0..<20_000 { _ = buckets.take(key, now: Double(key)) }
        #expect(buckets.count <= 1024)
        // A hundred a second, each emptied: some 1,000 of them are not full again.
        for key in 0..<20_000 {
            for _ in 0..<10 { _ = buckets.take(-key, now: 20_000 + Double(key) / 100) }
        }
        #expect((1000...2100).contains(buckets.count))
    }

    @Test("forgets a key when told")
    func reset() {
        var buckets = TokenBuckets<Int>(Rate(perSecond: 0.01, burst: 1))
        _ = buckets.take(1, now: 0)
        buckets.reset(1)
        #expect(buckets.take(1, now: 0) == nil)
    }
}
