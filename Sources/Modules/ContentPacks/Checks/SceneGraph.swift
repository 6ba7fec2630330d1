/// How the scenes of a campaign lead to each other.
struct SceneGraph {
    let campaign: Campaign
    /// Scenes in the order of the campaign.
    let scenes: [Scene]
    /// Where each scene leads; ids that are no scene of the campaign are left out.
    private(set) var ways: [String: Set<String>] = [:]
    /// Scenes that are entered by a detour and so come back by themselves.
    private(set) var detours: Set<String> = []

    init(_ campaign: Campaign) {
        self.campaign = campaign
        scenes = campaign.scenes
        let known = Set(scenes.map(\.id))
        let endings = Dictionary(
            scenes.compactMap { scene in scene.ending.map { ($0, scene.id) } }, uniquingKeysWith: { first, _ in first })
        var origins: [String: Set<String>] = [:]
        for scene in scenes {
            var targets = Set(scene.gotos)
            for effect in scene.effects {
                switch effect {
                case .end(let ending): if let target = endings[ending] { targets.insert(target) }
                case .detour(let target):
                    targets.insert(target)
                    origins[target, default: []].insert(scene.id)
                default: break
                }
            }
            ways[scene.id] = targets.intersection(known)
        }
        detours = Set(origins.keys).intersection(known)
        for (target, from) in origins where known.contains(target) { ways[target, default: []].formUnion(from) }
    }

    /// Everything that can be reached from `start`, itself included.
    func reachable(from start: some Sequence<String>) -> Set<String> {
        Self.flood(from: start) { ways[$0] ?? [] }
    }

    /// Scenes from which some epilogue can be reached.
    func hopeful() -> Set<String> {
        var back: [String: Set<String>] = [:]
        for (from, targets) in ways {
            for target in targets { back[target, default: []].insert(from) }
        }
        return Self.flood(from: scenes.filter { $0.type == .epilogue }.map(\.id)) { back[$0] ?? [] }
    }

    /// Whether the party can come to the scene a second time.
    func isRevisited(_ id: String) -> Bool { reachable(from: ways[id] ?? []).contains(id) }

    private static func flood(from start: some Sequence<String>, _ next: (String) -> Set<String>) -> Set<String> {
        var seen = Set(start)
        var queue = Array(seen)
        while let id = queue.popLast() {
            for other in next(id) where seen.insert(other).inserted { queue.append(other) }
        }
        return seen
    }
}

extension Scene {
    /// Every branch that can come of this scene.
    private var branches: [Branch] {
        choices.flatMap { [$0.success, $0.partial, $0.fail] }.compactMap(\.self)
            + [freeform.onSuccess, freeform.onPartial, freeform.onFail, combat?.victory, combat?.defeat, combat?.flee]
            .compactMap(\.self)
    }

    /// Every `goto` that stands in it.
    var gotos: [String] { [goto].compactMap(\.self) + choices.compactMap(\.goto) + branches.compactMap(\.goto) }

    /// Every effect that stands in it.
    var effects: [Effect] { onEnter + choices.flatMap(\.effects) + branches.flatMap(\.effects) }
}
