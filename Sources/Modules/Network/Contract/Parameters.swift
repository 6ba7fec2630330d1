internal import Core

/// What the document says of a parameter.
package protocol OperationParameter: Sendable {
    var name: String { get }
    var about: String { get }
    var schema: Schema { get }
    var place: ParameterPlace { get }
}

package enum ParameterPlace: String, Sendable {
    case path, query, header
}

/// A value that an operation takes beside its body: what the document says of it, and how it is read.
package struct Parameter<Place: ParameterKind, Rule: ValueRule>: OperationParameter {
    package let name: String
    package let about: String
    package let rule: Rule

    package var schema: Schema { rule.schema }
    package var place: ParameterPlace { Place.place }

    package init(_ name: String, _ rule: Rule, _ about: String) {
        self.name = name
        self.about = about
        self.rule = rule
    }
}

/// A segment of the path. Nothing can be under one that its rule does not take: 404.
package typealias PathParameter<Rule: ValueRule> = Parameter<InPath, Rule>
/// An item of the query, given once or not at all.
package typealias QueryParameter<Rule: ValueRule> = Parameter<InQuery, Rule>
/// A field of the head.
package typealias HeaderParameter<Rule: ValueRule> = Parameter<InHeader, Rule>

/// The place as a type, so that a parameter is read in one way only.
package protocol ParameterKind: Sendable {
    static var place: ParameterPlace { get }
}

package enum InPath: ParameterKind {
    package static var place: ParameterPlace { .path }
}

package enum InQuery: ParameterKind {
    package static var place: ParameterPlace { .query }
}

package enum InHeader: ParameterKind {
    package static var place: ParameterPlace { .header }
}

extension HTTPRequest {
    /// - Throws: `APIError` 404 for what the rule does not take.
    package func value<Rule>(of parameter: PathParameter<Rule>) throws -> Rule.Value {
        let text = self.parameter(parameter.name)
        guard let json = parameter.rule.json(ofParameter: text), let value = try? parameter.rule.read(json) else {
            throw APIError.notFound("There is nothing at \(path).")
        }
        return value
    }

    /// Nil when it is not given.
    ///
    /// - Throws: `APIError` 422 for what the rule does not take, and for what is given twice.
    package func value<Rule>(of parameter: QueryParameter<Rule>) throws -> Rule.Value? {
        let texts = queryItems(parameter.name)
        guard let first = texts.first else { return nil }
        guard texts.count == 1 else { throw APIError.invalid(parameter.name, "must be given once") }
        do throws(RuleProblem) {
            return try parameter.rule.read(first.flatMap(parameter.rule.json(ofParameter:)) ?? .null)
        } catch {
            throw APIError.invalid(parameter.name, error.text)
        }
    }
}
