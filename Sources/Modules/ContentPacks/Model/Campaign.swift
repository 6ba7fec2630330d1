/// A campaign template: what one party plays from its start to one of its endings.
package struct Campaign: Codable, Sendable, Equatable {
    /// Who decides, when the campaign wishes one way; the same words as in the API.
    package enum Decision: String, Codable, Sendable, CaseIterable {
        case leader, anyone, vote
    }

    /// How many may play, each 1...8.
    package struct Players: Codable, Sendable, Equatable {
        package let min: Int
        package let max: Int

        package init(min: Int, max: Int) {
            self.min = min
            self.max = max
        }
    }

    /// Unique on a server.
    package let id: String
    package let worldID: String?
    package let title: Line
    package let description: Line?
    package let seasonVersion: String?
    package let cover: Picture?
    /// How long it takes to play, minutes.
    package let minutes: Int?
    package let players: Players
    package let tags: [String]
    /// The scene where it begins.
    package let start: String
    package let flags: [Flag]
    package let decision: Decision?
    /// Whether the party's leader may rewind.
    package let leaderRewind: Bool
    /// Colours `#rrggbb` for the player's screen, from dark to light.
    package let palette: [String]
    package let episodes: [Episode]

    package init(
        id: String, worldID: String? = nil, title: Line, description: Line? = nil, seasonVersion: String? = nil,
        cover: Picture? = nil, minutes: Int? = nil, players: Players = Players(min: 1, max: 5), tags: [String] = [],
        start: String, flags: [Flag] = [], decision: Decision? = nil, leaderRewind: Bool = false,
        palette: [String] = [], episodes: [Episode]
    ) {
        self.id = id
        self.worldID = worldID
        self.title = title
        self.description = description
        self.seasonVersion = seasonVersion
        self.cover = cover
        self.minutes = minutes
        self.players = players
        self.tags = tags
        self.start = start
        self.flags = flags
        self.decision = decision
        self.leaderRewind = leaderRewind
        self.palette = palette
        self.episodes = episodes
    }
}

extension Campaign {
    /// Every scene, in the order of the episodes.
    package var scenes: [Scene] { episodes.flatMap(\.scenes) }

    package func scene(_ id: String) -> Scene? {
        for episode in episodes {
            if let scene = episode.scenes.first(where: { $0.id == id }) { return scene }
        }
        return nil
    }

    package func episode(of sceneID: String) -> Episode? {
        episodes.first { $0.scenes.contains { $0.id == sceneID } }
    }
}
