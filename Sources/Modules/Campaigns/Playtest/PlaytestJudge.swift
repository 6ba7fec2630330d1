internal import ContentPacks

/// Looks at every state of a playthrough for what should not be.
struct PlaytestJudge: Sendable {
    private let rules: CampaignRules
    private let always: [(text: String, condition: Condition)]

    init(_ rules: CampaignRules) {
        self.rules = rules
        // What does not parse has not passed the reader.
        always = rules.pack.assertions.always.compactMap { text in
            (try? Condition(printed: text)).map { (text, $0) }
        }
    }

    /// - Parameter last: the step that led to `state`, and where it was taken; nil at the start.
    func findings(in state: RunState, after last: (step: PlaytestStep, state: RunState)? = nil)
        -> [PlaytestFinding.Kind]
    {
        let rescue = last.flatMap { wasRescued($0.step, in: $0.state, to: state) ? $0.state.sceneID : nil }
        let lock = rescue.map { .softLock(scene: $0) } ?? lock(in: state)
        return always.filter { !holds($0.condition, in: state) }.map { .broken(assertion: $0.text) }
            + [lock].compactMap { $0 }
    }

    /// Whether a choice that names no way used up the last one that was open: the rules then moved the story on.
    private func wasRescued(_ step: PlaytestStep, in state: RunState, to next: RunState) -> Bool {
        guard let place = rules.graph.place(step.scene), !place.isFinal, mayLock(place.scene, in: state),
            next.phase != .completed, next.sceneID != step.scene,
            let choice = place.scene.choices.first(where: { $0.id == step.choice })
        else { return false }
        let outcome = choice.check.flatMap { _ in CheckOutcome(rawValue: step.outcome.rawValue) }
        let branch = Move(choice).branch(for: outcome)
        let leads = (choice.effects + (branch?.effects ?? [])).contains { effect in
            switch effect {
            case .end, .detour: true
            default: false
            }
        }
        return !leads && choice.goto == nil && branch?.goto == nil
    }

    /// A scene with a way out of its own, a fight and a detour all end without a choice that says so.
    private func mayLock(_ scene: Scene, in state: RunState) -> Bool {
        (scene.goto == nil || scene.goto == scene.id) && scene.type != .combat && state.detours.isEmpty
    }

    private func lock(in state: RunState) -> PlaytestFinding.Kind? {
        guard let place = rules.graph.place(state.sceneID), !place.isFinal else { return nil }
        if state.phase == .completed { return .lost(scene: state.sceneID) }
        if state.present.isEmpty { return .deserted(scene: state.sceneID) }
        let scene = place.scene
        guard mayLock(scene, in: state) else { return nil }
        return rules.openChoices(of: scene, in: state).isEmpty ? .softLock(scene: scene.id) : nil
    }

    /// For each member, whose numbers stand beside the flags.
    private func holds(_ condition: Condition, in state: RunState) -> Bool {
        state.members.allSatisfy { member in
            var state = state
            let amounts = [
                member.hp, member.maxHP, member.level, member.xp + member.xpGained, state.alarm, state.turn,
            ]
            for (name, amount) in zip(Assertions.amounts, amounts) { state.flags[name] = .integer(amount) }
            return condition.holds(in: state)
        }
    }
}
