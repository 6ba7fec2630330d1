package import Core

/// What parts of a pack are called in another version of it: by that, runs that play the one are moved to the other.
///
/// What is not named keeps its id. nil forgets: the run goes on as if it had never met the part.
package struct ContentMapping: Sendable, Equatable {
    package typealias Names = [String: String?]

    /// Scene to scene; never nil.
    package var scenes: Names = [:]
    /// `scene/choice`, by the old ids, to the choice's new id alone: its scene is mapped by `scenes`.
    package var choices: Names = [:]
    /// nil: the flag's default.
    package var flags: Names = [:]
    package var items: Names = [:]
    package var npcs: Names = [:]
    package var endings: Names = [:]

    package init() {}

    package var isEmpty: Bool { Self.parts.allSatisfy { self[keyPath: $0.names].isEmpty } }

    package func scene(_ id: String) -> String { scenes[id, default: id] ?? id }
    package func choice(_ id: String, in scene: String) -> String? { choices["\(scene)/\(id)", default: id] }
    package func flag(_ key: String) -> String? { flags[key, default: key] }
    package func item(_ id: String) -> String? { items[id, default: id] }
    package func npc(_ id: String) -> String? { npcs[id, default: id] }
    package func ending(_ id: String) -> String? { endings[id, default: id] }

    /// Takes over what `other` names and this does not.
    package mutating func add(_ other: ContentMapping) {
        for part in Self.parts { self[keyPath: part.names].merge(other[keyPath: part.names]) { own, _ in own } }
    }

    struct Part: Sendable {
        let name: String
        let names: any WritableKeyPath<ContentMapping, Names> & Sendable
        /// Whether nil means anything.
        let forgets: Bool
    }

    /// In the order of the file.
    static let parts = [
        Part(name: "scenes", names: \.scenes, forgets: false), Part(name: "choices", names: \.choices, forgets: true),
        Part(name: "flags", names: \.flags, forgets: true), Part(name: "items", names: \.items, forgets: true),
        Part(name: "npcs", names: \.npcs, forgets: true), Part(name: "endings", names: \.endings, forgets: true),
    ]

    /// `{"scenes": {"old": "new"}, …}`, without what is empty: as the audit log keeps it and the API shows it.
    package var json: JSONValue {
        var members: [String: JSONValue] = [:]
        for part in Self.parts where !self[keyPath: part.names].isEmpty {
            members[part.name] = .object(self[keyPath: part.names].mapValues { $0.map(JSONValue.string) ?? .null })
        }
        return .object(members)
    }

    /// The text of a file that reads as this mapping; empty when it names nothing.
    package var yaml: String {
        var lines: [String] = []
        for part in Self.parts where !self[keyPath: part.names].isEmpty {
            lines.append("\(part.name):")
            for (old, new) in self[keyPath: part.names].sorted(by: { $0.key < $1.key }) {
                lines.append("  \(Self.scalar(old)): \(new.map(Self.scalar) ?? "null")")
            }
        }
        return lines.joined(separator: "\n")
    }

    /// Ids like `12` or `true` would be read as something else than a text.
    private static func scalar(_ id: String) -> String {
        id.first?.isLetter == true && !["true", "false", "null"].contains(id) ? id : "\"\(id)\""
    }
}

extension ContentMapping {
    /// What it names that the content it leads to has not: `scenes: there is no "scn_peir", did you mean "scn_pier"?`
    package func problems(in pack: Pack) -> [String] {
        let scenes = pack.campaigns.flatMap(\.scenes)
        let known: [String: [String]] = [
            "scenes": scenes.map(\.id), "flags": pack.campaigns.flatMap(\.flags).map(\.key),
            "items": pack.items.map(\.id), "npcs": pack.npcs.map(\.id), "endings": scenes.compactMap(\.ending),
            "choices": scenes.flatMap(\.choices).map(\.id),
        ]
        return Self.parts.flatMap { part in
            let names = Set(known[part.name] ?? [])
            let wanted = self[keyPath: part.names].compactMap(\.value)
            return Set(wanted).subtracting(names).sorted().map { id in
                "\(part.name): the pack has no \"\(id)\"\(Spelling.hint(for: id, among: names.sorted()))"
            }
        } + doubles
    }

    /// What it names that none of the contents has from which it leads: a slip, most likely.
    package func strangers(to packs: some Sequence<Pack>) -> [String] {
        var known: [String: Set<String>] = [:]
        for pack in packs {
            let scenes = pack.campaigns.flatMap(\.scenes)
            known["scenes", default: []].formUnion(scenes.map(\.id))
            known["choices", default: []].formUnion(
                scenes.flatMap { scene in scene.choices.map { "\(scene.id)/\($0.id)" } })
            known["flags", default: []].formUnion(pack.campaigns.flatMap(\.flags).map(\.key))
            known["items", default: []].formUnion(pack.items.map(\.id))
            known["npcs", default: []].formUnion(pack.npcs.map(\.id))
            known["endings", default: []].formUnion(scenes.compactMap(\.ending))
        }
        return Self.parts.flatMap { part in
            let names = known[part.name] ?? []
            return Set(self[keyPath: part.names].keys).subtracting(names).sorted().map { id in
                "\(part.name): nothing was called \"\(id)\"\(Spelling.hint(for: id, among: names.sorted()))"
            }
        }
    }

    /// Only scenes may become one: two values cannot be one flag's.
    private var doubles: [String] {
        let targets = Dictionary(grouping: flags.compactMap { $0.value == nil ? nil : $0 }, by: \.value)
        return targets.filter { $0.value.count > 1 }.compactMap(\.key).sorted().map { flag in
            "flags: several become \"\(flag)\""
        }
    }
}
