package import Core

/// A whole number within a range; 3.0 is one.
package struct IntegerRule: ValueRule {
    let range: ClosedRange<Int>

    package var schema: Schema { .integer(Int64(range.lowerBound)...Int64(range.upperBound)) }
    package var placeholder: Int { range.lowerBound }

    package func read(_ value: JSONValue) throws(RuleProblem) -> Int {
        guard let number = value.integerValue.flatMap(Int.init(exactly:)), range.contains(number) else {
            throw RuleProblem("must be an integer, \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    package func json(ofParameter text: String) -> JSONValue? { .integer(ofParameter: text) }
}

/// A number within a range, whole or not.
package struct NumberRule: ValueRule {
    let range: ClosedRange<Double>

    package var schema: Schema { .number(range) }
    package var placeholder: Double { range.lowerBound }

    package func read(_ value: JSONValue) throws(RuleProblem) -> Double {
        let number: Double? =
            switch value {
            case .integer(let number): Double(number)
            case .number(let number): number
            default: nil
            }
        guard let number, range.contains(number) else {
            throw RuleProblem("must be a number, \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }
}

/// The id of something: `IntegerID.range`.
package struct IdentifierRule<ID: IntegerID>: ValueRule {
    package var schema: Schema { .id }
    package var placeholder: ID { ID(rawValue: 0) }

    package func read(_ value: JSONValue) throws(RuleProblem) -> ID {
        guard let number = value.integerValue, ID.range.contains(number) else {
            throw RuleProblem("must be an id, an integer from 1")
        }
        return ID(rawValue: number)
    }

    package func json(ofParameter text: String) -> JSONValue? { .integer(ofParameter: text) }
}

extension JSONValue {
    /// Decimal digits in the one way in which the number is written: no plus, no zeros in front.
    fileprivate static func integer(ofParameter text: String) -> JSONValue? {
        guard let number = Int64(text), String(number) == text else { return nil }
        return .integer(number)
    }
}

extension ValueRule where Self == IntegerRule {
    package static func integer(_ range: ClosedRange<Int>) -> IntegerRule { IntegerRule(range: range) }
}

extension ValueRule where Self == NumberRule {
    package static func number(_ range: ClosedRange<Double>) -> NumberRule { NumberRule(range: range) }
}

extension ValueRule {
    package static func id<ID: IntegerID>(_ type: ID.Type = ID.self) -> IdentifierRule<ID>
    where Self == IdentifierRule<ID> { IdentifierRule() }
}
