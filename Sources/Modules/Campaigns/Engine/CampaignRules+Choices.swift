package import ContentPacks
package import Core

extension CampaignRules {
    /// What scene_response asks for: three or four choices.
    private static let shown = 3...4

    /// What the party may choose now: 3 or 4 choices, in the order of the scene.
    ///
    /// Conditions and the rules of `Choice` (once, sticky, fallback) decide which written ones are open; of more than
    /// four the first four are shown, and the others move up as these are taken. Fewer than three are filled up with
    /// generic ones of the scene's type. A fight has its own. Empty outside SCENE and EPILOGUE.
    package func availableChoices(_ state: RunState) -> [Choice] {
        if let fight = state.fight { return FightChoices.offered(by: fight) }
        guard state.phase == .scene || state.phase == .epilogue, let scene = scene(state.sceneID) else { return [] }
        var choices = Array(openChoices(of: scene, in: state).prefix(Self.shown.upperBound))
        if choices.count < Self.shown.lowerBound {
            choices += GenericChoices.of(scene.type).prefix(Self.shown.lowerBound - choices.count)
        }
        return choices
    }

    /// The written choices that are open; fallbacks only when there is nothing else.
    func openChoices(of scene: Scene, in state: RunState) -> [Choice] {
        let open = scene.choices.filter { isOpen($0, of: scene, in: state) }
        let usual = open.filter { !$0.isFallback }
        return usual.isEmpty ? open : usual
    }

    private func isOpen(_ choice: Choice, of scene: Scene, in state: RunState) -> Bool {
        if choice.isOnce, state.choicesTaken[ChoiceKey.make(scene: scene.id, choice: choice.id)] != nil { return false }
        if !choice.isSticky, state.choicesTakenInStay.contains(choice.id) { return false }
        return choice.when?.holds(in: state) ?? true
    }

    /// Turns an action into a move.
    ///
    /// - Throws: as `step`.
    func move(for action: PlayerAction, by actor: MemberState, in state: RunState) throws(ActionError) -> Move {
        switch action {
        case .choose(let id):
            guard let choice = availableChoices(state).first(where: { $0.id == id }) else { throw .unknownChoice(id) }
            return Move(choice)
        case .freeform(let text, let skill):
            return try freeformMove(text, skill: skill, by: actor, in: state)
        case .advance:
            return try advanceMove(in: state)
        case .fight, .passAbsent:
            throw .noFight
        }
    }

    private func freeformMove(
        _ text: String, skill: String?, by actor: MemberState, in state: RunState
    ) throws(ActionError) -> Move {
        guard let freeform = scene(state.sceneID)?.freeform, freeform.isAllowed else { throw .freeformNotAllowed }
        // Code points: one grapheme may hold any number of combining marks.
        guard text.unicodeScalars.count <= freeform.limit, text.contains(where: { !$0.isWhitespace }) else {
            throw .freeformText(limit: freeform.limit)
        }
        if let skill {
            guard let skill = Skill(rawValue: skill) else { throw .unknownSkill(skill) }
            return Move(freeform, skill: skill)
        }
        return Move(
            freeform, skill: freeform.skill ?? FreeformMatcher.skill(for: text, in: language) ?? actor.bestSkill)
    }

    /// The modifier with which a character would try a choice; 0 when nothing is rolled for it.
    package func modifier(of member: MemberState, for choice: Choice) -> Int {
        choice.check.map { modifier(of: member, for: $0) } ?? 0
    }

    private func modifier(of member: MemberState, for check: Check) -> Int {
        let own = check.skill.map(member.modifier) ?? member.modifier(of: check.ability)
        return own + itemBonuses.best(for: check, of: member)
    }

    /// Who acts for a vote's winning option (campaign-engine "Decisions of a party"): the candidate with the best
    /// modifier, ties to the lowest id. nil when no candidate is playing.
    ///
    /// - Parameter check: of the option; nil where nothing is rolled: then the lowest id.
    package func bestActor(for check: Check?, among candidates: [CharacterID], in state: RunState) -> CharacterID? {
        let playing = state.present.filter { candidates.contains($0.characterID) }
            .sorted { $0.characterID < $1.characterID }
        guard let check else { return playing.first?.characterID }
        return playing.max { modifier(of: $0, for: check) < modifier(of: $1, for: check) }?.characterID
    }
}
