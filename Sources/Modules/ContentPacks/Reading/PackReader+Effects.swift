internal import Core

extension PackReader {
    /// The verbs, each with the other fields it takes.
    static let verbs: [(name: String, fields: [String])] = [
        ("set", ["to"]), ("add", ["by"]), ("hp", ["who"]), ("status", ["who", "turns"]), ("clear", ["who"]),
        ("xp", []), ("give", ["count"]), ("take", ["count"]), ("relation", ["by"]),
        ("event", ["importance", "target", "tags"]), ("alarm", []), ("art", []), ("detour", []), ("end", []),
    ]

    func effects(_ node: YAMLNode, _ field: String) -> [Effect] {
        list(node, field).compactMap(effect)
    }

    private func effect(_ node: YAMLNode) -> Effect? {
        guard case .mapping(let members) = node.content, let first = members.first else {
            let kind = node.content == .mapping([]) ? "an empty one" : node.kind
            error(node.position, "an effect must be a mapping like {xp: 50}, not \(kind)")
            return nil
        }
        let names = Set(members.map(\.key))
        let found = Self.verbs.filter { names.contains($0.name) }
        guard let verb = found.first else {
            let hint = Spelling.hint(for: first.key, amongAll: Self.verbs.map(\.name))
            error(first.position, "unknown effect \"\(first.key)\"\(hint)")
            return nil
        }
        guard found.count == 1 else {
            let names = found.map(\.name).joined(separator: " and ")
            error(node.position, "an effect does one thing, this one has \(names): make an effect of each")
            return nil
        }
        guard open(node, as: Shape("\(verb.name) effect", required: [verb.name], optional: verb.fields)) else {
            return nil
        }
        return effect(verb.name, node)
    }

    private func effect(_ verb: String, _ node: YAMLNode) -> Effect? {
        switch verb {
        case "set": return setFlag(node)
        case "add":
            guard let key = reference(node, "add", .flag, flagKind: .integer) else { return nil }
            return .add(flag: key, by: integer(node, "by", in: -1000...1000) ?? 1)
        case "hp": return integer(node, "hp", in: -1000...1000).map { .hp($0, who: target(node)) }
        case "status":
            let turns = integer(node, "turns", in: 1...100)
            return word(node, "status", as: Status.self).map { .status($0, who: target(node), turns: turns) }
        case "clear": return word(node, "clear", as: Status.self).map { .clear($0, who: target(node)) }
        case "xp": return integer(node, "xp", in: 0...100_000).map { .xp($0) }
        case "give":
            let count = integer(node, "count", in: 1...1000) ?? 1
            return reference(node, "give", .item).map { .give(item: $0, count: count) }
        case "take":
            let count = integer(node, "count", in: 1...1000) ?? 1
            return reference(node, "take", .item).map { .take(item: $0, count: count) }
        case "relation":
            let step = integer(node, "by", in: -100...100) ?? 1
            return reference(node, "relation", .npc).map { .relation(npc: $0, by: step) }
        case "event": return worldEvent(node).map { .event($0) }
        case "alarm": return integer(node, "alarm", in: -100...100).map { .alarm($0) }
        case "art": return reference(node, "art", .scene).map { .art(scene: $0) }
        case "detour": return reference(node, "detour", .scene).map { .detour(scene: $0) }
        default: return reference(node, "end", .ending).map { .end(ending: $0) }
        }
    }

    private func setFlag(_ node: YAMLNode) -> Effect? {
        guard let value = node["to"] else {
            guard let key = reference(node, "set", .flag, flagKind: .bool) else { return nil }
            return .set(flag: key, to: true)
        }
        guard let value = flagValue(value, "to"),
            let key = reference(node, "set", .flag, flagKind: value.kind)
        else { return nil }
        return .set(flag: key, to: value)
    }

    private func target(_ node: YAMLNode) -> Effect.Target {
        guard let value = node["who"], let text = text(of: value, "who") else { return .actor }
        switch text {
        case "actor": return .actor
        case "all": return .all
        default:
            refer([.npc], text, at: value.position)
            return .npc(text)
        }
    }

    private func worldEvent(_ node: YAMLNode) -> WorldEvent? {
        guard let type = text(node, "event"), let value = node["event"] else { return nil }
        guard type.utf8.allSatisfy({ (65...90).contains($0) || $0 == UInt8(ascii: "_") }), !type.isEmpty else {
            error(value.position, "\"event\" is \"\(type)\", it must be in capitals, like SAVE_CITY")
            return nil
        }
        let target = reference(node, "target", .npc, .faction, .location, .city, .region)
        return WorldEvent(
            type: type, importance: word(node, "importance", as: WorldEvent.Importance.self) ?? .meso,
            target: target, tags: texts(node, "tags"))
    }
}
