import Core
import Testing

@testable import ContentPacks

/// `everything/` and `everything.yaml`: packs with a use for every word of the language.
@Suite struct EverythingPackTests {
    private static let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        .joined(separator: "/")

    static func source(_ name: String) throws -> PackSource { try PackSource(path: "\(folder)/\(name)") }

    @Test("check clean, and come back from their canonical form", arguments: ["everything", "everything.yaml"])
    func clean(name: String) throws {
        let (read, problems) = try Self.source(name).read()
        #expect(problems.map(\.description) == [])
        let pack = try #require(read)
        let again = try Pack(decoding: pack.encoded())
        #expect(again == pack)
        #expect(again.contentHash == pack.contentHash)
    }

    @Test("use every field of every shape")
    func fields() throws {
        var walk = LanguageWalk()
        for name in ["everything", "everything.yaml"] {
            for file in try Self.source(name).files where file.isYAML { try walk.enter(file) }
        }
        for shape in Shape.all {
            let unused = Set(shape.required + shape.optional).subtracting(walk.fields[shape.name] ?? [])
            #expect(unused == [], "of \(shape.noun)")
        }
        #expect(Set(Shape.ofEveryFile).subtracting(walk.fields["file"] ?? []) == [])
        for verb in PackReader.verbs {
            let unused = Set([verb.name] + verb.fields).subtracting(walk.effects[verb.name] ?? [])
            #expect(unused == [], "of the effect \(verb.name)")
        }
    }

    @Test("use every word that a field takes")
    func words() throws {
        let pack = try #require(try Self.source("everything").read().pack)
        let scenes = pack.campaigns.flatMap(\.scenes)
        #expect(Set(scenes.map(\.type)) == Set(SceneType.allCases))
        #expect(Set(pack.campaigns.flatMap(\.episodes).map(\.type)) == Set(Episode.Kind.allCases))
        #expect(Set(pack.campaigns.flatMap(\.flags).map(\.kind)) == Set(Flag.Kind.allCases))
        #expect(Set(pack.items.map(\.rarity)) == Set(Item.Rarity.allCases))
        #expect(Set(pack.monsters.flatMap(\.behaviours)) == Set(Behaviour.allCases))
        let effects = scenes.flatMap { ([$0.entrance] + $0.exits).flatMap(\.effects) }
        let statuses = effects.compactMap { if case .status(let status, _, _) = $0 { status } else { nil } }
        #expect(Set(statuses) == Set(Status.allCases))
        let importances = effects.compactMap { if case .event(let event) = $0 { event.importance } else { nil } }
        #expect(Set(importances) == Set(WorldEvent.Importance.allCases))
        let checks = scenes.flatMap(\.choices).compactMap(\.check)
        #expect(Set(checks.map(\.advantage)).isSuperset(of: [.advantage, .disadvantage]))
    }

    @Test("ask everything that a condition can ask")
    func conditions() throws {
        let pack = try #require(try Self.source("everything").read().pack)
        let conditions =
            pack.campaigns.flatMap(\.episodes).compactMap(\.requires)
            + pack.campaigns.flatMap(\.scenes).flatMap(\.choices).compactMap(\.when)
        let text = conditions.map(\.description).joined(separator: " and ")
        let words = Condition.Term.functions.map { "\($0)(" } + Condition.Comparison.allCases.map { " \($0.rawValue) " }
        for word in words + ["not ", " and ", " or ", "party_size", " crowned", "true", "\"", " 0"] {
            #expect(text.contains(word), "\(word) is not asked")
        }
    }
}

/// Which fields the files of a pack use, by the shape of the mapping that they stand in.
private struct LanguageWalk {
    private(set) var fields: [String: Set<String>] = [:]
    /// By verb.
    private(set) var effects: [String: Set<String>] = [:]

