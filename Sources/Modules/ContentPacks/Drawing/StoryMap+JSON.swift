package import Core

extension StoryMap {
    /// Scenes and ways, for tools that draw by themselves; counts only where there are some.
    package var json: JSONValue {
        [
            "title": .string(title), "episodes": .array(episodes.map { .string($0) }),
            "scenes": .array(nodes.map(\.json)),
            "ways": .array(
                edges.flatMap { edge in edge.ways.map { $0.json(from: nodes[edge.from].id, to: nodes[edge.to].id) } }
                    + nodes.flatMap { node in node.loops.map { $0.json(from: node.id, to: node.id) } }),
        ]
    }
}

extension StoryMap.Node {
    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = [
            "id": .string(id), "title": .string(title), "type": .string(type.rawValue),
            "episode": .integer(Int64(episode)), "isStart": .bool(isStart), "isUnreachable": .bool(isUnreachable),
            "isDeadEnd": .bool(isDeadEnd),
        ]
        if let ending { members["ending"] = .string(ending) }
        if let visits { members["visits"] = .integer(Int64(visits)) }
        return .object(members)
    }
}

extension StoryMap.Way {
    fileprivate func json(from: String, to: String) -> JSONValue {
        var members: [String: JSONValue] = [
            "from": .string(from), "to": .string(to), "label": .string(label),
            "outcomes": .array(outcomes.map { .string($0.rawValue) }), "isDetour": .bool(isDetour),
        ]
        if let check { members["check"] = .string(check) }
        if let visits { members["visits"] = .integer(Int64(visits)) }
        return .object(members)
    }
}
