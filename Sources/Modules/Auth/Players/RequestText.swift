/// Text that people type: names, words, titles.
///
/// Length is counted in Unicode scalars, as JSON Schema's `minLength` and `maxLength` count.
package enum RequestText {
    /// Without white space at both ends.
    package static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }

    /// Whether `text` is of a length within `length` and holds no control character.
    package static func isClean(_ text: String, _ length: ClosedRange<Int>) -> Bool {
        length.contains(text.unicodeScalars.count) && !hasControls(text)
    }

    /// Control characters, line and paragraph separators, and the marks that turn the direction of the text around
    /// them, by which one name can pose as another. Joiners stay: emoji are made of them.
    package static func hasControls(_ text: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            switch scalar.value {
            case 0x202A...0x202E, 0x2066...0x2069: return true
            default:
                let category = scalar.properties.generalCategory
                return category == .control || category == .lineSeparator || category == .paragraphSeparator
            }
        }
    }
}
