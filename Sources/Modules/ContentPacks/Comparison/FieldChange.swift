internal import Core

/// One value of a part of a pack that is not as it was.
package struct FieldChange: Sendable, Equatable {
    /// As the author writes it: `check.dc`, `text 2 (en)`.
    package let field: String
    /// nil: it was not there.
    package let old: String?
    /// nil: it is not there any more.
    package let new: String?

    /// Every difference, in order of names.
    static func between(_ old: JSONValue, _ new: JSONValue) -> [FieldChange] {
        var comparison = Comparison()
        comparison.compare(old, new, at: "")
        return comparison.found
    }

    private struct Comparison {
        var found: [FieldChange] = []

        mutating func compare(_ old: JSONValue?, _ new: JSONValue?, at path: String) {
            if old == new { return }
            if let texts = Self.texts(old, new) { return compare(texts.old, texts.new, at: path) }
            switch (old, new) {
            case (.object(let old)?, .object(let new)?):
                for name in Set(old.keys).union(new.keys).sorted() {
                    let field = Self.written(name)
                    compare(old[name], new[name], at: path.isEmpty || field.isEmpty ? path + field : "\(path).\(field)")
                }
            case (.array(let old)?, .array(let new)?): compare(old, new, at: path)
            default: note(old, new, at: path)
            }
        }

        /// Names: what came and what went, or that the order is another. Others: what differs between a common beginning
        /// and a common end.
        private mutating func compare(_ old: [JSONValue], _ new: [JSONValue], at path: String) {
            let names = (old.compactMap(\.stringValue), new.compactMap(\.stringValue))
            if names.0.count == old.count, names.1.count == new.count {
                let (gone, come) = (names.0.filter { !names.1.contains($0) }, names.1.filter { !names.0.contains($0) })
                for name in gone { found.append(FieldChange(field: path, old: name, new: nil)) }
                for name in come { found.append(FieldChange(field: path, old: nil, new: name)) }
                let kept = (names.0.filter(names.1.contains), names.1.filter(names.0.contains))
                if kept.0 != kept.1 {
                    found.append(
                        FieldChange(
                            field: "order of \(path)", old: kept.0.joined(separator: ", "),
                            new: kept.1.joined(separator: ", ")))
                }
                return
            }
            if old.count == new.count {
                for index in old.indices {
                    compare(old[index], new[index], at: old.count == 1 ? path : "\(path) \(index + 1)")
                }
                return
            }
            let start = zip(old, new).prefix { $0 == $1 }.count
            let end = zip(old.dropFirst(start).reversed(), new.dropFirst(start).reversed()).prefix { $0 == $1 }.count
            let middles = (Array(old[start..<(old.count - end)]), Array(new[start..<(new.count - end)]))
            for index in 0..<max(middles.0.count, middles.1.count) {
                compare(
                    index < middles.0.count ? middles.0[index] : nil,
                    index < middles.1.count ? middles.1[index] : nil, at: "\(path) \(start + index + 1)")
            }
        }

        private mutating func compare(
            _ old: [String: JSONValue], _ new: [String: JSONValue], at path: String
        ) {
            for language in Set(old.keys).union(new.keys).sorted() where old[language] != new[language] {
                note(old[language], new[language], at: "\(path) (\(language))")
            }
        }

        private mutating func note(_ old: JSONValue?, _ new: JSONValue?, at path: String) {
            found.append(FieldChange(field: path, old: old.map(Self.shown), new: new.map(Self.shown)))
        }

        /// Both by language, when they are lines; one may be missing.
        private static func texts(
            _ old: JSONValue?, _ new: JSONValue?
        ) -> (old: [String: JSONValue], new: [String: JSONValue])? {
            guard old.map(isLine) ?? true, new.map(isLine) ?? true else { return nil }
            func texts(_ line: JSONValue?) -> [String: JSONValue] {
                if case .object(let texts)? = line?["texts"] { texts } else { [:] }
            }
            return (texts(old), texts(new))
        }

        private static func isLine(_ value: JSONValue) -> Bool {
            guard case .object(let members) = value else { return false }
            return members.count == 2 && members["id"] != nil && members["texts"] != nil
        }

        /// A value as somebody would write it: `{give: rope, count: 2}`.
        private static func shown(_ value: JSONValue) -> String {
            switch value {
            case .string(let text): return text
            case .array(let values): return "[\(values.map(shown).joined(separator: ", "))]"
            case .object(let members):
                if isLine(value), case .object(let texts)? = members["texts"] {
                    return texts.sorted { $0.key < $1.key }.map { shown($0.value) }.joined(separator: " / ")
                }
                let parts = members.sorted { $0.key < $1.key }.map { name, value in
                    let name = written(name)
                    return name.isEmpty ? shown(value) : "\(name): \(shown(value))"
                }
                return members.keys.contains("_0") && parts.count == 1 ? parts[0] : "{\(parts.joined(separator: ", "))}"
            default: return value.compact
            }
        }

        /// The author's word for a field of the model: `onEnter` is `on_enter`, `isOnce` is `once`.
        private static func written(_ name: String) -> String {
            if let word = words[name] { return word }
            var name = name.replacing("ID", with: "_id")
            if name.hasPrefix("is"), name.dropFirst(2).first?.isUppercase == true { name.removeFirst(2) }
            var word = ""
            for letter in name {
                if letter.isUppercase, !word.isEmpty { word.append("_") }
                word += letter.lowercased()
            }
            return word
        }

        private static let words = [
            "_0": "", "kind": "type", "initial": "default", "challenge": "cr", "needsAttunement": "attunement",
            "voice": "voice_tts",
        ]
    }
}

extension JSONValue {
    fileprivate var compact: String {
        var json = JSONWriter()
        json.value(self)
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
