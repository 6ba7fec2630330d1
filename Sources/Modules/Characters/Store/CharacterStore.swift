package import Core
package import Storage

/// All SQL on `characters`.
package enum CharacterStore {
    package static func find(_ id: CharacterID, in connection: Connection) throws -> Character? {
        try connection.first(
            """
            SELECT id, player_id, name, archetype, race, level, xp, core_stats, skills, max_hp, status
            FROM characters WHERE id = ?1
            """, .id(id), map: Character.init(row:))
    }

    /// A character of `player`.
    ///
    /// - Throws: `CharacterError.notFound`, `.notYours`.
    package static func own(
        _ id: CharacterID, of player: PlayerID, in connection: Connection
    ) throws -> Character {
        guard let character = try find(id, in: connection) else { throw CharacterError.notFound(id) }
        guard character.playerID == player else { throw CharacterError.notYours(id) }
        return character
    }

    /// The characters that a player can play with now, the oldest first.
    package static func active(of player: PlayerID, in connection: Connection) throws -> [Character] {
        try connection.all(
            """
            SELECT id, player_id, name, archetype, race, level, xp, core_stats, skills, max_hp, status
            FROM characters WHERE player_id = ?1 AND status = 'ACTIVE' ORDER BY id
            """, .id(player), map: Character.init(row:))
    }

    static func countActive(of player: PlayerID, in connection: Connection) throws -> Int {
        try connection.first(
            "SELECT active FROM character_counts WHERE player_id = ?1", .id(player), map: { $0.int(0) }) ?? 0
    }

    static func insert(
        _ draft: CharacterDraft, of player: PlayerID, now: Timestamp, in connection: Connection
    ) throws -> CharacterID {
        let id: CharacterID? = try connection.first(
            """
            INSERT INTO characters (player_id, name, archetype, race, level, xp, core_stats, skills, max_hp,
                portrait_asset, status, created_at, updated_at)
            VALUES (?1, ?2, ?3, ?4, 1, 0, ?5, ?6, ?7, ?8, 'ACTIVE', ?9, ?9)
            RETURNING id
            """,
            .id(player), .text(draft.name), .text(draft.archetype), .optional(draft.race),
            .json(draft.coreStats),
            .json(draft.skills), .int(draft.maxHP), .optional(draft.portraitURL),
            .time(now), map: { $0.id(0) })
        guard let id else { preconditionFailure("BUG: INSERT … RETURNING gave no row") }
        for (index, item) in draft.kit.enumerated() {
            try CharacterItemStore.put(
                CharacterItem(
                    itemID: item.id, pack: KitItem.pack, name: item.name, rarity: item.rarity,
                    quantity: item.quantity, traits: item.traits, slot: item.slot),
                at: 1 + index, for: id, runID: nil, now: now, in: connection)
        }
        return id
    }

    static func update(
        _ id: CharacterID, name: String, archetype: String, race: String?, now: Timestamp, in connection: Connection
    ) throws {
        try connection.run(
            "UPDATE characters SET name = ?2, archetype = ?3, race = ?4, updated_at = ?5 WHERE id = ?1",
            .id(id), .text(name), .text(archetype), .optional(race), .time(now))
    }

    static func setStatus(
        _ status: Character.Status, of id: CharacterID, now: Timestamp, in connection: Connection
    ) throws {
        try connection.run(
            "UPDATE characters SET status = ?2, updated_at = ?3 WHERE id = ?1", .id(id), .text(status.rawValue),
            .time(now))
    }

    /// Merges what a run brought, at its end (campaign-engine "One action"): hit points are full again, death stays.
    package static func mergeRun(_ merge: RunMerge, now: Timestamp, in connection: Connection) throws {
        guard let character = try find(merge.characterID, in: connection) else {
            throw CharacterError.notFound(merge.characterID)
        }
        var json = JSONWriter()
        json.value(.object(character.coreStats.merging(merge.coreStats) { $1 }))
        try connection.run(
            """
            UPDATE characters SET level = ?2, xp = ?3, core_stats = ?4, max_hp = ?5, status = ?6, updated_at = ?7
            WHERE id = ?1
            """,
            .id(merge.characterID), .int(merge.level), .int(merge.xp),
            .json(json.bytes), .int(merge.maxHP ?? character.maxHP),
            .text(merge.isDead ? Character.Status.dead.rawValue : character.status.rawValue), .time(now))
        try CharacterItemStore.replaceAll(
            of: merge.characterID, with: merge.items, runID: merge.runID, now: now, in: connection)
    }
}

/// What a finished run leaves with a character.
package struct RunMerge: Sendable {
    package let characterID: CharacterID
    package let runID: String
    /// 1...20, after the run.
    package let level: Int
    /// All of it, after the run.
    package let xp: Int
    /// Laid over the character's own.
    package let coreStats: [String: JSONValue]
    /// Nil: as it was.
    package let maxHP: Int?
    package let isDead: Bool
    /// Everything that the character carries after the run, as it is worn then; what is missing was used up.
    package let items: [CharacterItem]

    package init(
        characterID: CharacterID, runID: String, level: Int, xp: Int, coreStats: [String: JSONValue] = [:],
        maxHP: Int? = nil, isDead: Bool = false, items: [CharacterItem]
    ) {
        self.characterID = characterID
        self.runID = runID
        self.level = level
        self.xp = xp
        self.coreStats = coreStats
        self.maxHP = maxHP
        self.isDead = isDead
        self.items = items
    }
}
