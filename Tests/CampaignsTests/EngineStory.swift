import ContentPacks
import Core

@testable import Campaigns

/// Small campaigns and dice for the tests of the rules.
enum EngineStory {
    static let dice = Dice(seed: (0..<32).map { UInt8($0) })
    static let mira = CharacterID(rawValue: 1)
    static let tormund = CharacterID(rawValue: 2)

    static func line(_ id: String, _ russian: String? = nil, _ english: String? = nil) -> Line {
        Line(id: id, texts: [.russian: russian ?? "\(id) по-русски", .english: english ?? "\(id) in English"])
    }

    static func scene(
        _ id: String, _ type: SceneType = .story, npcs: [String] = [], onEnter: [Effect] = [], choices: [Choice] = [],
        freeform: Freeform = Freeform(), combat: Combat? = nil, goto: String? = nil, ending: String? = nil,
        raisesRelation: Bool = false
    ) -> Scene {
        Scene(
            id: id, type: type, title: line("\(id).title"), text: [line("\(id).text")], npcs: npcs, onEnter: onEnter,
            choices: choices, freeform: freeform, combat: combat, goto: goto, ending: ending,
            raisesRelation: raisesRelation)
    }

    static func choice(
        _ id: String, when condition: String? = nil, once: Bool = false, sticky: Bool = false, fallback: Bool = false,
        check: Check? = nil, goto: String? = nil, effects: [Effect] = [], text: [Line] = [], success: Branch? = nil,
        partial: Branch? = nil, fail: Branch? = nil
    ) -> Choice {
        let when = condition.map { text in
            guard let condition = try? Condition(parsing: text) else { preconditionFailure("does not parse: \(text)") }
            return condition
        }
        return Choice(
            id: id, label: line("\(id).label"), when: when, isOnce: once, isSticky: sticky, isFallback: fallback,
            check: check, goto: goto, effects: effects, text: text, success: success, partial: partial, fail: fail)
    }

    static func rules(
        episodes: [Episode], flags: [Flag] = [], items: [Item] = [], npcs: [NPC] = [], monsters: [Monster] = [],
        start: String? = nil,
        profile: RunProfile = .strict, language: Language = .russian
    ) -> CampaignRules {
        let campaign = Campaign(
            id: "moon", title: line("moon.title", "Лунная дорога", "The Moon Road"),
            start: start ?? episodes[0].scenes[0].id, flags: flags, episodes: episodes)
        let pack = Pack(
            id: "tests", title: line("tests.title"), languages: [.russian, .english],
            cities: [Location(id: "harbour", name: line("harbour.name", "Гавань", "The Harbour"))],
            factions: [Faction(id: "guild", name: line("guild.name"))], npcs: npcs, monsters: monsters,
            items: items,
            campaigns: [campaign])
        return CampaignRules(pack: pack, campaign: campaign, profile: profile, language: language)
    }

    /// One episode of these scenes and an epilogue `fin` after them.
    static func rules(
        _ scenes: Scene..., flags: [Flag] = [], items: [Item] = [], monsters: [Monster] = [],
        profile: RunProfile = .strict,
        language: Language = .russian
    ) -> CampaignRules {
        rules(
            episodes: [Episode(id: "ep1", scenes: scenes + [scene("fin", .epilogue)])], flags: flags, items: items,
            monsters: monsters, profile: profile, language: language)
    }

    static func member(
        _ id: CharacterID = mira, _ name: String = "Мира", abilities: [String: Int] = [:], skills: [String: Int] = [:],
        xp: Int = 0, hp: Int = 10, maxHP: Int = 10, items: [String: Int] = [:]
    ) -> MemberState {
        MemberState(
            characterID: id, playerID: PlayerID(rawValue: id.rawValue + 100), name: name, xp: xp, abilities: abilities,
            skills: skills, hp: hp, maxHP: maxHP, items: items)
    }

    /// An action id with which die 0 of roll `number` shows `face`.
    static func actionID(rolling face: Int, roll number: Int = 0) -> String {
        var attempt = 0
        while dice.face(sides: 20, roll: number, die: 0, actionID: "a\(attempt)") != face { attempt += 1 }
        return "a\(attempt)"
    }
}

extension CampaignRules {
    func started(_ members: MemberState...) throws -> RunState {
        try start(members: members.isEmpty ? [EngineStory.member()] : members, dice: EngineStory.dice).state
    }

    /// One step by Mira; `face` chooses an action id that rolls it first.
    func act(_ state: RunState, _ action: PlayerAction, face: Int? = nil) throws -> StepResult {
        let actionID = face.map { EngineStory.actionID(rolling: $0, roll: state.rollCount) } ?? ""
        return try step(state, action, actor: EngineStory.mira, actionID: actionID, dice: EngineStory.dice)
    }

    func choose(_ state: RunState, _ choice: String, face: Int? = nil) throws -> StepResult {
        try act(state, .choose(choiceID: choice), face: face)
    }

    func choiceIDs(_ state: RunState) -> [String] { availableChoices(state).map(\.id) }
}
