import ContentPacks
import Core

@testable import Campaigns

/// Campaigns with every shape that may keep a story from its end: circles, gates, closed episodes, detours into
/// detours, scenes that send on as they are entered. Most have an ending, and some have none.
enum GeneratedCampaign {
    static func make(_ random: inout SplitMix) -> CampaignRules {
        let count = Int.random(in: 1...9, using: &random)
        let ids = (0..<count).map { "s\($0)" }
        var scenes = ids.map { scene($0, ids, &random) }
        if Int.random(in: 0..<8, using: &random) > 0 {
            scenes.append(EngineStory.scene("fin", .epilogue, onEnter: effects(ids, &random)))
        }
        let cut = Int.random(in: 0...scenes.count, using: &random)
        let gates: [Condition?] = [nil, .holds(.flag("f0")), .holds(.has(item: "key")), .not(.holds(.flag("f1")))]
        let kinds = Episode.Kind.allCases
        let episodes = [scenes[..<cut], scenes[cut...]].enumerated().filter { !$0.element.isEmpty }.map { part in
            Episode(
                id: "e\(part.offset)", type: kinds.randomElement(using: &random) ?? .main,
                requires: gates.randomElement(using: &random) ?? nil, scenes: Array(part.element))
        }
        return EngineStory.rules(
            episodes: episodes,
            flags: [Flag(key: "f0", kind: .bool, isVisible: true), Flag(key: "f1", kind: .integer)], start: ids[0])
    }

    private static func scene(_ id: String, _ ids: [String], _ random: inout SplitMix) -> Scene {
        let types: [SceneType] = [.story, .social, .rest, .combat]
        let combat = Combat(
            monsters: [], victory: branch(ids, &random), defeat: branch(ids, &random), flee: branch(ids, &random))
        let type = types.randomElement(using: &random) ?? .story
        return EngineStory.scene(
            id, type, npcs: ["elder"], onEnter: Int.random(in: 0..<4, using: &random) == 0 ? effects(ids, &random) : [],
            choices: (0..<Int.random(in: 0...5, using: &random)).map { choice("c\($0)", ids, &random) },
            freeform: Freeform(isAllowed: Bool.random(using: &random), onFail: branch(ids, &random)),
            combat: type == .combat ? combat : nil, goto: target(ids, &random),
            ending: Int.random(in: 0..<10, using: &random) == 0 ? "dawn" : nil,
            raisesRelation: Bool.random(using: &random))
    }

    private static func choice(_ id: String, _ ids: [String], _ random: inout SplitMix) -> Choice {
        let conditions = [
            nil, nil, "f0", "not f0", "f1 > 2", "has(key)", "visited(s0)", "turns_since(s0) > 3",
            "relation(elder) > 1", "outcome(s0) == \"fail\"", "party_size > 1",
        ]
        let isTried = Bool.random(using: &random)
        return EngineStory.choice(
            id, when: conditions.randomElement(using: &random) ?? nil, once: Int.random(in: 0..<4, using: &random) == 0,
            sticky: Bool.random(using: &random), fallback: Int.random(in: 0..<6, using: &random) == 0,
            check: isTried ? Check(ability: .strength, dc: Int.random(in: 1...40, using: &random)) : nil,
            goto: target(ids, &random), effects: effects(ids, &random), success: isTried ? branch(ids, &random) : nil,
            partial: isTried && Bool.random(using: &random) ? branch(ids, &random) : nil,
            fail: isTried ? branch(ids, &random) : nil)
    }

    private static func branch(_ ids: [String], _ random: inout SplitMix) -> Branch {
        Branch(effects: effects(ids, &random), goto: target(ids, &random))
    }

    /// Now and then to the epilogue, or to a scene that is not there.
    private static func target(_ ids: [String], _ random: inout SplitMix) -> String? {
        switch Int.random(in: 0..<12, using: &random) {
        case 0..<5: nil
        case 5: "fin"
        case 6: "nowhere"
        default: ids.randomElement(using: &random)
        }
    }

    private static func effects(_ ids: [String], _ random: inout SplitMix) -> [Effect] {
        let any = ids.randomElement(using: &random) ?? "s0"
        let all: [Effect] = [
            .set(flag: "f0", to: true), .set(flag: "f0", to: false), .add(flag: "f1", by: 1),
            .add(flag: "f1", by: .max),
            .hp(-7, who: .all), .hp(2, who: .actor), .hp(.min, who: .all), .hp(.min, who: .npc("elder")),
            .status(.bleeding, who: .all, turns: nil), .status(.stunned, who: .actor, turns: 2),
            .clear(.bleeding, who: .all), .xp(.max), .xp(.min), .give(item: "key", count: 1),
            .take(item: "key", count: 2), .relation(npc: "elder", by: 1), .alarm(.max), .art(scene: any),
            .detour(scene: any), .detour(scene: any),
            .end(ending: Int.random(in: 0..<2, using: &random) == 0 ? "dawn" : "void"),
        ]
        // An end is rare: most campaigns must find their way without one.
        return (0..<Int.random(in: 0...2, using: &random)).compactMap { _ in
            let effect = all.randomElement(using: &random)
            return effect?.isEnd == true && Int.random(in: 0..<4, using: &random) > 0 ? nil : effect
        }
    }
}
