package import Core

/// Texts, with bounds in Unicode scalars.
package struct TextRule: ValueRule {
    fileprivate enum Kind: Sendable {
        case trimmed, clean, verbatim, token
    }

    private let kind: Kind
    private let length: ClosedRange<Int>

    fileprivate init(_ kind: Kind, _ length: ClosedRange<Int>) {
        self.kind = kind
        self.length = length
    }

    package var placeholder: String { "" }

    package var schema: Schema {
        let (least, most) = (length.lowerBound, length.upperBound)
        return switch kind {
        case .trimmed:
            .described(
                .string(minimum: least, pattern: RequestText.trimmedPattern(length)),
                "\(least) to \(most) characters besides white space at both ends; no control characters.")
        case .clean: .string(minimum: least, maximum: most, pattern: RequestText.cleanPattern)
        case .verbatim: .string(minimum: least, maximum: most)
        case .token: .string(pattern: "^[!-~]{\(least),\(most)}$")
        }
    }

    package func read(_ value: JSONValue) throws(RuleProblem) -> String {
        guard var text = value.stringValue else { throw RuleProblem("must be a string") }
        switch kind {
        case .verbatim: break
        case .token:
            guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
                throw RuleProblem("must be made of visible ASCII characters")
            }
        case .trimmed, .clean:
            if kind == .trimmed { text = RequestText.trimmed(text) }
            if RequestText.hasControls(text) { throw RuleProblem("must not hold control characters") }
        }
        guard length.contains(text.unicodeScalars.count) else {
            throw RuleProblem("must be \(length.lowerBound) to \(length.upperBound) characters")
        }
        return text
    }
}

extension ValueRule where Self == TextRule {
    /// A name or a word: trimmed, without control characters.
    package static func text(_ length: ClosedRange<Int>) -> TextRule { TextRule(.trimmed, length) }

    /// A text without control characters, not trimmed.
    package static func cleanText(_ length: ClosedRange<Int>) -> TextRule { TextRule(.clean, length) }

    /// A text taken as it is, white space included: passwords, keys, initData.
    package static func verbatim(_ length: ClosedRange<Int>) -> TextRule { TextRule(.verbatim, length) }

    /// Visible ASCII characters.
    package static func token(_ length: ClosedRange<Int>) -> TextRule { TextRule(.token, length) }
}
