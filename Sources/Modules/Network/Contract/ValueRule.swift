package import Core

/// How one value of a request is read, and the schema that says the same: the two stand together so that the contract
/// cannot promise other bounds than those that are kept.
package protocol ValueRule: Sendable {
    associatedtype Value: Sendable

    /// What is taken, and nothing else is.
    var schema: Schema { get }
    /// Stands for a required value that is missing or wrong, until the request is refused.
    var placeholder: Value { get }

    /// - Throws: `RuleProblem` for what the schema does not allow.
    func read(_ value: JSONValue) throws(RuleProblem) -> Value

    /// The text of a path or query parameter as the JSON that `read` takes; nil when it cannot be any.
    func json(ofParameter text: String) -> JSONValue?
}

extension ValueRule {
    package func json(ofParameter text: String) -> JSONValue? { .string(text) }
}

/// What is wrong with a value, in words that follow its name: "must be a string".
package struct RuleProblem: Error, Equatable {
    package let text: String

    package init(_ text: String) { self.text = text }
}
