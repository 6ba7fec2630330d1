/// When a choice is offered or an episode open: a question about the run.
///
/// As text and in JSON it is what the author wrote, printed in one way: `a and (b or not has(rope))`.
package indirect enum Condition: Sendable, Equatable {
    /// A flag that is set, or `has(…)`, `visited(…)`.
    case holds(Term)
    case compare(Term, Comparison, FlagValue)
    case not(Condition)
    case and(Condition, Condition)
    case or(Condition, Condition)

    /// What can be asked.
    package enum Term: Sendable, Equatable {
        /// The value of a flag of the campaign.
        case flag(String)
        /// Whether any present member carries the item.
        case has(item: String)
        /// Whether the scene was entered in this run.
        case visited(scene: String)
        /// Turns since the scene was left; a scene never visited is farther than any number.
        case turnsSince(scene: String)
        /// The best standing of a present member with the NPC.
        case relation(npc: String)
        /// The best rank of a present member.
        case skill(Skill)
        /// The last outcome in the scene: "success", "partial", "fail", "victory", …; empty before it.
        case outcome(scene: String)
        case partySize
    }

    package enum Comparison: String, Sendable, CaseIterable {
        case equal = "=="
        case notEqual = "!="
        case less = "<"
        case atMost = "<="
        case greater = ">"
        case atLeast = ">="

        package func holds(_ left: Int, _ right: Int) -> Bool {
            switch self {
            case .equal: left == right
            case .notEqual: left != right
            case .less: left < right
            case .atMost: left <= right
            case .greater: left > right
            case .atLeast: left >= right
            }
        }
    }

    /// Every term, from left to right.
    package var terms: [Term] {
        switch self {
        case .holds(let term), .compare(let term, _, _): [term]
        case .not(let inner): inner.terms
        case .and(let left, let right), .or(let left, let right): left.terms + right.terms
        }
    }
}
