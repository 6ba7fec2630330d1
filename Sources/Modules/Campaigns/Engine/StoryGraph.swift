package import ContentPacks

/// The scenes of one campaign, what leads where, and how far each is from an ending.
///
/// Built once a campaign. Conditions are not looked at: an edge is there when some outcome of some choice may take it.
package struct StoryGraph: Sendable {
    /// Farther than any scene: no ending can be reached from here.
    package static let unreachable = Int.max

    package struct Place: Sendable {
        package let scene: Scene
        /// Index of its episode in the campaign.
        package let episode: Int
        /// Scenes that some way leads to, in the order of writing, without repeats.
        package fileprivate(set) var successors: [Int] = []
        /// Whether the action taken here completes the run: an epilogue, or an ending from which nothing leads on.
        package fileprivate(set) var isFinal: Bool
        /// Whether the author wrote any way out; else the next scene in order follows.
        package fileprivate(set) var hasWrittenWay = false
        /// Steps to the nearest ending, 0 for one, `unreachable` where none is.
        package fileprivate(set) var distance = StoryGraph.unreachable
    }

    /// In the order of the campaign.
    package private(set) var places: [Place] = []
    private var indexes: [String: Int] = [:]
    private var endings: [String: Int] = [:]

    package init(_ campaign: Campaign) {
        for (episode, part) in campaign.episodes.enumerated() {
            for scene in part.scenes {
                indexes[scene.id] = places.count
                if let ending = scene.ending, endings[ending] == nil { endings[ending] = places.count }
                places.append(Place(scene: scene, episode: episode, isFinal: scene.type == .epilogue))
            }
        }
        link(campaign)
        measure()
    }

    package func index(of sceneID: String) -> Int? { indexes[sceneID] }
    package func place(_ sceneID: String) -> Place? { indexes[sceneID].map { places[$0] } }

    /// Scenes that may come right after a scene, in the order of writing; none for one that is not there.
    package func successors(of sceneID: String) -> [Scene] {
        place(sceneID)?.successors.map { places[$0].scene } ?? []
    }

    /// The scene that carries an ending.
    package func scene(ofEnding ending: String) -> String? { endings[ending].map { places[$0].scene.id } }

    /// Steps from a scene to the nearest ending; `unreachable` also for a scene that is not there.
    package func distance(_ sceneID: String) -> Int { place(sceneID)?.distance ?? Self.unreachable }

    /// The neighbour nearest to an ending; nil when none leads to one.
    package func nextTowardsEnding(from sceneID: String) -> String? {
        nearestNeighbour(of: sceneID).flatMap { places[$0].distance == Self.unreachable ? nil : places[$0].scene.id }
    }

    /// The neighbour nearest to an ending, or any where none leads to one; nil where the story has nowhere to go.
    package func nextAnywhere(from sceneID: String) -> String? {
        nearestNeighbour(of: sceneID).map { places[$0].scene.id }
    }

    private func nearestNeighbour(of sceneID: String) -> Int? {
        place(sceneID)?.successors.filter { places[$0].scene.id != sceneID }
            .min { places[$0].distance < places[$1].distance }
    }

    /// The scene that follows in order, when nobody wrote where to go: the next of the same episode, else the first of
    /// the next main one. Side and optional episodes are entered only by name.
    private func following(_ index: Int, in campaign: Campaign) -> Int? {
        let episode = places[index].episode
        return places.indices.dropFirst(index + 1).first {
            places[$0].episode == episode || campaign.episodes[places[$0].episode].type == .main
        }
    }

    private mutating func link(_ campaign: Campaign) {
        var detours: [Int: [Int]] = [:]
        for index in places.indices {
            let scene = places[index].scene
            let ways = WrittenWays(of: scene)
            var targets = ways.scenes.compactMap { indexes[$0] } + ways.endings.compactMap { endings[$0] }
            places[index].hasWrittenWay = !targets.isEmpty
            if scene.ending != nil, targets.isEmpty { places[index].isFinal = true }
            for detour in ways.detours.compactMap({ indexes[$0] }) {
                targets.append(detour)
                detours[detour, default: []].append(index)
            }
            if !places[index].hasWrittenWay, !places[index].isFinal, let next = following(index, in: campaign) {
                targets.append(next)
            }
            add(targets, to: index)
        }
        // A detour comes back to where it was taken.
        for (scene, origins) in detours { add(origins.sorted(), to: scene) }
    }

    private mutating func add(_ targets: [Int], to index: Int) {
        for target in targets where !places[index].successors.contains(target) {
            places[index].successors.append(target)
        }
    }

    /// Breadth-first from all endings against the direction of the story. A scene from which nothing leads anywhere is
    /// an end too: there the run completes.
    private mutating func measure() {
        var predecessors = [[Int]](repeating: [], count: places.count)
        for index in places.indices {
            for next in places[index].successors { predecessors[next].append(index) }
        }
        var queue = places.indices.filter { places[$0].isFinal || places[$0].successors.isEmpty }
        for index in queue { places[index].distance = 0 }
        var head = 0
        while head < queue.count {
            let index = queue[head]
            head += 1
            for previous in predecessors[index] where places[previous].distance == Self.unreachable {
                places[previous].distance = places[index].distance + 1
                queue.append(previous)
            }
        }
    }
}

/// Every way out of a scene that its author wrote.
private struct WrittenWays {
    private(set) var scenes: [String] = []
    private(set) var endings: [String] = []
    private(set) var detours: [String] = []

    init(of scene: Scene) {
        for choice in scene.choices {
            collect(choice.goto, choice.effects)
            for branch in [choice.success, choice.partial, choice.fail] { collect(branch) }
        }
        for branch in [scene.combat?.victory, scene.combat?.defeat, scene.combat?.flee] { collect(branch) }
        for branch in [scene.freeform.onSuccess, scene.freeform.onPartial, scene.freeform.onFail] { collect(branch) }
        collect(scene.goto, scene.onEnter)
    }

    private mutating func collect(_ branch: Branch?) {
        if let branch { collect(branch.goto, branch.effects) }
    }

    private mutating func collect(_ goto: String?, _ effects: [Effect]) {
        if let goto { scenes.append(goto) }
        for effect in effects {
            switch effect {
            case .detour(let scene): detours.append(scene)
            case .end(let ending): endings.append(ending)
            default: break
            }
        }
    }
}
