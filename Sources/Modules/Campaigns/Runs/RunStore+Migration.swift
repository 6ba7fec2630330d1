internal import ContentPacks
internal import Core
internal import Storage

extension RunStore {
    /// Keeps that a run went on with another content, which is pinned already.
    ///
    /// - Parameter number: of the run.
    static func save(
        _ migration: RunMigration, of change: RunChange, _ number: Int64, in connection: Connection
    ) throws {
        try connection.run(
            "UPDATE campaign_runs SET content_hash = ?2 WHERE number = ?1", .integer(number), .text(migration.toHash))
        var mapping = JSONWriter()
        mapping.value(migration.mapping.json)
        try connection.run(
            """
            INSERT INTO run_migrations (run, position, from_hash, to_hash, mapping, at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """,
            .integer(number), .int(migration.position), .text(migration.fromHash), .text(migration.toHash),
            .json(mapping.bytes), .time(migration.at))
        try dropVanished(of: change, in: connection)
    }

    /// Every migration of a run, by position.
    static func migrations(of id: String, in connection: Connection) throws -> [RunMigration] {
        try connection.all(
            """
            SELECT position, from_hash, to_hash, mapping, at FROM run_migrations
            WHERE run = (SELECT number FROM campaign_runs WHERE id = ?1) ORDER BY position
            """,
            .text(id)
        ) { row in
            RunMigration(
                position: row.int(0), fromHash: row.text(1), toHash: row.text(2),
                mapping: try ContentMapping(json: JSON.parse(row.blob(3))), at: row.time(4))
        }
    }

    /// Puts the states of earlier turns in place of those of the old content; turns that have none there cannot be gone
    /// back to any more.
    static func replaceSnapshots(
        of id: String, before turn: Int, with states: [Int: [UInt8]], in connection: Connection
    ) throws {
        guard
            let number = try connection.first(
                "SELECT number FROM campaign_runs WHERE id = ?1", .text(id), map: { $0.integer(0) })
        else { return }
        let turns = try connection.all(
            "SELECT turn FROM run_snapshots WHERE run = ?1 AND turn < ?2", .integer(number), .int(turn)
        ) { $0.int(0) }
        for turn in turns {
            if let state = states[turn] {
                try connection.run(
                    "UPDATE run_snapshots SET state = ?3 WHERE run = ?1 AND turn = ?2", .integer(number), .int(turn),
                    .blob(state))
            } else {
                try connection.run(
                    "DELETE FROM run_snapshots WHERE run = ?1 AND turn = ?2", .integer(number), .int(turn))
            }
        }
    }
}
