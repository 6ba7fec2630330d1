package import Core

/// What came of one action: `lastOutcome` of http-api.
package struct Outcome: Codable, Equatable, Sendable {
    /// One check as players see it.
    package struct Check: Codable, Equatable, Sendable {
        package enum Advantage: String, Codable, Sendable {
            case advantage
            case disadvantage
            case none
        }

        /// `skill` or `ability`.
        package let type: String
        /// The skill, or the ability when the check is on a bare one.
        package let skill: String
        package let characterId: CharacterID
        /// The face that counted, 1...20.
        package let roll: Int
        package let modifier: Int
        package let total: Int
        package let dc: Int
        package let advantage: Advantage
        package let outcome: CheckOutcome
        /// `RollRecord.number`.
        package let rollNumber: Int
    }

    package let result: ActionResult
    package let checks: [Check]
    package let effects: [AppliedEffect]
    /// What the pack says of it, in the run's language; empty when it says nothing.
    package let text: String
    /// What happened in a fight, in sentences; nil outside of one.
    package var log: [String]?
}
