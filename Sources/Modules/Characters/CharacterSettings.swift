/// What Characters is told by the configuration.
package struct CharacterSettings: Sendable {
    /// `game.max_active_characters`, 1...1,000,000.
    package var activeLimit = 5

    package init() {}
}
