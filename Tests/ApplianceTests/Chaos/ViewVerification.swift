import Core

@testable import Storage

/// Compares what clients saw, and what was acknowledged to them, with the table.
struct ViewVerification {
    private struct Row {
        let eventID: String
        let type: String
        let sender: String
        let audience: String
    }

    /// A channel as the table has it.
    private struct Stored {
        var oldest: Int64
        var rows: [Row] = []
        var newest: Int64 { oldest + Int64(rows.count) - 1 }
    }

    private var channels: [String: Stored] = [:]
    /// How often each action was done, by its player and name.
    private var actions: [String: Int] = [:]
    let votes: VoteVerification
    private(set) var violations: [String] = []

    init(in connection: Connection) throws {
        votes = try VoteVerification(in: connection)
        violations = votes.violations
        try connection.forEach("SELECT player_id, action_id FROM run_actions WHERE action_id IS NOT NULL") { row in
            actions["player:\(row.integer(0)) \(row.text(1))", default: 0] += 1
        }
        try connection.forEach("SELECT channel, oldest_seq, next_seq FROM sync_channels") { row in
            channels[row.text(0)] = Stored(oldest: row.integer(1))
        }
        try connection.forEach(
            """
            SELECT c.channel, e.seq, e.event_id, e.event_type, e.sender, e.audience
            FROM sync_events e JOIN sync_channels c ON c.id = e.channel_id ORDER BY c.id, e.seq
            """
        ) { row in
            let (channel, seq) = (row.text(0), row.integer(1))
            if channels[channel]?.newest != seq - 1 {
                violations.append("\(channel): the table has a hole before \(seq)")
            }
            channels[channel]?.rows.append(
                Row(eventID: row.text(2), type: row.text(3), sender: row.text(4), audience: row.text(5)))
        }
    }

    /// The newest event of a channel.
    func newest(of channel: String) -> Int64 { channels[channel]?.newest ?? 0 }

    mutating func check(_ client: ChaosClient) {
        violations += client.violations.map { "player \(client.member.id): \($0)" }
        for view in client.views.values.sorted(by: { $0.path < $1.path }) {
            check(view, of: client.member)
            let (seen, open) = (client.votes[view.path], votes.open[view.channel])
            guard seen != open else { continue }
            violations.append(
                "\(client.member.id) has a vote in view, \(String(describing: seen)), it is \(String(describing: open))"
            )
        }
        let own = "player:\(client.member.id)"
        var stored: [String: Int] = [:]
        for channel in channels.values {
            for row in channel.rows where row.sender == own { stored["\(row.type) \(row.eventID)", default: 0] += 1 }
        }
        func times(_ deed: ChaosDeed) -> Int { stored["\(deed.eventType) \(deed.name)"] ?? 0 }
        for deed in client.acknowledged where times(deed) != 1 && !isTrimmed(deed) {
            violations.append("\(own): \(deed.name) was acknowledged, and is in the table \(times(deed)) times")
        }
        func done(_ deed: ChaosDeed) -> Int { actions["\(own) \(deed.name)"] ?? 0 }
        for deed in client.acknowledged where deed.isAction && done(deed) != 1 {
            violations.append("\(own): \(deed.name) was acknowledged, and done \(done(deed)) times")
        }
        for deed in client.ballots where done(deed) != 1 {
            violations.append("\(own): \(deed.name) was taken as a voice, and is in the table \(done(deed)) times")
        }
        for deed in client.refused where times(deed) + done(deed) != 0 {
            violations.append("\(own): \(deed.name) was refused, and is in the table")
        }
        if let deed = client.pending, times(deed) > 1 {
            violations.append("\(own): \(deed.name) is in the table \(times(deed)) times")
        }
    }

    /// Whether it may have been old enough to go: of a party, or of a run that is over.
    private func isTrimmed(_ deed: ChaosDeed) -> Bool {
        channels[ChannelView(path: deed.path).channel].map { $0.oldest > 1 } ?? false
    }

    private mutating func check(_ view: ChannelView, of member: ChaosTable.Member) {
        let player = member.id
        violations += view.violations.map { "player \(player): \($0)" }
        guard let stored = channels[view.channel] else {
            return violations.append("player \(player) saw \(view.channel), which is not in the table")
        }
        if view.end != stored.newest {
            violations.append("player \(player) saw \(view.channel) up to \(view.end) of \(stored.newest)")
        }
        for stretch in view.stretches {
            for (index, seen) in stretch.events.enumerated() {
                let seq = stretch.start + 1 + Int64(index)
                guard seq >= stored.oldest, seq <= stored.newest else { continue }
                let row = stored.rows[Int(seq - stored.oldest)]
                let isForAll = row.audience == "all" || member.role == .master
                let mayBeSeen = isForAll || row.audience.contains(",\(player),")
                guard seen != (mayBeSeen ? row.eventID : nil) else { continue }
                violations.append(
                    "player \(player) saw \(seen ?? "nothing") as \(seq) of \(view.channel), which is \(row.eventID)")
            }
        }
    }
}
