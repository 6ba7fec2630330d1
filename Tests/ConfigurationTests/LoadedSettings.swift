import Configuration

/// Loads settings from files that are given here and from nowhere else.
func load(
    _ toml: String? = nil, path: String? = nil, options: [SettingOption] = [], environment: [String: String] = [:],
    files: [String: String] = [:]
) throws(ConfigurationError) -> Settings {
    var files = files
    if let toml { files["config.toml"] = toml }
    let known = files
    let reading = FileReading { path throws(UnreadableFile) in
        guard let text = known[path] else { throw UnreadableFile(isMissing: true, reason: "No such file") }
        return Array(text.utf8)
    }
    return try SettingsLoader.load(path: path, options: options, environment: environment, files: reading)
}

/// The problems that loading finds, one a line; empty when there are none.
func problems(
    _ toml: String? = nil, path: String? = nil, options: [SettingOption] = [], environment: [String: String] = [:],
    files: [String: String] = [:]
) -> [String] {
    do {
        _ = try load(toml, path: path, options: options, environment: environment, files: files)
        return []
    } catch {
        return error.problems.map(\.description)
    }
}
