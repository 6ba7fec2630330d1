internal import Core

/// Values of fields. Every function answers nil (or the default) for a missing field, and tells about a wrong one.
extension PackReader {
    /// Where a text is wanted, a plain scalar is taken as it is written: `title: 1984` is "1984".
    func text(_ node: YAMLNode, _ field: String) -> String? {
        guard let value = node[field] else { return nil }
        return text(of: value, field)
    }

    func text(of value: YAMLNode, _ field: String) -> String? {
        guard case .scalar(let scalar) = value.content else {
            error(value.position, "\"\(field)\" must be a text, not \(value.kind)")
            return nil
        }
        return scalar.text
    }

    func integer(_ node: YAMLNode, _ field: String, in range: ClosedRange<Int>) -> Int? {
        guard let value = node[field] else { return nil }
        guard case .scalar(let scalar) = value.content, case .integer(let number) = scalar.resolved else {
            error(value.position, "\"\(field)\" must be an integer, not \(value.kind)")
            return nil
        }
        guard range.contains(number) else {
            error(
                value.position, "\"\(field)\" is \(number), it must lie in \(range.lowerBound)...\(range.upperBound)")
            return nil
        }
        return number
    }

    func bool(_ node: YAMLNode, _ field: String, default fallback: Bool = false) -> Bool {
        guard let value = node[field] else { return fallback }
        guard case .scalar(let scalar) = value.content, case .bool(let flag) = scalar.resolved else {
            error(value.position, "\"\(field)\" must be true or false, not \(value.kind)")
            return fallback
        }
        return flag
    }

    /// One of the words of an enumeration.
    func word<Word: RawRepresentable & CaseIterable>(_ node: YAMLNode, _ field: String, as type: Word.Type) -> Word?
    where Word.RawValue == String {
        guard let text = text(node, field), let value = node[field] else { return nil }
        if let word = Word(rawValue: text) { return word }
        let hint = Spelling.hint(for: text, amongAll: Word.allCases.map(\.rawValue))
        error(value.position, "\"\(field)\" is \"\(text)\"\(hint)")
        return nil
    }

    func list(_ node: YAMLNode, _ field: String) -> [YAMLNode] {
        guard let value = node[field] else { return [] }
        guard case .sequence = value.content else {
            error(value.position, "\"\(field)\" must be a list, not \(value.kind)")
            return []
        }
        return elements(of: value, field)
    }

    /// Those of a list, or the value alone. What is beyond the limit is left out, with an error.
    func elements(of value: YAMLNode, _ field: String) -> [YAMLNode] {
        guard case .sequence(let elements) = value.content else { return [value] }
        let most = field == "choices" ? limits.choices : limits.elements
        guard elements.count > most else { return elements }
        error(value.position, "\"\(field)\" has \(elements.count) entries, at most \(most) are read")
        return Array(elements.prefix(most))
    }

    func texts(_ node: YAMLNode, _ field: String) -> [String] {
        list(node, field).compactMap { text(of: $0, field) }
    }

    /// A text, or a list of them.
    func oneOrMany(_ node: YAMLNode, _ field: String) -> [YAMLNode] {
        node[field].map { elements(of: $0, field) } ?? []
    }

    func flagValue(_ value: YAMLNode, _ field: String) -> FlagValue? {
        if case .scalar(let scalar) = value.content {
            switch scalar.resolved {
            case .bool(let flag): return .bool(flag)
            case .integer(let number): return .integer(number)
            case .text: return .text(scalar.text)
            case .null, .number: break
            }
        }
        error(value.position, "\"\(field)\" must be true or false, an integer or a text, not \(value.kind)")
        return nil
    }

    /// `S1-v0.1`: a season and a version.
    @discardableResult
    func seasonVersion(_ node: YAMLNode) -> String? {
        guard let text = text(node, "season_version"), let value = node["season_version"] else { return nil }
        let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        let numbers = { (text: Substring) in
            !text.isEmpty && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { Int($0) != nil }
        }
        if parts.count != 2 || parts[0].first != "S" || parts[1].first != "v" || !numbers(parts[0].dropFirst())
            || !numbers(parts[1].dropFirst())
        {
            complain(value.position, "\"season_version\" is \"\(text)\", it must look like S1-v0.1")
        }
        return text
    }
}
