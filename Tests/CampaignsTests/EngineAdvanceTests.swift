import ContentPacks
import Core
import Testing

@testable import Campaigns

@Suite("Advance")
struct EngineAdvanceTests {
    private typealias Story = EngineStory

    @Test("takes the first choice not yet taken in this run, then the one on the shortest way to an ending")
    func order() throws {
        let rules = Story.rules(
            Story.scene(
                "a",
                choices: [
                    Story.choice("loop", sticky: true, goto: "a"), Story.choice("long", sticky: true, goto: "b"),
                    Story.choice("short", sticky: true, goto: "fin"),
                ]), Story.scene("b", choices: [Story.choice("back", sticky: true, goto: "a")], goto: "a"))
        var state = try rules.started()
        var taken: [String?] = []
        while state.phase == .scene {
            let result = try rules.act(state, .advance)
            taken.append(result.resolved?.choiceID)
            state = result.state
        }
        #expect(taken == ["loop", "long", "back", "short"])
        #expect(state.repeatedAdvances == 0)
        state = try rules.started()
        for choice in ["short", "loop", "long"] { state.choicesTaken["a/\(choice)"] = 1 }
        let repeated = try rules.act(state, .advance)
        #expect(repeated.resolved?.choiceID == "short")
        #expect(repeated.state.repeatedAdvances == 1)
    }

    @Test("leaves a circle of failing checks for the ending")
    func circle() throws {
        let hard = Check(ability: .strength, dc: 40)
        let rules = Story.rules(
            Story.scene(
                "pit",
                choices: ["climb", "jump", "dig"].map {
                    Story.choice(
                        $0, sticky: true, check: hard, success: Branch(goto: "fin"), fail: Branch(goto: "pit"))
                }))
        var state = try rules.started(Story.member(abilities: ["str": 1]))
        var steps = 0
        while !state.phase.isFinished {
            // Always a 2: no natural 20 helps.
            state = try rules.act(state, .advance, face: 2).state
            steps += 1
        }
        #expect(state.sceneID == "fin")
        #expect(steps == 3 + 2 + 1 + 1)
    }

    @Test("completes a campaign that has no ending at all")
    func noEnding() throws {
        let rules = Story.rules(episodes: [
            Episode(
                id: "e",
                scenes: [
                    Story.scene("a", choices: [Story.choice("x", goto: "b")], goto: "b"), Story.scene("b", goto: "a"),
                ])
        ])
        #expect(try Self.play(rules, from: rules.started(), seed: 1).phase == .completed)
    }

    @Test("reaches COMPLETED from any state of any campaign, within its bound, with HP in bounds", arguments: 0..<150)
    func terminates(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let rules = GeneratedCampaign.make(&random)
        let members = (1...Int.random(in: 1...3, using: &random)).map {
            Story.member(CharacterID(rawValue: Int64($0)), "M\($0)", abilities: ["str": 3 * $0], hp: $0, maxHP: 3 * $0)
        }
        var state = try rules.start(members: members, dice: Story.dice).state
        // Wander first, so that advance begins anywhere.
        for turn in 0..<Int.random(in: 0...30, using: &random) where !state.phase.isFinished {
            let choices = rules.availableChoices(state)
            #expect((3...4).contains(choices.count))
            let choice = try #require(choices.randomElement(using: &random))
            let action: PlayerAction =
                turn % 7 == 3 && rules.scene(state.sceneID)?.freeform.isAllowed == true
                ? .freeform(text: "иду") : .choose(choiceID: choice.id)
            let result = try rules.step(
                state, action, actor: Story.mira, actionID: "w\(turn)", dice: Dice(seed: .init(repeating: 9, count: 32))
            )
            check(result, after: state)
            state = result.state
        }
        #expect(try Self.play(rules, from: state, seed: UInt8(truncatingIfNeeded: seed)).phase == .completed)
    }

    private func check(_ result: StepResult, after state: RunState) {
        #expect(result.state.turn == state.turn + 1)
        #expect(result.state.rollCount == state.rollCount + result.rolls.count)
        #expect(result.state.sceneOrder == state.sceneOrder + (result.enteredScene ? 1 : 0))
        #expect(result.enteredScene == !result.completed)
        for member in result.state.members { #expect((1...member.maxHP).contains(member.hp)) }
    }

    /// Advances to the end, and fails over the bound that `advanceMove` states.
    static func play(_ rules: CampaignRules, from start: RunState, seed: UInt8) throws -> RunState {
        let scenes = rules.graph.places.count
        let choices = rules.graph.places.reduce(0) { $0 + $1.scene.choices.count + 3 }
        let bound = choices + scenes + (choices + 1) * scenes + 1
        let dice = Dice(seed: .init(repeating: seed, count: 32))
        var state = start
        var steps = 0
        while !state.phase.isFinished {
            try #require(steps < bound)
            let result = try rules.step(state, .advance, actor: Story.mira, actionID: "s\(steps)", dice: dice)
            for member in result.state.members { #expect((1...member.maxHP).contains(member.hp)) }
            state = result.state
            steps += 1
        }
        return state
    }

    @Test("plays the same run from the same seed", arguments: 0..<20)
    func reproducible(seed: UInt64) throws {
        func play() throws -> [StepResult] {
            var random = SplitMix(seed: seed)
            let rules = GeneratedCampaign.make(&random)
            var results = [try rules.start(members: [Story.member()], dice: Story.dice)]
            while let state = results.last?.state, !state.phase.isFinished, results.count < 60 {
                results.append(
                    try rules.step(
                        state, .advance, actor: Story.mira, actionID: "\(results.count)", dice: Story.dice))
            }
            return results
        }
        #expect(try play() == play())
    }
}
