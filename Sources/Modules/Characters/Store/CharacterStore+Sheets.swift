package import Core
package import Storage

extension CharacterStore {
    package static func sheet(of id: CharacterID, in connection: Connection) throws -> CharacterSheet? {
        var sheet = try connection.first(
            """
            SELECT id, player_id, name, archetype, race, level, xp, core_stats, skills, max_hp, status, inventory_ref,
                portrait_asset, created_at, updated_at
            FROM characters WHERE id = ?1
            """, .id(id), map: CharacterSheet.init(row:))
        sheet?.items = try CharacterItemStore.all(of: id, in: connection)
        return sheet
    }

    /// A player's characters with what they carry, in one query; the newest first.
    ///
    /// - Parameters:
    ///   - before: the id from which on the page before ended; nil for the first page.
    ///   - limit: of characters, 1...200.
    package static func sheets(
        of player: PlayerID, before: CharacterID? = nil, limit: Int, in connection: Connection
    ) throws -> [CharacterSheet] {
        var sheets: [CharacterSheet] = []
        _ = try connection.all(
            """
            SELECT c.id, c.player_id, c.name, c.archetype, c.race, c.level, c.xp, c.core_stats, c.skills, c.max_hp,
                c.status, c.inventory_ref, c.portrait_asset, c.created_at, c.updated_at,
                i.item_id, i.pack, i.name_en, i.name_ru, i.rarity, i.quantity, i.slot
            FROM (SELECT * FROM characters WHERE player_id = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3) c
            LEFT JOIN character_items i ON i.character_id = c.id
            ORDER BY c.id DESC, i.id
            """, .id(player), .integer(before?.rawValue ?? .max), .int(limit)
        ) { row in
            if sheets.last?.id != row.id(0) { sheets.append(CharacterSheet(row: row)) }
            if !row.isNull(15) { sheets[sheets.count - 1].items.append(CharacterItem(row: row, first: 15)) }
        }
        return sheets
    }
}
