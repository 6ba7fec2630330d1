/// The time-outs of one connection: what it waits for and since when, and how fast its answers are taken. All times are
/// loop time in milliseconds, which no setting of a clock touches.
struct ConnectionTimeouts {
    enum Wait {
        /// The end of the TLS handshake.
        case handshake
        /// The first byte of a request.
        case request
        /// The rest of a head, since its first byte.
        case head
        /// The rest of a body, since the end of its head.
        case body
        /// Our own handler: a client is not let go for our slowness.
        case handler
        /// What a refused client still sends, or the end of the last answer.
        case farewell
    }

    enum Verdict {
        case patient
        case headTimeout, bodyTimeout
        /// Nothing was asked: our output ends.
        case end
        /// Without a word.
        case close
    }

    private(set) var wait = Wait.request
    /// Kept instead of the deadline, which is worked out when somebody looks: waits begin far more often.
    private var start: UInt64 = 0
    private var pace = OutputPace()

    mutating func begin(_ wait: Wait, now: UInt64) {
        self.wait = wait
        start = now
    }

    /// Called about once a second.
    ///
    /// - Parameters:
    ///   - taken: bytes of output that the kernel has taken since the connection was made.
    ///   - unsent: bytes that wait for it.
    mutating func judge(now: UInt64, taken: UInt64, unsent: Int, _ limits: HTTPLimits) -> Verdict {
        let window = limits.stallTime.milliseconds
        if pace.isTooSlow(taken: taken, unsent: unsent, now: now, window: window) { return .close }
        // A client that still takes its answer is neither idle nor gone.
        if unsent > 0, wait == .request || wait == .farewell { begin(wait, now: now) }
        guard let limit = limits.time(of: wait), now >= start + limit.milliseconds else { return .patient }
        return switch wait {
        case .head: .headTimeout
        case .body: .bodyTimeout
        case .handshake, .request: .end
        case .farewell: .close
        case .handler: .patient
        }
    }
}

extension HTTPLimits {
    fileprivate func time(of wait: ConnectionTimeouts.Wait) -> Duration? {
        switch wait {
        case .request: idleTime
        case .handshake, .head: headTime
        case .body: bodyTime
        case .handler: nil
        case .farewell: lingerTime
        }
    }
}
