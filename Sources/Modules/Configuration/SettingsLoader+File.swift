internal import Core

extension SettingsLoader {
    /// Finds, parses and applies the configuration file. No file at all is fine, unless one was named.
    mutating func readFile(named path: String?) {
        let named: (path: String, place: String)? =
            if let path { (path, "--config") } else { environment["MIMIC_CONFIG"].map { ($0, "MIMIC_CONFIG") } }
        for candidate in named.map({ [$0.path] }) ?? Self.usualPaths {
            do throws(UnreadableFile) {
                let bytes = try files.read(candidate)
                settings.file = candidate
                return apply(bytes, of: candidate)
            } catch {
                // One of the usual places may be empty; a file that is there and cannot be read is never passed over.
                if error.isMissing && named == nil { continue }
                return report(named?.place ?? candidate, "cannot read \"\(candidate)\": \(error.reason)")
            }
        }
    }

    private mutating func apply(_ bytes: [UInt8], of file: String) {
        do throws(TOMLError) {
            for entry in try TOMLDocument.parse(bytes) { apply(section: entry, of: file) }
        } catch {
            report(Self.place(file, error.position), error.message)
        }
    }

    private mutating func apply(section entry: TOMLEntry, of file: String) {
        let sections = SettingSection.all.map(\.name)
        guard case .table(let members) = entry.node.value else {
            let homes = SettingKey.all.filter { $0.name == entry.key }.map(\.section)
            let hint = homes.isEmpty ? "every key stands in a section, like [server]" : "it belongs under [\(homes[0])]"
            return report(Self.place(file, entry.keyPosition), "unknown key \"\(entry.key)\": \(hint)")
        }
        guard sections.contains(entry.key) else {
            let hint = Spelling.hint(for: entry.key, among: sections)
            return report(Self.place(file, entry.keyPosition), "unknown section \"\(entry.key)\"\(hint)")
        }
        apply(members, in: entry.key, of: file)
    }

    /// Keys, and the tables that are sections within this one.
    private mutating func apply(_ members: [TOMLEntry], in section: String, of file: String) {
        let inner = SettingSection.all.map(\.name).filter { $0.hasPrefix("\(section).") }
        for member in members {
            guard case .table(let members) = member.node.value, !inner.isEmpty else {
                apply(member, in: section, siblings: members, of: file)
                continue
            }
            let name = "\(section).\(member.key)"
            if inner.contains(name) {
                apply(members, in: name, of: file)
            } else {
                let hint = Spelling.hint(for: name, among: inner)
                report(Self.place(file, member.keyPosition), "unknown section \"\(name)\"\(hint)")
            }
        }
    }

    private mutating func apply(_ entry: TOMLEntry, in section: String, siblings: [TOMLEntry], of file: String) {
        let place = Self.place(file, entry.node.position)
        let origin = SettingOrigin.file(file, line: entry.keyPosition.line)
        let keys = SettingKey.all.filter { $0.section == section }
        if let key = keys.first(where: { $0.name == entry.key }) {
            return assign(key, .toml(entry.node), from: origin, place: place, file: file)
        }
        if let key = keys.first(where: { $0.fileName == entry.key }) {
            guard case .string(let path) = entry.node.value else {
                return report(place, "\(section).\(entry.key) must be the path of a file, not \(entry.node.value.kind)")
            }
            if siblings.contains(where: { $0.key == key.name }) {
                return report(place, "\(key.path) is given twice: here as a file, and as \"\(key.name)\"; keep one")
            }
            return assignSecret(key, fromFile: path, origin: origin, place: place)
        }
        report(Self.place(file, entry.keyPosition), "unknown key \"\(entry.key)\"\(hint(for: entry.key, in: section))")
    }

    /// What the writer of an unknown key may have meant: a key that is spelt like it, or the same one elsewhere.
    private func hint(for name: String, in section: String) -> String {
        let keys = SettingKey.all.filter { $0.section == section }
        let near = Spelling.hint(for: name, among: keys.map(\.name) + keys.compactMap(\.fileName))
        if near.isEmpty, let home = SettingKey.all.first(where: { $0.name == name }) {
            return ", it belongs under [\(home.section)]"
        }
        return near
    }
}
