internal import Core
internal import Storage

extension RunStore {
    /// The rules' state at a turn of the branch that is played.
    struct Snapshot {
        let state: RunState
        /// Of the scene state that the turn opened, in the log; nil within a scene that goes on.
        let position: Int?
        /// When that was opened.
        let openedAt: Timestamp?
        /// The newest line of all chronicles then.
        let chronicle: Int64
    }

    /// - Returns: nil when the run has not come to that turn.
    static func snapshot(_ turn: Int, of id: String, in connection: Connection) throws -> Snapshot? {
        try connection.first(
            """
            SELECT n.state, n.position, s.created_at, n.chronicle FROM run_snapshots n
                LEFT JOIN scene_states s ON s.run = n.run AND s.position = n.position
            WHERE n.run = (SELECT number FROM campaign_runs WHERE id = ?1) AND n.turn = ?2
            """,
            .text(id), .int(turn)
        ) { row in
            Snapshot(
                state: try JSON.decode(RunState.self, from: row.blob(0)), position: row.optionalInt(1),
                openedAt: row.optionalTime(2), chronicle: row.integer(3))
        }
    }

    /// Every rewind of a run, by position.
    static func rewinds(of id: String, in connection: Connection) throws -> [RunRewind] {
        try connection.all(
            """
            SELECT position, from_position, from_turn, to_turn, player_id, reason, at FROM run_rewinds
            WHERE run = (SELECT number FROM campaign_runs WHERE id = ?1) ORDER BY position
            """,
            .text(id)
        ) { row in
            RunRewind(
                position: row.int(0), fromPosition: row.int(1), fromTurn: row.int(2), toTurn: row.int(3),
                playerID: row.optionalID(4), reason: row.text(5), at: row.time(6))
        }
    }

    /// Keeps what a rewind was, and drops what the old branch had and the restored state has not.
    ///
    /// - Parameter number: of the run.
    static func save(
        _ rewind: RunRewind, of change: RunChange, _ number: Int64, in connection: Connection
    ) throws {
        try connection.run(
            """
            INSERT INTO run_rewinds (run, position, from_position, from_turn, to_turn, player_id, reason, at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            """,
            .integer(number), .int(rewind.position), .int(rewind.fromPosition), .int(rewind.fromTurn),
            .int(rewind.toTurn), .optional(rewind.playerID), .text(rewind.reason), .time(rewind.at))
        try connection.run(
            "DELETE FROM run_snapshots WHERE run = ?1 AND turn > ?2", .integer(number), .int(rewind.toTurn))
        try dropVanished(of: change, in: connection)
        try AuditLog.append(change.audit(of: rewind), now: change.at, in: connection)
    }

    /// Flags and relations that were in the state before and are not any more.
    static func dropVanished(of change: RunChange, in connection: Connection) throws {
        try dropFlags(of: change, in: connection)
        try dropRelations(of: change, in: connection)
    }

    private static func dropFlags(of change: RunChange, in connection: Connection) throws {
        let restored = change.after.state.flags
        for key in change.before?.state.flags.keys.sorted() ?? [] where restored[key] == nil {
            try connection.run(
                "DELETE FROM flag_states WHERE campaign_run_id = ?1 AND key = ?2", .text(change.after.facts.id),
                .text(key))
        }
    }

    private static func dropRelations(of change: RunChange, in connection: Connection) throws {
        let restored = change.after.state.relations
        for (npc, characters) in change.before?.state.relations ?? [:] {
            for character in characters.keys where restored[npc]?[character] == nil {
                try connection.run(
                    "DELETE FROM relations WHERE campaign_run_id = ?1 AND npc_id = ?2 AND character_id = ?3",
                    .text(change.after.facts.id), .text(npc), .id(character))
            }
        }
    }
}

extension RunChange {
    fileprivate func audit(of rewind: RunRewind) -> AuditEntry {
        func place(_ run: LiveRun?) -> JSONValue {
            guard let run else { return [:] }
            return ["turn": .integer(Int64(run.state.turn)), "sceneId": .string(run.scene.id)]
        }
        return AuditEntry(
            actor: rewind.playerID.map { "player:\($0)" } ?? "host", action: "rewind", target: "run:\(after.facts.id)",
            reason: rewind.reason, before: place(before), after: place(after))
    }
}
