internal import Core
internal import Storage

extension CharacterStore {
    /// What `body` makes of a character; nil when there is none.
    static func sheet<Value>(
        of id: CharacterID, in connection: Connection, _ body: (CharacterSheet) throws -> Value
    ) throws -> Value? {
        try connection.first(
            """
            SELECT id, player_id, name, archetype, race, level, xp, core_stats, skills, max_hp, status, inventory_ref,
                portrait_asset, created_at, updated_at
            FROM characters WHERE id = ?1
            """, .id(id), map: { try body(CharacterSheet($0, in: connection)) })
    }

    /// Calls `body` with a player's characters, the newest first.
    ///
    /// - Parameters:
    ///   - before: the id from which on the page before ended; nil for the first page.
    ///   - limit: of characters, 1...201.
    static func forEachSheet(
        of player: PlayerID, before: CharacterID? = nil, limit: Int, in connection: Connection,
        _ body: (CharacterSheet) throws -> Void
    ) throws {
        try connection.forEach(
            """
            SELECT id, player_id, name, archetype, race, level, xp, core_stats, skills, max_hp, status, inventory_ref,
                portrait_asset, created_at, updated_at
            FROM characters WHERE player_id = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3
            """, .id(player), .integer(before?.rawValue ?? .max), .int(limit),
            body: { try body(CharacterSheet($0, in: connection)) })
    }
}
