package import Core

/// Reads the members of a request body one by one and collects what is wrong, so that one 422 names all of it.
///
///     init(reading fields: inout RequestFields) {
///         name = fields.required("name", .text(2...60))
///         race = fields.optional("race", .text(1...40))
///     }
///
/// The same calls make the schema of the body: `describe` runs them with nothing to read and notes what they ask for.
/// A required member that is missing or wrong reads as its rule's placeholder: the request is refused before anybody
/// uses it.
package struct RequestFields {
    private let members: [String: JSONValue]
    /// Stands before the names in problems: `settings.`.
    private let path: String
    private var problems: [APIError.Detail] = []
    /// Not nil: nothing is read, only described.
    private var description: ObjectDescription?

    package init(_ members: [String: JSONValue]) { self.init(members, path: "") }

    private init(_ members: [String: JSONValue], path: String, _ description: ObjectDescription? = nil) {
        self.members = members
        self.path = path
        self.description = description
    }

    /// The schema of what `read` asks for.
    static func describe(_ read: (inout RequestFields) -> Void) -> Schema { note(read).schema }

    private static func note(_ read: (inout RequestFields) -> Void) -> ObjectDescription {
        var fields = RequestFields([:], path: "", ObjectDescription())
        read(&fields)
        return fields.description ?? ObjectDescription()
    }

    /// - Throws: 422 `invalid_request` that names every wrong field.
    package func finish() throws(APIError) {
        if !problems.isEmpty { throw .invalid(problems) }
    }

    private mutating func refuse(_ name: String, _ problem: String) {
        problems.append(APIError.Detail(field: path + name, problem: problem))
    }

    /// What is wrong with the object itself.
    private mutating func refuseWhole(_ problem: String) {
        problems.append(APIError.Detail(field: path.isEmpty ? "body" : String(path.dropLast()), problem: problem))
    }

    /// Whether the member was sent, be it null.
    package func has(_ name: String) -> Bool { members[name] != nil }

    // MARK: - Values

    package mutating func required<Rule: ValueRule>(_ name: String, _ rule: Rule, _ about: String = "") -> Rule.Value {
        if description != nil {
            description?.add(name, rule.schema, about, isRequired: true)
        } else if let value = members[name], value != .null {
            return read(value, name, rule) ?? rule.placeholder
        } else {
            refuse(name, "is required")
        }
        return rule.placeholder
    }

    /// Nil for an absent member and for null.
    package mutating func optional<Rule: ValueRule>(_ name: String, _ rule: Rule, _ about: String = "") -> Rule.Value? {
        if description != nil {
            description?.add(name, .nullable(rule.schema), about, isRequired: false)
        } else if let value = members[name], value != .null {
            return read(value, name, rule)
        }
        return nil
    }

    /// A member that must be sent, be it null, which reads as nil.
    package mutating func nullable<Rule: ValueRule>(_ name: String, _ rule: Rule, _ about: String = "") -> Rule.Value? {
        if description != nil {
            description?.add(name, .nullable(rule.schema), about, isRequired: true)
        } else if let value = members[name] {
            return value == .null ? nil : read(value, name, rule)
        } else {
            refuse(name, "is required; it may be null")
        }
        return nil
    }

    private mutating func read<Rule: ValueRule>(_ value: JSONValue, _ name: String, _ rule: Rule) -> Rule.Value? {
        do throws(RuleProblem) {
            return try rule.read(value)
        } catch {
            refuse(name, error.text)
            return nil
        }
    }

    // MARK: - Objects

    @discardableResult
    package mutating func requiredObject<Value>(
        _ name: String, _ read: (inout RequestFields) -> Value
    ) -> Value? {
        if description == nil, members[name] ?? .null == .null {
            refuse(name, "is required")
            return nil
        }
        return object(name, isRequired: true, read)
    }

    /// Nil for an absent member and for null.
    package mutating func optionalObject<Value>(
        _ name: String, _ about: String = "", _ read: (inout RequestFields) -> Value
    ) -> Value? {
        if description == nil, members[name] ?? .null == .null { return nil }
        return object(name, about, isRequired: false, read)
    }

    private mutating func object<Value>(
        _ name: String, _ about: String = "", isRequired: Bool, _ read: (inout RequestFields) -> Value
    ) -> Value? {
        if description != nil {
            let schema = Self.describe { _ = read(&$0) }
            description?.add(name, isRequired ? schema : .nullable(schema), about, isRequired: isRequired)
            return nil
        }
        guard case .object(let inner)? = members[name] else {
            refuse(name, "must be an object")
            return nil
        }
        var fields = RequestFields(inner, path: "\(path)\(name).")
        let value = read(&fields)
        problems += fields.problems
        return value
    }

    /// The members that this object has besides those asked for before: `known` names these once more. Null is counted,
    /// and left out.
    ///
    /// - Parameters:
    ///   - names: of the members, which have no control characters.
    ///   - limit: how many there may be.
    package mutating func others<Rule: ValueRule>(
        besides known: [String] = [], names: ClosedRange<Int>, atMost limit: Int, _ rule: Rule
    ) -> [(name: String, value: Rule.Value)] {
        if description != nil {
            description?.addOthers(besides: known, .nullable(rule.schema), names: names, limit: limit)
            return []
        }
        let others = members.filter { !known.contains($0.key) }
        guard others.count <= limit else {
            refuseWhole("must have at most \(limit) members of its own")
            return []
        }
        return others.sorted { $0.key < $1.key }.compactMap { name, value in
            guard RequestText.isClean(name, names) else {
                refuseWhole("must have names of \(names.lowerBound) to \(names.upperBound) characters")
                return nil
            }
            return value == .null ? nil : read(value, name, rule).map { (name, $0) }
        }
    }

    // MARK: - Variants

    /// A required word on which depends what else is asked for.
    package mutating func variant<Word: RawRepresentable<String> & CaseIterable & Sendable & Equatable>(
        _ name: String, of type: Word.Type, _ read: (Word, inout RequestFields) -> Void
    ) -> Word {
        if description != nil {
            for word in Word.allCases {
                description?.addVariant(name, word.rawValue, Self.note { read(word, &$0) })
            }
            return WordRule<Word>().placeholder
        }
        let count = problems.count
        let word = required(name, WordRule<Word>())
        if problems.count == count { read(word, &self) }
        return word
    }

    /// An object of one form or of another. One that has the member `name` is of the first.
    package mutating func either(
        _ name: String, _ readFirst: (inout RequestFields) -> Void, or readSecond: (inout RequestFields) -> Void
    ) {
        if description != nil {
            description?.addForm(Self.note(readFirst))
            description?.addForm(Self.note(readSecond))
        } else if members[name] ?? .null != .null {
            readFirst(&self)
        } else {
            readSecond(&self)
        }
    }
}
