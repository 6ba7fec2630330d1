internal import ContentPacks
internal import Core

/// What the robot does with a choice.
extension Playtest {
    /// The words do not matter: the scene names the skill, or the actor tries the best it has.
    private static let ownMove = PlayerAction.freeform(text: "…")

    /// One step of a path, which is one action, or a whole fight.
    ///
    /// - Returns: what came of it, and what did not hold on the way through a fight.
    /// - Throws: `ActionError` when the choice is not there.
    func take(
        _ choice: String, by actor: CharacterID, in state: RunState, actionID: String, dice: Dice
    ) throws(ActionError) -> (result: StepResult, broken: [PlaytestFinding.Kind]) {
        if state.fight != nil { return try fight(choice, in: state, actionID: actionID, dice: dice) }
        let action = choice == PlaytestStep.ownMove ? Self.ownMove : .choose(choiceID: choice)
        return (try rules.step(state, action, actor: actor, actionID: actionID, dice: dice), [])
    }

    /// From where a fight stands to its end: who is on turn does always the same, or what is sensible where that
    /// cannot be done.
    private func fight(
        _ tactic: String, in start: RunState, actionID: String, dice: Dice
    ) throws(ActionError) -> (result: StepResult, broken: [PlaytestFinding.Kind]) {
        guard rules.availableChoices(start).contains(where: { $0.id == tactic }) else { throw .unknownChoice(tactic) }
        var (state, broken) = (start, [PlaytestFinding.Kind]())
        while true {
            let actor = state.fight?.awaited ?? state.members[0].characterID
            let result: StepResult
            do {
                result = try rules.step(
                    state, .choose(choiceID: tactic), actor: actor, actionID: actionID, dice: dice)
            } catch {
                result = try rules.step(state, .advance, actor: actor, actionID: actionID, dice: dice)
            }
            state = result.state
            guard state.fight != nil else { return (result, broken) }
            broken += judge.findings(in: state).filter { !$0.isLock && !broken.contains($0) }
        }
    }
}
