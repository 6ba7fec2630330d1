import Testing

@testable import Configuration

@Suite("Settings report")
struct SettingsReportTests {
    @Test("tells every value and where it came from")
    func origins() throws {
        let report = try load(
            "[game]\nmax_active_characters = 3",
            options: [SettingOption("data.directory", name: "--data", value: "/d")],
            environment: ["JWT_TTL_SECONDS": "60"]
        ).report
        let lines = report.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
        #expect(lines.first == "# Read from config.toml.")
        #expect(lines.contains("max_active_characters = 3 # config.toml:2"))
        #expect(lines.contains("directory = \"/d\" # --data"))
        #expect(lines.contains("jwt_ttl = 60 # JWT_TTL_SECONDS"))
        #expect(lines.contains("listen = [\"127.0.0.1:8080\"] # default"))
        #expect(lines.contains("# bot_token is not set"))
        for key in SettingKey.all { #expect(report.contains(key.name)) }
    }

    @Test("is a configuration file itself")
    func readable() throws {
        var expected = try load("[data]\ndirectory = \"a \\\"quoted\\\\ \\u00e9\"")
        var again = try load(expected.report)
        expected.origins = [:]
        again.origins = [:]
        #expect(again == expected)
    }
}
