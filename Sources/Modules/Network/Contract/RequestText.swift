/// Text that people type: names, words, titles.
///
/// Length is counted in Unicode scalars, as JSON Schema's `minLength` and `maxLength` count. What is refused and what is
/// trimmed are tables of scalars, of which the patterns of the contract are made too.
package enum RequestText {
    /// Control characters, line and paragraph separators, and the marks that turn the direction of the text around
    /// them, by which one name can pose as another. Joiners stay: emoji are made of them.
    private static let controls: [ClosedRange<UInt32>] = [0...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069]
    /// Unicode's White_Space that is no control.
    private static let spaces: [ClosedRange<UInt32>] = [
        0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000,
    ]
    /// Unicode's White_Space that is a control: trimmed at the ends, refused within.
    private static let breaks: [ClosedRange<UInt32>] = [0x09...0x0D, 0x85...0x85, 0x2028...0x2029]

    /// Without white space at both ends.
    package static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !isWhitespace($0) }),
            let last = scalars.lastIndex(where: { !isWhitespace($0) })
        else { return "" }
        if first == scalars.startIndex, scalars.index(after: last) == scalars.endIndex { return text }
        return String(scalars[first...last])
    }

    /// Whether `text` is of a length within `length` and holds no control character.
    package static func isClean(_ text: String, _ length: ClosedRange<Int>) -> Bool {
        length.contains(text.unicodeScalars.count) && !hasControls(text)
    }

    package static func hasControls(_ text: String) -> Bool { text.unicodeScalars.contains(where: isControl) }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x7F { return scalar.value < 0x20 }
        return controls.contains { $0.contains(scalar.value) }
    }

    private static func isWhitespace(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 { return scalar.value == 0x20 || (0x09...0x0D).contains(scalar.value) }
        return spaces.contains { $0.contains(scalar.value) } || breaks.contains { $0.contains(scalar.value) }
    }
}

// MARK: - Patterns

/// Patterns in the syntax of ECMA-262, as JSON Schema has them.
extension RequestText {
    /// What `trimmed` makes clean and of a length within `length`.
    package static func trimmedPattern(_ length: ClosedRange<Int>) -> String {
        let (least, most) = (length.lowerBound, length.upperBound)
        precondition(least >= 1 && most >= 2, "BUG: no pattern for texts of \(length) characters")
        let inner = "[^\(list(controls))]"
        let edge = "[^\(list(controls + spaces))]"
        let core =
            least == 1
            ? "\(edge)(?:\(inner){0,\(most - 2)}\(edge))?" : "\(edge)\(inner){\(least - 2),\(most - 2)}\(edge)"
        return around(core)
    }

    /// What has no control character.
    package static let cleanPattern = "^[^\(list(controls))]*$"

    /// `core` with white space at both ends, which is trimmed.
    package static func around(_ core: String) -> String {
        let white = "[\(list(spaces + breaks))]*"
        return "^\(white)\(core)\(white)$"
    }

    private static func list(_ ranges: [ClosedRange<UInt32>]) -> String {
        ranges.map { range in
            range.count == 1 ? escape(range.lowerBound) : "\(escape(range.lowerBound))-\(escape(range.upperBound))"
        }.joined()
    }

    private static func escape(_ scalar: UInt32) -> String {
        let digits = String(scalar, radix: 16, uppercase: true)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
