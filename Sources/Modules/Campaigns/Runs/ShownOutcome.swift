internal import Core

/// What came of the last action, as everybody sees it: `lastOutcome` of http-api.
struct ShownOutcome {
    private let outcome: Outcome
    /// The text, the checks and the effects in sentences.
    private let lines: [String]

    /// - Parameter rolls: of the same action; checks whose roll is not for everybody are left out.
    init(_ outcome: Outcome, rolls: [RollRecord], names: NameBook, language: Language) {
        let hidden = Set(rolls.lazy.filter { $0.visibility != .everyone }.map(\.number))
        var shown = Outcome(
            result: outcome.result, checks: outcome.checks.filter { !hidden.contains($0.rollNumber) },
            effects: outcome.effects, text: outcome.text)
        shown.log = outcome.log
        self.outcome = shown
        lines = OutcomeLines(language: language, names: names).lines(of: self.outcome)
    }

    var json: [UInt8] {
        var json = JSONWriter()
        json.object {
            $0.members(of: outcome)
            $0.key("lines")
            $0.array { list in for line in lines { list.value(line) } }
        }
        return json.bytes
    }
}
