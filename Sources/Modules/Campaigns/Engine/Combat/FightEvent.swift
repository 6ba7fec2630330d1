/// One thing that happened in a fight, for its log.
package struct FightEvent: Codable, Equatable, Sendable {
    package enum Kind: String, Codable, Sendable, CaseIterable {
        /// `amount` is the initiative.
        case initiative
        /// A round begins: `amount`.
        case round
        case attack
        /// An attack on who leaves the reach of others.
        case opportunity
        /// `actor` steps before `target`.
        case guarded
        /// `amount` hit points lost by `actor`, to `word`: a status.
        case hurt
        /// Hit points regained: `amount`.
        case healed
        case out, surrender, fled
        /// To `word`: a zone.
        case moved
        case defend, help
        /// Is played, because nobody plays it.
        case absent
        /// With `word`: a skill.
        case skill
        /// With `word`: an item.
        case item
        /// `actor` comes under `word`: a status, or `shaken`.
        case status
        /// `actor` is rid of `word`.
        case cleared
        /// `actor` loses its turn to `word`.
        case skipped
    }

    package let kind: Kind
    /// A combatant; nil for the fight itself.
    package var actor: String?
    package var target: String?
    /// The face of the d20 that counted.
    package var face: Int?
    package var total: Int?
    /// Armour class or difficulty.
    package var against: Int?
    package var isSuccess: Bool?
    /// Damage, where there was some.
    package var amount: Int?
    package var word: String?

    init(_ kind: Kind, _ actor: String? = nil, target: String? = nil, amount: Int? = nil, word: String? = nil) {
        self.kind = kind
        self.actor = actor
        self.target = target
        self.amount = amount
        self.word = word
    }
}
