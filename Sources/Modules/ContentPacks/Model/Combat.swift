/// Who is fought in a combat scene, where, and what comes of it.
package struct Combat: Codable, Sendable, Equatable {
    package struct Group: Codable, Sendable, Equatable {
        /// A monster of the bestiary.
        package let monster: String
        /// 1...20.
        package let count: Int
        package let zone: String?

        package init(monster: String, count: Int = 1, zone: String? = nil) {
            self.monster = monster
            self.count = count
            self.zone = zone
        }
    }

    package let monsters: [Group]
    /// Default `near`, `far`, `cover`.
    package let zones: [String]
    package let victory: Branch
    /// The party's fall goes on with the story too.
    package let defeat: Branch
    package let flee: Branch?
    /// Rounds, 1...50.
    package let roundsLimit: Int?

    package init(
        monsters: [Group], zones: [String] = ["near", "far", "cover"], victory: Branch, defeat: Branch,
        flee: Branch? = nil, roundsLimit: Int? = nil
    ) {
        self.monsters = monsters
        self.zones = zones
        self.victory = victory
        self.defeat = defeat
        self.flee = flee
        self.roundsLimit = roundsLimit
    }
}
