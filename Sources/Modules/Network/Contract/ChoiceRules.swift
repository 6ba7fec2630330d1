package import Core

/// One of a closed set of words.
package struct WordRule<Word: RawRepresentable<String> & CaseIterable & Sendable>: ValueRule {
    package var schema: Schema { .enumeration(Word.allCases.map(\.rawValue)) }

    package var placeholder: Word {
        guard let first = Word.allCases.first else { preconditionFailure("BUG: \(Word.self) has no words") }
        return first
    }

    package func read(_ value: JSONValue) throws(RuleProblem) -> Word {
        guard let word = value.stringValue.flatMap(Word.init(rawValue:)) else {
            throw RuleProblem("must be one of " + Word.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return word
    }
}

/// True or false.
package struct FlagRule: ValueRule {
    package var schema: Schema { .boolean }
    package var placeholder: Bool { false }

    package func read(_ value: JSONValue) throws(RuleProblem) -> Bool {
        guard let flag = value.boolValue else { throw RuleProblem("must be true or false") }
        return flag
    }

    package func json(ofParameter text: String) -> JSONValue? {
        switch text {
        case "true": .bool(true)
        case "false": .bool(false)
        default: nil
        }
    }
}

/// A list of values of one kind.
package struct ListRule<Element: ValueRule>: ValueRule {
    let element: Element
    /// At most so many.
    let limit: Int

    package var schema: Schema { .array(element.schema, maximum: limit) }
    package var placeholder: [Element.Value] { [] }

    package func read(_ value: JSONValue) throws(RuleProblem) -> [Element.Value] {
        guard case .array(let elements) = value, elements.count <= limit else {
            throw RuleProblem("must be a list of at most \(limit)")
        }
        var values: [Element.Value] = []
        for value in elements {
            do throws(RuleProblem) {
                values.append(try element.read(value))
            } catch {
                throw RuleProblem("must be a list each of which \(error.text)")
            }
        }
        return values
    }
}

/// A value of one kind or of another, kept as it was sent.
package struct EitherRule<First: ValueRule, Second: ValueRule>: ValueRule {
    let first: First
    let second: Second

    package var schema: Schema { .oneOf([first.schema, second.schema]) }
    package var placeholder: JSONValue { .null }

    package func read(_ value: JSONValue) throws(RuleProblem) -> JSONValue {
        do throws(RuleProblem) {
            _ = try first.read(value)
        } catch let problem {
            do throws(RuleProblem) { _ = try second.read(value) } catch {
                throw RuleProblem("\(problem.text), or \(error.text)")
            }
        }
        return value
    }
}

extension ValueRule {
    package static func word<Word>(of type: Word.Type = Word.self) -> WordRule<Word> where Self == WordRule<Word> {
        WordRule()
    }

    package static func list<Element>(of element: Element, atMost limit: Int) -> ListRule<Element>
    where Self == ListRule<Element> { ListRule(element: element, limit: limit) }

    package static func either<First, Second>(_ first: First, or second: Second) -> EitherRule<First, Second>
    where Self == EitherRule<First, Second> { EitherRule(first: first, second: second) }
}

extension ValueRule where Self == FlagRule {
    package static var flag: FlagRule { FlagRule() }
}
