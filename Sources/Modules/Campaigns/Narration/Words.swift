/// A text cut at its white space.
enum Words {
    static func of(_ text: Substring) -> [Substring] {
        text.unicodeScalars.split(whereSeparator: \.isSpace).map(Substring.init)
    }
}

extension Unicode.Scalar {
    /// White space (`properties.isWhitespace`). The letters of nearly all we tell stand below U+1680, where what is white
    /// space is known without the tables.
    fileprivate var isSpace: Bool {
        switch value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0: true
        case ..<0x1680: false
        default: properties.isWhitespace
        }
    }
}
