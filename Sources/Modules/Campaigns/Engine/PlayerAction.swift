/// What a player does with a scene (http-api "Action"), after the decision of the party.
package enum PlayerAction: Equatable, Sendable {
    case choose(choiceID: String)
    /// A move in the player's own words: 1...limit characters, kept as written. `skill` overrides the guess.
    case freeform(text: String, skill: String? = nil)
    /// Whatever brings the story forward: what a minimal client sends.
    case advance
    /// In a fight, of the character on turn.
    case fight(FightAction)
    /// In a fight: the character on turn was waited for long enough.
    case passAbsent
}
