package import Core

/// What things are called in one language; ids stand for what has no name.
///
/// Names go into sentences as they are: Russian names are never declined, so every sentence puts them where the
/// nominative belongs.
package struct NameBook: Equatable, Sendable {
    package var characters: [CharacterID: String]
    package var npcs: [String: String]
    package var items: [String: String]
    /// Factions, cities, regions, locations: what an event may happen to besides an NPC.
    package var places: [String: String]

    package init(
        characters: [CharacterID: String] = [:], npcs: [String: String] = [:], items: [String: String] = [:],
        places: [String: String] = [:]
    ) {
        self.characters = characters
        self.npcs = npcs
        self.items = items
        self.places = places
    }

    package func character(_ id: CharacterID) -> String { characters[id] ?? "#\(id)" }
    package func npc(_ id: String) -> String { npcs[id] ?? id }
    package func item(_ id: String) -> String { items[id] ?? id }
    /// Of whatever an event happened to.
    package func target(_ id: String) -> String { npcs[id] ?? places[id] ?? id }
}
