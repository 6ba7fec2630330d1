internal import Core

/// A setting from the command line: `--listen 127.0.0.1:8080`.
package struct SettingOption: Sendable {
    /// `server.listen`.
    package let path: String
    /// As it was typed: `--listen`.
    package let name: String
    package let value: String

    package init(_ path: String, name: String, value: String) {
        self.path = path
        self.name = name
        self.value = value
    }
}

/// Makes the effective settings: options win over the environment, the environment over systemd's credentials, these
/// over the file, the file over the defaults.
///
/// Every layer is checked as a whole, also where a higher one wins, and everything wrong is reported together.
package struct SettingsLoader {
    /// Looked for in this order when neither `--config` nor `MIMIC_CONFIG` names a file.
    package static let usualPaths = ["/etc/mimic/config.toml", "config.toml"]

    let environment: [String: String]
    let files: FileReading
    var settings = Settings()
    var problems: [ConfigurationProblem] = []
    /// Where the value in force stands, by its key's path: as `ConfigurationProblem.place`.
    var places: [String: String] = [:]

    private init(environment: [String: String], files: FileReading) {
        // An empty variable is one that is not set: what `${BOT_TOKEN:-}` of a compose file leaves.
        self.environment = environment.filter { !$0.value.isEmpty }
        self.files = files
    }

    /// - Parameters:
    ///   - path: what `--config` named; the file must be there.
    ///   - options: settings from the command line; several of one path make a list.
    /// - Throws: everything that is wrong.
    package static func load(
        path: String? = nil, options: [SettingOption] = [], environment: [String: String],
        files: FileReading = .disk
    ) throws(ConfigurationError) -> Settings {
        var loader = SettingsLoader(environment: environment, files: files)
        loader.readFile(named: path)
        loader.readCredentials()
        loader.readEnvironment()
        loader.readOptions(options)
        if loader.problems.isEmpty { loader.checkAgreement() }
        guard loader.problems.isEmpty else { throw ConfigurationError(problems: loader.problems) }
        return loader.settings
    }

    /// Gives `key` a value, or adds to the problems.
    ///
    /// - Parameters:
    ///   - place: for the message; the position of a list's element replaces that of the value.
    ///   - file: whose position that is.
    mutating func assign(
        _ key: SettingKey, _ input: SettingKey.Input, from origin: SettingOrigin, place: String, file: String? = nil
    ) {
        do throws(SettingProblem) {
            try key.assign(input, &settings)
            settings.origins[key.path] = origin
            places[key.path] = place
        } catch {
            let subject = error.isOfElement ? "each element of \(key.path)" : key.path
            let place = if let file, let position = error.position { Self.place(file, position) } else { place }
            report(place, "\(subject) \(error.message)")
        }
    }

    /// Gives a secret the content of a file, less the line end that editors leave.
    ///
    /// - Parameter mayBeMissing: no file is no mistake and no value.
    mutating func assignSecret(
        _ key: SettingKey, fromFile path: String, origin: SettingOrigin, place: String, mayBeMissing: Bool = false
    ) {
        do throws(UnreadableFile) {
            let text = String(decoding: try files.read(path), as: UTF8.self)
            assign(key, .text(text.droppingLineEnd), from: origin, place: place)
        } catch {
            if mayBeMissing && error.isMissing { return }
            report(place, "\(key.path): cannot read \"\(path)\": \(error.reason)")
        }
    }

    mutating func report(_ place: String, _ message: String) {
        problems.append(ConfigurationProblem(place: place, message: message))
    }

    static func place(_ file: String, _ position: TOMLPosition) -> String {
        "\(file):\(position.line):\(position.column)"
    }

    private mutating func readOptions(_ options: [SettingOption]) {
        var values: [String: (name: String, values: [String])] = [:]
        for option in options {
            values[option.path, default: (option.name, [])].values.append(option.value)
        }
        for key in SettingKey.all {
            guard let (name, texts) = values[key.path] else { continue }
            assign(key, .text(texts.joined(separator: ",")), from: .option(name), place: name)
        }
    }
}

extension String {
    fileprivate var droppingLineEnd: String {
        if hasSuffix("\r\n") || hasSuffix("\n") { String(dropLast()) } else { self }
    }
}
