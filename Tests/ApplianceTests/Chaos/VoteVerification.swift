import ApplianceTesting
import Core

@testable import Storage

/// The votes of the chaos as the tables have them: each came to one end, told once, and done once.
struct VoteVerification {
    /// The open vote of each run's channel.
    private(set) var open: [String: ChaosVote] = [:]
    private(set) var violations: [String] = []
    /// How many have ended, and how many of them by somebody's word.
    private(set) var ended = (all: 0, byWord: 0)

    private struct Row {
        let channel: String
        let id: String
        let options: JSONValue
        let deadline: Timestamp
        let isExtended: Bool
        let isClosed: Bool
        let result: String?
        /// The log of the run was not trimmed.
        let isWhole: Bool
    }

    init(in connection: Connection) throws {
        let rows = try connection.all(
            """
            SELECT 'run:' || r.id, s.id, v.options, v.deadline, v.extended, v.closed_at, v.result, c.oldest_seq
            FROM votes v JOIN scene_states s ON s.number = v.scene JOIN campaign_runs r ON r.number = v.run
            JOIN sync_channels c ON c.channel = 'run:' || r.id
            """
        ) { row in
            Row(
                channel: row.text(0), id: row.text(1), options: try JSON.parse(row.blob(2)), deadline: row.time(3),
                isExtended: row.bool(4), isClosed: row.optionalInt(5) != nil, result: row.optionalText(6),
                isWhole: row.integer(7) == 1)
        }
        let ballots = try Self.ballots(in: connection)
        let told = try Self.told(in: connection)
        let done = try Self.done(in: connection)
        for row in rows {
            let options = row.options.elements.map { option in
                let id = option["id"]?.stringValue ?? ""
                return ChaosVote.Option(
                    id: id, label: option["label"]?.stringValue ?? "",
                    supporters: (ballots[row.id] ?? []).filter { $0.option == id }.map(\.player).sorted())
            }
            if !row.isClosed {
                if open[row.channel] != nil { violations.append("\(row.channel) has two open votes") }
                open[row.channel] = ChaosVote(
                    id: row.id, options: options, deadline: row.deadline.rfc3339, isExtended: row.isExtended)
            }
            check(row, options, told[row.id] ?? [], done[row.id] ?? [])
        }
    }

    /// - Parameters:
    ///   - ends: the `optionId` of each `vote.finished` of it.
    ///   - moves: that were made in its scene state, each with whether it was somebody's word in place of the vote.
    private mutating func check(
        _ row: Row, _ options: [ChaosVote.Option], _ ends: [String?], _ moves: [(voteID: String?, isOverride: Bool)]
    ) {
        let name = "vote \(row.id) of \(row.channel)"
        let times = row.isClosed ? 1 : 0
        if ends.count > times || row.isWhole && ends.count < times {
            violations.append("\(name) was told to be over \(ends.count) times, and should be \(times)")
        }
        if moves.count != times { violations.append("\(name) was done \(moves.count) times, and should be \(times)") }
        guard row.isClosed, let move = moves.first else { return }
        ended.all += 1
        if move.isOverride { ended.byWord += 1 }
        if !move.isOverride, move.voteID != row.id { violations.append("\(name): what was done is not of it") }
        if let told = ends.first, told != row.result {
            violations.append("\(name) has come to \(row.result ?? "nothing"), and \(told ?? "nothing") was told")
        }
        // The last ballot is in the tables too.
        let most = options.map(\.supporters.count).max() ?? 0
        let result = options.first { $0.id == row.result }
        if !move.isOverride, result == nil || result?.supporters.count != most {
            violations.append("\(name): \(row.result ?? "nothing") has won, of \(options)")
        }
    }

    private static func ballots(in connection: Connection) throws -> [String: [(player: Int64, option: String)]] {
        var ballots: [String: [(player: Int64, option: String)]] = [:]
        try connection.forEach(
            """
            SELECT s.id, b.player_id, b.option_id FROM vote_ballots b JOIN scene_states s ON s.number = b.scene
            WHERE b.option_id IS NOT NULL
            """
        ) { row in ballots[row.text(0), default: []].append((row.integer(1), row.text(2))) }
        return ballots
    }

    private static func told(in connection: Connection) throws -> [String: [String?]] {
        var told: [String: [String?]] = [:]
        try connection.forEach("SELECT body FROM sync_events WHERE event_type = 'vote.finished'") { row in
            let payload = try JSON.parse(row.blob(0))["payload"]
            told[payload?["voteId"]?.stringValue ?? "", default: []].append(payload?["optionId"]?.stringValue)
        }
        return told
    }

    private static func done(in connection: Connection) throws -> [String: [(voteID: String?, isOverride: Bool)]] {
        var done: [String: [(voteID: String?, isOverride: Bool)]] = [:]
        try connection.forEach("SELECT scene_state_id, payload FROM run_actions WHERE outcome IS NOT NULL") { row in
            let payload = try JSON.parse(row.blob(1))
            done[row.text(0), default: []].append((payload["voteId"]?.stringValue, payload["override"] == true))
        }
        return done
    }
}
