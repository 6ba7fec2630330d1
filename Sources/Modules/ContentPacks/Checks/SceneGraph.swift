/// How the scenes of a campaign lead to each other, as the rules play it (`Resolution.go`).
///
/// Conditions are not looked at: a way is there when some outcome may take it. A detour is a call: the first outcome
/// that names no way comes back, from the scene itself or from one that it led to.
struct SceneGraph {
    /// A detour from `origin`, which comes back to `back`.
    private struct Call: Hashable {
        let origin: String
        let target: String
        let back: String
    }

    /// Scenes in the order of the campaign.
    let scenes: [Scene]
    private let start: String
    /// Where each scene leads by `goto`, `end`, and by detours, there and back; ids that are no scene are left out.
    private(set) var ways: [String: Set<String>] = [:]
    /// The same without the ways into detours.
    private var plain: [String: Set<String>] = [:]
    private var calls: Set<Call> = []
    /// Scenes with an outcome that names no way, and so may end a detour.
    private var wayless: Set<String> = []

    init(_ campaign: Campaign) {
        scenes = campaign.scenes
        start = campaign.start
        let known = Set(scenes.map(\.id))
        let endings = Dictionary(
            scenes.compactMap { scene in scene.ending.map { ($0, scene.id) } }, uniquingKeysWith: { first, _ in first })
        let doors = Doors(campaign)
        for (index, episode) in campaign.episodes.enumerated() {
            for scene in episode.scenes {
                for exit in [scene.entrance] + scene.exits {
                    if let end = exit.end {
                        if let target = endings[end] { plain[scene.id, default: []].insert(target) }
                        continue
                    }
                    let targets = exit.goto.map { doors.open($0, from: index) } ?? []
                    if let detour = exit.detour, known.contains(detour) {
                        for target in doors.open(detour, from: index) {
                            for back in targets.isEmpty ? [scene.id] : targets {
                                calls.insert(Call(origin: scene.id, target: target, back: back))
                            }
                        }
                    } else {
                        plain[scene.id, default: []].formUnion(targets)
                    }
                }
                if scene.exits.contains(where: { $0.goto == nil && $0.end == nil && $0.detour == nil }) {
                    wayless.insert(scene.id)
                }
            }
        }
        for (door, behind) in doors.standIns { plain[door] = behind }
        addReturns()
        ways = plain
        for call in calls { ways[call.origin, default: []].insert(call.target) }
    }

    /// A detour leads back to where it was taken from when something in it ends it. Against the direction of the story,
    /// from all that ends one; each way back that is found may make another.
    private mutating func addReturns() {
        var before: [String: Set<String>] = [:]
        for (from, targets) in plain {
            for target in targets { before[target, default: []].insert(from) }
        }
        let byTarget = Dictionary(grouping: calls, by: \.target)
        var ending = wayless
        var queue = Array(wayless)
        func end(_ id: String) { if ending.insert(id).inserted { queue.append(id) } }
        while let id = queue.popLast() {
            for previous in before[id] ?? [] { end(previous) }
            for call in byTarget[id] ?? [] {
                plain[call.origin, default: []].insert(call.back)
                before[call.back, default: []].insert(call.origin)
                if ending.contains(call.back) { end(call.origin) }
            }
        }
    }

    /// Everything that a party can come to.
    func reachable() -> Set<String> { Self.flood(from: [start]) { ways[$0] ?? [] } }

    /// Scenes that a party is in only while a detour lasts: there every outcome without a way leads back.
    func onlyInDetours() -> Set<String> {
        reachable().subtracting(Self.flood(from: [start]) { plain[$0] ?? [] })
    }

    /// Scenes from which some epilogue can be reached.
    func hopeful() -> Set<String> {
        var back: [String: Set<String>] = [:]
        for (from, targets) in ways {
            for target in targets { back[target, default: []].insert(from) }
        }
        var hopeful = Self.flood(from: scenes.filter { $0.type == .epilogue }.map(\.id)) { back[$0] ?? [] }
        while true {
            // What ends a detour goes on from where that was taken.
            let targets = calls.filter { hopeful.contains($0.back) }.map(\.target)
            let inside = Self.flood(from: targets) { ways[$0] ?? [] }.intersection(wayless).subtracting(hopeful)
            guard !inside.isEmpty else { return hopeful }
            hopeful.formUnion(Self.flood(from: inside) { back[$0] ?? [] })
        }
    }

    /// Scenes that lie on a circle, to which the party can come a second time: the strongly connected components of more
    /// than one scene (Kosaraju's algorithm), and scenes that lead to themselves.
    func revisited() -> Set<String> {
        var before: [String: Set<String>] = [:]
        for (from, targets) in ways {
            for target in targets { before[target, default: []].insert(from) }
        }
        var revisited: Set<String> = []
        var placed: Set<String> = []
        for id in lastLeftFirst() where !placed.contains(id) {
            let component = Self.flood(from: [id]) { (before[$0] ?? []).subtracting(placed) }
            placed.formUnion(component)
            if component.count > 1 || ways[id]?.contains(id) == true { revisited.formUnion(component) }
        }
        return revisited
    }

    /// Every scene and door, in the opposite order of that in which a depth-first walk leaves them for good.
    private func lastLeftFirst() -> [String] {
        var order: [String] = []
        var seen: Set<String> = []
        for id in scenes.map(\.id) + ways.keys where seen.insert(id).inserted {
            var path = [(id: id, next: Array(ways[id] ?? [])[...])]
            while let top = path.indices.last {
                if let next = path[top].next.popFirst() {
                    if seen.insert(next).inserted { path.append((next, Array(ways[next] ?? [])[...])) }
                } else {
                    order.append(path.removeLast().id)
                }
            }
        }
        return order.reversed()
    }

    private static func flood(from start: some Sequence<String>, _ next: (String) -> Set<String>) -> Set<String> {
        var seen = Set(start)
        var queue = Array(seen)
        while let id = queue.popLast() {
            for other in next(id) where seen.insert(other).inserted { queue.append(other) }
        }
        return seen
    }
}

/// Where a `goto` arrives: at its scene, or while the scene's episode is closed, at what stands in for it.
private struct Doors {
    private var episodes: [String: Int] = [:]
    /// What stands in for an episode, by the name of its door, which is no id; none for one that is always open.
    private(set) var standIns: [String: Set<String>] = [:]

    init(_ campaign: Campaign) {
        let parts = campaign.episodes
        for (index, part) in parts.enumerated() {
            for scene in part.scenes { episodes[scene.id] = index }
        }
        for (index, part) in parts.enumerated() {
            guard part.requires != nil else { continue }
            // The first main episode that is open, or an epilogue when there is none.
            let later = parts.dropFirst(index + 1).filter { $0.type == .main && !$0.scenes.isEmpty }
            let sure = later.firstIndex { $0.requires == nil }
            let firsts = (sure.map { later[...$0] } ?? later[...]).compactMap(\.scenes.first?.id)
            let epilogues = sure == nil ? parts.flatMap(\.scenes).filter { $0.type == .epilogue }.map(\.id) : []
            standIns[Self.door(index)] = Set(firsts + epilogues)
        }
    }

    /// - Parameter from: the index of the episode where the story is: that one never closes behind it.
    func open(_ scene: String, from: Int) -> [String] {
        guard let episode = episodes[scene] else { return [] }
        let door = Self.door(episode)
        return episode == from || standIns[door] == nil ? [scene] : [scene, door]
    }

    private static func door(_ episode: Int) -> String { "/\(episode)" }
}
