import ContentPacks
import Core

@testable import Campaigns

/// A short adventure played the same way every time, for what is told of it afterwards.
enum NarrationStory {
    private typealias Story = EngineStory

    static func rules(_ language: Language) -> CampaignRules {
        let elder = NPC(id: "elder", name: Story.line("elder.name", "Старейшина Вея", "Elder Veya"))
        let pearl = Item(id: "pearl", name: Story.line("pearl.name", "Лунная жемчужина", "Moon Pearl"), rarity: .rare)
        return Story.rules(
            episodes: [Episode(id: "ep1", scenes: [bridge, court, end])], items: [pearl], npcs: [elder],
            language: language)
    }

    private static let bridge = Scene(
        id: "bridge", type: .story, title: Story.line("bridge.title", "Мост над туманом", "The Bridge over the Mist"),
        text: [Story.line("bridge.text", "Мост качается над пустотой.", "The bridge sways over nothing.")],
        choices: [
            Choice(
                id: "cross", label: Story.line("cross.label", "Перебежать по доскам", "Run across the planks"),
                told: Story.line("cross.told", "бежит по доскам", "runs across the planks"),
                check: Check(skill: .acrobatics, dc: 12),
                success: Branch(
                    text: [Story.line("cross.ok", "Доски поют под ногами, но держат.", "The planks sing, but hold.")],
                    effects: [.xp(50)], goto: "court"),
                fail: Branch(
                    text: [
                        Story.line(
                            "cross.fail", "Доска ломается, и канат обжигает ладони.",
                            "A plank breaks, and rope burns the hands.")
                    ],
                    effects: [.hp(-3, who: .actor)], goto: "court"))
        ])

    private static let court = Scene(
        id: "court", type: .social, title: Story.line("court.title", "Суд старейшины", "The Elder's Court"),
        text: [Story.line("court.text", "Старейшина ждёт ответа.", "The elder awaits an answer.")], npcs: ["elder"],
        choices: [
            Choice(
                id: "spare", label: Story.line("spare.label", "Просить о милости", "Ask for mercy"), goto: "end",
                effects: [
                    .relation(npc: "elder", by: 2), .give(item: "pearl", count: 1),
                    .event(WorldEvent(type: "SPARE_NPC", importance: .macro, target: "elder")),
                    .event(WorldEvent(type: "SAVE_CITY", importance: .macro, target: "harbour")),
                ],
                text: [Story.line("spare.text", "Вея опускает посох.", "Veya lowers her staff.")])
        ])

    private static let end = Scene(
        id: "end", type: .epilogue, title: Story.line("end.title", "Рассвет", "Dawn"),
        text: [Story.line("end.text", "Туман уходит.", "The mist is leaving.")], ending: "dawn")

    /// Mira fails on the bridge and asks for mercy at court; Tormund ends it in his own words.
    static func history(_ language: Language) throws -> RunHistory {
        let rules = rules(language)
        let (mira, tormund) = language == .russian ? ("Мира", "Тормунд") : ("Mira", "Tormund")
        let start = try rules.start(
            members: [Story.member(Story.mira, mira), Story.member(Story.tormund, tormund)], dice: Story.dice)
        let words = language == .russian ? "Пою \"Песнь о море\" и 100%n плачу" : "I sing \"The Song\" and 100%n weep"
        var state = start.state
        var chronicle = start.chronicle
        var scenes: [SceneRecord] = []
        func record(_ result: StepResult, _ words: String?) {
            if let resolved = result.resolved, let outcome = result.outcome {
                scenes.append(SceneRecord(resolved: resolved, outcome: outcome, words: words))
            }
            chronicle += result.chronicle
            state = result.state
        }
        record(try step(rules, state, .choose(choiceID: "cross"), Story.mira, 3), nil)
        record(try step(rules, state, .choose(choiceID: "spare"), Story.mira, 1), nil)
        record(try step(rules, state, .freeform(text: words, skill: "persuasion"), Story.tormund, 18), words)
        return RunHistory(
            campaignRunID: "run-1", partyID: PartyID(rawValue: 5), rules: rules, state: state, scenes: scenes,
            chronicle: chronicle)
    }

    private static func step(
        _ rules: CampaignRules, _ state: RunState, _ action: PlayerAction, _ actor: CharacterID, _ face: Int
    ) throws -> StepResult {
        try rules.step(
            state, action, actor: actor, actionID: Story.actionID(rolling: face, roll: state.rollCount),
            dice: Story.dice)
    }
}
