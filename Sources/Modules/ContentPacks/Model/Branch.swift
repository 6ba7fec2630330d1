/// What comes of one outcome: a text, its effects in order, and where the story goes.
package struct Branch: Codable, Sendable, Equatable {
    package let text: [Line]
    package let effects: [Effect]
    /// A scene id. Nil: the choice's own `goto`, then the scene's; with none of them the party stays.
    package let goto: String?

    package init(text: [Line] = [], effects: [Effect] = [], goto: String? = nil) {
        self.text = text
        self.effects = effects
        self.goto = goto
    }
}
