/// The time-outs of one WebSocket: when to ping, whether the client is still there, whether it takes what it is sent. All
/// times are loop time in milliseconds.
struct WebSocketTimeouts {
    enum Verdict {
        case patient
        /// A ping is due, and is taken to be sent.
        case ping
        /// No sign of life came after a ping.
        case lost
        /// The client takes too little of what waits for it.
        case slow
        /// The time for a farewell is over.
        case end
    }

    private enum Wait: UInt8 {
        /// The next ping.
        case ping
        /// A sign of life: anything at all that comes. A pong alone was rejected as the measure: it waits behind a large
        /// message that the client is sending.
        case life
        /// The client's close frame or the end of its output.
        case farewell
    }

    private var wait = Wait.ping
    /// When the next ping is due.
    private var nextPing: UInt64
    /// Since when it waits for a sign of life or the end.
    private var start: UInt64
    /// Of the output when it was last looked at.
    private var taken: UInt64 = 0
    private var pace = OutputPace()

    /// - Parameter firstPing: when the first ping is due.
    init(now: UInt64, firstPing: UInt64) {
        nextPing = firstPing
        start = now
    }

    /// Something came.
    mutating func heard() {
        if wait == .life { wait = .ping }
    }

    mutating func beginFarewell(now: UInt64) {
        wait = .farewell
        start = now
    }

    /// Called about once a second.
    ///
    /// - Parameters:
    ///   - taken: bytes of output that the kernel has taken since the connection was made.
    ///   - unsent: bytes that wait for it.
    ///   - isReading: whether we would hear the client.
    mutating func judge(
        now: UInt64, taken: UInt64, unsent: Int, isReading: Bool, _ limits: WebSocketLimits, _ http: HTTPLimits
    ) -> Verdict {
        if pace.isTooSlow(taken: taken, unsent: unsent, now: now, window: http.stallTime.milliseconds) {
            return wait == .farewell ? .end : .slow
        }
        defer { self.taken = taken }
        switch wait {
        case .ping:
            guard now >= nextPing else { return .patient }
            wait = .life
            nextPing = now + limits.pingTime.milliseconds
            start = now
            return .ping
        case .life:
            // The ping is still on its way to a client that takes what stands before it; and whom we do not read, we
            // do not hear.
            if !isReading || (unsent > 0 && taken > self.taken) { start = now }
            return now >= start + limits.pongTime.milliseconds ? .lost : .patient
        case .farewell:
            if unsent > 0 { start = now }
            return now >= start + http.lingerTime.milliseconds ? .end : .patient
        }
    }
}
