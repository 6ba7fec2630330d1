package import Core

/// The scenes of a campaign and the ways between them, as they are drawn.
package struct StoryMap: Sendable {
    /// How often playthroughs met each thing: what `mimic pack play --coverage` writes.
    package struct Visits: Sendable {
        package let scenes: [String: Int]
        /// By `<scene>/<choice>`.
        package let choices: [String: Int]
        /// By `<scene>/<choice>=<outcome>`.
        package let outcomes: [String: Int]

        package init(scenes: [String: Int], choices: [String: Int], outcomes: [String: Int]) {
            self.scenes = scenes
            self.choices = choices
            self.outcomes = outcomes
        }
    }

    struct Node: Sendable {
        let id: String
        let title: String
        let type: SceneType
        /// Index of its episode.
        let episode: Int
        let ending: String?
        let isStart: Bool
        let isUnreachable: Bool
        /// Nothing leads on, or nothing that comes to an end.
        let isDeadEnd: Bool
        /// nil without counts.
        let visits: Int?
        /// What leads back to the scene itself.
        var loops: [Way] = []
    }

    /// All ways from one scene to another.
    struct Edge: Sendable {
        let from: Int
        let to: Int
        var ways: [Way]

        /// nil without counts.
        var visits: Int? {
            ways.reduce(nil as Int?) { sum, way in way.visits.map { (sum ?? 0) + $0 } ?? sum }
        }
    }

    let title: String
    let episodes: [String]
    private(set) var nodes: [Node] = []
    private(set) var edges: [Edge] = []
    let hasVisits: Bool

    package init(_ campaign: Campaign, language: Language, visits: Visits? = nil) {
        title = campaign.title.text(in: language)
        episodes = campaign.episodes.map { $0.title?.text(in: language) ?? $0.id }
        hasVisits = visits != nil
        let graph = SceneGraph(campaign)
        let reachable = graph.reachable()
        let hopeful = graph.hopeful()
        var indexes: [String: Int] = [:]
        for (episode, part) in campaign.episodes.enumerated() {
            for scene in part.scenes {
                indexes[scene.id] = nodes.count
                nodes.append(
                    Node(
                        id: scene.id, title: scene.title.text(in: language), type: scene.type, episode: episode,
                        ending: scene.ending, isStart: scene.id == campaign.start,
                        isUnreachable: !reachable.contains(scene.id),
                        isDeadEnd: scene.type != .epilogue && !hopeful.contains(scene.id),
                        visits: visits.map { $0.scenes[scene.id] ?? 0 }))
            }
        }
        let endings = Dictionary(
            campaign.scenes.compactMap { scene in scene.ending.map { ($0, scene.id) } },
            uniquingKeysWith: { first, _ in first })
        for scene in campaign.scenes {
            for (target, way) in Ways(of: scene, endings: endings, language: language, visits: visits).found {
                guard let from = indexes[scene.id], let to = indexes[target] else { continue }
                add(way, from: from, to: to)
            }
        }
    }

    private mutating func add(_ way: Way, from: Int, to: Int) {
        if from == to {
            nodes[from].loops.append(way)
        } else if let index = edges.firstIndex(where: { $0.from == from && $0.to == to }) {
            edges[index].ways.append(way)
        } else {
            edges.append(Edge(from: from, to: to, ways: [way]))
        }
    }
}
