extension Settings {
    /// What `mimic check-config --print` shows: the effective values as TOML, where each came from, secrets masked.
    package var report: String {
        var lines = ["# \(file.map { "Read from \($0)." } ?? "No configuration file was found.")"]
        for section in SettingSection.all {
            lines += ["", "[\(section.name)]"]
            for key in SettingKey.all where key.section == section.name { lines.append(reportLine(of: key)) }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func reportLine(of key: SettingKey) -> String {
        guard let value = key.show(self) else { return "# \(key.name) is not set" }
        // A default is no secret.
        let isHidden = key.isSecret && value != key.show(Settings())
        let line = "\(key.name) = \(isHidden ? "\"********\"" : value)"
        let gap = String(repeating: " ", count: max(2, 44 - line.count))
        return line + gap + "# " + (origins[key.path]?.description ?? "default")
    }
}
