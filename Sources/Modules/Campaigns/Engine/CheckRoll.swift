package import ContentPacks
package import Core

/// A d20 check of one character (campaign-engine "Checks"): the roll as it is stored and as it is shown.
package struct CheckRoll: Equatable, Sendable {
    package let record: RollRecord
    package let shown: Outcome.Check

    /// - Parameters:
    ///   - situation: added to ability modifier and rank: what the character carries.
    ///   - advantages: how many reasons speak for the actor; any number is one.
    ///   - disadvantages: how many speak against; one cancels any number of advantages, and the reverse.
    ///   - number: of this roll in the run.
    ///   - why: the choice it is rolled for, as `<scene>/<choice>`.
    package init(
        _ check: Check, of member: MemberState, situation: Int, advantages: Int, disadvantages: Int,
        profile: RunProfile, dice: Dice, number: Int, why: String, actionID: String
    ) {
        let modifier = (check.skill.map(member.modifier) ?? member.modifier(of: check.ability)) + situation
        let name = check.skill?.rawValue ?? check.ability.statKey
        let advantage: Outcome.Check.Advantage =
            switch (advantages > 0, disadvantages > 0) {
            case (true, false): .advantage
            case (false, true): .disadvantage
            default: .none
            }
        let faces = dice.faces(advantage == .none ? 1 : 2, sides: 20, roll: number, actionID: actionID)
        let face = advantage == .disadvantage ? faces.reduce(20, min) : faces.reduce(1, max)
        let total = face + modifier
        let outcome = Self.outcome(face: face, total: total, dc: check.dc, profile: profile)
        record = RollRecord(
            number: number, who: member.characterID, why: "check:\(why):\(name)",
            formula: Self.formula(advantage, modifier), faces: faces, modifier: modifier, total: total, dc: check.dc,
            outcome: outcome, visibility: .everyone, actionID: actionID)
        shown = Outcome.Check(
            type: check.skill == nil ? "ability" : "skill", skill: name, characterId: member.characterID, roll: face,
            modifier: modifier, total: total, dc: check.dc, advantage: advantage, outcome: outcome,
            rollNumber: number)
    }

    /// A natural 20 is success and a natural 1 is fail, whatever the total.
    package static func outcome(face: Int, total: Int, dc: Int, profile: RunProfile) -> CheckOutcome {
        switch face {
        case 20: .success
        case 1: .fail
        default: total >= dc ? .success : total >= dc - profile.partialMargin ? .partial : .fail
        }
    }

    private static func formula(_ advantage: Outcome.Check.Advantage, _ modifier: Int) -> String {
        let die =
            switch advantage {
            case .none: "1d20"
            case .advantage: "2d20kh1"
            case .disadvantage: "2d20kl1"
            }
        return die + (modifier == 0 ? "" : modifier > 0 ? "+\(modifier)" : "\(modifier)")
    }
}
