internal import ContentPacks
internal import Core
internal import Storage

/// An unfinished run as the tables keep it, with every state that it can be taken back to.
struct RunInPlay: Sendable {
    struct Snapshot: Sendable {
        let turn: Int
        /// JSON.
        let state: [UInt8]
        /// Whether a scene was opened then.
        let isBoundary: Bool
    }

    let id: String
    let campaignID: String
    let contentHash: String
    let turn: Int
    /// By turn; the last one is the present.
    let snapshots: [Snapshot]

    /// Unfinished runs that an order is about and that are not there already, the oldest first.
    static func ids(for order: MoveOrder, in connection: Connection) throws -> [String] {
        let campaigns = Set(order.pack.campaigns.map(\.id))
        let rows = try connection.all(
            """
            SELECT r.id, r.campaign_template_id, json_extract(CAST(c.body AS TEXT), '$.id')
            FROM campaign_runs r INDEXED BY campaign_runs_unfinished_by_party
                JOIN run_content c ON c.content_hash = r.content_hash
            WHERE r.finished_at IS NULL AND r.content_hash <> ?1
            """,
            .text(order.contentHash)
        ) { (id: $0.text(0), campaign: $0.text(1), pack: $0.text(2)) }
        return rows.filter { campaigns.contains($0.campaign) || $0.pack == order.pack.id }.map(\.id)
            .filter { order.runIDs?.contains($0) ?? true }.sorted()
    }

    /// nil when it is over, or there is none.
    static func load(_ id: String, in connection: Connection) throws -> RunInPlay? {
        let run = try connection.first(
            """
            SELECT number, campaign_template_id, content_hash, turn FROM campaign_runs
            WHERE id = ?1 AND finished_at IS NULL
            """,
            .text(id)
        ) { (number: $0.integer(0), campaign: $0.text(1), hash: $0.text(2), turn: $0.int(3)) }
        guard let run else { return nil }
        let snapshots = try connection.all(
            "SELECT turn, state, position IS NOT NULL FROM run_snapshots WHERE run = ?1 ORDER BY turn",
            .integer(run.number)
        ) { Snapshot(turn: $0.int(0), state: $0.blob(1), isBoundary: $0.bool(2)) }
        return RunInPlay(
            id: id, campaignID: run.campaign, contentHash: run.hash, turn: run.turn, snapshots: snapshots)
    }
}
