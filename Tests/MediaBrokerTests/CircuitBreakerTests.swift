import ApplianceTesting
import Core
import Testing

@testable import MediaBroker

@Suite("CircuitBreaker")
struct CircuitBreakerTests {
    private static func breaker() -> CircuitBreaker {
        var settings = CircuitBreaker.Settings()
        settings.failureLimit = 3
        settings.pause = .seconds(10)
        settings.longestPause = .seconds(25)
        return CircuitBreaker(settings)
    }

    /// What it lets through.
    private func admitted(_ breaker: inout CircuitBreaker, at now: Duration) throws -> Int {
        guard case .go(let ticket) = breaker.admit(at: now) else { throw NotAdmitted() }
        return ticket
    }

    private struct NotAdmitted: Error {}

    /// Fails with what it lets through.
    private func fail(_ breaker: inout CircuitBreaker, at now: Duration, wish: Duration? = nil) throws {
        breaker.failed(try admitted(&breaker, at: now), at: now, wish: wish)
    }

    @Test("opens after so many failures in a row, and no sooner")
    func opening() throws {
        var breaker = Self.breaker()
        for _ in 0..<2 { try fail(&breaker, at: .zero) }
        #expect(breaker.state == .closed)
        let ticket = try admitted(&breaker, at: .zero)
        breaker.succeeded(ticket)
        for _ in 0..<2 { try fail(&breaker, at: .zero) }
        #expect(breaker.state == .closed)
        try fail(&breaker, at: .seconds(1))
        #expect(breaker.state == .open)
        #expect(breaker.admit(at: .seconds(1)) == .wait(.seconds(10)))
        #expect(breaker.admit(at: .seconds(10.5)) == .wait(.seconds(0.5)))
    }

    @Test("lets one order try after the pause, and closes when it succeeds")
    func trial() throws {
        var breaker = Self.breaker()
        for _ in 0..<3 { try fail(&breaker, at: .zero) }
        let ticket = try admitted(&breaker, at: .seconds(10))
        #expect(breaker.state == .halfOpen)
        #expect(breaker.admit(at: .seconds(10)) == .wait(.seconds(10)))
        breaker.succeeded(ticket)
        #expect(breaker.state == .closed)
        // As patient as at the beginning.
        for _ in 0..<2 { try fail(&breaker, at: .seconds(11)) }
        #expect(breaker.state == .closed)
    }

    @Test("waits twice as long after each trial that fails, up to a limit, and forgets that with a success")
    func doubling() throws {
        var breaker = Self.breaker()
        for _ in 0..<3 { try fail(&breaker, at: .zero) }
        var now = Duration.seconds(10)
        for pause in [20, 25, 25] {
            try fail(&breaker, at: now)
            #expect(breaker.admit(at: now) == .wait(.seconds(pause)))
            now += .seconds(pause)
        }
        let ticket = try admitted(&breaker, at: now)
        breaker.succeeded(ticket)
        for _ in 0..<3 { try fail(&breaker, at: now) }
        #expect(breaker.admit(at: now) == .wait(.seconds(10)))
    }

    @Test("waits as long as the service asks, up to the limit")
    func wish() throws {
        var breaker = Self.breaker()
        for _ in 0..<3 { try fail(&breaker, at: .zero, wish: .seconds(15)) }
        #expect(breaker.admit(at: .zero) == .wait(.seconds(15)))
        breaker = Self.breaker()
        for _ in 0..<3 { try fail(&breaker, at: .zero, wish: .seconds(3600)) }
        #expect(breaker.admit(at: .zero) == .wait(.seconds(25)))
    }

    @Test("hears nothing from orders of an earlier state")
    func lateResults() throws {
        var breaker = Self.breaker()
        let early = try admitted(&breaker, at: .zero)
        for _ in 0..<3 { try fail(&breaker, at: .zero) }
        breaker.succeeded(early)
        #expect(breaker.state == .open)
        _ = try admitted(&breaker, at: .seconds(10))
        breaker.failed(early, at: .seconds(10))
        breaker.succeeded(early)
        breaker.abandoned(early, at: .seconds(10))
        #expect(breaker.state == .halfOpen)
    }

    @Test("lets the next one try when a trial is given up")
    func abandonedTrial() throws {
        var breaker = Self.breaker()
        for _ in 0..<3 { try fail(&breaker, at: .zero) }
        let ticket = try admitted(&breaker, at: .seconds(10))
        breaker.abandoned(ticket, at: .seconds(11))
        _ = try admitted(&breaker, at: .seconds(11))
        #expect(breaker.state == .halfOpen)
    }
}
