import Configuration
import Testing

@Suite("Settings from a file")
struct SettingsFileTests {
    @Test("reads every kind of value")
    func values() throws {
        let settings = try load(
            """
            [server]
            listen = ["0.0.0.0:80", "[::1]:8080", ":0"]
            public_url = "https://play.example.org/"
            trusted_proxies = ["10.0.0.0/8", "fd00::1"]
            [auth]
            guests = true
            telegram_bot_id = 123456
            admins = [1, 9223372036854775807]
            [limits]
            reads_per_second = 0.5
            writes_per_second = 7
            [observability]
            log_level = "debug"
            """)
        #expect(
            settings.server.listen == [
                ListenAddress(host: "0.0.0.0", port: 80), ListenAddress(host: "::1", port: 8080),
                ListenAddress(host: "0.0.0.0", port: 0),
            ])
        #expect(settings.server.publicURL == "https://play.example.org")
        #expect(settings.server.trustedProxies.map(\.prefix) == [8, 128])
        #expect(settings.server.trustedProxies[0].address == [10, 0, 0, 0])
        #expect(settings.auth.guests)
        #expect(settings.auth.telegramBotID == 123456)
        #expect(settings.auth.admins == [1, .max])
        #expect(settings.limits.reads.perSecond == 0.5)
        #expect(settings.limits.writes.perSecond == 7)
        #expect(settings.observability.logLevel == .debug)
        #expect(settings.file == "config.toml")
        #expect(settings.origins["auth.guests"] == .file("config.toml", line: 6))
        #expect(settings.origins["auth.jwt_ttl"] == nil)
    }

    @Test("an empty file and no file are the defaults")
    func defaults() throws {
        #expect(try load() == Settings())
        var expected = try load("")
        #expect(expected.file == "config.toml")
        expected = try load("# nothing\n[server]\n")
        #expect(expected.server == Settings().server)
    }

    @Test(
        "names the place of what is wrong and what would be right",
        arguments: [
            ("[server]\n\n  lisen = []", "config.toml:3:3: unknown key \"lisen\", did you mean \"listen\"?"),
            ("[sever]", "config.toml:1:2: unknown section \"sever\", did you mean \"server\"?"),
            ("[zzz]", "config.toml:1:2: unknown section \"zzz\""),
            ("[server]\nzzz = 1", "config.toml:2:1: unknown key \"zzz\""),
            ("[server]\nguests = true", "config.toml:2:1: unknown key \"guests\", it belongs under [auth]"),
            ("guests = true", "config.toml:1:1: unknown key \"guests\": it belongs under [auth]"),
            ("x = 1", "config.toml:1:1: unknown key \"x\": every key stands in a section, like [server]"),
            ("[auth]\nguests = \"yes\"", "config.toml:2:10: auth.guests must be true or false, not a string"),
            (
                "[auth]\njwt_ttl = 30",
                "config.toml:2:11: auth.jwt_ttl must be an integer from 60 to 3600 (seconds), not 30"
            ),
            (
                "[auth]\njwt_ttl = 900.0",
                "config.toml:2:11: auth.jwt_ttl must be an integer from 60 to 3600 (seconds), not a number"
            ),
            (
                "[server]\nlisten = \":80\"",
                "config.toml:2:10: server.listen must be a list of addresses with a port, like \"127.0.0.1:8080\", "
                    + "not a string"
            ),
            ("[server]\nlisten = []", "config.toml:2:10: server.listen must not be empty"),
            (
                "[server]\nlisten = [\":80\",\n  \"nowhere:80\"]",
                "config.toml:3:3: each element of server.listen must be an IP address and a port, like "
                    + "\"127.0.0.1:8080\", \":8080\" or \"[::1]:8080\", not \"nowhere:80\""
            ),
            (
                "[observability]\nlog_level = \"loud\"",
                "config.toml:2:13: observability.log_level must be \"debug\", \"info\", \"warning\" or \"error\", "
                    + "not \"loud\""
            ),
            (
                "[limits]\nreads_per_second = 0",
                "config.toml:2:20: limits.reads_per_second must be a number from 0.01 to 100000, not 0"
            ),
            (
                "[data]\ndirectory = 2026-11-20",
                "config.toml:2:13: data.directory must be 1 to 4096 characters on one line, not a date or time"
            ),
        ])
    func reports(toml: String, problem: String) {
        #expect(problems(toml) == [problem])
    }

    @Test("tells the place of a syntax error")
    func syntax() throws {
        let found = problems("[server]\nlisten = [")
        #expect(found.count == 1)
        #expect(found[0].hasPrefix("config.toml:2:"))
        #expect(problems("[auth]\nguests = true\nguests = false").count == 1)
    }

    @Test("reports everything that is wrong at once, in the order of the file")
    func reportsAll() {
        let found = problems(
            "[limits]\nreads_burst = 0\nwrites_burst = 0\n[auth]\njwt_ttl = 1\nguets = true",
            environment: ["MIMIC_GAME__MAX_ACTIVE_CHARACTERS": "none"])
        #expect(
            found.map { $0.prefix { $0 != " " } } == [
                "config.toml:2:15:", "config.toml:3:16:", "config.toml:5:11:", "config.toml:6:1:",
                "MIMIC_GAME__MAX_ACTIVE_CHARACTERS:",
            ])
    }

    @Test("looks for the file where it is named, then at the usual places")
    func search() throws {
        let files = [
            "a.toml": "[game]\nmax_active_characters = 1", "b.toml": "[game]\nmax_active_characters = 2",
            "/etc/mimic/config.toml": "[game]\nmax_active_characters = 3",
            "config.toml": "[game]\nmax_active_characters = 4",
        ]
        let named = ["MIMIC_CONFIG": "b.toml"]
        #expect(try load(path: "a.toml", environment: named, files: files).game.maxActiveCharacters == 1)
        #expect(try load(environment: named, files: files).game.maxActiveCharacters == 2)
        #expect(try load(files: files).game.maxActiveCharacters == 3)
        #expect(try load(files["config.toml"]).game.maxActiveCharacters == 4)
        #expect(problems(path: "c.toml") == ["--config: cannot read \"c.toml\": No such file"])
        #expect(
            problems(environment: ["MIMIC_CONFIG": "c.toml"])
                == ["MIMIC_CONFIG: cannot read \"c.toml\": No such file"])
    }

    @Test("a file that is there and cannot be read stops the start")
    func unreadable() throws {
        let locked = FileReading { _ throws(UnreadableFile) in
            throw UnreadableFile(isMissing: false, reason: "Permission denied")
        }
        #expect(throws: ConfigurationError.self) {
            try SettingsLoader.load(environment: [:], files: locked)
        }
    }

    @Test("reads from the disk")
    func disk() throws {
        #expect(try !FileReading.disk.read("/proc/self/status").isEmpty)
        #expect(throws: UnreadableFile(isMissing: true, reason: "No such file or directory")) {
            try FileReading.disk.read("/nonexistent/config.toml")
        }
        #expect(throws: UnreadableFile(isMissing: false, reason: "is larger than 1 MiB")) {
            try FileReading.disk.read("/dev/zero")
        }
    }
}
