import Core

/// What one client has seen of a channel, and what was wrong with it.
struct ChannelView: Sendable {
    /// An uninterrupted stretch of the numbering: another begins when the server says that it has not kept all.
    struct Stretch: Sendable {
        /// The event before the first.
        let start: Int64
        /// The ids of the events from `start + 1` on; nil for a `system.skip`.
        var events: [String?] = []

        var end: Int64 { start + Int64(events.count) }
    }

    /// `/ws/run/…` or `/ws/party/…`.
    let path: String
    private(set) var epoch: String?
    private(set) var stretches: [Stretch] = []
    /// How often the server said that it has not kept all.
    var losses: Int { max(0, stretches.count - 1) }
    private(set) var violations: [String] = []

    /// A client of its own account is shown so many of the newest events when it comes first.
    private static let history: Int64 = 20
    /// More missed events than this are not recovered (party-sync.md "What a client receives").
    private static let recoveryLimit: Int64 = 500

    init(path: String) { self.path = path }

    /// As `sync_events` knows it.
    var channel: String { path.dropFirst("/ws/".count).split(separator: "/").joined(separator: ":") }

    /// The newest event that was seen.
    var end: Int64 { stretches.last?.end ?? 0 }

    var target: String {
        if let epoch { "\(path)?epoch=\(epoch)&since=\(end)" } else { "\(path)?history=\(Self.history)" }
    }

    /// - Parameter hello: the payload.
    mutating func opened(_ hello: JSONValue) {
        guard let epoch = hello["epoch"]?.stringValue, let seq = hello["seq"]?.integerValue,
            let oldest = hello["oldestSeq"]?.integerValue, case .bool(let isRecovered)? = hello["recovered"]
        else { return violate("a hello without its members") }
        guard let known = self.epoch else {
            self.epoch = epoch
            if !isRecovered { violate("a new client was told that it missed something") }
            return stretches.append(Stretch(start: max(oldest - 1, seq - Self.history)))
        }
        if epoch != known { violate("the epoch changed though nothing was restored") }
        // What was delivered had been committed, whatever became of the server since.
        if end > seq { violate("\(end) was delivered, and the table ends with \(seq)") }
        if isRecovered { return }
        if seq - end <= Self.recoveryLimit, end >= oldest - 1 {
            violate("\(end) to \(seq) were kept from \(oldest) on, and not recovered")
        }
        stretches.append(Stretch(start: seq))
    }

    /// A message with a number.
    ///
    /// - Parameter eventID: nil for a `system.skip`.
    /// - Returns: false for an event that was seen before: the answer to a repeat.
    mutating func took(_ seq: Int64, _ eventID: String?) -> Bool {
        guard let stretch = stretches.indices.last else {
            violate("\(seq) before the hello")
            return true
        }
        guard seq != end + 1 else {
            stretches[stretch].events.append(eventID)
            return true
        }
        guard seq <= end else {
            violate("\(seq) came after \(end)")
            return true
        }
        if let known = self[seq], known != eventID {
            violate("\(seq) was \(known ?? "skipped"), now it is \(eventID ?? "")")
        }
        return false
    }

    mutating func violate(_ what: String) { violations.append("\(channel): \(what)") }

    /// Nil when it was not seen.
    private subscript(_ seq: Int64) -> String?? {
        for stretch in stretches where seq > stretch.start && seq <= stretch.end {
            return .some(stretch.events[Int(seq - stretch.start) - 1])
        }
        return nil
    }
}
