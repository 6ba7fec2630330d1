/// A text cut at the ends of its sentences.
enum Sentences {
    /// Bytes that an opening may have: some 250 letters in Russian.
    private static let openingBytes = 480

    /// The sentences of a paragraph, each with the mark at its end. A mark ends one when a space and something that
    /// begins a sentence follow: a capital letter, an opening quote, a dash.
    static func of(_ paragraph: String) -> [String] {
        var sentences: [String] = []
        var current = String.UnicodeScalarView()
        var hasEnded = false
        for scalar in paragraph.unicodeScalars {
            if hasEnded, current.last == " ", begins(scalar) {
                current.removeLast()
                sentences.append(String(current))
                current.removeAll()
                hasEnded = false
            }
            switch scalar {
            case ".", "!", "?", "…": hasEnded = true
            case " ", "»", "”", "\"", "’", ")": break
            default: hasEnded = false
            }
            current.append(scalar)
        }
        if !current.isEmpty { sentences.append(String(current)) }
        return sentences
    }

    /// As many whole sentences of a paragraph as an opening bears, at least one.
    static func opening(of paragraph: String) -> String {
        guard paragraph.utf8.count > openingBytes else { return paragraph }
        var opening = ""
        for sentence in of(paragraph) {
            if !opening.isEmpty, opening.utf8.count + sentence.utf8.count >= openingBytes { break }
            opening += opening.isEmpty ? sentence : " \(sentence)"
        }
        return opening
    }

    private static func begins(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isUppercase || "«“\"‘—–0123456789".unicodeScalars.contains(scalar)
    }
}
