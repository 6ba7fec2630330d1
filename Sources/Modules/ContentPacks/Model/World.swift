/// The world that a pack plays in.
package struct World: Codable, Sendable, Equatable {
    package let id: String
    package let title: Line
    package let seasonVersion: String?
    package let description: Line?
    package let factions: [String]
    package let regions: [String]

    package init(
        id: String, title: Line, seasonVersion: String? = nil, description: Line? = nil, factions: [String] = [],
        regions: [String] = []
    ) {
        self.id = id
        self.title = title
        self.seasonVersion = seasonVersion
        self.description = description
        self.factions = factions
        self.regions = regions
    }
}
