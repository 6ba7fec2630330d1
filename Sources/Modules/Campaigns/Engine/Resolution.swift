internal import ContentPacks
internal import Core

/// One step in the making: the state as it changes, and what is to be told of it.
///
/// The order: the choice's text and effects, its check, the branch of the outcome, what the kind of scene brings
/// (combat, rest, social), statuses run on, and the story moves.
struct Resolution {
    /// Where an effect sends the story, over any `goto`.
    enum Jump: Equatable {
        case detour(String)
        case end(String)
    }

    let rules: CampaignRules
    let actor: CharacterID
    let actionID: String
    let dice: Dice

    var state: RunState
    var rolls: [RollRecord] = []
    var checks: [Outcome.Check] = []
    var effects: [AppliedEffect] = []
    var chronicle: [ChronicleEntry] = []
    var texts: [String] = []
    var jump: Jump?
    private var entered = false

    init(_ rules: CampaignRules, _ state: RunState, actor: CharacterID, actionID: String, dice: Dice) {
        self.rules = rules
        self.state = state
        self.actor = actor
        self.actionID = actionID
        self.dice = dice
    }

    /// Enters the first scene.
    mutating func begin() {
        note(.micro, "CAMPAIGN_STARTED", payload: ["campaignId": .string(rules.campaign.id)])
        let first = rules.graph.place(rules.campaign.start) ?? rules.graph.places.first
        guard let first else { return complete() }
        enter(first.scene.id, steering: .story)
    }

    /// Resolves a move in the current scene, and goes on.
    mutating func resolve(_ move: Move) -> StepResult {
        guard let scene = rules.scene(state.sceneID) else { preconditionFailure("BUG: no scene \(state.sceneID)") }
        let (episode, order) = (state.episodeID, state.sceneOrder)
        let afflicted = Dictionary(
            state.present.map { ($0.characterID, $0.statuses) }, uniquingKeysWith: { first, _ in first })
        state.turn += 1
        if move.isRepeatedAdvance { state.repeatedAdvances += 1 }

        tell(move.text)
        apply(move.effects)
        let checked = move.check.map { roll($0, for: move, in: scene) }
        let result = settle(move, checked, in: scene)
        if scene.type == .rest, state.choicesTakenInStay.isEmpty { rest() }
        if scene.raisesRelation { warm(scene, by: result.isSuccess ? 2 : 1) }
        runStatuses(of: afflicted)

        remember(move, result, in: scene)
        go(on: move, checked, result, from: scene)

        let outcome = Outcome(result: result, checks: checks, effects: effects, text: texts.joined(separator: "\n\n"))
        let resolved = ResolvedScene(
            episodeID: episode, sceneID: scene.id, sceneOrder: order, choiceID: move.choiceID, actor: actor,
            resultFlags: ResultFlags(outcome: result, phase: state.phase, effects: effects))
        return self.result(outcome: outcome, resolved: resolved)
    }

    func result(outcome: Outcome?, resolved: ResolvedScene?) -> StepResult {
        StepResult(
            state: state, outcome: outcome, rolls: rolls, chronicle: chronicle, resolved: resolved,
            enteredScene: entered, completed: state.phase == .completed)
    }

    /// The branch of the outcome, or of the fight that the check stands for.
    private mutating func settle(_ move: Move, _ checked: CheckOutcome?, in scene: Scene) -> ActionResult {
        let said = texts.count
        if let branch = move.branch(for: checked) {
            tell(branch.text)
            apply(branch.effects)
        }
        var result = checked.map(ActionResult.init) ?? .success
        if let fight = scene.combat?.branch(for: checked, of: move) {
            result = fight.result
            tell(fight.branch.text)
            apply(fight.branch.effects)
        }
        if let checked, texts.count == said {
            texts.append(GenericTexts.line(for: checked, turn: state.turn, in: rules.language))
        }
        return result
    }

    mutating func tell(_ lines: [Line]) {
        texts += lines.map { $0.text(in: rules.language) }.filter { !$0.isEmpty }
    }

    /// `inspired` gives one advantage and is spent by it; who is stunned tries with disadvantage.
    private mutating func roll(_ check: Check, for move: Move, in scene: Scene) -> CheckOutcome {
        guard let index = state.members.firstIndex(where: { $0.characterID == actor }) else {
            preconditionFailure("BUG: a check without an actor")
        }
        let member = state.members[index]
        let isInspired = member.statuses[Status.inspired.rawValue] != nil
        let isStunned = member.statuses[Status.stunned.rawValue] != nil
        let roll = CheckRoll(
            check, of: member, situation: rules.itemBonuses.best(for: check, of: member),
            advantages: (check.advantage == .advantage ? 1 : 0) + (isInspired ? 1 : 0),
            disadvantages: (check.advantage == .disadvantage ? 1 : 0) + (isStunned ? 1 : 0),
            profile: rules.profile, dice: dice, number: state.rollCount,
            why: ChoiceKey.make(scene: scene.id, choice: move.choiceID ?? "freeform"), actionID: actionID)
        state.rollCount += 1
        rolls.append(roll.record)
        checks.append(roll.shown)
        if isInspired { remove(.inspired, fromMemberAt: index) }
        return roll.shown.outcome
    }

