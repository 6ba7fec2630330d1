/// What a scene is, and so how it is played.
package enum SceneType: String, Codable, Sendable, CaseIterable {
    case story, social, combat, rest, epilogue
}

/// One place and moment of the story.
package struct Scene: Codable, Sendable, Equatable {
    /// Unique in the pack.
    package let id: String
    package let type: SceneType
    package let title: Line
    /// Paragraphs, in order.
    package let text: [Line]
    /// Only in single-file packs, where it is the first paragraph of `text` as well.
    package let summary: Line?
    /// What the story opens the scene with when it is told afterwards; nil: the first paragraph of `text`.
    package let told: Line?
    /// A word or two on the mood, for narrators and art.
    package let tone: String?
    package let location: String?
    package let npcs: [String]
    package let picture: Picture?
    package let onEnter: [Effect]
    package let choices: [Choice]
    package let freeform: Freeform
    package let combat: Combat?
    /// Where the story goes when what was done names no way, or when nothing is left to choose.
    package let goto: String?
    /// The id of the ending that this scene is.
    package let ending: String?
    /// For the master's eyes only.
    package let secret: Line?
    package let timeline: [Line]
    package let tags: [String]
    /// Single-file social scenes: the relation of every participant rises by 1 whatever the outcome, by 2 on success.
    package let raisesRelation: Bool

    package init(
        id: String, type: SceneType, title: Line, text: [Line] = [], summary: Line? = nil, told: Line? = nil,
        tone: String? = nil, location: String? = nil, npcs: [String] = [], picture: Picture? = nil,
        onEnter: [Effect] = [],
        choices: [Choice] = [], freeform: Freeform = Freeform(), combat: Combat? = nil, goto: String? = nil,
        ending: String? = nil, secret: Line? = nil, timeline: [Line] = [], tags: [String] = [],
        raisesRelation: Bool = false
    ) {
        self.id = id
        self.type = type
        self.title = title
        self.text = text
        self.summary = summary
        self.told = told
        self.tone = tone
        self.location = location
        self.npcs = npcs
        self.picture = picture
        self.onEnter = onEnter
        self.choices = choices
        self.freeform = freeform
        self.combat = combat
        self.goto = goto
        self.ending = ending
        self.secret = secret
        self.timeline = timeline
        self.tags = tags
        self.raisesRelation = raisesRelation
    }
}
