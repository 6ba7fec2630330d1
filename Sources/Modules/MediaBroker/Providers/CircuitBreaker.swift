/// Keeps orders away from a provider that fails, and tries it again now and then. Pure: times are those of
/// `Clock.uptime`.
///
///     closed --`failureLimit` failures in a row--> open --its pause is over--> half-open --success--> closed
///                                                    ^                            |
///                                                    +---- failure: twice as long +
package struct CircuitBreaker: Sendable {
    package enum State: String, Sendable {
        /// Orders go through.
        case closed
        /// None do.
        case open
        /// One is on its way, to see.
        case halfOpen = "half_open"
    }

    package struct Settings: Sendable {
        package var failureLimit = 5
        package var pause = Duration.seconds(30)
        package var longestPause = Duration.seconds(600)

        package init() {}
    }

    package enum Admission: Equatable, Sendable {
        /// Go, and tell with this number what came of it. Numbers of an earlier state count for nothing.
        case go(ticket: Int)
        case wait(Duration)
    }

    private let settings: Settings
    package private(set) var state = State.closed
    /// Counts changes of state.
    private var ticket = 0
    /// In a row.
    private var failures = 0
    /// Of the current opening.
    private var pause: Duration
    private var opensUntil = Duration.zero

    package init(_ settings: Settings = Settings()) {
        self.settings = settings
        pause = settings.pause
    }

    /// Whether an order may go now.
    package mutating func admit(at now: Duration) -> Admission {
        switch state {
        case .closed: return .go(ticket: ticket)
        case .open where now >= opensUntil:
            change(to: .halfOpen)
            return .go(ticket: ticket)
        case .open: return .wait(opensUntil - now)
        // Whoever is on its way needs about that long.
        case .halfOpen: return .wait(settings.pause)
        }
    }

    package mutating func succeeded(_ ticket: Int) {
        guard ticket == self.ticket else { return }
        failures = 0
        pause = settings.pause
        if state != .closed { change(to: .closed) }
    }

    /// - Parameter wish: how long the service asked not to be asked, if it did.
    package mutating func failed(_ ticket: Int, at now: Duration, wish: Duration? = nil) {
        guard ticket == self.ticket else { return }
        failures += 1
        switch state {
        case .closed where failures < settings.failureLimit: return
        case .halfOpen: pause = min(pause * 2, settings.longestPause)
        case .closed, .open: break
        }
        opensUntil = now + min(max(pause, wish ?? .zero), max(settings.longestPause, pause))
        change(to: .open)
    }

    /// The order was given up before anything was known.
    package mutating func abandoned(_ ticket: Int, at now: Duration) {
        guard ticket == self.ticket, state == .halfOpen else { return }
        opensUntil = now
        change(to: .open)
    }

    private mutating func change(to state: State) {
        self.state = state
        ticket += 1
        if state == .closed { failures = 0 }
    }
}
