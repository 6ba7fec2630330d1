import ContentPacks
import Core
import Hashing
import Testing

@testable import Campaigns

@Suite("Checks")
struct EngineCheckTests {
    @Test(
        "halves the distance from ten, rounding down",
        arguments: [(1, -5), (2, -4), (3, -4), (8, -1), (9, -1), (10, 0), (11, 0), (12, 1), (15, 2), (20, 5), (30, 10)])
    func modifier(value: Int, expected: Int) {
        #expect(Ability.modifier(of: value) == expected)
    }

    @Test("adds the rank of a skill to the ability it stands on")
    func skillModifier() {
        let member = EngineStory.member(abilities: ["dex": 15, "cha": 8], skills: ["stealth": 3])
        #expect(member.modifier(of: Skill.stealth) == 5)
        #expect(member.modifier(of: Skill.persuasion) == -1)
        #expect(member.modifier(of: Skill.athletics) == 0)
        #expect(member.bestSkill == .stealth)
    }

    @Test(
        "knows success, partial and fail by profile",
        arguments: [
            (10, 12, 12, RunProfile.strict, CheckOutcome.success), (10, 11, 12, .strict, .partial),
            (10, 8, 12, .strict, .partial), (10, 7, 12, .strict, .fail), (10, 7, 12, .cinematic, .partial),
            (10, 6, 12, .cinematic, .partial), (10, 5, 12, .cinematic, .fail), (20, 1, 40, .strict, .success),
            (1, 50, 2, .strict, .fail), (1, 50, 2, .cinematic, .fail),
        ])
    func outcome(face: Int, total: Int, dc: Int, profile: RunProfile, expected: CheckOutcome) {
        #expect(CheckRoll.outcome(face: face, total: total, dc: dc, profile: profile) == expected)
    }

    @Test(
        "rolls twice for advantage or disadvantage, once when both cancel",
        arguments: [
            (0, 0, 1, "1d20+2"), (1, 0, 2, "2d20kh1+2"), (2, 0, 2, "2d20kh1+2"), (0, 1, 2, "2d20kl1+2"),
            (1, 1, 1, "1d20+2"), (3, 1, 1, "1d20+2"),
        ])
    func advantage(advantages: Int, disadvantages: Int, dice count: Int, formula: String) {
        let member = EngineStory.member(abilities: ["wis": 14])
        for number in 0..<20 {
            let roll = CheckRoll(
                Check(skill: .insight, dc: 12), of: member, situation: 0, advantages: advantages,
                disadvantages: disadvantages, profile: .strict, dice: EngineStory.dice, number: number, why: "a/b",
                actionID: "x")
            #expect(roll.record.faces.count == count)
            #expect(roll.record.formula == formula)
            let counted = advantages > 0 && disadvantages == 0 ? roll.record.faces.max() : roll.record.faces.min()
            #expect(roll.shown.roll == counted)
            #expect(roll.record.total == roll.shown.roll + 2)
            #expect(roll.record.why == "check:a/b:insight")
        }
    }

    @Test("spends inspiration for one advantage, and stunning is a disadvantage")
    func statuses() throws {
        let rules = EngineStory.rules(
            EngineStory.scene(
                "a", choices: [EngineStory.choice("try", sticky: true, check: Check(skill: .arcana, dc: 10), goto: "a")]
            ))
        var state = try rules.started()
        state.members[0].statuses = ["inspired": 0]
        let first = try rules.choose(state, "try")
        #expect(first.outcome?.checks.first?.advantage == .advantage)
        #expect(first.state.members[0].statuses.isEmpty)
        #expect(try rules.choose(first.state, "try").outcome?.checks.first?.advantage == Outcome.Check.Advantage.none)
        state.members[0].statuses = ["inspired": 0, "stunned": 0]
        #expect(try rules.choose(state, "try").outcome?.checks.first?.advantage == Outcome.Check.Advantage.none)
        state.members[0].statuses = ["stunned": 0]
        #expect(try rules.choose(state, "try").outcome?.checks.first?.advantage == .disadvantage)
    }

    @Test("counts the best thing carried, and only what is carried")
    func items() throws {
        let items = [
            Item(id: "lens", name: EngineStory.line("lens"), effects: [.init(type: "skill", stat: "arcana", value: 2)]),
            Item(id: "orb", name: EngineStory.line("orb"), effects: [.init(type: "ability", stat: "INT", value: 1)]),
        ]
        let rules = EngineStory.rules(
            EngineStory.scene("a", choices: [EngineStory.choice("try", check: Check(skill: .arcana, dc: 10))]),
            items: items)
        for (carried, modifier) in [([:], 0), (["lens": 1], 2), (["orb": 1], 1), (["orb": 1, "lens": 1], 2)] {
            let state = try rules.started(EngineStory.member(items: carried))
            #expect(try rules.choose(state, "try").rolls.first?.modifier == modifier)
        }
    }

    @Test("rolls dice that anybody can compute again, for a whole run")
    func recomputed() throws {
        let rules = EngineStory.rules(
            EngineStory.scene(
                "a",
                choices: [
                    EngineStory.choice(
                        "try", sticky: true, check: Check(skill: .arcana, dc: 10, advantage: .advantage), goto: "a"),
                    EngineStory.choice("leave", goto: "fin"),
                ]))
        var state = try rules.started()
        var rolls: [RollRecord] = []
        for turn in 0..<40 {
            let result = try rules.step(
                state, .choose(choiceID: "try"), actor: EngineStory.mira, actionID: "act-\(turn)",
                dice: EngineStory.dice)
            state = result.state
            rolls += result.rolls
        }
        #expect(rolls.map(\.number) == Array(0..<40))
        #expect(state.rollCount == 40)
        for roll in rolls {
            for (die, face) in roll.faces.enumerated() {
                #expect(face == Self.face(roll: roll.number, die: die, actionID: roll.actionID))
            }
        }
    }

    /// The published formula, written down a second time.
    private static func face(roll: Int, die: Int, actionID: String) -> Int {
        for attempt in 0... {
            let code = HMACSHA256.authenticate(
                Array("mimic-dice-1:\(roll):\(die):\(attempt):\(actionID)".utf8), key: EngineStory.dice.seed)
            let word = UInt32(code[0]) << 24 | UInt32(code[1]) << 16 | UInt32(code[2]) << 8 | UInt32(code[3])
            if word < 4_294_967_280 { return Int(word % 20) + 1 }
        }
        return 0
    }
}
