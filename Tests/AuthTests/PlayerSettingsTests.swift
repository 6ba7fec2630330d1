import Auth
import Core
import Network
import Testing

@Suite struct PlayerSettingsTests {
    private func settings(_ members: [String: JSONValue]) throws -> PlayerSettings {
        var fields = RequestFields(members)
        let settings = PlayerSettings(reading: &fields)
        try fields.finish()
        return settings
    }

    @Test("lays changes over what is there; null takes away, strangers are ignored") func merge() throws {
        let changes = try settings(["language": "en", "veils": ["spiders"], "pictures": nil, "colour": "red"])
        let merged = changes.applied(to: ["language": "ru", "pictures": false, "fontScale": .number(1.5)])
        #expect(merged == ["language": "en", "veils": ["spiders"], "fontScale": .number(1.5)])
    }

    @Test(
        "refuses a setting of the wrong kind",
        arguments: [
            ("language", "fr"), ("language", 7), ("veils", "spiders"), ("lines", [""]), ("fontScale", 9),
            ("reducedMotion", "yes"), ("pictures", 1), ("textSpeed", true), ("textSpeed", 1001),
        ] as [(String, JSONValue)])
    func refuses(name: String, value: JSONValue) {
        let error = #expect(throws: APIError.self) { try settings([name: value]) }
        #expect(error?.details.map(\.field) == [name])
    }

    @Test("bounds lists of topics") func topics() {
        let many = JSONValue.array(Array(repeating: "x", count: PlayerSettings.topicLimit + 1))
        #expect(throws: APIError.self) { try settings(["veils": many]) }
    }
}
