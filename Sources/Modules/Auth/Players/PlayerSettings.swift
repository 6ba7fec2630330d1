package import Core
package import Network

/// Changes of the settings that the server knows: `language`, `veils`, `lines`, `textSpeed`, `fontScale`,
/// `reducedMotion`, `pictures`. Others are ignored, as every unknown field is.
package struct PlayerSettings: Sendable {
    /// `veils` and `lines`: at most so many, of 1...100 characters each.
    package static let topicLimit = 32

    private static let language: WordRule<Language> = .word()
    private static let topics: ListRule<TextRule> = .list(of: .cleanText(1...100), atMost: topicLimit)
    private static let textSpeed: EitherRule<NumberRule, TextRule> = .either(
        .number(0...1000), or: .cleanText(1...20))
    private static let fontScale: NumberRule = .number(0.5...3)

    /// What was sent, as it was sent; null takes a setting away.
    private var changes: [String: JSONValue] = [:]

    package init(reading fields: inout RequestFields) {
        take("language", Self.language, from: &fields)
        take("veils", Self.topics, from: &fields)
        take("lines", Self.topics, from: &fields)
        take("textSpeed", Self.textSpeed, from: &fields)
        take("fontScale", Self.fontScale, from: &fields)
        take("reducedMotion", .flag, from: &fields)
        take("pictures", .flag, from: &fields)
    }

    private mutating func take<Rule: ValueRule>(_ name: String, _ rule: Rule, from fields: inout RequestFields) {
        if let value = fields.optional(name, AsSent(rule: rule)) {
            changes[name] = .some(value)
        } else if fields.has(name) {
            changes[name] = .some(.null)
        }
    }

    /// What `settings` becomes when the changes are laid over it.
    package func applied(to settings: [String: JSONValue]) -> [String: JSONValue] {
        var result = settings
        for (name, value) in changes { result[name] = value == .null ? nil : .some(value) }
        return result
    }

    /// Of a player, for the document.
    package static let schema = Schema.object(
        [:],
        optional: [
            "language": language.schema, "veils": topics.schema, "lines": topics.schema, "textSpeed": textSpeed.schema,
            "fontScale": fontScale.schema, "reducedMotion": .boolean, "pictures": .boolean,
        ])
}

/// What its rule takes, kept as it was sent.
private struct AsSent<Rule: ValueRule>: ValueRule {
    let rule: Rule

    var schema: Schema { rule.schema }
    var placeholder: JSONValue { .null }

    func read(_ value: JSONValue) throws(RuleProblem) -> JSONValue {
        _ = try rule.read(value)
        return value
    }
}
