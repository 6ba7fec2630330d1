/// An entry of the bestiary.
package struct Monster: Codable, Sendable, Equatable {
    package struct Stats: Codable, Sendable, Equatable {
        /// 1 and up.
        package let hp: Int
        /// 1...40.
        package let ac: Int
        package let attackBonus: Int
        /// Dice notation, `1d8+2`.
        package let damage: String
        package let initiative: Int
        /// Values, not modifiers; 10 for what is not named.
        package let abilities: [String: Int]

        package init(
            hp: Int, ac: Int, attackBonus: Int = 0, damage: String, initiative: Int = 0,
            abilities: [String: Int] = [:]
        ) {
            self.hp = hp
            self.ac = ac
            self.attackBonus = attackBonus
            self.damage = damage
            self.initiative = initiative
            self.abilities = abilities
        }
    }

    package struct Loot: Codable, Sendable, Equatable {
        package let item: String
        /// Percent, 1...100.
        package let chance: Int

        package init(item: String, chance: Int = 100) {
            self.item = item
            self.chance = chance
        }
    }

    package let id: String
    package let name: Line
    /// Challenge rating as written: `1/4`, `3`.
    package let challenge: String?
    package let stats: Stats
    /// `pack_hunter`, `bloodthirsty`, `cowardly`, `guardian`.
    package let behaviourTags: [String]
    package let lore: Line?
    package let loot: [Loot]
    /// Percent of its HP at which it breaks, 0...100.
    package let morale: Int?
    package let picture: Picture?

    package init(
        id: String, name: Line, challenge: String? = nil, stats: Stats, behaviourTags: [String] = [],
        lore: Line? = nil, loot: [Loot] = [], morale: Int? = nil, picture: Picture? = nil
    ) {
        self.id = id
        self.name = name
        self.challenge = challenge
        self.stats = stats
        self.behaviourTags = behaviourTags
        self.lore = lore
        self.loot = loot
        self.morale = morale
        self.picture = picture
    }
}
