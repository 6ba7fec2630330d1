/// Sentences on their way into paragraphs: a paragraph ends where it has grown long, and direct speech begins
/// one of its own: with a dash, as Russian is printed, which nothing follows, or with an English quote.
struct ParagraphFlow {
    private(set) var paragraphs: [String] = []
    private var isOpen = false

    /// Bytes after which a paragraph takes no more: some 550 letters in Russian.
    private static let fullAt = 1000

    mutating func add(_ text: String) {
        guard !text.isEmpty else { return }
        let isSpeech = text.hasPrefix("—") || text.hasPrefix("–")
        if isOpen, !isSpeech, !text.hasPrefix("“"), let last = paragraphs.last,
            last.utf8.count + text.utf8.count < Self.fullAt
        {
            paragraphs[paragraphs.count - 1] += " \(text)"
        } else {
            paragraphs.append(text)
        }
        isOpen = !isSpeech
    }
}
