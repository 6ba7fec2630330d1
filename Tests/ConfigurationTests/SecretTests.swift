import Configuration
import Testing

@Suite("Secrets")
struct SecretTests {
    @Test(
        "come from files, without the line end",
        arguments: ["sixteen bytes or more\n", "sixteen bytes or more\r\n", "sixteen bytes or more"])
    func files(content: String) throws {
        let settings = try load("[auth]\njwt_secret_file = \"/s\"", files: ["/s": content])
        #expect(settings.auth.jwtSecret == "sixteen bytes or more")
        #expect(settings.origins["auth.jwt_secret"] == .file("config.toml", line: 2))
        for name in ["JWT_SECRET_FILE", "MIMIC_AUTH__JWT_SECRET_FILE"] {
            let other = try load(environment: [name: "/s"], files: ["/s": content])
            #expect(other.auth.jwtSecret == settings.auth.jwtSecret)
        }
    }

    @Test("a missing file is named")
    func missingFile() {
        #expect(
            problems("[auth]\nbot_token_file = \"/s\"")
                == ["config.toml:2:18: auth.bot_token: cannot read \"/s\": No such file"])
        #expect(
            problems(environment: ["BOT_TOKEN_FILE": "/s"])
                == ["BOT_TOKEN_FILE: auth.bot_token: cannot read \"/s\": No such file"])
        #expect(
            problems("[auth]\nbot_token_file = 1")
                == ["config.toml:2:18: auth.bot_token_file must be the path of a file, not an integer"])
    }

    @Test("may be given once in a layer")
    func twice() {
        let both = "[auth]\njwt_secret = \"sixteen bytes or more\"\njwt_secret_file = \"/s\""
        #expect(problems(both, files: ["/s": "sixteen bytes or more"]).count == 1)
        let environment = ["JWT_SECRET": "sixteen bytes or more", "JWT_SECRET_FILE": "/s"]
        #expect(problems(environment: environment, files: ["/s": "sixteen bytes or more"]).count == 1)
    }

    @Test("a credential that is not there is none")
    func missingCredential() throws {
        #expect(try load(environment: ["CREDENTIALS_DIRECTORY": "/run/c"]).auth.botToken == nil)
    }

    @Test(
        "short or well-known signing keys stop the start",
        arguments: [
            "fifteen bytes..", "your-256-bit-secret", "CHANGE-ME-IN-PRODUCTION", "0123456789abcdef",
            "at least 16 bytes, from openssl rand -base64 32",
        ])
    func weakSecrets(secret: String) {
        let found = problems(environment: ["JWT_SECRET": secret])
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("JWT_SECRET: auth.jwt_secret must be at least 16 bytes") == true)
    }

    @Test(
        "a wrong bot token is refused and not repeated",
        arguments: ["hunter2", ":hunter2", "12a:hunter2", "12:", "12:hun ter2"])
    func botToken(token: String) {
        let found = problems("[auth]\nbot_token = \"\(token)\"")
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("config.toml:2:13: auth.bot_token must be a bot token:") == true)
        #expect(found.first?.contains("hunter2") == false)
    }

    @Test("never show in the report")
    func masked() throws {
        let settings = try load(
            "[auth]\njwt_secret = \"0123456789abcdeX\"", environment: ["BOT_TOKEN": "5:hunter2"])
        #expect(!settings.report.contains("0123456789abcdeX"))
        #expect(!settings.report.contains("hunter2"))
        #expect(settings.report.contains("jwt_secret = \"********\""))
    }

    @Test("of services are a name and a token each, from a list or from a file")
    func serviceTokens() throws {
        let file = "[party_sync]\nservice_tokens = [\"board:0123456789abcdef\", \"clock-2:tokens may hold no blank\"]"
        #expect(problems(file).count == 1)
        let settings = try load("[party_sync]\nservice_tokens = [\"board:0123456789abcdef\"]")
        #expect(settings.partySync.serviceTokens.map(\.name) == ["board"])
        #expect(settings.partySync.serviceTokens.map(\.token) == ["0123456789abcdef"])
        #expect(!settings.report.contains("0123456789abcdef"))
        #expect(settings.report.contains("service_tokens = \"********\""))
        #expect(Settings().report.contains("service_tokens = []"), "no token is no secret")
        let several = try load(
            "[party_sync]\nservice_tokens_file = \"/s\"", files: ["/s": "a:0123456789abcdef, b:fedcba:9876543210\n"])
        #expect(several.partySync.serviceTokens.map(\.token) == ["0123456789abcdef", "fedcba:9876543210"])
    }

    @Test(
        "of services that are short or without a name are refused and not repeated",
        arguments: [
            "hunter2", "board:hunter2", ":hunter2hunter2hunter2", "Bo ard:hunter2hunter2hunter2", "a:hunter2, x",
        ])
    func wrongServiceToken(token: String) {
        let found = problems("[party_sync]\nservice_tokens = [\"\(token)\"]")
        #expect(found.count == 1)
        #expect(found.first?.contains("each element of party_sync.service_tokens must be a name of") == true)
        #expect(found.first?.contains("hunter2") == false)
    }
}
