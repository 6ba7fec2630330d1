package import Core

/// A content pack: everything that its authors wrote, with references checked and texts in every language.
package struct Pack: Codable, Sendable, Equatable {
    package let id: String
    package let title: Line
    package let description: Line?
    package let seasonVersion: String?
    package let worldID: String?
    /// The first one is the language the pack is written in.
    package let languages: [Language]
    package let license: String?
    package let authors: [String]
    package let world: World?
    package let regions: [Location]
    package let cities: [Location]
    package let locations: [Location]
    package let factions: [Faction]
    package let npcs: [NPC]
    package let monsters: [Monster]
    package let items: [Item]
    package let lore: [Lore]
    package let art: [Art]
    package let assets: [Asset]
    package let assertions: Assertions
    package let campaigns: [Campaign]

    package init(
        id: String, title: Line, description: Line? = nil, seasonVersion: String? = nil, worldID: String? = nil,
        languages: [Language], license: String? = nil, authors: [String] = [], world: World? = nil,
        regions: [Location] = [], cities: [Location] = [], locations: [Location] = [], factions: [Faction] = [],
        npcs: [NPC] = [], monsters: [Monster] = [], items: [Item] = [], lore: [Lore] = [], art: [Art] = [],
        assets: [Asset] = [], assertions: Assertions = Assertions(), campaigns: [Campaign]
    ) {
        self.id = id
        self.title = title
        self.description = description
        self.seasonVersion = seasonVersion
        self.worldID = worldID
        self.languages = languages
        self.license = license
        self.authors = authors
        self.world = world
        self.regions = regions
        self.cities = cities
        self.locations = locations
        self.factions = factions
        self.npcs = npcs
        self.monsters = monsters
        self.items = items
        self.lore = lore
        self.art = art
        self.assets = assets
        self.assertions = assertions
        self.campaigns = campaigns
    }

    package func campaign(_ id: String) -> Campaign? { campaigns.first { $0.id == id } }
    package func npc(_ id: String) -> NPC? { npcs.first { $0.id == id } }
    package func item(_ id: String) -> Item? { items.first { $0.id == id } }
    package func location(_ id: String) -> Location? { locations.first { $0.id == id } }
}
