/// How a fight ended.
package enum FightEnd: String, Codable, Sendable, CaseIterable {
    /// No monster stands.
    case victory
    /// As victory, but some of them gave up or ran.
    case surrender
    /// Nobody of the party stands, and nobody got away.
    case defeat
    /// Nobody of the party stands, but somebody got away.
    case flee
    /// Three rounds without damage: both sides part.
    case standoff
    /// The scene's rounds are over: both sides part.
    case timeout

    /// As `outcome(scene)` tells it. Who parts has got away; from where nobody can flee, the party has held out.
    func result(allowsFlight: Bool) -> ActionResult {
        switch self {
        case .victory, .surrender: .victory
        case .defeat: .defeat
        case .flee: allowsFlight ? .flee : .defeat
        case .standoff, .timeout: allowsFlight ? .flee : .victory
        }
    }
}
