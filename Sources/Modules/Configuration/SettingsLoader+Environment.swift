internal import Core

extension SettingsLoader {
    /// Applies `MIMIC_<SECTION>__<KEY>` and the plain names; where both are set, the former wins.
    ///
    /// Other plain names of operations.md, of parts that this release does not have, are nobody's business here; a
    /// `MIMIC_` name that is no key is a mistake, and mistakes are told.
    mutating func readEnvironment() {
        for key in SettingKey.all {
            for name in key.plainNames + [key.environmentName] { apply(variable: name, to: key) }
        }
        let known = Self.knownVariables
        for name in environment.keys.sorted() where name.hasPrefix("MIMIC_") && !known.contains(name) {
            report(name, "unknown variable\(Spelling.hint(for: name, among: known))")
        }
    }

    /// Reads each secret that systemd passed as a credential called like its key, `auth.jwt_secret` (systemd.exec(5)).
    mutating func readCredentials() {
        guard let directory = environment["CREDENTIALS_DIRECTORY"] else { return }
        for key in SettingKey.all where key.isSecret {
            let path = "\(directory)/\(key.path)"
            assignSecret(key, fromFile: path, origin: .credential(key.path), place: path, mayBeMissing: true)
        }
    }

    private mutating func apply(variable name: String, to key: SettingKey) {
        let path = key.isSecret ? environment["\(name)_FILE"] : nil
        switch (environment[name], path) {
        case (nil, nil): break
        case (let text?, nil): assign(key, .text(text), from: .environment(name), place: name)
        case (nil, let path?):
            assignSecret(key, fromFile: path, origin: .environment("\(name)_FILE"), place: "\(name)_FILE")
        case (.some, .some): report(name, "\(key.path) is given twice: here and by \(name)_FILE; keep one")
        }
    }

    private static let knownVariables: Set<String> = {
        var names: Set = ["MIMIC_CONFIG"]
        for key in SettingKey.all {
            names.insert(key.environmentName)
            if key.isSecret { names.insert("\(key.environmentName)_FILE") }
        }
        return names
    }()
}