    /// Combat, social and relation are MESO, an epilogue is MACRO, the rest MICRO.
    private mutating func remember(_ move: Move, _ result: ActionResult, in scene: Scene) {
        state.outcomes[scene.id] = result
        state.lastVisitTurn[scene.id] = state.turn
        var payload: [String: JSONValue] = [
            "sceneId": .string(scene.id), "order": .integer(Int64(state.sceneOrder)),
            "outcome": .string(result.rawValue),
        ]
        if let choice = move.choiceID {
            state.choicesTaken[ChoiceKey.make(scene: scene.id, choice: choice), default: 0] += 1
            // Once, so that who takes a sticky choice for ever does not make the state grow.
            if !state.choicesTakenInStay.contains(choice) { state.choicesTakenInStay.append(choice) }
            payload["choiceId"] = .string(choice)
        }
        let importance: ChronicleEntry.Importance =
            switch scene.type {
            case .story, .rest: .micro
            case .combat, .social: .meso
            case .epilogue: .macro
            }
        // Before what came of it, as it happened.
        let type = move.choiceID == nil ? "FREEFORM" : "CHOICE"
        chronicle.insert(ChronicleEntry(importance, type, characterID: actor, payload: payload), at: 0)
    }

    mutating func note(
        _ importance: ChronicleEntry.Importance, _ type: String, of character: CharacterID? = nil,
        payload: [String: JSONValue]
    ) {
        chronicle.append(ChronicleEntry(importance, type, characterID: character, payload: payload))
    }

    /// Enters a scene anew and runs its `on_enter`, which may lead on; a scene does so once in a step, so that two that
    /// send to each other come to rest.
    mutating func enter(_ sceneID: String, steering: Move.Steering) {
        var target = sceneID
        var seen: Set<String> = []
        while let place = rules.graph.place(target) {
            move(to: place)
            state.visits[target, default: 0] += 1
            state.choicesTakenInStay = []
            state.artSceneID = nil
            jump = nil
            apply(place.scene.onEnter)
            seen.insert(target)
            switch (jump, steering) {
            case (.end(let ending)?, _):
                guard let next = rules.graph.scene(ofEnding: ending) else {
                    state.ending = ending
                    return complete()
                }
                guard !seen.contains(next) else { return arrive(place) }
                target = next
            case (.detour(let next)?, .story) where rules.graph.index(of: next) != nil && !seen.contains(next):
                push(Detour(sceneID: target, stay: []))
                target = next
            default:
                return arrive(place)
            }
        }
    }

    /// The same scene again, or one that a detour comes back to: nothing of `on_enter` happens.
    mutating func stay(in sceneID: String, taken: [String]) {
        guard let place = rules.graph.place(sceneID) else { return complete() }
        move(to: place)
        state.choicesTakenInStay = taken
        arrive(place)
    }

    mutating func push(_ detour: Detour) {
        state.detours.append(detour)
        if state.detours.count > Detour.limit { state.detours.removeFirst() }
    }

    /// Who waited at the door comes in before `on_enter`, to share in it; nobody comes into a fight.
    private mutating func move(to place: StoryGraph.Place) {
        state.sceneID = place.scene.id
        state.episodeID = rules.campaign.episodes[place.episode].id
        state.lastVisitTurn[place.scene.id] = state.turn
        if state.fight == nil { state.openDoor() }
    }

    private mutating func arrive(_ place: StoryGraph.Place) {
        jump = nil
        state.sceneOrder += 1
        state.phase = place.isFinal ? .epilogue : .scene
        if place.isFinal { state.detours = [] }
        if let ending = place.scene.ending { state.ending = ending }
        entered = true
        if state.fight == nil, !place.isFinal, let combat = place.scene.combat, combat.isInRounds {
            beginFight(combat, in: place.scene)
        }
    }

    mutating func complete() {
        state.phase = .completed
        state.detours = []
        var payload: [String: JSONValue] = ["sceneId": .string(state.sceneID)]
        if let ending = state.ending { payload["ending"] = .string(ending) }
        note(.macro, "CAMPAIGN_COMPLETED", payload: payload)
    }
}

extension Move {
    /// nil for an own move.
    var choiceID: String? {
        if case .choice(let id) = kind { id } else { nil }
    }
}

extension Combat {
    /// A fight decided by one check: success is victory and fail is defeat; a partial success gets away, or where there
    /// is no way to flee, wins. Who slips away flees by any success. nil when nothing was rolled.
    func branch(for outcome: CheckOutcome?, of move: Move) -> (result: ActionResult, branch: Branch)? {
        let escape: (ActionResult, Branch) = flee.map { (.flee, $0) } ?? (.victory, victory)
        switch outcome {
        case .success?: return move.choiceID == GenericChoices.flight ? escape : (.victory, victory)
        case .partial?: return escape
        case .fail?: return (.defeat, defeat)
        case nil: return nil
        }
    }
}
