package import Core
internal import Storage

/// Who a player plays, between runs. What changes during a run lives in the run until it is merged at its end.
package struct Character: Sendable, Equatable {
    package enum Status: String, Sendable, CaseIterable {
        case active = "ACTIVE"
        case retired = "RETIRED"
        case dead = "DEAD"
        case obsolete = "OBSOLETE"
    }

    package let id: CharacterID
    package let playerID: PlayerID
    /// 2...60 characters.
    package let name: String
    /// 2...40 characters: a preset's id, or a word of the player's own.
    package let archetype: String
    package let race: String?
    /// 1...20, by `Experience`.
    package let level: Int
    package let xp: Int
    /// `str dex con int wis cha` and what else was sent at the creation.
    package let coreStats: [String: JSONValue]
    /// Rank 0...10 by skill.
    package let skills: [String: Int]
    /// Between runs always `maxHP`.
    package let hp: Int
    /// 1...999.
    package let maxHP: Int
    package let status: Status

    package var isActive: Bool { status == .active }
}

extension Character {
    /// `id, player_id, name, archetype, race, level, xp, core_stats, skills, max_hp, status`.
    init(row: Row) throws {
        id = row.id(0)
        playerID = row.id(1)
        name = row.text(2)
        archetype = row.text(3)
        race = row.optionalText(4)
        level = row.int(5)
        xp = row.int(6)
        coreStats = try JSON.decode([String: JSONValue].self, from: Array(row.text(7).utf8))
        skills = try JSON.decode([String: Int].self, from: Array(row.text(8).utf8))
        maxHP = row.int(9)
        hp = maxHP
        guard let status = Status(rawValue: row.text(10)) else { preconditionFailure("BUG: unknown character status") }
        self.status = status
    }
}

/// The six abilities, in the order of a sheet.
package let abilityNames = ["str", "dex", "con", "int", "wis", "cha"]
