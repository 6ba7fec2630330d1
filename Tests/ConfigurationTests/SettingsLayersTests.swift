import Configuration
import Core
import Testing

@Suite("Settings from several layers")
struct SettingsLayersTests {
    @Test("options win over the environment, it over credentials, they over the file, it over defaults")
    func precedence() throws {
        let file = "[auth]\njwt_secret = \"from the file, long\"\n[data]\ndirectory = \"file\""
        let credential = ["/run/c/auth.jwt_secret": "from the credential\n"]
        let directory = ["CREDENTIALS_DIRECTORY": "/run/c"]
        let variable = ["JWT_SECRET": "from the environment", "MIMIC_DATA__DIRECTORY": "environment"]
        let option = [SettingOption("data.directory", name: "--data", value: "option")]
        let all = directory.merging(variable) { $1 }

        #expect(try load(file).auth.jwtSecret == "from the file, long")
        #expect(try load(file, environment: directory, files: credential).auth.jwtSecret == "from the credential")
        #expect(try load(file, environment: all, files: credential).auth.jwtSecret == "from the environment")
        #expect(try load(file).data.directory == "file")
        #expect(try load(file, environment: all, files: credential).data.directory == "environment")
        let settings = try load(file, options: option, environment: all, files: credential)
        #expect(settings.data.directory == "option")
        #expect(settings.origins["data.directory"] == .option("--data"))
        #expect(settings.origins["auth.jwt_secret"] == .environment("JWT_SECRET"))
    }

    @Test("repeated options make a list")
    func lists() throws {
        let options = [
            SettingOption("server.listen", name: "--listen", value: ":80"),
            SettingOption("server.listen", name: "--listen", value: "[::1]:81"),
        ]
        #expect(try load(options: options).server.listen.map(\.description) == ["0.0.0.0:80", "[::1]:81"])
        let wrong = [SettingOption("server.listen", name: "--listen", value: "80")]
        #expect(problems(options: wrong).first?.hasPrefix("--listen: each element of server.listen must be") == true)
    }

    @Test(
        "takes the plain names too",
        arguments: [
            ("BOT_TOKEN", "5:x", "auth.bot_token"), ("JWT_SECRET", "0123456789abcdeX", "auth.jwt_secret"),
            ("JWT_TTL_SECONDS", "60", "auth.jwt_ttl"), ("API_VERSION", "2.0.0", "server.api_version"),
            ("ENABLE_METRICS", "true", "observability.metrics"),
            ("OTEL_SERVICE_NAME", "mimic-1", "observability.service_name"),
            ("RATE_LIMIT_ENABLED", "false", "limits.enabled"), ("OPENAI_API_KEY", "sk-1", "media.openai.key"),
            ("PROCESSING_DELAY_MS", "1500", "media.processing_delay"),
        ])
    func plainNames(name: String, value: String, path: String) throws {
        let settings = try load(environment: [name: value])
        #expect(settings.origins == [path: .environment(name)])
    }

    @Test("takes the plain names of rates for broadcasts and for media, and for nothing else")
    func ratesForTwo() throws {
        let settings = try load(environment: ["RATE_LIMIT_RPS": "7", "RATE_LIMIT_BURST": "9"])
        var expected = Settings().limits
        (expected.broadcasts.perSecond, expected.broadcasts.burst) = (7, 9)
        (expected.mediaJobs.perSecond, expected.mediaJobs.burst) = (7, 9)
        #expect(settings.limits == expected)
        #expect(
            problems(environment: ["RATE_LIMIT_BURST": "0"]).map { $0.prefix(46) }
                == ["RATE_LIMIT_BURST: limits.broadcasts_burst must", "RATE_LIMIT_BURST: limits.media_jobs_burst must"])
    }

    @Test("leaves the names of parts that are not here yet alone")
    func otherNames() throws {
        let environment = [
            "ENABLE_OTEL": "true", "OTEL_EXPORTER_OTLP_ENDPOINT": "x", "PATH": "x",
        ]
        #expect(try load(environment: environment) == Settings())
    }

    @Test("an unknown MIMIC_ variable is a mistake")
    func unknownVariable() {
        #expect(
            problems(environment: ["MIMIC_SERVER__LISEN": ":80"])
                == ["MIMIC_SERVER__LISEN: unknown variable, did you mean \"MIMIC_SERVER__LISTEN\"?"])
        #expect(problems(environment: ["MIMIC_QQQ": "1"]) == ["MIMIC_QQQ: unknown variable"])
    }

    @Test("an empty variable is not set")
    func emptyVariable() throws {
        #expect(try load(environment: ["BOT_TOKEN": "", "MIMIC_SERVER__LISTEN": "", "MIMIC_X": ""]) == Settings())
    }

    @Test("MIMIC_ wins over the plain name")
    func specificName() throws {
        let settings = try load(environment: ["JWT_TTL_SECONDS": "100", "MIMIC_AUTH__JWT_TTL": "200"])
        #expect(settings.auth.jwtTTL == 200)
    }

    @Test("lists have commas in the environment", arguments: [("1,2", [1, 2]), (" 3 , 4 ", [3, 4]), ("5", [5])])
    func environmentLists(text: String, ids: [Int]) throws {
        #expect(try load(environment: ["MIMIC_AUTH__ADMINS": text]).auth.admins == ids)
    }

    @Test(
        "reads switches as people write them",
        arguments: [
            ("true", true), ("1", true), ("YES", true), ("on", true), ("false", false), ("0", false), ("off", false),
        ])
    func switches(text: String, value: Bool) throws {
        #expect(try load(environment: ["MIMIC_AUTH__GUESTS": text]).auth.guests == value)
    }

    @Test("refuses a wrong value and names the variable")
    func wrongValue() {
        #expect(
            problems(environment: ["JWT_TTL_SECONDS": "soon"])
                == ["JWT_TTL_SECONDS: auth.jwt_ttl must be an integer from 60 to 3600 (seconds), not \"soon\""])
        #expect(
            problems(environment: ["MIMIC_AUTH__ADMINS": "1,x"]) == [
                "MIMIC_AUTH__ADMINS: each element of auth.admins must be an integer from 1 up, not \"x\""
            ])
    }
}
