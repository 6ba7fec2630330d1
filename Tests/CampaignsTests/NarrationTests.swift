import ContentPacks
import Core
import Testing

@testable import Campaigns

@Suite("Narration")
struct NarrationTests {
    private typealias Story = EngineStory

    @Test(
        "counts in Russian",
        arguments: [
            (0, "0 очков"), (1, "1 очко"), (2, "2 очка"), (4, "4 очка"), (5, "5 очков"), (11, "11 очков"),
            (12, "12 очков"), (14, "14 очков"), (21, "21 очко"), (22, "22 очка"), (100, "100 очков"),
            (101, "101 очко"), (111, "111 очков"), (-3, "-3 очка"),
        ])
    func russianPlural(number: Int, text: String) {
        #expect(RussianPlural("очко", "очка", "очков")(number) == text)
    }

    @Test("counts in English", arguments: [(0, "0 turns"), (1, "1 turn"), (2, "2 turns")])
    func englishPlural(number: Int, text: String) {
        #expect(EnglishPlural("turn", "turns")(number) == text)
    }

    private static let names = NameBook(
        characters: [Story.mira: "Мира"], npcs: ["elder": "Вея"], items: ["rope": "Верёвка"])

    private static func effect(_ kind: AppliedEffect.Kind, _ fill: (inout AppliedEffect) -> Void) -> AppliedEffect {
        var effect = AppliedEffect(kind)
        effect.characterId = Story.mira
        fill(&effect)
        return effect
    }

    @Test(
        "says what changed, in both languages",
        arguments: [
            (effect(.hp) { $0.hpDelta = -3 }, "Мира теряет 3 очка здоровья.", "Мира loses 3 hit points."),
            (effect(.hp) { $0.hpDelta = 1 }, "Мира восстанавливает 1 очко здоровья.", "Мира regains 1 hit point."),
            (
                effect(.xp) { $0.statChanges = ["xp": 50] }, "Мира получает 50 очков опыта.",
                "Мира gains 50 experience points."
            ),
            (effect(.level) { $0.value = 2 }, "Мира теперь на уровне 2.", "Мира is now level 2."),
            (
                effect(.item) { ($0.itemId, $0.count) = ("rope", 2) }, "Мира получает: Верёвка ×2.",
                "Мира receives: Верёвка ×2."
            ),
            (
                effect(.item) { ($0.itemId, $0.count) = ("rope", -1) }, "Мира отдаёт: Верёвка.",
                "Мира gives up: Верёвка."
            ),
            (
                effect(.status) { ($0.status, $0.turns) = ("stunned", 2) }, "Мира: оглушение на 2 хода.",
                "Мира is stunned for 2 turns."
            ),
            (effect(.clear) { $0.status = "bleeding" }, "Мира: прошло — кровотечение.", "Мира is no longer bleeding."),
            (
                effect(.relation) { ($0.npcId, $0.relationDelta) = ("elder", -2) }, "Отношения (Вея и Мира): −2.",
                "Relations (Вея and Мира): −2."
            ),
            (effect(.relation) { $0.relationDelta = 1 }, "Отношения (Мира): +1.", "Relations (Мира): +1."),
            (
                effect(.alarm) { $0.statChanges = ["alarm": 2] }, "Тревога растёт: +2.", "The alarm rises: +2."
            ),
            (effect(.flag) { $0.flag = "met" }, nil, nil),
        ] as [(AppliedEffect, String?, String?)])
    func effectLines(effect: AppliedEffect, russian: String?, english: String?) {
        #expect(OutcomeLines(language: .russian, names: Self.names).line(of: effect) == russian)
        #expect(OutcomeLines(language: .english, names: Self.names).line(of: effect) == english)
    }

    @Test(
        "says what was rolled",
        arguments: [
            (2, Outcome.Check.Advantage.none, "Мира: убеждение, 14 + 2 = 16 против 12 — успех."),
            (-1, .advantage, "Мира: убеждение с преимуществом, 14 − 1 = 13 против 12 — успех."),
            (0, .disadvantage, "Мира: убеждение с помехой, 14 + 0 = 14 против 12 — успех."),
        ])
    func checkLines(modifier: Int, advantage: Outcome.Check.Advantage, expected: String) {
        let check = Outcome.Check(
            type: "skill", skill: "persuasion", characterId: Story.mira, roll: 14, modifier: modifier,
            total: 14 + modifier, dc: 12, advantage: advantage, outcome: .success, rollNumber: 0)
        #expect(OutcomeLines(language: .russian, names: Self.names).line(of: check) == expected)
    }

    @Test(
        "shows a scene's paragraphs, then its timeline, then its title: at least one segment",
        arguments: [
            ("Раз\nдва.\n\n  Три. \n\n\n", ["x"], ["Раз два.", "Три."]), ("", ["x", "y"], ["x", "y"]),
            (" \n", [], ["Мост"]),
        ])
    func segments(text: String, timeline: [String], expected: [String]) async {
        let request = NarrationRequest(language: .russian, title: "Мост", text: text, timeline: timeline)
        let narration = await StaticNarrator().narrate(request)
        #expect(narration.segments.map(\.md) == expected)
        #expect(narration.segments.map(\.id) == expected.indices.map { "p\($0 + 1)" })
        #expect(narration.outcomeLines.isEmpty)
    }

    @Test("puts the pack's words before rolls and changes")
    func outcomeLines() throws {
        let history = try NarrationStory.history(.russian)
        let request = NarrationRequest(
            language: .russian, title: "", text: "x", outcome: history.scenes[0].outcome,
            names: history.rules.names(history.state))
        #expect(
            StaticNarrator().compose(request).outcomeLines == [
                "Доска ломается, и канат обжигает ладони.", "Мира: акробатика, 3 + 0 = 3 против 12 — неудача.",
                "Мира теряет 3 очка здоровья.",
            ])
    }

    @Test("has a word for every skill, ability and outcome in Russian and English", arguments: Language.allCases)
    func vocabulary(language: Language) {
        var words = Skill.allCases.map { Vocabulary.name(of: $0, in: language) }
        words += CheckOutcome.allCases.map { Vocabulary.name(of: $0, in: language) }
        words += Ability.allCases.map { Vocabulary.name(ofCheckOn: $0.statKey, in: language) }
        #expect(Set(words).count == words.count)
        let isCyrillic = words.map { $0.unicodeScalars.allSatisfy { !$0.isASCII || $0 == " " } }
        #expect(isCyrillic.allSatisfy { $0 == (language == .russian) })
    }
}
