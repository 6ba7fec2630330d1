package import Core

/// A number as text, in the one way in which it is written, of at most 15 digits: a place in a list.
package struct DecimalRule: ValueRule {
    /// 0 or 1.
    let least: Int

    package init(least: Int) { self.least = least }

    package var schema: Schema {
        .string(pattern: least == 0 ? "^(?:0|[1-9][0-9]{0,14})$" : "^[1-9][0-9]{0,14}$")
    }
    package var placeholder: Int { least }

    package func read(_ value: JSONValue) throws(RuleProblem) -> Int {
        guard let text = value.stringValue, text.utf8.count <= 15, let number = Int(text), number >= least,
            String(number) == text
        else { throw RuleProblem("must be one that this list gave") }
        return number
    }
}

/// An id as `UUIDv7` makes it.
package struct UUIDRule: ValueRule {
    package var schema: Schema {
        .string(pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$")
    }
    package var placeholder: String { "" }

    package func read(_ value: JSONValue) throws(RuleProblem) -> String {
        guard let text = value.stringValue, UUIDv7.isWellFormed(text) else {
            throw RuleProblem("must be one that was given")
        }
        return text
    }
}

extension ValueRule where Self == UUIDRule {
    package static var uuid: UUIDRule { UUIDRule() }
}
