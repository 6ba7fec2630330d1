/// A thing that can be carried.
package struct Item: Codable, Sendable, Equatable {
    package enum Rarity: String, Codable, Sendable, CaseIterable, Comparable {
        case common, uncommon, rare, epic, legendary, mythic

        private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
        package static func < (left: Rarity, right: Rarity) -> Bool { left.rank < right.rank }
    }

    /// What it does to its bearer.
    package struct Bonus: Codable, Sendable, Equatable {
        /// `skill`, `ability`, `hp`, `ac`, …
        package let type: String
        package let stat: String?
        package let value: Int?
        package let description: Line?

        package init(type: String, stat: String? = nil, value: Int? = nil, description: Line? = nil) {
            self.type = type
            self.stat = stat
            self.value = value
            self.description = description
        }
    }

    package let id: String
    package let name: Line
    package let rarity: Rarity
    package let slot: String?
    package let effects: [Bonus]
    package let isSoulbound: Bool
    package let isTradeable: Bool
    package let needsAttunement: Bool
    package let charges: Int?
    package let picture: Picture?

    package init(
        id: String, name: Line, rarity: Rarity = .common, slot: String? = nil, effects: [Bonus] = [],
        isSoulbound: Bool = false, isTradeable: Bool = true, needsAttunement: Bool = false, charges: Int? = nil,
        picture: Picture? = nil
    ) {
        self.id = id
        self.name = name
        self.rarity = rarity
        self.slot = slot
        self.effects = effects
        self.isSoulbound = isSoulbound
        self.isTradeable = isTradeable
        self.needsAttunement = needsAttunement
        self.charges = charges
        self.picture = picture
    }
}
