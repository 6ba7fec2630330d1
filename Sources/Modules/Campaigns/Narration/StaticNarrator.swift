internal import Core

/// Composes the pack's text, what came of the last action and what was rolled; needs no network and cannot fail.
package struct StaticNarrator: Narrator {
    package init() {}

    package func narrate(_ request: NarrationRequest) async -> Narration { compose(request) }

    /// The same at once, for where a scene must be shown now.
    package func compose(_ request: NarrationRequest) -> Narration {
        var paragraphs = Paragraphs.of(request.text)
        if paragraphs.isEmpty { paragraphs = request.timeline.isEmpty ? [request.title] : request.timeline }
        let segments = paragraphs.enumerated().map { Narration.Segment(id: "p\($0.offset + 1)", md: $0.element) }
        let lines = request.outcome.map { OutcomeLines(language: request.language, names: request.names).lines(of: $0) }
        return Narration(segments: segments, outcomeLines: lines ?? [])
    }
}
