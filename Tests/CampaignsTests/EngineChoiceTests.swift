import ContentPacks
import Core
import Testing

@testable import Campaigns

@Suite("Choices")
struct EngineChoiceTests {
    private typealias Story = EngineStory

    @Test("keeps a taken choice away for the stay, a sticky one never, a once-only one for ever")
    func taking() throws {
        let rules = Story.rules(
            Story.scene(
                "hub",
                choices: [
                    Story.choice("usual"), Story.choice("sticky", sticky: true), Story.choice("once", once: true),
                    Story.choice("walk", goto: "yard"),
                ]), Story.scene("yard", choices: [Story.choice("back", goto: "hub")]))
        var state = try rules.started()
        #expect(rules.choiceIDs(state) == ["usual", "sticky", "once", "walk"])
        for choice in ["usual", "sticky", "once"] { state = try rules.choose(state, choice).state }
        #expect(state.sceneID == "hub")
        #expect(rules.choiceIDs(state) == ["sticky", "walk", "go.on"])
        state = try rules.choose(rules.choose(state, "walk").state, "back").state
        #expect(rules.choiceIDs(state) == ["usual", "sticky", "walk"])
        #expect(state.visits["hub"] == 2)
    }

    @Test("remembers a sticky choice once, however often it is taken in a stay")
    func stickyForEver() throws {
        let rules = Story.rules(Story.scene("well", choices: [Story.choice("drink", sticky: true)], goto: "well"))
        var state = try rules.started()
        for _ in 1...5 { state = try rules.choose(state, "drink").state }
        #expect(state.sceneID == "well")
        #expect(state.choicesTakenInStay == ["drink"])
        #expect(state.choicesTaken[ChoiceKey.make(scene: "well", choice: "drink")] == 5)
    }

    @Test("shows fallbacks only when nothing else is open")
    func fallback() throws {
        let rules = Story.rules(
            Story.scene(
                "a",
                choices: [
                    Story.choice("door", when: "key"), Story.choice("look"),
                    Story.choice("wait", sticky: true, fallback: true, goto: "fin"),
                ]), flags: [Flag(key: "key", kind: .bool)])
        let state = try rules.started()
        #expect(rules.choiceIDs(state).first == "look")
        #expect(!rules.choiceIDs(state).contains("wait"))
        #expect(rules.choiceIDs(try rules.choose(state, "look").state).first == "wait")
    }

    @Test("fills up to three with generic ones in both languages", arguments: SceneType.allCases)
    func padding(type: SceneType) throws {
        let rules = Story.rules(Story.scene("a", type, goto: "fin"))
        let choices = rules.availableChoices(try rules.started())
        #expect(choices.count == 3)
        #expect(Set(choices.map(\.id)).count == 3)
        for choice in choices {
            #expect(choice.label.texts.count == 2)
            #expect(choice.text.allSatisfy { $0.texts.count == 2 })
            #expect(try rules.choose(rules.started(), choice.id).state.sceneOrder == (type == .epilogue ? 1 : 2))
        }
    }

    @Test("shows four at most, and the fifth moves up")
    func fourAtMost() throws {
        let rules = Story.rules(Story.scene("a", choices: (1...6).map { Story.choice("c\($0)") }, goto: "a"))
        let state = try rules.started()
        #expect(rules.choiceIDs(state) == ["c1", "c2", "c3", "c4"])
        #expect(rules.choiceIDs(try rules.choose(state, "c2").state) == ["c1", "c3", "c4", "c5"])
    }

    @Test("refuses what is not there, not open, not the phase's, not the actor's")
    func refusals() throws {
        let rules = Story.rules(
            Story.scene("a", choices: [Story.choice("locked", when: "key"), Story.choice("open", goto: "fin")]))
        let state = try rules.started(Story.member(), Story.member(Story.tormund, "Тормунд"))
        #expect(throws: ActionError.unknownChoice("nothing")) { try rules.choose(state, "nothing") }
        #expect(throws: ActionError.unknownChoice("locked")) { try rules.choose(state, "locked") }
        let stranger = CharacterID(rawValue: 9)
        #expect(throws: ActionError.characterNeeded(stranger)) {
            try rules.step(state, .advance, actor: stranger, actionID: "", dice: Story.dice)
        }
        let left = rules.leave(state, Story.tormund)
        #expect(throws: ActionError.characterNeeded(Story.tormund)) {
            try rules.step(left, .choose(choiceID: "open"), actor: Story.tormund, actionID: "", dice: Story.dice)
        }
        var done = state
        done.phase = .completed
        #expect(throws: ActionError.invalidPhase(.completed)) { try rules.choose(done, "open") }
        #expect(rules.availableChoices(done).isEmpty)
        #expect(throws: ActionError.noMembers) { try rules.start(members: [], dice: Story.dice) }
    }

    @Test(
        "says every refusal as an API error",
        arguments: [
            (ActionError.unknownChoice("x"), 422, "unknown_choice"), (.invalidPhase(.completed), 409, "invalid_phase"),
            (.characterNeeded(EngineStory.mira), 422, "character_needed"),
            (.freeformNotAllowed, 422, "freeform_not_allowed"), (.freeformText(limit: 5), 422, "invalid_request"),
            (.unknownSkill("x"), 422, "invalid_request"), (.noMembers, 400, "empty_party"),
        ])
    func apiErrors(error: ActionError, status: Int, word: String) {
        #expect(error.apiError.status == status)
        #expect(error.apiError.word == word)
    }

    @Test("lets the best of the candidates act, ties to the lowest id")
    func bestActor() throws {
        let rules = Story.rules(
            Story.scene("a", choices: [Story.choice("sing", check: Check(skill: .persuasion, dc: 10))]))
        let state = try rules.started(
            Story.member(abilities: ["cha": 10]), Story.member(Story.tormund, "Тормунд", abilities: ["cha": 16]),
            Story.member(CharacterID(rawValue: 3), "Лада", abilities: ["cha": 16]))
        let sing = try #require(rules.availableChoices(state).first)
        let all = [3, 2, 1].map { CharacterID(rawValue: $0) }
        #expect(rules.bestActor(for: sing.check, among: all, in: state) == Story.tormund)
        #expect(rules.bestActor(for: sing.check, among: [Story.mira], in: state) == Story.mira)
        #expect(rules.bestActor(for: sing.check, among: all, in: rules.leave(state, Story.tormund)) == all[0])
        #expect(rules.bestActor(for: sing.check, among: [], in: state) == nil)
    }
}
