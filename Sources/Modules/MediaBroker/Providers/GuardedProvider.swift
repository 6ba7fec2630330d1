package import Core

/// A provider behind a circuit breaker: while it fails, orders are refused at once, so that others can do them.
///
/// Only failures that may pass open the breaker. A refused prompt and a wrong key are answers of a service that is there.
package final class GuardedProvider: MediaProvider {
    private let provider: any MediaProvider
    private let breaker: Lock<CircuitBreaker>
    private let clock: Clock
    private let onChange: @Sendable (_ provider: String, CircuitBreaker.State) -> Void

    /// - Parameter onChange: told of each change, for log and metrics; on whatever thread it comes.
    package init(
        _ provider: any MediaProvider, _ settings: CircuitBreaker.Settings = CircuitBreaker.Settings(),
        clock: Clock = .system,
        onChange: @escaping @Sendable (_ provider: String, CircuitBreaker.State) -> Void = { _, _ in }
    ) {
        self.provider = provider
        self.clock = clock
        self.onChange = onChange
        breaker = Lock(CircuitBreaker(settings))
    }

    package var name: String { provider.name }
    package var state: CircuitBreaker.State { breaker.withLock { $0.state } }

    /// - Throws: what the provider throws; `unavailable` while the breaker is open.
    package func make(
        _ order: MediaOrder, telling report: @escaping ProgressReport
    ) async throws(ProviderFailure) -> MadeMedia {
        let ticket = try admit()
        do throws(ProviderFailure) {
            let made = try await provider.make(order, telling: report)
            note { breaker, _ in breaker.succeeded(ticket) }
            return made
        } catch {
            // Nobody waits for it any more: that says nothing of the provider.
            let isAbandoned = Task.isCancelled
            note { breaker, now in
                switch error {
                case _ where isAbandoned, .unavailable: breaker.abandoned(ticket, at: now)
                case .temporary(_, let wish): breaker.failed(ticket, at: now, wish: wish)
                case .permanent: breaker.succeeded(ticket)
                }
            }
            throw error
        }
    }

    private func admit() throws(ProviderFailure) -> Int {
        var admission = CircuitBreaker.Admission.wait(.zero)
        note { breaker, now in admission = breaker.admit(at: now) }
        switch admission {
        case .go(let ticket): return ticket
        case .wait(let duration):
            let seconds = max(1, Int(duration.inSeconds.rounded(.up)))
            throw .unavailable(
                reason: "\(name) has failed several times in a row and is not asked for another \(seconds) s.")
        }
    }

    /// Changes the breaker, and tells of it outside of the lock.
    private func note(_ body: (inout CircuitBreaker, _ now: Duration) -> Void) {
        let now = clock.uptime()
        let (before, after) = breaker.withLock { breaker in
            let before = breaker.state
            body(&breaker, now)
            return (before, breaker.state)
        }
        if before != after { onChange(name, after) }
    }
}
