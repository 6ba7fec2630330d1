import Core
import Testing

@testable import Auth

@Suite struct RequestFieldsTests {
    @Test("names every wrong field at once") func collects() {
        var fields = RequestFields(["name": 7, "race": "", "leader": 0, "open": "yes", "seconds": 181])
        _ = fields.text("name", 2...60)
        _ = fields.optionalText("race", 1...40)
        _ = fields.id("leader", as: CharacterID.self)
        _ = fields.id("missing", as: CharacterID.self)
        _ = fields.optionalFlag("open")
        _ = fields.optionalInteger("seconds", 15...180)
        _ = fields.optionalWord("role", of: Role.self)
        let error = #expect(throws: APIError.self) { try fields.finish() }
        #expect(error?.status == 422 && error?.word == "invalid_request")
        #expect(error?.details.map(\.field) == ["name", "race", "leader", "missing", "open", "seconds"])
    }

    @Test(
        "trims names and counts them in Unicode scalars",
        arguments: [
            ("  Ann \u{00A0}", "Ann", true), ("A", "A", false), ("", "", false), ("   ", "", false),
            ("Ёж", "Ёж", true), ("👨‍👩‍👧", "👨‍👩‍👧", true), (long(60), long(60), true), (long(61), long(61), false),
        ])
    func names(text: String, trimmed: String, isGood: Bool) throws {
        var fields = RequestFields(["name": .string(text)])
        #expect(fields.text("name", 2...60) == trimmed)
        if isGood { try fields.finish() } else { #expect(throws: APIError.self) { try fields.finish() } }
    }

    private static func long(_ count: Int) -> String { String(repeating: "я", count: count) }

    @Test(
        "refuses control characters and turned-round text",
        arguments: ["a\u{0}b", "a\nb", "a\u{7F}b", "a\u{202E}b", "a\u{2028}b", "a\u{2066}b"])
    func controls(text: String) {
        var fields = RequestFields(["name": .string(text)])
        _ = fields.text("name", 2...60)
        #expect(throws: APIError.self) { try fields.finish() }
    }

    @Test("takes null for an absent member") func null() throws {
        var fields = RequestFields(["race": nil])
        #expect(fields.optionalText("race", 1...40) == nil)
        #expect(fields.has("race"))
        try fields.finish()
    }

    @Test("leaves passwords as they are") func verbatim() throws {
        var fields = RequestFields(["password": "  two spaces "])
        #expect(fields.verbatim("password", 8...200) == "  two spaces ")
        try fields.finish()
    }
}

@Suite struct PlayerSettingsTests {
    @Test("lays changes over what is there; null takes away, strangers are ignored") func merge() throws {
        var fields = RequestFields([:])
        let merged = PlayerSettings.merging(
            ["language": "en", "veils": ["spiders"], "pictures": nil, "colour": "red"],
            into: ["language": "ru", "pictures": false, "fontScale": .number(1.5)], fields: &fields)
        try fields.finish()
        #expect(merged == ["language": "en", "veils": ["spiders"], "fontScale": .number(1.5)])
    }

    @Test(
        "refuses a setting of the wrong kind",
        arguments: [
            ("language", "fr"), ("language", 7), ("veils", "spiders"), ("lines", [""]), ("fontScale", 9),
            ("reducedMotion", "yes"), ("pictures", 1), ("textSpeed", true),
        ] as [(String, JSONValue)])
    func refuses(name: String, value: JSONValue) {
        var fields = RequestFields([:])
        _ = PlayerSettings.merging([name: value], into: [:], fields: &fields)
        let error = #expect(throws: APIError.self) { try fields.finish() }
        #expect(error?.details.map(\.field) == ["settings.\(name)"])
    }

    @Test("bounds lists of topics") func topics() {
        var fields = RequestFields([:])
        let many = JSONValue.array(Array(repeating: "x", count: PlayerSettings.topicLimit + 1))
        _ = PlayerSettings.merging(["veils": many], into: [:], fields: &fields)
        #expect(throws: APIError.self) { try fields.finish() }
    }
}
