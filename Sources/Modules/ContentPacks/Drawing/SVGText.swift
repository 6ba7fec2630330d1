/// Builds SVG 1.1: numbers are short, and text cannot become markup.
struct SVGText {
    private(set) var lines: [String] = []

    mutating func add(_ line: String) { lines.append(line) }

    /// A pixel, to one decimal.
    static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        let sign = tenths < 0 ? "-" : ""
        return "\(sign)\(abs(tenths) / 10)" + (tenths % 10 == 0 ? "" : ".\(abs(tenths) % 10)")
    }

    /// For text and for attributes. Characters that XML 1.0 has no way to write (§2.2) are left out.
    static func escape(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            case "\t", "\n", "\r": escaped += " "
            default:
                if scalar.value >= 0x20, scalar.value != 0xFFFE, scalar.value != 0xFFFF {
                    escaped.unicodeScalars.append(scalar)
                }
            }
        }
        return escaped
    }

    /// Pixels that a text takes in a sans-serif face: too much rather than too little.
    static func width(_ text: String, size: Double) -> Double {
        text.unicodeScalars.reduce(0) { sum, scalar in
            let share =
                switch scalar {
                case "i", "j", "l", ".", ",", ":", ";", "'", "|", " ", "!": 0.32
                case "m", "w", "M", "W", "ж", "м", "ш", "щ", "ю", "ы", "Ж", "М", "Ш", "Щ", "Ю", "Ы", "Ф", "…": 0.92
                case "a"..."z", "0"..."9", "(", ")", "-": 0.57
                case "A"..."Z": 0.7
                default: scalar.value < 0x1100 ? 0.64 : 1.05
                }
            return sum + share * size
        }
    }

    /// At most `count` lines of at most `width` pixels; what does not fit ends in an ellipsis.
    static func wrap(_ text: String, size: Double, width: Double, lines count: Int) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, self.width("\(last) \(word)", size: size) <= width {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(String(word))
            }
        }
        if lines.count > count { lines = lines.prefix(count - 1) + ["\(lines[count - 1])…"] }
        return lines.map { cut($0, size: size, width: width) }
    }

    private static func cut(_ line: String, size: Double, width: Double) -> String {
        guard self.width(line, size: size) > width else { return line }
        var cut = line
        while cut.count > 1, self.width("\(cut)…", size: size) > width { cut.removeLast() }
        return "\(cut)…"
    }
}
