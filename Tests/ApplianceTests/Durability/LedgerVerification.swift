import Core
import Hashing

@testable import Storage

/// Compares what was acknowledged to a player with the tables: nothing may be missing, and nothing may be there that
/// nobody asked for.
struct LedgerVerification {
    let ledger: PlayerLedger
    let connection: Connection
    private(set) var violations: [String] = []

    init(_ ledger: PlayerLedger, in connection: Connection) {
        (self.ledger, self.connection) = (ledger, connection)
    }

    mutating func run() throws {
        try checkPlayer()
        try checkCharacters()
        try checkParties()
        try checkRuns()
        for receipt in ledger.receipts { try check(receipt) }
    }

    private mutating func expect(_ holds: Bool, _ what: @autoclosure () -> String) {
        if !holds { violations.append("player \(ledger.id): \(what())") }
    }

    private mutating func checkPlayer() throws {
        let sessions = try connection.first(
            "SELECT count(*) FROM players p JOIN sessions s ON s.player_id = p.id WHERE p.id = ?1",
            .integer(ledger.id)
        ) { $0.int(0) }
        expect(sessions ?? 0 > 0, "the sign-in is lost")
        let revoked = try connection.first(
            "SELECT count(DISTINCT family) FROM sessions WHERE player_id = ?1 AND revoked_at IS NOT NULL",
            .integer(ledger.id)
        ) { $0.int(0) }
        // One more when the answer to a sign-out is what is missing.
        expect(revoked ?? 0 >= ledger.endedTokens.count, "a sign-out is lost")
    }

    private mutating func checkCharacters() throws {
        let found = try connection.all(
            "SELECT id, name, status FROM characters WHERE player_id = ?1", .integer(ledger.id)
        ) { (id: $0.integer(0), name: $0.text(1), status: $0.text(2)) }
        expect(Set(found.map(\.id)) == Set(ledger.characters.keys), "characters are lost, or were made by nobody")
        for (id, name, status) in found {
            guard let fact = ledger.characters[id] else { continue }
            expect(name == fact.name, "character \(id) is called \(name), and not \(fact.name)")
            guard fact.use == .looks else {
                expect(["ACTIVE", "DEAD"].contains(status), "character \(id), which plays, is \(status)")
                continue
            }
            expect(status == fact.status, "character \(id) is \(status), and not \(fact.status)")
            let items = try connection.all(
                "SELECT item_id, slot FROM character_items WHERE character_id = ?1", .integer(id)
            ) { (id: $0.text(0), slot: $0.optionalText(1)) }
            let worn = Dictionary(
                items.compactMap { item in item.slot.map { ($0, item.id) } }, uniquingKeysWith: { _, last in last })
            expect(worn == fact.worn, "character \(id) wears \(worn), and not \(fact.worn)")
            expect(Set(items.map(\.id)) == Set(fact.items), "character \(id) carries something else")
        }
    }

    private mutating func checkParties() throws {
        for (id, name) in ledger.partyNames {
            let found = try connection.first("SELECT name FROM parties WHERE id = ?1", .integer(id)) { $0.text(0) }
            expect(found == name, "party \(id) is lost")
        }
        let mine = try connection.all(
            """
            SELECT m.party_id, m.character_id, m.left_at IS NULL FROM party_members m
            JOIN characters c ON c.id = m.character_id WHERE c.player_id = ?1
            """, .integer(ledger.id)
        ) { (PlayerLedger.Membership(party: $0.integer(0), character: $0.integer(1)), $0.bool(2)) }
        let memberships = Dictionary(uniqueKeysWithValues: mine)
        let expected = ledger.memberships
        expect(memberships == expected, "memberships are \(memberships), and not \(expected)")
        let led = try connection.first(
            "SELECT count(*) FROM parties p JOIN characters c ON c.id = p.leader_character_id WHERE c.player_id = ?1",
            .integer(ledger.id)
        ) { $0.int(0) }
        expect(led == ledger.partyNames.count, "there is a party that nobody made")
    }

    private mutating func checkRuns() throws {
        let found = try connection.all(
            """
            SELECT r.id, r.turn, r.status, r.paused, c.next_seq - 1 FROM campaign_runs r
            JOIN sync_channels c ON c.channel = 'run:' || r.id
            JOIN parties p ON p.id = r.party_id JOIN characters l ON l.id = p.leader_character_id
            WHERE l.player_id = ?1
            """, .integer(ledger.id)
        ) { (id: $0.text(0), turn: $0.integer(1), status: $0.text(2), isPaused: $0.bool(3), seq: $0.integer(4)) }
        expect(Set(found.map(\.id)) == Set(ledger.runs.keys), "runs are lost, or were begun by nobody")
        for run in found {
            guard let fact = ledger.runs[run.id] else { continue }
            let unasked = try Self.unaskedTurns(of: run.id, after: fact.turn, in: connection)
            expect(
                fact.allows(turn: run.turn, status: run.status, isPaused: run.isPaused, unasked: unasked),
                "run \(run.id) is \(run), and not \(fact)")
            expect(run.seq >= fact.seq, "run \(run.id) has lost events: \(run.seq) of \(fact.seq)")
        }
    }

    /// How many turns of a run, of those after its first `turn`, a vote or time has played.
    static func unaskedTurns(of run: String, after turn: Int64, in connection: Connection) throws -> Int64 {
        try connection.first(
            """
            SELECT count(*) FROM (
                SELECT payload FROM run_actions a
                WHERE run = (SELECT number FROM campaign_runs WHERE id = ?1) AND outcome IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM run_rewinds w
                    WHERE w.run = a.run AND a.position >= w.from_position AND a.position < w.position)
                ORDER BY position LIMIT -1 OFFSET ?2
            ) WHERE payload ->> '$.absent' OR payload ->> '$.voteId' IS NOT NULL
            """, .text(run), .integer(turn)
        ) { $0.integer(0) } ?? 0
    }

    private mutating func check(_ receipt: PlayerLedger.Receipt) throws {
        let trace = try receipt.deed.trace(of: ledger.id, in: connection)
        expect(
            trace.map { $0.status == receipt.status && SHA256.hash($0.body) == receipt.bodyHash } ?? false,
            "the answer to \(receipt.deed.scope) \(receipt.deed.key ?? "") is not kept")
    }
}
