package import Core
package import Storage

/// All SQL on `character_items`.
package enum CharacterItemStore {
    /// In the order in which they were acquired.
    package static func all(of character: CharacterID, in connection: Connection) throws -> [CharacterItem] {
        try connection.all(
            """
            SELECT item_id, pack, name_en, name_ru, rarity, quantity, slot FROM character_items
            WHERE character_id = ?1 ORDER BY id
            """, .id(character), map: { CharacterItem(row: $0) })
    }

    /// Adds an item, or sets the quantity of one that is there.
    static func put(
        _ item: CharacterItem, for character: CharacterID, runID: String?, now: Timestamp, in connection: Connection
    ) throws {
        try connection.run(
            """
            INSERT INTO character_items (character_id, item_id, pack, name_en, name_ru, rarity, quantity, slot,
                acquired_run_id, acquired_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
            ON CONFLICT (character_id, item_id) DO UPDATE SET quantity = excluded.quantity
            """,
            .id(character), .text(item.itemID), .text(item.pack), .text(item.name.en), .text(item.name.ru),
            .text(item.rarity), .int(item.quantity), .optional(item.slot), .optional(runID), .time(now))
    }

    /// Makes `items` all that a character carries. What was there keeps its slot; what is new is in the bag.
    static func replaceAll(
        of character: CharacterID, with items: [CharacterItem], runID: String, now: Timestamp,
        in connection: Connection
    ) throws {
        let kept = Set(items.map(\.itemID))
        for item in try all(of: character, in: connection) where !kept.contains(item.itemID) {
            try connection.run(
                "DELETE FROM character_items WHERE character_id = ?1 AND item_id = ?2", .id(character),
                .text(item.itemID))
        }
        for item in items {
            let bagged = CharacterItem(
                itemID: item.itemID, pack: item.pack, name: item.name, rarity: item.rarity, quantity: item.quantity)
            try put(bagged, for: character, runID: runID, now: now, in: connection)
        }
    }

    /// Wears an item in `slot`, or takes it off; what was in the slot goes into the bag.
    ///
    /// - Throws: `CharacterError.noSuchItem`.
    static func equip(
        _ itemID: String, in slot: String?, of character: CharacterID, connection: Connection
    ) throws {
        if let slot {
            try connection.run(
                "UPDATE character_items SET slot = NULL WHERE character_id = ?1 AND slot = ?2", .id(character),
                .text(slot))
        }
        try connection.run(
            "UPDATE character_items SET slot = ?3 WHERE character_id = ?1 AND item_id = ?2", .id(character),
            .text(itemID), .optional(slot))
        if connection.changes == 0 { throw CharacterError.noSuchItem(itemID) }
    }
}
