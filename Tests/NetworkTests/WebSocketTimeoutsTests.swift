import Testing

@testable import Network

@Suite("WebSocket: time-outs")
struct WebSocketTimeoutsTests {
    private typealias Verdict = WebSocketTimeouts.Verdict

    private var timeouts = WebSocketTimeouts(now: 0, firstPing: 25_000)

    /// At a second.
    private mutating func judge(_ second: UInt64, taken: UInt64 = 0, unsent: Int = 0, isReading: Bool = true) -> Verdict
    {
        timeouts.judge(
            now: second * 1000, taken: taken, unsent: unsent, isReading: isReading, WebSocketLimits(), HTTPLimits())
    }

    @Test("pings every 25 seconds a client that answers")
    mutating func pings() {
        var pings: [UInt64] = []
        for second in 0...200 as ClosedRange<UInt64> {
            switch judge(second) {
            case .ping: pings.append(second)
            case .patient: if second % 25 == 9 { timeouts.heard() }
            default: Issue.record("not patient at \(second)")
            }
        }
        #expect(pings == [25, 50, 75, 100, 125, 150, 175, 200])
    }

    @Test("takes a client for gone that shows no sign of life in 10 seconds after a ping")
    mutating func lost() {
        #expect(judge(24) == .patient)
        // What came before the ping does not count.
        timeouts.heard()
        #expect(judge(25) == .ping)
        for second in 26...34 as ClosedRange<UInt64> { #expect(judge(second) == .patient) }
        #expect(judge(35) == .lost)
    }

    @Test("waits for a pong behind what the client still takes")
    mutating func behindOutput() {
        #expect(judge(25) == .ping)
        // 20 KB a second: the pace is kept, and the ping is on its way for 40 seconds.
        for second in 26...65 as ClosedRange<UInt64> {
            #expect(judge(second, taken: second * 20_000, unsent: 100_000) == .patient)
        }
        for second in 66...74 as ClosedRange<UInt64> { #expect(judge(second, taken: 65 * 20_000) == .patient) }
        #expect(judge(75, taken: 65 * 20_000) == .lost)
    }

    @Test("does not take for gone whom it does not read")
    mutating func paused() {
        #expect(judge(25) == .ping)
        for second in 26...100 as ClosedRange<UInt64> { #expect(judge(second, isReading: false) == .patient) }
        #expect(judge(109) == .patient)
        #expect(judge(110) == .lost)
    }

    @Test("lets go of a client that takes too little, though it answers", arguments: [0, 1, 500] as [UInt64])
    mutating func slow(bytesASecond: UInt64) {
        for second in 0...29 as ClosedRange<UInt64> {
            let verdict = judge(second, taken: second * bytesASecond, unsent: 1000)
            #expect(verdict == (second == 25 ? .ping : .patient))
            timeouts.heard()
        }
        #expect(judge(30, taken: 30 * bytesASecond, unsent: 1000) == .slow)
    }

    @Test("gives a farewell two seconds, once what was said before is out")
    mutating func farewell() {
        timeouts.beginFarewell(now: 5000)
        timeouts.heard()
        for second in 5...10 as ClosedRange<UInt64> {
            #expect(judge(second, taken: second * 20_000, unsent: 50_000) == .patient)
        }
        #expect(judge(11, taken: 220_000) == .patient)
        #expect(judge(12, taken: 220_000) == .end)
    }

    @Test("ends a farewell that is not taken")
    mutating func stalledFarewell() {
        timeouts.beginFarewell(now: 0)
        for second in 0...29 as ClosedRange<UInt64> { #expect(judge(second, unsent: 1000) == .patient) }
        #expect(judge(30, unsent: 1000) == .end)
    }
}
