package import Core

/// Whatever writes a scene's prose (campaign-engine "Narrator").
///
/// It may rewrite words and nothing else: it sees no dice and no state that it could change, and whoever calls it keeps
/// the static text for when it fails or is late.
package protocol Narrator: Sendable {
    func narrate(_ request: NarrationRequest) async -> Narration
}

/// What a narrator may know: only what every player sees.
package struct NarrationRequest: Equatable, Sendable {
    package var language: Language
    package var title: String
    /// The pack's text of the scene, paragraphs parted by an empty line.
    package var text: String
    package var timeline: [String]
    package var tone: String?
    /// What has just happened; nil when the story begins.
    package var outcome: Outcome?
    package var names: NameBook

    package init(
        language: Language, title: String, text: String, timeline: [String] = [], tone: String? = nil,
        outcome: Outcome? = nil, names: NameBook = NameBook()
    ) {
        self.language = language
        self.title = title
        self.text = text
        self.timeline = timeline
        self.tone = tone
        self.outcome = outcome
        self.names = names
    }
}

/// A scene as it is shown.
package struct Narration: Codable, Equatable, Sendable {
    /// One of `textSegments` of scene_response.
    package struct Segment: Codable, Equatable, Sendable {
        /// `p1`, `p2`, …
        package let id: String
        package let md: String
    }

    /// At least one.
    package let segments: [Segment]
    /// What came of the last action, one sentence or roll a line; empty when the story begins.
    package let outcomeLines: [String]
}
