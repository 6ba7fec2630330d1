/// A page of background from a single-file pack.
package struct Lore: Codable, Sendable, Equatable {
    package let id: String
    package let title: Line
    package let body: Line
    package let tags: [String]
    package let scenes: [String]
    package let npcs: [String]

    package init(
        id: String, title: Line, body: Line, tags: [String] = [], scenes: [String] = [], npcs: [String] = []
    ) {
        self.id = id
        self.title = title
        self.body = body
        self.tags = tags
        self.scenes = scenes
        self.npcs = npcs
    }
}
