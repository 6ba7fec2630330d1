internal import Core

/// Composes the pack's text, what came of the last action and what was rolled; needs no network and cannot fail.
package struct StaticNarrator: Narrator {
    package init() {}

    package func narrate(_ request: NarrationRequest) async -> Narration { compose(request) }

    /// The same at once, for where a scene must be shown now.
    package func compose(_ request: NarrationRequest) -> Narration {
        var paragraphs = Self.paragraphs(of: request.text)
        if paragraphs.isEmpty { paragraphs = request.timeline.isEmpty ? [request.title] : request.timeline }
        let segments = paragraphs.enumerated().map { Narration.Segment(id: "p\($0.offset + 1)", md: $0.element) }
        let lines = request.outcome.map { OutcomeLines(language: request.language, names: request.names).lines(of: $0) }
        return Narration(segments: segments, outcomeLines: lines ?? [])
    }

    /// Parts at empty lines; a single line break is a space, as in Markdown.
    private static func paragraphs(of text: String) -> [String] {
        var paragraphs: [String] = []
        var current: [Substring] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let words = line.split(whereSeparator: \.isWhitespace)
            if words.isEmpty {
                if !current.isEmpty { paragraphs.append(current.joined(separator: " ")) }
                current = []
            } else {
                current += words
            }
        }
        if !current.isEmpty { paragraphs.append(current.joined(separator: " ")) }
        return paragraphs
    }
}
