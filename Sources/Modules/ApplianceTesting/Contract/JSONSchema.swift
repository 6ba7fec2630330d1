package import Core

/// The part of JSON Schema 2020-12 that this API uses, checked the plain way. A keyword that it does not know is a
/// problem too, so that nothing goes unchecked in silence.
package struct JSONSchema {
    private let root: JSONValue
    /// Whether an object may hold only the properties that are named, unless it has none or says what others are like.
    private let isStrict: Bool

    /// - Parameter root: the document in which references are found.
    package init(in root: JSONValue = .null, isStrict: Bool = false) {
        self.root = root
        self.isStrict = isStrict
    }

    private static let annotations: Set<String> = ["description", "examples", "$schema", "$id", "$defs", "title"]

    /// What is wrong with `value`, each with its path; empty when it keeps to the schema.
    package func problems(of value: JSONValue, against schema: JSONValue, at path: String = "$") -> [String] {
        guard case .object(let keywords) = schema else { return ["\(path): \(schema) is no schema"] }
        var problems: [String] = []
        for (keyword, rule) in keywords where !Self.annotations.contains(keyword) {
            problems += check(value, keyword, rule, keywords, path).map { "\(path)\($0)" }
        }
        return problems
    }

    /// Problems without the path of `value`; those of what is within it begin with theirs: `.name: …`.
    private func check(
        _ value: JSONValue, _ keyword: String, _ rule: JSONValue, _ schema: [String: JSONValue], _ path: String
    ) -> [String] {
        func inner(_ value: JSONValue, _ rule: JSONValue, _ step: String = "") -> [String] {
            problems(of: value, against: rule, at: step)
        }
        func unless(_ isGood: Bool) -> [String] { isGood ? [] : [": breaks \(keyword) \(rule) with \(value)"] }
        switch (keyword, value) {
        case ("$ref", _):
            guard let found = resolve(rule) else { return [": nothing is at \(rule)"] }
            return inner(value, found)
        case ("type", _): return unless(value.isOfType(rule.stringValue ?? ""))
        case ("enum", _): return unless(rule.elements.contains(value))
        case ("anyOf", _): return unless(rule.elements.contains { inner(value, $0).isEmpty })
        case ("oneOf", _): return unless(rule.elements.count { inner(value, $0).isEmpty } == 1)
        case ("minimum", _): return unless(value.number.map { $0 >= rule.number ?? 0 } ?? true)
        case ("maximum", _): return unless(value.number.map { $0 <= rule.number ?? 0 } ?? true)
        case ("minLength", .string(let text)): return unless(text.unicodeScalars.count >= rule.integerValue ?? 0)
        case ("maxLength", .string(let text)): return unless(text.unicodeScalars.count <= rule.integerValue ?? 0)
        case ("pattern", .string(let text)): return unless(Self.matches(text, rule.stringValue ?? ""))
        case ("format", .string(let text)):
            return unless(rule == "date-time" && Self.matches(text, "^[0-9-]{10}T[0-9:]{8}[.][0-9]{3}Z$"))
        case ("minItems", .array(let elements)): return unless(elements.count >= rule.integerValue ?? 0)
        case ("maxItems", .array(let elements)): return unless(elements.count <= rule.integerValue ?? 0)
        case ("items", .array(let elements)):
            return elements.enumerated().flatMap { inner($1, rule, "[\($0)]") }
        case ("maxProperties", .object(let members)): return unless(members.count <= rule.integerValue ?? 0)
        case ("propertyNames", .object(let members)):
            return members.keys.flatMap { inner(.string($0), rule, " name") }
        case ("required", .object(let members)):
            return rule.elements.filter { members[$0.stringValue ?? ""] == nil }.map { ": lacks \($0)" }
        case ("properties", .object(let members)):
            let known = members.flatMap { name, member in rule[name].map { inner(member, $0, ".\(name)") } ?? [] }
            guard isStrict, schema["additionalProperties"] == nil else { return known }
            return known + strangers(members, schema).map { ": has \($0), of which the schema says nothing" }
        case ("additionalProperties", .object(let members)):
            let others = strangers(members, schema)
            if rule == false { return others.map { ": must not have \($0)" } }
            return others.flatMap { inner(members[$0] ?? .null, rule, ".\($0)") }
        case ("minLength", _), ("maxLength", _), ("pattern", _), ("format", _), ("minItems", _), ("maxItems", _),
            ("items", _), ("maxProperties", _), ("propertyNames", _), ("required", _), ("properties", _),
            ("additionalProperties", _):
            return []  // they say nothing of a value of another type
        default: return [": the keyword \(keyword) is not known here"]
        }
    }

    private func strangers(_ members: [String: JSONValue], _ schema: [String: JSONValue]) -> [String] {
        members.keys.filter { schema["properties"]?[$0] == nil }
    }

    /// What a reference like `#/components/schemas/Party` stands for.
    package func resolve(_ reference: JSONValue) -> JSONValue? {
        reference.stringValue?.split(separator: "/").dropFirst().reduce(root) { $0?[String($1)] }
    }

    /// Whether a pattern is found in a text.
    package static func matches(_ text: String, _ pattern: String) -> Bool {
        // As the bound of a range Swift takes U+2000 for U+2002, to which it is canonically equivalent.
        let singles = (0x2000...0x200A).map { "\\u\(String($0, radix: 16))" }.joined()
        let portable = pattern.split(separator: "\\u2000-\\u200A", omittingEmptySubsequences: false)
            .joined(separator: singles)
        guard let regex = try? Regex(portable).matchingSemantics(.unicodeScalar) else { return false }
        return (try? regex.firstMatch(in: text)) != nil
    }
}

extension JSONValue {
    fileprivate var number: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .number(let number): number
        default: nil
        }
    }

    fileprivate func isOfType(_ type: String) -> Bool {
        switch (type, self) {
        case ("null", .null), ("boolean", .bool), ("string", .string), ("array", .array), ("object", .object): true
        case ("number", .integer), ("number", .number), ("integer", .integer): true
        default: false
        }
    }
}
