internal import Core

extension ContentMapping {
    /// Reads a file of `scenes:`, `choices:`, `flags:`, `items:`, `npcs:` and `endings:`, each a mapping of an old id to a
    /// new one, or to nothing.
    ///
    /// - Throws: `Problem`, the first that is wrong, with its place.
    package init(yaml bytes: [UInt8], file: String) throws(Problem) {
        self.init()
        let root = try YAMLParser.parse(bytes, file: file)
        guard !root.isNull else { return }
        for member in try Self.members(root, "the file must be a mapping: scenes: {old: new}") {
            guard let part = Self.parts.first(where: { $0.name == member.key }) else {
                let hint = Spelling.hint(for: member.key, among: Self.parts.map(\.name))
                throw Problem(.error, at: member.position, "nothing is called \"\(member.key)\" here\(hint)")
            }
            guard !member.value.isNull else { continue }
            for pair in try Self.members(member.value, "\(part.name) must be a mapping of old ids to new ones") {
                self[keyPath: part.names][pair.key] = try Self.target(pair, of: part)
            }
        }
    }

    private static func members(_ node: YAMLNode, _ complaint: String) throws(Problem) -> [YAMLNode.Member] {
        guard case .mapping(let members) = node.content else {
            throw Problem(.error, at: node.position, "\(complaint), not \(node.kind)")
        }
        return members
    }

    private static func target(_ pair: YAMLNode.Member, of part: Part) throws(Problem) -> String?? {
        if part.name == "choices", pair.key.split(separator: "/", omittingEmptySubsequences: false).count != 2 {
            throw Problem(.error, at: pair.position, "a choice is named with its old scene: scene/choice")
        }
        if pair.value.isNull, part.forgets { return .some(nil) }
        guard case .scalar(let scalar) = pair.value.content, !pair.value.isNull else {
            throw Problem(.error, at: pair.value.position, "must be an id, not \(pair.value.kind)")
        }
        return .some(scalar.text)
    }
}
