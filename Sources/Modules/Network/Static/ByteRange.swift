/// The `Range` field (RFC 9110 §14.2) for one file.
enum ByteRange: Equatable {
    /// No range, or one that is to be ignored: another unit, a syntax error, several ranges.
    case whole
    case part(Range<Int>)
    case unsatisfiable

    /// Several ranges are answered whole, which is allowed and cannot be made to send more than the file.
    init(_ field: String?, of count: Int) {
        self = .whole
        guard let field, field.lowercased().hasPrefix("bytes=") else { return }
        let specifier = field.dropFirst(6)
        guard !specifier.contains(","), let dash = specifier.firstIndex(of: "-") else { return }
        let firstText = specifier[..<dash].drop { $0 == " " }
        let lastText = specifier[specifier.index(after: dash)...].prefix { $0 != " " }
        guard ByteRange.isNumberOrEmpty(firstText), ByteRange.isNumberOrEmpty(lastText) else { return }
        if firstText.isEmpty {
            guard !lastText.isEmpty else { return }
            let length = Int(lastText) ?? Int.max
            self = length == 0 || count == 0 ? .unsatisfiable : .part(max(0, count - length)..<count)
            return
        }
        let first = Int(firstText) ?? Int.max
        let last = lastText.isEmpty ? Int.max : Int(lastText) ?? Int.max
        guard last >= first else { return }
        self = first < count ? .part(first..<min(last, count - 1) + 1) : .unsatisfiable
    }

    private static func isNumberOrEmpty(_ text: some StringProtocol) -> Bool { text.utf8.allSatisfy(ASCII.isDigit) }
}
