import ContentPacks
import Core
import Testing

@testable import Campaigns

@Suite("Conditions")
struct EngineConditionTests {
    private static let state: RunState = {
        var state = RunState(
            members: [
                EngineStory.member(skills: ["persuasion": 1], items: ["rope": 1]),
                EngineStory.member(EngineStory.tormund, "Тормунд", skills: ["persuasion": 3], items: ["torch": 2]),
                EngineStory.member(CharacterID(rawValue: 3), "Лада", skills: ["arcana": 9], items: ["orb": 1]),
            ], flags: ["met": true, "coins": 3, "side": "guild", "empty": ""])
        state.members[2].absent = true
        state.visits = ["pier": 1]
        state.lastVisitTurn = ["pier": 2]
        state.turn = 5
        state.outcomes = ["pier": .fail, "arena": .victory]
        state.relations = ["elder": [EngineStory.mira: -2, EngineStory.tormund: 1, CharacterID(rawValue: 3): 9]]
        return state
    }()

    @Test(
        "looks at the present party and takes the best",
        arguments: [
            ("met", true), ("not met", false), ("unknown", false), ("empty", false), ("coins", true),
            ("coins >= 3", true), ("coins > 3", false), ("coins != 3", false), ("coins == 3", true),
            ("side == \"guild\"", true), ("side != \"crown\"", true), ("side > \"a\"", false), ("met == true", true),
            ("has(rope)", true), ("has(torch)", true), ("has(orb)", false), ("has(sword)", false),
            ("visited(pier)", true), ("visited(cave)", false), ("turns_since(pier) > 2", true),
            ("turns_since(pier) == 3", true), ("turns_since(cave) > 1000", true), ("relation(elder) > 0", true),
            ("relation(elder) >= 2", false), ("relation(nobody) == 0", true), ("skill(persuasion) >= 3", true),
            ("skill(arcana) > 0", false), ("outcome(pier) == \"fail\"", true), ("outcome(cave) != \"fail\"", true),
            ("outcome(arena) == \"victory\"", true), ("party_size == 2", true), ("party_size > 2", false),
            ("met and coins > 5", false), ("met or coins > 5", true), ("not (met and has(orb))", true),
        ])
    func holds(text: String, expected: Bool) throws {
        #expect(try Condition(parsing: text).holds(in: Self.state) == expected)
    }
}
