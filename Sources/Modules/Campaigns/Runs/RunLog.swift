internal import Core
internal import Storage

/// The log of a run: scenes, rolls, decisions, rewinds and moves to another content in the order in which they happened,
/// a page at a time. Lines
/// of a branch that the story was taken back from stay where they were, marked `rewound`.
struct RunLog: Sendable {
    let runID: String
    /// Sees every roll; others see public ones, and those for the actor alone only of their own characters.
    let isMaster: Bool
    let reader: PlayerID

    /// One line of the log with its place.
    private struct Line {
        let position: Int
        let json: [UInt8]
    }

    /// `{"items", "nextCursor"}`; the cursor is the position of the last line.
    ///
    /// - Parameter after: the position after which the page begins; -1 for the first page.
    func page(after: Int, limit: Int, in connection: Connection) throws -> [UInt8] {
        let rewinds = try RunStore.rewinds(of: runID, in: connection)
        let branches = OldBranches(rewinds)
        // One more than asked of each kind, so that the merged page is full and tells whether there is another.
        let lines =
            try scenes(after, limit + 1, connection, branches) + rolls(after, limit + 1, connection, branches)
            + decisions(after, limit + 1, connection, branches)
            + rewinds.lazy.filter { $0.position > after }.prefix(limit + 1).map { line($0, branches) }
            + RunStore.migrations(of: runID, in: connection).lazy.filter { $0.position > after }.prefix(limit + 1)
            .map { line($0, branches) }
        let sorted = lines.sorted { $0.position < $1.position }
        let page = sorted.prefix(limit)
        var json = JSONWriter()
        json.object {
            $0.key("items")
            $0.array { list in for line in page { list.raw(line.json) } }
            $0.member("nextCursor", sorted.count > limit ? page.last.map { String($0.position) } : nil)
        }
        return json.bytes
    }

    private func scenes(
        _ after: Int, _ limit: Int, _ connection: Connection, _ branches: OldBranches
    ) throws -> [Line] {
        try connection.all(
            """
            SELECT position, id, scene_id, episode_id, scene_order, scene_type, generated_payload, resolved,
                result_flags, created_at, resolved_at
            FROM scene_states JOIN scene_payloads USING (number)
            WHERE run = (SELECT number FROM campaign_runs WHERE id = ?1) AND position > ?2 ORDER BY position LIMIT ?3
            """,
            .text(runID), .int(after), .int(limit)
        ) { row in
            line("scene", at: row.int(0), branches) {
                $0.member("id", row.text(1))
                $0.member("sceneId", row.text(2))
                $0.member("episodeId", row.text(3))
                $0.member("sceneOrder", row.int(4))
                $0.member("sceneType", row.text(5))
                $0.key("generatedPayload")
                $0.raw(row.blob(6))
                $0.member("resolved", row.bool(7))
                $0.key("resultFlags")
                $0.raw(row.blob(8))
                $0.member("at", row.time(9))
                $0.member("resolvedAt", row.optionalTime(10))
            }
        }
    }

    private func rolls(
        _ after: Int, _ limit: Int, _ connection: Connection, _ branches: OldBranches
    ) throws -> [Line] {
        try connection.all(
            """
            SELECT position, number, who, why, formula, rolls, total, dc, outcome, visibility, at, action_id
            FROM dice_rolls
            WHERE run = (SELECT number FROM campaign_runs WHERE id = ?1) AND position > ?2
                AND (visibility = 'public' OR ?4 OR (visibility = 'actor' AND who IN (
                    SELECT character_id FROM run_characters WHERE campaign_run_id = ?1 AND player_id = ?5)))
            ORDER BY position LIMIT ?3
            """,
            .text(runID), .int(after), .int(limit), .bool(isMaster), .id(reader)
        ) { row in line("roll", at: row.int(0), branches) { StoredRoll(row, from: 1).writeMembers(to: &$0) } }
    }

    private func decisions(
        _ after: Int, _ limit: Int, _ connection: Connection, _ branches: OldBranches
    ) throws -> [Line] {
        try connection.all(
            """
            SELECT position, turn, scene_state_id, player_id, character_id, action_type, payload, at
            FROM run_actions
            WHERE run = (SELECT number FROM campaign_runs WHERE id = ?1) AND position > ?2 ORDER BY position LIMIT ?3
            """,
            .text(runID), .int(after), .int(limit)
        ) { row in
            line("decision", at: row.int(0), branches) {
                $0.member("turn", row.int(1))
                $0.member("sceneId", row.text(2))
                $0.member("playerId", row.integer(3))
                $0.member("characterId", row.optionalInteger(4))
                $0.member("actionType", row.text(5))
                $0.key("payload")
                $0.raw(row.blob(6))
                $0.member("at", row.time(7))
            }
        }
    }

    private func line(_ rewind: RunRewind, _ branches: OldBranches) -> Line {
        line("rewind", at: rewind.position, branches) {
            $0.member("fromTurn", rewind.fromTurn)
            $0.member("toTurn", rewind.toTurn)
            $0.member("playerId", rewind.playerID?.rawValue)
            $0.member("reason", rewind.reason)
            $0.member("at", rewind.at)
        }
    }

    private func line(_ migration: RunMigration, _ branches: OldBranches) -> Line {
        line("migration", at: migration.position, branches) {
            $0.member("fromContentHash", migration.fromHash)
            $0.member("contentHash", migration.toHash)
            $0.member("at", migration.at)
        }
    }

    private func line(
        _ kind: String, at position: Int, _ branches: OldBranches, _ members: (inout JSONWriter) -> Void
    ) -> Line {
        var json = JSONWriter()
        json.object {
            $0.member("kind", kind)
            $0.member("position", position)
            $0.member("rewound", branches.contains(position))
            members(&$0)
        }
        return Line(position: position, json: json.bytes)
    }
}
