/// A person of the story.
package struct NPC: Codable, Sendable, Equatable {
    /// Who somebody is below what they do; for narrators and masters.
    package struct Profile: Codable, Sendable, Equatable {
        package let personality: Line?
        package let appearance: Line?
        package let motivations: Line?

        package init(personality: Line? = nil, appearance: Line? = nil, motivations: Line? = nil) {
            self.personality = personality
            self.appearance = appearance
            self.motivations = motivations
        }
    }

    package let id: String
    package let worldID: String?
    package let name: Line
    /// `role`, or `archetype` in the older form.
    package let role: Line?
    package let factions: [String]
    package let tags: [String]
    package let profile: Profile?
    package let summary: Line?
    /// The voice that reads this person's words, a provider's name for it.
    package let voice: String?
    package let picture: Picture?
    /// For the master's eyes only.
    package let secrets: [Line]

    package init(
        id: String, worldID: String? = nil, name: Line, role: Line? = nil, factions: [String] = [],
        tags: [String] = [], profile: Profile? = nil, summary: Line? = nil, voice: String? = nil,
        picture: Picture? = nil, secrets: [Line] = []
    ) {
        self.id = id
        self.worldID = worldID
        self.name = name
        self.role = role
        self.factions = factions
        self.tags = tags
        self.profile = profile
        self.summary = summary
        self.voice = voice
        self.picture = picture
        self.secrets = secrets
    }
}
