internal import Core

/// Texts that a person sees.
extension PackReader {
    /// A text of one paragraph with the id `<owner>.<field>`. Nobody waits for the translation of a secret: a master
    /// who cannot read the author's language asks.
    func line(_ node: YAMLNode, _ field: String, owner: String, isSecret: Bool = false) -> Line? {
        guard let value = node[field] else { return nil }
        return line(of: value, field, id: "\(owner).\(field)", isSecret: isSecret)
    }

    func line(of value: YAMLNode, _ field: String, id: String, isSecret: Bool = false) -> Line? {
        guard let text = paragraph(of: value, field) else { return nil }
        noteLine(id, at: value.position)
        var texts = [languages[0]: text]
        for language in languages.dropFirst() {
            if let translation = translations.take(language, id) {
                texts[language] = paragraph(of: translation, id)
            } else if !isSecret {
                warnUntranslated(id, language, at: value.position)
            }
        }
        return Line(id: id, texts: texts)
    }

    /// A list of texts, each a line `<owner>.<field>.<n>`, n from 1.
    func lines(_ node: YAMLNode, _ field: String, owner: String) -> [Line] {
        list(node, field).enumerated().compactMap { index, element in
            line(of: element, field, id: "\(owner).\(field).\(index + 1)")
        }
    }

    /// A text of several paragraphs, the lines `<owner>.<field>.1`, `.2`, … Translations give either each of them
    /// or the whole as `<owner>.<field>` with as many paragraphs.
    func paragraphs(_ node: YAMLNode, _ field: String, owner: String) -> [Line] {
        guard let value = node[field] else { return [] }
        let base = "\(owner).\(field)"
        let texts = split(value, field)
        if texts.isEmpty, !value.isMapping {
            error(value.position, "\"\(field)\" is empty: write a text, or take it away")
        }
        var translated: [Language: [String]] = [:]
        for language in languages.dropFirst() {
            guard let whole = translations.take(language, base) else { continue }
            let parts = split(whole, base)
            if parts.count == texts.count {
                translated[language] = parts
            } else {
                error(whole.position, "\"\(base)\" has \(parts.count) paragraphs, the original has \(texts.count)")
            }
        }
        return texts.enumerated().map { index, text in
            let id = "\(base).\(index + 1)"
            noteLine(id, at: value.position)
            var byLanguage = [languages[0]: text]
            for language in languages.dropFirst() {
                byLanguage[language] = translated[language]?[index]
                if let single = translations.take(language, id) {
                    byLanguage[language] = paragraph(of: single, id)
                } else if byLanguage[language] == nil {
                    warnUntranslated(
                        translated[language] == nil && index == 0 ? base : id, language, at: value.position)
                }
            }
            return Line(id: id, texts: byLanguage)
        }
    }

    /// Silent when the language has no strings at all: that is told once.
    private func warnUntranslated(_ id: String, _ language: Language, at position: Position) {
        guard translations.entries[language] != nil else { return }
        warn(position, "\"\(id)\" is not translated in strings/\(language.rawValue).yaml")
    }

    /// The paragraphs of a text or of a list of texts.
    ///
    /// In a literal block (`|`) authors break lines where they like, and an empty line ends a paragraph; every other
    /// style has been folded by YAML already, so there each line break left is a paragraph's end.
    private func split(_ value: YAMLNode, _ field: String) -> [String] {
        switch value.content {
        case .sequence(let elements): return elements.flatMap { split($0, field) }
        case .mapping:
            error(value.position, "\"\(field)\" must be a text, not \(value.kind)")
            return []
        case .scalar(let scalar):
            let lines = scalar.text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
                .map(Self.squeezed)
            guard scalar.style == .literal else { return lines.filter { !$0.isEmpty } }
            return lines.split(separator: "").map { $0.joined(separator: " ") }
        }
    }

    private func paragraph(of value: YAMLNode, _ field: String) -> String? {
        guard let text = text(of: value, field) else { return nil }
        let joined = Self.squeezed(text.utf8[...])
        if joined.isEmpty { error(value.position, "\"\(field)\" is empty: write a text, or take it away") }
        return joined
    }

    /// Without spaces at its ends, line breaks and runs of spaces as one space.
    ///
    /// By bytes: what is one character to a reader takes Unicode's tables to tell, and scalars to cut and join take as long
    /// again, a fifth of the time of a start.
    private static func squeezed(_ text: Substring.UTF8View) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var isBehindSpace = false
        var index = text.startIndex
        while index < text.endIndex {
            let length = space(text[index...])
            if length > 0 {
                isBehindSpace = true
                text.formIndex(&index, offsetBy: length)
                continue
            }
            if isBehindSpace, !result.isEmpty { result.append(UInt8(ascii: " ")) }
            isBehindSpace = false
            result.append(text[index])
            text.formIndex(after: &index)
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Bytes of the white space that `text` begins with, one character of it; 0 when it begins with something else.
    private static func space(_ text: Substring.UTF8View) -> Int {
        guard let first = text.first else { return 0 }
        return switch first {
        case 0x20, 0x09...0x0D: 1
        // U+0085, and U+2028 and U+2029.
        case 0xC2: text.starts(with: [0xC2, 0x85]) ? 2 : 0
        case 0xE2: text.starts(with: [0xE2, 0x80, 0xA8]) || text.starts(with: [0xE2, 0x80, 0xA9]) ? 3 : 0
        default: 0
        }
    }
}
