package import Core

/// One roll as it is stored and, at the end of a run, published (campaign-engine "Dice that can be checked").
package struct RollRecord: Codable, Equatable, Sendable {
    package enum Visibility: String, Codable, Sendable {
        case everyone = "public"
        case master = "gm"
        case actor
    }

    /// `n` of the dice formula: counts up through the run from 0.
    package let number: Int
    /// Who rolled; nil is the table.
    package let who: CharacterID?
    /// What for: `check:<scene>/<choice>:<skill>`.
    package let why: String
    /// `1d20+3`; `2d20kh1+3` with advantage, `2d20kl1+3` with disadvantage.
    package let formula: String
    /// Every die in the order of its number, also the one that did not count.
    package let faces: [Int]
    package let modifier: Int
    package let total: Int
    package let dc: Int?
    package let outcome: CheckOutcome?
    package let visibility: Visibility
    /// As the client sent it; empty when it sent none.
    package let actionID: String

    package init(
        number: Int, who: CharacterID?, why: String, formula: String, faces: [Int], modifier: Int, total: Int,
        dc: Int?, outcome: CheckOutcome?, visibility: Visibility, actionID: String
    ) {
        self.number = number
        self.who = who
        self.why = why
        self.formula = formula
        self.faces = faces
        self.modifier = modifier
        self.total = total
        self.dc = dc
        self.outcome = outcome
        self.visibility = visibility
        self.actionID = actionID
    }
}
