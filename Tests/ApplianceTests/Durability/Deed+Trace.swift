import Core

@testable import Storage

extension Deed {
    /// What an unanswered request has left in the database: the answer that a repeat of it would get.
    struct Trace: Sendable {
        let status: Int
        let body: [UInt8]
    }

    /// Whether the deed of `player` happened though nobody was told; nil when there is no trace of it.
    ///
    /// It is looked for in one place, the one that a repeat would look in. That everything else of the deed is there
    /// too, or nothing of it, is for those to find who compare the ledger, with the deed entered or not, with all tables.
    func trace(of player: Int64, in connection: Connection) throws -> Trace? {
        if case .change(let character, let name) = kind {
            let isChanged = try connection.first("SELECT name FROM characters WHERE id = ?1", .integer(character)) {
                $0.text(0) == name
            }
            return isChanged == true ? Trace(status: 200, body: try character.sheet(in: connection)) : nil
        }
        guard let key else { return try answer(to: player, in: connection) }
        let kept = try connection.first(
            "SELECT status, body FROM idempotency_keys WHERE digest = ?1",
            .blob(IdempotencyKey(owner: "player:\(player)", key: key, scope: scope, requestHash: []).digest)
        ) { Trace(status: $0.int(0), body: $0.blob(1)) }
        // The key of an action that was done says no more than that: its answer is kept with the action.
        if case .act = kind, let kept, kept.body.isEmpty { return try answer(to: player, in: connection) }
        return kept
    }

    /// What the run keeps of an action.
    private func answer(to player: Int64, in connection: Connection) throws -> Trace? {
        guard case .act(let run, let actionID) = kind else { return nil }
        return try connection.first(
            """
            SELECT a.answer_head || p.generated_payload || a.answer_tail FROM run_actions a
            JOIN campaign_runs r ON r.number = a.run JOIN scene_states s ON s.id = a.shown_scene_id
            JOIN scene_payloads p ON p.number = s.number
            WHERE r.id = ?1 AND a.player_id = ?2 AND a.action_id = ?3
            """,
            .text(run), .integer(player), .text(actionID)
        ) { Trace(status: 200, body: $0.blob(0)) }
    }
}

extension Int64 {
    /// What a character's sheet would say, as far as the ledger reads it.
    fileprivate func sheet(in connection: Connection) throws -> [UInt8] {
        let items = try connection.all(
            "SELECT item_id, slot, fits FROM character_items WHERE character_id = ?1", .integer(self)
        ) { row in
            JSONValue.object([
                "itemId": .string(row.text(0)), "equippedSlot": row.optionalText(1).map(JSONValue.string) ?? .null,
                "slot": row.optionalText(2).map(JSONValue.string) ?? .null,
            ])
        }
        let sheet = try connection.first("SELECT name, status FROM characters WHERE id = ?1", .integer(self)) {
            JSONValue.object(["name": .string($0.text(0)), "status": .string($0.text(1)), "inventory": .array(items)])
        }
        return try JSON.encode(sheet ?? .null)
    }
}
