/// How a monster acts in a fight; one may have several.
package enum Behaviour: String, Codable, Sendable, CaseIterable {
    /// Goes for whom its pack went for last.
    case packHunter = "pack_hunter"
    /// Goes for who has the fewest hit points.
    case bloodthirsty
    /// Runs when less than half of its hit points is left.
    case cowardly
    /// Steps between an attacker and its own, once a round.
    case guardian
}
