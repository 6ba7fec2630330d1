internal import Core

/// What came of the last action, as everybody sees it: `lastOutcome` of http-api.
struct ShownOutcome: Encodable {
    let result: ActionResult
    let checks: [Outcome.Check]
    let effects: [AppliedEffect]
    /// What the pack says of it.
    let text: String
    /// `text`, the checks and the effects in sentences.
    let lines: [String]

    /// - Parameter rolls: of the same action; checks whose roll is not for everybody are left out.
    init(_ outcome: Outcome, rolls: [RollRecord], names: NameBook, language: Language) {
        let hidden = Set(rolls.lazy.filter { $0.visibility != .everyone }.map(\.number))
        let shown = Outcome(
            result: outcome.result, checks: outcome.checks.filter { !hidden.contains($0.rollNumber) },
            effects: outcome.effects, text: outcome.text)
        result = shown.result
        checks = shown.checks
        effects = shown.effects
        text = shown.text
        lines = OutcomeLines(language: language, names: names).lines(of: shown)
    }
}
