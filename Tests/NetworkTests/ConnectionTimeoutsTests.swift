import Testing

@testable import Network

@Suite("The time-outs of a connection")
struct ConnectionTimeoutsTests {
    private typealias Wait = ConnectionTimeouts.Wait
    private typealias Verdict = ConnectionTimeouts.Verdict

    @Test(
        "each wait has its limit, and ends as it should",
        arguments: [
            (.request, 75_000, .end), (.handshake, 10_000, .end), (.head, 10_000, .headTimeout),
            (.body, 30_000, .bodyTimeout),
            (.farewell, 2000, .close), (.handler, nil, .patient),
        ] as [(ConnectionTimeouts.Wait, UInt64?, ConnectionTimeouts.Verdict)])
    func limits(wait: ConnectionTimeouts.Wait, limit: UInt64?, verdict: ConnectionTimeouts.Verdict) {
        let limits = HTTPLimits()
        var timeouts = ConnectionTimeouts()
        timeouts.begin(wait, now: 5000)
        if let limit {
            #expect(timeouts.judge(now: 5000 + limit - 1, taken: 0, unsent: 0, limits) == .patient)
        }
        #expect(timeouts.judge(now: 5000 + (limit ?? 86_400_000), taken: 0, unsent: 0, limits) == verdict)
    }

    @Test(
        "a head and a body have their time also while an earlier answer is on its way",
        arguments: [(.head, 10_000, .headTimeout), (.body, 30_000, .bodyTimeout)]
            as [(ConnectionTimeouts.Wait, UInt64, ConnectionTimeouts.Verdict)])
    func answerOnItsWay(wait: ConnectionTimeouts.Wait, limit: UInt64, verdict: ConnectionTimeouts.Verdict) {
        let limits = HTTPLimits()
        var timeouts = ConnectionTimeouts()
        timeouts.begin(wait, now: 0)
        var taken: UInt64 = 0
        for now in stride(from: 0, to: limit, by: 1000) {
            // It leaves half-way, and briskly until then.
            #expect(timeouts.judge(now: now, taken: taken, unsent: now < limit / 2 ? 1 : 0, limits) == .patient)
            taken += OutputPace.minimum
        }
        #expect(timeouts.judge(now: limit, taken: taken, unsent: 0, limits) == verdict)
    }

    @Test("idle time begins when the last answer is out")
    func idleAfterAnswer() {
        let limits = HTTPLimits()
        var timeouts = ConnectionTimeouts()
        timeouts.begin(.request, now: 0)
        for second in 1...200 as ClosedRange<UInt64> {
            #expect(timeouts.judge(now: second * 1000, taken: second << 20, unsent: 1, limits) == .patient)
        }
        #expect(timeouts.judge(now: 274_999, taken: 300 << 20, unsent: 0, limits) == .patient)
        #expect(timeouts.judge(now: 275_000, taken: 300 << 20, unsent: 0, limits) == .end)
    }

    @Test(
        "who takes nothing, or next to nothing, of an answer is let go, whatever else is waited for",
        arguments: [.request, .head, .body, .handler, .farewell] as [ConnectionTimeouts.Wait])
    func slowReader(wait: ConnectionTimeouts.Wait) {
        var limits = HTTPLimits()
        limits.headTime = .seconds(86_400)
        limits.bodyTime = .seconds(86_400)
        for bytesASecond in [0, 1, 500] as [UInt64] {
            var timeouts = ConnectionTimeouts()
            timeouts.begin(wait, now: 0)
            let verdicts = (0...30 as ClosedRange<UInt64>).map {
                timeouts.judge(now: $0 * 1000, taken: $0 * bytesASecond, unsent: 1 << 20, limits)
            }
            #expect(verdicts.dropLast().allSatisfy { $0 == .patient })
            #expect(verdicts.last == .close)
        }
    }

    @Test("who takes an answer slowly but steadily is served to the end")
    func steadyReader() {
        let limits = HTTPLimits()
        var timeouts = ConnectionTimeouts()
        timeouts.begin(.handler, now: 0)
        for second in 0...3600 as ClosedRange<UInt64> {
            #expect(timeouts.judge(now: second * 1000, taken: second * 600, unsent: 1 << 20, limits) == .patient)
        }
    }
}
