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
    /// How several are called behind a number: three `wolves`. In Russian behind 2, 3 and 4, and behind 5 and more.
    package let few: Line?
    package let many: Line?
    /// A `ChallengeRating` as written: `1/4`, `3`.
    package let challenge: String?
    package let stats: Stats
    package let behaviours: [Behaviour]
    package let lore: Line?
    package let loot: [Loot]
    /// Percent of its HP at which it breaks, 0...100; nil and 0 fight to the end.
    package let morale: Int?
    package let picture: Picture?

    private enum CodingKeys: String, CodingKey {
        case id, name, few, many, challenge, stats, lore, loot, morale, picture
        case behaviours = "behaviourTags"
    }

    package init(
        id: String, name: Line, few: Line? = nil, many: Line? = nil, challenge: String? = nil, stats: Stats,
        behaviours: [Behaviour] = [], lore: Line? = nil, loot: [Loot] = [], morale: Int? = nil, picture: Picture? = nil
    ) {
        self.id = id
        self.name = name
        self.few = few
        self.many = many
        self.challenge = challenge
        self.stats = stats
        self.behaviours = behaviours
        self.lore = lore
        self.loot = loot
        self.morale = morale
        self.picture = picture
    }
}
