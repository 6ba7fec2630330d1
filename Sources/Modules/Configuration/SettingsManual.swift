/// config.toml.example: the manual of the configuration, written from the table of keys so that it can neither miss a
/// key nor tell an old default.
package enum SettingsManual {
    /// The whole file.
    package static var text: String {
        var text = introduction
        for section in SettingSection.all {
            text += "\n\n" + comment(section.manual) + "[\(section.name)]\n"
            for key in SettingKey.all where key.section == section.name { text += "\n" + paragraph(of: key) }
        }
        return text
    }

    private static let introduction = comment(
        """
        The configuration of Mimic, and its manual.

        Every key is shown with its default, behind a "#"; take the "#" away to change it. A key without a
        default is shown with an example. `mimic check-config` tells what is wrong with a file, and
        `mimic check-config --print` what is in force and where it came from. An unknown key, a wrong type
        or a value out of bounds stops the start: a mistake is told, never guessed at.

        The file is looked for at --config FILE, then $MIMIC_CONFIG, /etc/mimic/config.toml, ./config.toml.
        Without any, the defaults are a server for this machine alone.

        Each key can also be set in the environment, as MIMIC_<SECTION>__<KEY> (lists with commas:
        MIMIC_SERVER__LISTEN=127.0.0.1:8080,[::1]:8080), and some by the plain name given with them. What
        stands in several places: command line before environment before systemd credential before file.
        An empty variable counts as not set. All of it is read once, at the start.
        """)

    private static func paragraph(of key: SettingKey) -> String {
        var text = comment(key.manual)
        if !key.plainNames.isEmpty {
            text += "# In the environment also: \(key.plainNames.joined(separator: ", ")).\n"
        }
        text += "#\(key.name) = \(key.show(Settings()) ?? key.sample ?? "\"\"")"
        text += key.bounds.map { "  # \($0)\n" } ?? "\n"
        if let fileName = key.fileName { text += "#\(fileName) = \"/etc/mimic/\(key.name)\"\n" }
        return text
    }

    private static func comment(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "#\n" : "# \($0)\n" }.joined()
    }
}
