package import Core

/// Reads the members of a request body one by one and collects what is wrong, so that one 422 names all of it.
///
///     var fields = try RequestFields(request)
///     let name = fields.text("name", 2...60)
///     let race = fields.optionalText("race", 1...40)
///     try fields.finish()
///
/// A required member that is missing or wrong reads as an empty value: `finish` throws before anybody uses it.
package struct RequestFields {
    private let members: [String: JSONValue]
    private var problems: [APIError.Detail] = []

    package init(_ members: [String: JSONValue]) { self.members = members }

    /// - Throws: 422 `invalid_request` that names every wrong field.
    package func finish() throws(APIError) {
        if !problems.isEmpty { throw .invalid(problems) }
    }

    package mutating func refuse(_ name: String, _ problem: String) {
        problems.append(APIError.Detail(field: name, problem: problem))
    }

    /// Whether the member was sent, be it null.
    package func has(_ name: String) -> Bool { members[name] != nil }

    /// Nil for an absent member and for null.
    package subscript(_ name: String) -> JSONValue? {
        // Spelled out: a bare `nil` would be JSON's null, which JSONValue takes as a literal.
        if let value = members[name], value != .null { return value }
        return Optional.none
    }

    /// A trimmed text of `length` characters without control characters.
    package mutating func text(_ name: String, _ length: ClosedRange<Int>) -> String {
        guard self[name] != nil else {
            refuse(name, "is required")
            return ""
        }
        return optionalText(name, length) ?? ""
    }

    package mutating func optionalText(_ name: String, _ length: ClosedRange<Int>) -> String? {
        guard let value = self[name] else { return nil }
        guard let text = value.stringValue.map(RequestText.trimmed) else {
            refuse(name, "must be a string")
            return nil
        }
        if RequestText.hasControls(text) {
            refuse(name, "must not hold control characters")
        } else if !length.contains(text.unicodeScalars.count) {
            refuse(name, "must be \(length.lowerBound) to \(length.upperBound) characters")
        }
        return text
    }

    /// A text taken as it is, white space included: passwords, keys, initData.
    package mutating func verbatim(_ name: String, _ length: ClosedRange<Int>) -> String {
        guard let value = self[name] else {
            refuse(name, "is required")
            return ""
        }
        guard let text = value.stringValue else {
            refuse(name, "must be a string")
            return ""
        }
        if !length.contains(text.unicodeScalars.count) {
            refuse(name, "must be \(length.lowerBound) to \(length.upperBound) characters")
        }
        return text
    }

    package mutating func optionalInteger(_ name: String, _ range: ClosedRange<Int>) -> Int? {
        guard let value = self[name] else { return nil }
        guard let number = value.integerValue.flatMap(Int.init(exactly:)), range.contains(number) else {
            refuse(name, "must be an integer, \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return number
    }

    package mutating func optionalFlag(_ name: String) -> Bool? {
        guard let value = self[name] else { return nil }
        guard let flag = value.boolValue else {
            refuse(name, "must be true or false")
            return nil
        }
        return flag
    }

    package mutating func optionalObject(_ name: String) -> [String: JSONValue]? {
        guard let value = self[name] else { return nil }
        guard case .object(let members) = value else {
            refuse(name, "must be an object")
            return nil
        }
        return members
    }

    /// An id, 1 and up.
    package mutating func id<ID: IntegerID>(_ name: String, as type: ID.Type = ID.self) -> ID {
        guard let value = self[name] else {
            refuse(name, "is required")
            return ID(rawValue: 0)
        }
        guard let number = value.integerValue, number > 0 else {
            refuse(name, "must be a positive integer")
            return ID(rawValue: 0)
        }
        return ID(rawValue: number)
    }

    /// One of a closed set of words.
    package mutating func optionalWord<Word: RawRepresentable<String> & CaseIterable>(
        _ name: String, of type: Word.Type = Word.self
    ) -> Word? {
        guard let value = self[name] else { return nil }
        guard let word = value.stringValue.flatMap(Word.init(rawValue:)) else {
            refuse(name, "must be one of " + Word.allCases.map(\.rawValue).joined(separator: ", "))
            return nil
        }
        return word
    }
}
