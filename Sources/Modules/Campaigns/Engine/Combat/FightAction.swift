/// What a character does in its turn. A move leaves the turn open, everything else ends it.
package enum FightAction: Equatable, Sendable {
    case attack(target: String)
    case move(zone: String)
    case defend
    case help(target: String)
    case skill(String, target: String?)
    case useItem(String, target: String?)
    case flee
    /// Whatever is sensible: what a minimal client sends.
    case sensible
}
