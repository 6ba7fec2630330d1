/// One resolved scene state in the history of a run: what summary and retcon package are written from.
package struct SceneRecord: Codable, Equatable, Sendable {
    package let resolved: ResolvedScene
    package let outcome: Outcome
    /// The player's own words of a free-form move. Data: quoted, never interpreted.
    package let words: String?
    /// What the scene was called as it was shown; nil: as the content calls it.
    package let title: String?

    package init(resolved: ResolvedScene, outcome: Outcome, words: String? = nil, title: String? = nil) {
        self.resolved = resolved
        self.outcome = outcome
        self.words = words
        self.title = title
    }
}
