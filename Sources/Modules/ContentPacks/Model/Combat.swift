/// Who is fought in a combat scene, where, and what comes of it.
package struct Combat: Codable, Sendable, Equatable {
    package struct Group: Codable, Sendable, Equatable {
        /// A monster of the bestiary.
        package let monster: String
        /// 1...20.
        package let count: Int
        package let zone: String?
        /// The group appears only where at least so many members are present, 2...8; nil: always.
        package let minParty: Int?

        package init(monster: String, count: Int = 1, zone: String? = nil, minParty: Int? = nil) {
            self.monster = monster
            self.count = count
            self.zone = zone
            self.minParty = minParty
        }
    }

    /// Zones that every fight has unless it names its own: the product has names for them.
    package static let usualZones = ["near", "far", "cover"]

    package let monsters: [Group]
    /// Ids, 1...8, each once. Default `usualZones`.
    package let zones: [String]
    /// What players call a zone, in the nominative; one of the usual zones may have a name of its own here too. The line
    /// of a zone is `<scene>.zones.<id>`.
    package let zoneNames: [String: Line]
    package let victory: Branch
    /// The party's fall goes on with the story too.
    package let defeat: Branch
    package let flee: Branch?
    /// Rounds, 1...50.
    package let roundsLimit: Int?

    /// Whether it is fought in rounds. A combat without monsters, which only single-file packs have, is decided by the
    /// check of a choice.
    package var isInRounds: Bool { !monsters.isEmpty }

    /// The groups that a party of so many meets.
    package func monsters(forParty count: Int) -> [Group] { monsters.filter { count >= $0.minParty ?? 1 } }

    package init(
        monsters: [Group], zones: [String] = usualZones, zoneNames: [String: Line] = [:], victory: Branch,
        defeat: Branch, flee: Branch? = nil, roundsLimit: Int? = nil
    ) {
        self.monsters = monsters
        self.zones = zones
        self.zoneNames = zoneNames
        self.victory = victory
        self.defeat = defeat
        self.flee = flee
        self.roundsLimit = roundsLimit
    }
}