    /// What stands in the fields of a shape.
    private static let inside: [String: [String: Shape]] = [
        "pack": ["assertions": .assertions],
        "world file": [
            "world": .world, "regions": .location, "cities": .location, "locations": .location, "factions": .faction,
        ],
        "world": ["regions": .reference, "factions": .reference], "location": ["media_spec": .mediaSpec],
        "faction": ["relations": .factionRelation], "npc": ["base_profile": .profile, "media_spec": .mediaSpec],
        "monster": ["stats": .stats, "loot": .loot, "media_spec": .mediaSpec],
        "item": ["effects": .bonus, "media_spec": .mediaSpec],
        "campaign": ["cover": .cover, "players": .players, "flags": .flag, "episodes": .episode],
        "cover": ["media_spec": .mediaSpec], "episode": ["scenes": .scene],
        "scene": [
            "choices": .choice, "freeform": .freeform, "combat": .combat, "media_spec": .mediaSpec, "on_enter": .effect,
        ],
        "choice": ["check": .check, "success": .branch, "partial": .branch, "fail": .branch, "effects": .effect],
        "outcome": ["effects": .effect],
        "freeform": ["on_success": .branch, "on_partial": .branch, "on_fail": .branch],
        "combat": ["zones": .zone, "monsters": .combatGroup, "victory": .branch, "defeat": .branch, "flee": .branch],
        "single-file pack": ["scenes": .scene, "npcs": .npc, "art": .art, "lore": .lore],
        "art": ["entities": .artEntities], "lore": ["related": .loreRelated],
    ]

    mutating func enter(_ file: PackFile) throws {
        let root = try YAMLParser.parse(file.bytes, file: file.path)
        guard case .mapping(let members) = root.content else { return }
        let keys = Set(members.map(\.key))
        fields["file", default: []].formUnion(keys.intersection(Shape.ofEveryFile))
        let parts = file.path.split(separator: "/")
        switch parts.count > 1 ? String(parts[parts.count - 2]) : "" {
        case "world": enter(root, as: keys.contains("id") ? .world : .worldFile)
        case "npcs": enter(root["npcs"] ?? root, as: .npc)
        case "bestiary": enter(root["monsters"] ?? root, as: .monster)
        case "items": enter(root["items"] ?? root, as: .item)
        case "scenes_templates": enter(root, as: .scene)
        case "strings": break
        default:
            let shape: Shape =
                file.path == "pack.yaml"
                ? .pack
                : keys.contains("scenes") && parts.count != 3
                    ? .singleFile : keys.contains("scenes") ? .episode : .campaign
            enter(root, as: shape)
        }
    }

    private mutating func enter(_ node: YAMLNode, as shape: Shape) {
        switch node.content {
        case .scalar: break
        case .sequence(let elements): for element in elements { enter(element, as: shape) }
        case .mapping(let members):
            let keys = Set(members.map(\.key))
            if shape.name == Shape.effect.name {
                for verb in PackReader.verbs where keys.contains(verb.name) {
                    effects[verb.name, default: []].formUnion(keys)
                }
            }
            // An episode may be a reference to one.
            let name = keys == ["ref"] && shape.name == "episode" ? "reference" : shape.name
            fields[name, default: []].formUnion(keys)
            for member in members {
                if let inner = Self.inside[name]?[member.key] { enter(member.value, as: inner) }
            }
        }
    }
}

extension Shape {
    fileprivate static let effect = Shape("effect")

    /// Every shape of the language; `LanguageTests` proves that none is missing.
    static let all: [Shape] = [
        .pack, .assertions, .world, .worldFile, .location, .faction, .factionRelation, .npc, .profile, .monster, .stats,
        .loot, .item, .bonus, .mediaSpec, .reference, .campaign, .cover, .players, .flag, .episode, .scene, .choice,
        .check, .branch, .freeform, .combat, .zone, .combatGroup, .singleFile, .singleFileScene, .art, .artEntities,
        .lore, .loreRelated,
    ]
}
