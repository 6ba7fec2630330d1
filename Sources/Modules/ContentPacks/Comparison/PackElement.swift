internal import Core

/// A part of a pack that has an id of its own, as it is compared with another version of itself.
struct PackElement: Sendable {
    /// In the order in which a comparison is told.
    enum Kind: String, Sendable, CaseIterable {
        case pack, campaign, episode, flag, scene, choice
        case npc, monster, item
        case world, region, city, location, faction, lore, art, asset
    }

    let kind: Kind
    /// `scn_pier`; of a choice `scn_pier/ask`, of a flag `tale/paid`: these are unique only there.
    let id: String
    /// What it is called; nil where nothing is.
    let title: String?
    /// Its fields, without the parts that are elements themselves.
    let fields: [String: JSONValue]

    /// All parts of a pack, in order of kinds, then of writing.
    static func all(of pack: Pack) -> [PackElement] {
        var reading = Reading(language: pack.languages.first ?? .english)
        do {
            guard case .object(let fields) = try JSON.parse(pack.encoded()) else {
                fatalError("BUG: a pack is no object")
            }
            reading.read(fields, as: pack.id)
        } catch {
            fatalError("BUG: a pack cannot be read: \(error)")
        }
        return Kind.allCases.flatMap { kind in reading.found.filter { $0.kind == kind } }
    }

    private struct Reading {
        let language: Language
        var found: [PackElement] = []

        private static let lists: [(name: String, kind: Kind)] = [
            ("regions", .region), ("cities", .city), ("locations", .location), ("factions", .faction), ("npcs", .npc),
            ("monsters", .monster), ("items", .item), ("lore", .lore), ("art", .art), ("assets", .asset),
        ]

        mutating func read(_ pack: [String: JSONValue], as id: String) {
            var own = pack
            for (name, kind) in Self.lists {
                for element in Self.take(name, from: &own) { add(kind, element) }
            }
            if case .object(let world)? = own.removeValue(forKey: "world") { add(.world, world) }
            for campaign in Self.take("campaigns", from: &own) { readCampaign(campaign) }
            add(.pack, own)
        }

        private mutating func readCampaign(_ campaign: [String: JSONValue]) {
            var own = campaign
            let id = own["id"]?.stringValue ?? ""
            for flag in Self.take("flags", from: &own) {
                add(.flag, flag, id: "\(id)/\(flag["key"]?.stringValue ?? "")")
            }
            for episode in Self.take("episodes", from: &own) {
                var part = episode
                for scene in Self.take("scenes", from: &part) { readScene(scene, of: part["id"]) }
                part["campaign"] = .string(id)
                add(.episode, part)
            }
            add(.campaign, own)
        }

        private mutating func readScene(_ scene: [String: JSONValue], of episode: JSONValue?) {
            var own = scene
            own["episode"] = episode
            let id = own["id"]?.stringValue ?? ""
            for choice in Self.take("choices", from: &own) {
                add(.choice, choice, id: "\(id)/\(choice["id"]?.stringValue ?? "")")
            }
            add(.scene, own)
        }

        private mutating func add(_ kind: Kind, _ fields: [String: JSONValue], id: String? = nil) {
            let title = ["title", "name", "label"].lazy.compactMap { fields[$0] }.first
            found.append(
                PackElement(
                    kind: kind, id: id ?? fields["id"]?.stringValue ?? "",
                    title: title?["texts"].flatMap(text),
                    fields: fields.filter { $0.key != "id" && $0.key != "key" }))
        }

        private func text(_ texts: JSONValue) -> String? {
            guard case .object(let texts) = texts else { return nil }
            return (texts[language.rawValue] ?? texts.min { $0.key < $1.key }?.value)?.stringValue
        }

        /// The elements of a list, in whose place their ids stay: their order is a field of the whole.
        private static func take(_ name: String, from fields: inout [String: JSONValue]) -> [[String: JSONValue]] {
            guard case .array(let elements)? = fields[name] else { return [] }
            let objects = elements.compactMap { element -> [String: JSONValue]? in
                if case .object(let members) = element { members } else { nil }
            }
            fields[name] = .array(objects.compactMap { $0["id"] ?? $0["key"] })
            return objects
        }
    }
}
