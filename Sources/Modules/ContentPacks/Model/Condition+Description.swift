extension Condition: CustomStringConvertible {
    /// The text that parses to the same condition, with no more parentheses than it needs.
    package var description: String { text(inside: .or) }

    /// How tightly a part binds.
    private enum Binding: Int {
        case or, and, not
    }

    private func text(inside outer: Binding) -> String {
        switch self {
        case .holds(let term): return term.description
        case .compare(let term, let comparison, let value):
            return "\(term) \(comparison.rawValue) \(Self.literal(value))"
        case .not(let inner):
            return "not " + inner.text(inside: .not)
        case .and(let left, let right):
            // The grammar leans to the left; a right-hand part of the same kind needs its parentheses to come back.
            let text = left.text(inside: .and) + " and " + right.text(inside: .not)
            return outer.rawValue > Binding.and.rawValue ? "(\(text))" : text
        case .or(let left, let right):
            let text = left.text(inside: .or) + " or " + right.text(inside: .and)
            return outer.rawValue > Binding.or.rawValue ? "(\(text))" : text
        }
    }

    private static func literal(_ value: FlagValue) -> String {
        switch value {
        case .bool(let flag): flag ? "true" : "false"
        case .integer(let number): String(number)
        // As the parser reads it: a quote with an accent on it is a quote.
        case .text(let text): text.unicodeScalars.contains("\"") ? "'\(text)'" : "\"\(text)\""
        }
    }
}

extension Condition.Term: CustomStringConvertible {
    package var description: String {
        switch self {
        case .flag(let key): key
        case .has(let item): "has(\(item))"
        case .visited(let scene): "visited(\(scene))"
        case .turnsSince(let scene): "turns_since(\(scene))"
        case .relation(let npc): "relation(\(npc))"
        case .skill(let skill): "skill(\(skill.rawValue))"
        case .outcome(let scene): "outcome(\(scene))"
        case .partySize: "party_size"
        }
    }
}
