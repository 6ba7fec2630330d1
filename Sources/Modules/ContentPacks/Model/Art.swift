/// A picture that a single-file pack asks for, and whom and what it shows.
package struct Art: Codable, Sendable, Equatable {
    package let id: String
    package let prompt: String
    package let tags: [String]
    package let npcs: [String]
    package let locations: [String]
    package let scenes: [String]

    package init(
        id: String, prompt: String, tags: [String] = [], npcs: [String] = [], locations: [String] = [],
        scenes: [String] = []
    ) {
        self.id = id
        self.prompt = prompt
        self.tags = tags
        self.npcs = npcs
        self.locations = locations
        self.scenes = scenes
    }
}
