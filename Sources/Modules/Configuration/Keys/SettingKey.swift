/// One key of the configuration: the row from which its parsing, its environment names, its line in
/// `check-config --print` and its paragraph in config.toml.example follow.
package struct SettingKey: Sendable {
    enum Input {
        case toml(TOMLNode)
        /// Of an environment variable, an option or a file with a secret.
        case text(String)
    }

    /// `server`, or `media.openai` for a table in a table.
    package let section: String
    package let name: String
    package let isSecret: Bool
    /// Plain names of operations.md, beside `MIMIC_<SECTION>__<KEY>`.
    package let plainNames: [String]
    /// What a value must be: `an integer from 60 to 3600 (seconds)`.
    package let expectation: String
    /// The bounds of a number and its unit: `60 to 3600 seconds`.
    let bounds: String?
    /// Meaning, unit and consequence, for whoever runs the server; lines of at most 96 characters.
    package let manual: String
    /// What the example shows for a key that has no default.
    let sample: String?
    /// The effective value as TOML; nil when it is not set. Secrets too: mask them.
    let show: @Sendable (Settings) -> String?
    let assign: @Sendable (Input, inout Settings) throws(SettingProblem) -> Void

    init<Value>(
        _ section: String, _ name: String, _ property: any WritableKeyPath<Settings, Value> & Sendable,
        _ type: SettingType<Value>, isSecret: Bool = false, plainNames: [String] = [], sample: String? = nil,
        _ manual: String
    ) {
        self.section = section
        self.name = name
        self.isSecret = isSecret
        self.plainNames = plainNames
        self.manual = manual
        self.sample = sample
        expectation = type.expectation
        bounds = type.bounds
        show = { settings in type.show(settings[keyPath: property]) }
        assign = { input, settings throws(SettingProblem) in
            switch input {
            case .toml(let node): settings[keyPath: property] = try type.fromTOML(node)
            case .text(let text): settings[keyPath: property] = try type.fromText(text)
            }
        }
    }

    /// `server.listen`.
    package var path: String { "\(section).\(name)" }

    /// The key that names a file with the value, for secrets: `jwt_secret_file`.
    package var fileName: String? { isSecret ? "\(name)_file" : nil }

    /// `MIMIC_SERVER__LISTEN`, `MIMIC_MEDIA__OPENAI__KEY`.
    package var environmentName: String {
        let words = section.split(separator: ".") + [name[...]]
        return "MIMIC_" + words.map { $0.uppercased() }.joined(separator: "__")
    }

    /// Every key, in the order of the manual.
    package static let all: [SettingKey] =
        server + data + auth + game + partySync + mediaProviders + media + mediaServices + outbound + observability
        + limits
}

/// A part of the file with its introduction in the manual.
struct SettingSection: Sendable {
    let name: String
    let manual: String

    static let all = [
        SettingSection(
            name: "server",
            manual: """
                Where the server listens and under which name the world knows it.
                """),
        SettingSection(name: "data", manual: "Where the game is kept."),
        SettingSection(
            name: "auth",
            manual: """
                Who may come in, and how they prove who they are. Without bot_token, telegram_bot_id or guests
                nobody can log in except those whom `mimic admin invite` invites.
                """),
        SettingSection(name: "game", manual: "Rules of the house."),
        SettingSection(name: "party_sync", manual: "The live channel of a run or a party."),
        SettingSection(
            name: "media",
            manual: """
                Pictures and sounds: made in the background, once each, and kept in the folder assets/ of the data
                folder.
                """),
        SettingSection(name: "media.openai", manual: "Pictures of OpenAI, or of a service that speaks its API."),
        SettingSection(name: "media.automatic1111", manual: "Pictures of Stable Diffusion web UI."),
        SettingSection(name: "media.comfyui", manual: "Pictures of ComfyUI."),
        SettingSection(
            name: "outbound",
            manual: "How this server asks others. It needs libcurl (Debian: libcurl4), and without services nothing."),
        SettingSection(name: "observability", manual: "What the server tells about itself."),
        SettingSection(
            name: "limits",
            manual: """
                What one caller may ask, and what a stranger may make the server hold. A caller is a player or,
                without a token, an address (IPv6: a /64 network). Who asks for more than a rate allows gets 429
                with the time to wait; "burst" is how many requests may come at once after a quiet while.
                """),
    ]
}
