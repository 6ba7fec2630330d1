import Configuration
import Core
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
            trusted_proxies = ["10.0.0.0/8", "::1"]
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
        #expect(settings.server.trustedProxies.map(\.description) == ["10.0.0.0/8", "::1"])
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
            (
                "[server]\nlisten = []",
                "config.toml:2:10: server.listen must not be empty where server.unix_socket is not set"
            ),
            (
                "[server]\ntls_cert = \"cert.pem\"",
                "config.toml:2:12: server.tls_cert needs server.tls_key beside it: TLS takes a certificate and its key"
            ),
            (
                "[server]\ntls_key = \"key.pem\"",
                "config.toml:2:11: server.tls_key needs server.tls_cert beside it: TLS takes a certificate and its key"
            ),
            (
                "[server]\nredirect_listen = [\":80\"]",
                "config.toml:2:19: server.redirect_listen needs server.tls_cert: there is no HTTPS to redirect to"
            ),
            (
                "[server]\nunix_socket_mode = \"0888\"",
                "config.toml:2:20: server.unix_socket_mode must be permissions in octal, like \"0660\", not \"0888\""
            ),
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

    @Test("listens on a Unix socket alone, where its path is not cut off")
    func unixSocket() throws {
        let longest = String(repeating: "s", count: 107)
        let settings = try load("[server]\nlisten = []\nunix_socket = \"\(longest)\"\nunix_socket_mode = \"600\"")
        #expect(settings.server.listen.isEmpty)
        #expect(settings.server.unixSocket == longest)
        #expect(settings.server.unixSocketMode == FileMode(0o600))
        #expect(problems("[server]\nunix_socket = \"\(longest)s\"").first?.contains("107 bytes") == true)
    }

    @Test("tells the place of a syntax error")
    func syntax() throws {
        let found = problems("[server]\nlisten = [")
        #expect(found.count == 1)
        #expect(found[0].hasPrefix("config.toml:2:"))
        #expect(problems("[auth]\nguests = true\nguests = false").count == 1)
    }

    @Test(
        "tells of a table without a name, and does not end with an assertion",
        arguments: ["[=]", "[#", "[é]", "[\n]", "[[,"])
    func namelessTable(toml: String) {
        let found = problems(toml)
        #expect(found.count == 1)
        #expect(found[0].hasPrefix("config.toml:1:"))
    }

    @Test("reads a file that is cut off anywhere, or tells where it ends")
    func truncation() {
        let text = """
            [server]
            listen = ["127.0.0.1:8080", '[::]:0']  # both
            public_url = "https://play.example.org"
            [auth]
            guests = true
            jwt_secret = \"""
              sixteen bytes \\u0416 and more\"""
            """
        for count in 0..<text.utf8.count {
            for problem in problems(String(decoding: text.utf8.prefix(count), as: UTF8.self)) {
                let line = problem.split(separator: ":").dropFirst().first.flatMap { Int($0) }
                #expect(line.map { (1...8).contains($0) } == true, "\(count): \(problem)")
            }
        }
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
