/// A block of `scenes_templates/<id>.yaml`, whose fields scenes take over by `include`.
struct SceneTemplate {
    /// Its fields without those that speak of the file.
    let members: [YAMLNode.Member]
    /// The blocks that it includes itself, in order.
    let includes: [(id: String, position: Position)]
    /// Values in it.
    let count: Int
}

/// Scenes with the fields of blocks.
///
/// What the scene says itself wins over its blocks, a block over those that it includes, and what is included first over
/// what follows. Lists are joined in this order; every other value is taken whole from the first who has it.
extension PackReader {
    private static let ofTheFile = ["season_version", "world_id", "notes", "id", "include"]

    /// Notes the blocks, and tells what is wrong with them before any scene is read.
    func readTemplates(_ files: [(id: String, root: YAMLNode)]) {
        for (id, root) in files where isIdentifier(id, "file name", at: root.position) {
            _ = register.define(.template, id, at: root.position)
            guard case .mapping(let members) = root.content else {
                error(root.position, "a scene template must be a mapping of a scene's fields, not \(root.kind)")
                continue
            }
            seasonVersion(root)
            if let value = root["id"], let text = text(root, "id"), text != id {
                error(value.position, "the scene template \"\(text)\" must stand in scenes_templates/\(text).yaml")
            }
            templates[id] = SceneTemplate(
                members: members.filter { !Self.ofTheFile.contains($0.key) }, includes: includes(of: root),
                count: root.count)
        }
        var heights: [String: Int] = [:]
        for (id, _) in files { _ = height(of: id, below: [], &heights) }
    }

    /// The ids under `include`, noted as references.
    private func includes(of node: YAMLNode) -> [(id: String, position: Position)] {
        var found: [(id: String, position: Position)] = []
        for element in oneOrMany(node, "include") {
            guard let id = reference(of: element, "include", [.template]) else { continue }
            guard !found.contains(where: { $0.id == id }) else {
                error(element.position, "the scene template \"\(id)\" is included twice: take one away")
                continue
            }
            found.append((id, element.position))
        }
        return found
    }

    /// How many blocks stand inside each other from this one on. Takes away what leads in a circle or too deep, and
    /// tells the way there.
    private func height(of id: String, below path: [String], _ heights: inout [String: Int]) -> Int {
        if let known = heights[id] { return known }
        guard let template = templates[id] else { return 0 }
        let path = path + [id]
        var height = 1
        var sound: [(id: String, position: Position)] = []
        for include in template.includes {
            if let first = path.firstIndex(of: include.id) {
                let circle = (path[first...] + [include.id]).joined(separator: " → ")
                error(include.position, "the scene templates include each other: \(circle)")
                continue
            }
            let below = path.count < limits.includes ? self.height(of: include.id, below: path, &heights) : 1
            guard path.count + below <= limits.includes else {
                let way = (path + [include.id]).joined(separator: " → ")
                error(include.position, "more than \(limits.includes) scene templates inside each other: \(way)")
                continue
            }
            height = max(height, 1 + below)
            sound.append(include)
        }
        templates[id] = SceneTemplate(members: template.members, includes: sound, count: template.count)
        heights[id] = height
        return height
    }

    /// The scene with the fields of the blocks it includes; itself when it includes none.
    func including(templatesOf node: YAMLNode) -> YAMLNode {
        guard form == .folder, case .mapping(let own) = node.content, node["include"] != nil else { return node }
        var merged = MergedMembers(own)
        var seen: Set<String> = []
        func add(_ include: (id: String, position: Position)) {
            guard let template = templates[include.id], seen.insert(include.id).inserted,
                admit(template.count, at: include.position, "the scene template \"\(include.id)\" once more")
            else { return }
            merged.add(template.members)
            for inner in template.includes { add(inner) }
        }
        for include in includes(of: node) { add(include) }
        return YAMLNode(content: .mapping(merged.members), position: node.position)
    }
}

/// The fields of a scene and of its blocks, the nearest first.
private struct MergedMembers {
    private(set) var members: [YAMLNode.Member]
    private var indexes: [String: Int]

    init(_ own: [YAMLNode.Member]) {
        members = own
        indexes = Dictionary(own.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    mutating func add(_ more: [YAMLNode.Member]) {
        for member in more {
            guard let index = indexes[member.key] else {
                indexes[member.key] = members.count
                members.append(member)
                continue
            }
            let nearer = members[index]
            guard case .sequence(let first) = nearer.value.content, case .sequence(let rest) = member.value.content
            else { continue }
            let joined = YAMLNode(content: .sequence(first + rest), position: nearer.value.position)
            members[index] = .init(key: nearer.key, position: nearer.position, value: joined)
        }
    }
}
