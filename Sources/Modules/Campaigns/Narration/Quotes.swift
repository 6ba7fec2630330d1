/// English quotes and apostrophes as they are printed, for texts that were typed.
enum Quotes {
    static func curled(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let opens = result.last.map { " \u{A0}([{—–-“‘".unicodeScalars.contains($0) } ?? true
            switch scalar {
            case "\"": result.append(opens ? "“" : "”")
            case "'": result.append(opens ? "‘" : "’")
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
