package import Core
package import Storage

/// All SQL on `character_items`.
package enum CharacterItemStore {
    /// In the order in which they were acquired.
    package static func all(of character: CharacterID, in connection: Connection) throws -> [CharacterItem] {
        try connection.all(
            """
            SELECT item_id, pack, name_en, name_ru, rarity, quantity, slot, fits, needs_attunement, attuned, charges,
                soulbound, tradeable
            FROM character_items WHERE character_id = ?1 ORDER BY position
            """, .id(character), map: CharacterItem.init(row:))
    }

    /// Writes what a character carries as an array of `ListedItem`: what there is, and where it is worn.
    static func writeList(
        of character: CharacterID, to json: inout JSONWriter, language: Language, in connection: Connection
    ) throws {
        try json.array { json in
            try connection.forEach(
                """
                SELECT item_id, CASE WHEN ?2 THEN name_ru ELSE name_en END, rarity, quantity, slot
                FROM character_items WHERE character_id = ?1 ORDER BY position
                """, .id(character), .bool(language == .russian)
            ) { row in json.object { writeListedMembers(of: row, to: &$0) } }
        }
    }

    /// Writes what a character carries as an array of `InventoryItem`: how each thing is made, too.
    static func write(
        of character: CharacterID, to json: inout JSONWriter, language: Language, in connection: Connection
    ) throws {
        try json.array { json in
            try connection.forEach(
                """
                SELECT item_id, CASE WHEN ?2 THEN name_ru ELSE name_en END, rarity, quantity, slot, fits,
                    needs_attunement, attuned, charges, soulbound, tradeable
                FROM character_items WHERE character_id = ?1 ORDER BY position
                """, .id(character), .bool(language == .russian)
            ) { row in
                let traits = ItemTraits(
                    slot: row.optionalText(5), needsAttunement: row.bool(6), charges: row.optionalInt(8),
                    isSoulbound: row.bool(9), isTradeable: row.bool(10))
                json.object {
                    writeListedMembers(of: row, to: &$0)
                    traits.writeMembers(isWorn: !row.isNull(4), isAttuned: row.bool(7), to: &$0)
                }
            }
        }
    }

    private static func writeListedMembers(of row: Row, to json: inout JSONWriter) {
        json.member("itemId", utf8: row.utf8(0))
        json.member("name", utf8: row.utf8(1))
        json.member("rarity", utf8: row.utf8(2))
        json.member("quantity", row.integer(3))
        json.member("equippedSlot", utf8: row.optionalUTF8(4))
    }

    /// Adds an item, or sets the quantity of one that is there, and whether it is worn and attuned to.
    ///
    /// - Parameter position: of a new item; beyond those of all that the character carries.
    static func put(
        _ item: CharacterItem, at position: Int, for character: CharacterID, runID: String?, now: Timestamp,
        in connection: Connection
    ) throws {
        try connection.run(
            """
            INSERT INTO character_items (character_id, position, item_id, pack, name_en, name_ru, rarity, quantity,
                slot, acquired_run_id, acquired_at, fits, needs_attunement, attuned, charges, soulbound, tradeable)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
            ON CONFLICT (character_id, item_id) DO UPDATE SET quantity = excluded.quantity, slot = excluded.slot,
                attuned = excluded.attuned
            """,
            .id(character), .int(position), .text(item.itemID), .text(item.pack), .text(item.name.en),
            .text(item.name.ru), .text(item.rarity), .int(item.quantity), .optional(item.slot), .optional(runID),
            .time(now), .optional(item.traits.slot), .bool(item.traits.needsAttunement), .bool(item.isAttuned),
            .optional(item.traits.charges), .bool(item.traits.isSoulbound), .bool(item.traits.isTradeable))
    }

    /// Of the item that was acquired last; 0 for who carries nothing.
    private static func lastPosition(of character: CharacterID, in connection: Connection) throws -> Int {
        try connection.first(
            "SELECT coalesce(max(position), 0) FROM character_items WHERE character_id = ?1", .id(character),
            map: { $0.int(0) }) ?? 0
    }

    /// Makes `items` all that a character carries, and worn as they say.
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
        // Two that change places must not be in one slot meanwhile.
        try connection.run("UPDATE character_items SET slot = NULL WHERE character_id = ?1", .id(character))
        let last = try lastPosition(of: character, in: connection)
        for (index, item) in items.enumerated() {
            try put(item, at: last + 1 + index, for: character, runID: runID, now: now, in: connection)
        }
    }

    /// Wears an item in `slot`, or takes it off; what was in the slot goes into the bag.
    ///
    /// - Parameter attuned: whether its bearer is attuned to it from now on; nil leaves it as it is.
    /// - Throws: `CharacterError.noSuchItem`, `.wrongSlot`, `.needsNoAttunement`, `.tooManyAttuned`.
    static func equip(
        _ itemID: String, in slot: String?, attuned: Bool?, of character: CharacterID, connection: Connection
    ) throws {
        let items = try all(of: character, in: connection)
        guard let item = items.first(where: { $0.itemID == itemID }) else { throw CharacterError.noSuchItem(itemID) }
        if let slot, slot != item.traits.slot { throw CharacterError.wrongSlot(itemID, item.traits.slot) }
        // As the pack spells it: SQLite compares bytes, and there is more than one way to write é.
        let slot = slot == nil ? nil : item.traits.slot
        let isAttuned = attuned ?? item.isAttuned
        if isAttuned, !item.isAttuned {
            guard item.traits.needsAttunement else { throw CharacterError.needsNoAttunement(itemID) }
            guard items.count(where: \.isAttuned) < ItemTraits.attunementLimit else {
                throw CharacterError.tooManyAttuned
            }
        }
        if let slot {
            try connection.run(
                "UPDATE character_items SET slot = NULL WHERE character_id = ?1 AND slot = ?2", .id(character),
                .text(slot))
        }
        try connection.run(
            "UPDATE character_items SET slot = ?3, attuned = ?4 WHERE character_id = ?1 AND item_id = ?2",
            .id(character), .text(itemID), .optional(slot), .bool(isAttuned))
    }
}

extension ItemTraits {
    /// `"slot","needsAttunement","attuned","charges","soulbound","tradeable","works"`.
    package func writeMembers(isWorn: Bool, isAttuned: Bool, to json: inout JSONWriter) {
        json.member("slot", slot)
        json.member("needsAttunement", needsAttunement)
        json.member("attuned", isAttuned)
        json.member("charges", charges.map(Int64.init))
        json.member("soulbound", isSoulbound)
        json.member("tradeable", isTradeable)
        json.member("works", works(isWorn: isWorn, isAttuned: isAttuned))
    }
}
