package import Core

/// What one of a kind is called, and several behind a number.
package struct MonsterName: Hashable, Sendable {
    package let one: String
    /// Behind 2, 3 and 4 in Russian; nil where the author gave no such form.
    package var few: String?
    /// Behind 5 and more.
    package var many: String?
}

/// What things are called in one language; ids stand for what has no name.
///
/// Names go into sentences as they are: Russian names are never declined, so every sentence puts them where the
/// nominative belongs.
package struct NameBook: Equatable, Sendable {
    package var characters: [CharacterID: String]
    package var npcs: [String: String]
    package var items: [String: String]
    package var monsters: [String: MonsterName]
    /// Factions, cities, regions, locations: what an event may happen to besides an NPC.
    package var places: [String: String]

    package init(
        characters: [CharacterID: String] = [:], npcs: [String: String] = [:], items: [String: String] = [:],
        monsters: [String: MonsterName] = [:], places: [String: String] = [:]
    ) {
        self.characters = characters
        self.npcs = npcs
        self.items = items
        self.monsters = monsters
        self.places = places
    }

    package func character(_ id: CharacterID) -> String { characters[id] ?? "#\(id)" }
    package func npc(_ id: String) -> String { npcs[id] ?? id }
    package func item(_ id: String) -> String { items[id] ?? id }
    /// Of a combatant that is a character; nil for a monster.
    package func member(_ combatant: String) -> String? {
        Int64(combatant).flatMap { characters[CharacterID(rawValue: $0)] }
    }
    /// Of a combatant: a character's name, or a monster's without its number.
    package func combatant(_ id: String) -> MonsterName {
        if let member = member(id) { return MonsterName(one: member) }
        let kind = id.lastIndex(of: "-").map { String(id[..<$0]) } ?? id
        return monsters[kind] ?? MonsterName(one: kind)
    }
    /// Of whatever an event happened to.
    package func target(_ id: String) -> String { npcs[id] ?? places[id] ?? id }
}
