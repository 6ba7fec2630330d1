import Core
import Testing

@testable import ContentPacks

@Suite struct ConditionTests {
    @Test(
        "parses and prints in one way",
        arguments: [
            ("flag", "flag"),
            ("coins >= 3", "coins >= 3"),
            ("coins>=-3", "coins >= -3"),
            ("has(rope)", "has(rope)"),
            ("visited( scn_pier )", "visited(scn_pier)"),
            ("turns_since(scn_pier) > 2", "turns_since(scn_pier) > 2"),
            ("relation(osip) > 0", "relation(osip) > 0"),
            ("skill(persuasion) >= 2", "skill(persuasion) >= 2"),
            ("outcome(scn_pier) == 'fail'", "outcome(scn_pier) == \"fail\""),
            ("party_size > 1", "party_size > 1"),
            ("mood == 'he said \"no\"'", "mood == 'he said \"no\"'"),
            ("mood == 'a \"\u{358}'", "mood == 'a \"\u{358}'"),
            ("lamp == true", "lamp == true"),
            ("not a and b or c", "not a and b or c"),
            ("not (a and (b or c))", "not (a and (b or c))"),
            ("(a and b) and c", "a and b and c"),
            ("a and (b and c)", "a and (b and c)"),
            ("((a))", "a"),
            ("not not a", "not not a"),
            ("has(12)", "has(12)"),
            ("moon-phase != 4", "moon-phase != 4"),
        ])
    func printing(source: String, printed: String) throws {
        let condition = try Condition(parsing: source)
        #expect(condition.description == printed)
        #expect(try Condition(parsing: printed) == condition)
    }

    @Test("binds not before and before or")
    func precedence() throws {
        let flag = { Condition.holds(.flag($0)) }
        #expect(try Condition(parsing: "a or not b and c") == .or(flag("a"), .and(.not(flag("b")), flag("c"))))
    }

    @Test(
        "tells what is wrong and where",
        arguments: [
            ("", 1, "expected a flag, a function or \"not\", found the end"),
            ("a and", 6, "expected a flag, a function or \"not\", found the end"),
            ("a b", 3, "expected \"and\", \"or\" or the end, found \"b\""),
            ("(a or b", 8, "expected \")\", found the end"),
            ("a = 3", 3, "\"=\" is not a comparison: write \"==\""),
            ("!a", 1, "\"!\" is not a comparison: write \"not\" or \"!=\""),
            ("a >= ", 6, "expected a number, a \"text\", true or false, found the end"),
            ("hass(rope)", 1, "there is no function \"hass\", did you mean \"has\"?"),
            ("has()", 5, "expected an id, found \")\""),
            ("has(Rope)", 5, "\"Rope\" is not an id: a-z, 0-9, _ and - only"),
            ("has rope", 5, "expected \"(\", found \"rope\""),
            ("has(rope) > 1", 11, "has(rope) is yes or no already: it is not compared"),
            ("relation(osip)", 1, "relation(osip) needs a comparison, like \"relation(osip) > 0\""),
            ("relation(osip) > 'good'", 18, "relation(osip) is a number: compare it with one"),
            ("skill(persuation) > 1", 7, "there is no skill \"persuation\", did you mean \"persuasion\"?"),
            ("outcome(a) == 'failed'", 15, "there is no outcome \"failed\", did you mean \"fail\"?"),
            ("outcome(a) > 'fail'", 14, "outcome(a) is compared by == or !="),
            ("party_size", 1, "party_size needs a comparison, like \"party_size > 0\""),
            ("a == 'x", 6, "the text is not closed by '"),
            ("флаг", 1, "\"ф\" has no meaning here"),
            ("Flag", 1, "\"Flag\" is not an id: a-z, 0-9, _ and - only"),
            ("a == 99999999999999999999", 6, "\"99999999999999999999\" is no number from -1000000 to 1000000"),
            ("a == -9223372036854775808", 6, "\"-9223372036854775808\" is no number from -1000000 to 1000000"),
        ])
    func errors(source: String, column: Int, message: String) {
        #expect(throws: ConditionError(column: column, message: message)) { try Condition(parsing: source) }
    }

    @Test("what is printed parses again, also when its author saved every space")
    func longest() throws {
        let source = Array(repeating: "(a>1)", count: 63).joined(separator: "or")
        let condition = try Condition(parsing: String(source.prefix(439)))
        #expect(condition.description.count > 500)
        #expect(try Condition(printed: condition.description) == condition)
        let coded = try JSON.encode([condition])
        #expect(try JSON.decode([Condition].self, from: coded) == [condition])
    }

    @Test("refuses what could exhaust the stack")
    func depth() {
        let deep = String(repeating: "(", count: 40) + "a" + String(repeating: ")", count: 40)
        #expect(throws: ConditionError(column: 33, message: "more than 32 of \"(\" and \"not\" inside each other")) {
            try Condition(parsing: deep)
        }
        #expect(throws: ConditionError(column: 501, message: "a condition has at most 500 characters")) {
            try Condition(parsing: String(repeating: "a", count: 501))
        }
    }
}
