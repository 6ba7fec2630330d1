internal import ContentPacks
internal import Core

/// Combat in rounds: how a step goes into a fight, on in it, and out of it.
extension Resolution {
    /// Of a scene state that closed while the fight went on.
    static let fightTurn = "fight.turn"
    /// Of the scene state in which the fight ended.
    static let fightEnd = "fight.end"

    // MARK: Beginning

    /// Everybody who is there fights, in the zone where it is close, against the groups that so many meet.
    mutating func beginFight(_ combat: Combat, in scene: Scene) {
        let close = combat.zones.contains("near") ? "near" : combat.zones[0]
        let party = state.present.map { member in
            Combatant(member, bonuses: rules.itemBonuses, zone: close)
        }
        var monsters: [Combatant] = []
        let groups = combat.monsters(forParty: state.present.count)
        for monster in groups.map(\.monster).uniqued.compactMap({ rules.monsters[$0] }) {
            let zones = groups.filter { $0.monster == monster.id }
                .flatMap { Array(repeating: $0.zone ?? close, count: $0.count) }
            for (index, zone) in zones.enumerated() {
                monsters.append(Combatant(monster, number: zones.count == 1 ? 0 : index + 1, zone: zone))
            }
        }
        let fight = Fight(
            zones: combat.zones, roundsLimit: combat.roundsLimit, allowsFlight: combat.flee != nil,
            combatants: party + monsters)
        var resolution = FightResolution(fight, monsters: rules.monsters, dice: fightDice(in: scene))
        resolution.begin()
        take(resolution)
    }

    private func fightDice(in scene: Scene) -> FightDice {
        FightDice(dice, number: state.rollCount, scene: scene.id, actionID: actionID)
    }

    // MARK: A turn

    /// - Throws: `fight` with what keeps the action from being done, `freeformNotAllowed`, `unknownChoice`.
    mutating func resolve(_ action: PlayerAction, in fight: Fight) throws(ActionError) -> StepResult {
        guard let scene = rules.scene(state.sceneID), let combat = scene.combat else {
            fatalError("BUG: a fight in \(state.sceneID)")
        }
        let (episode, order) = (state.episodeID, state.sceneOrder)
        var isSuccess = true
        if fight.end == nil {
            var resolution = FightResolution(fight, monsters: rules.monsters, dice: fightDice(in: scene))
            isSuccess = try play(action, &resolution)
            take(resolution)
        }
        state.turn += 1
        let lines = rules.fightLines(state)
        let log = fight.end == nil ? state.fight.map(lines.lines) : nil
        let result: ActionResult
        if let fight = state.fight, let end = fight.end {
            result = end.result(allowsFlight: fight.allowsFlight)
            texts.append(lines.line(of: end))
            leave(fight, result, combat, scene, byAdvance: action == .advance)
        } else {
            result = isSuccess ? .success : .fail
            stay(in: scene.id, taken: state.choicesTakenInStay)
        }
        var outcome = Outcome(result: result, checks: [], effects: effects, text: texts.joined(separator: "\n\n"))
        outcome.log = log
        let resolved = ResolvedScene(
            episodeID: episode, sceneID: scene.id, sceneOrder: order,
            choiceID: result.endsFight ? Self.fightEnd : Self.fightTurn, actor: actor,
            resultFlags: ResultFlags(outcome: result, phase: state.phase, effects: effects))
        return self.result(outcome: outcome, resolved: resolved)
    }

    private mutating func play(
        _ action: PlayerAction, _ resolution: inout FightResolution
    ) throws(ActionError) -> Bool {
        let isDeserted = !resolution.fight.current.isStanding
        switch action {
        case .passAbsent,
            .advance where isDeserted:
            resolution.playAbsent()
            return true
        case .advance: return try act(.sensible, &resolution)
        case .fight(let action): return try act(action, &resolution)
        case .choose(let id):
            guard let action = FightChoices.action(of: id, in: resolution.fight) else { throw .unknownChoice(id) }
            return try act(action, &resolution)
        case .freeform: throw .freeformNotAllowed
        }
    }

    private mutating func act(_ action: FightAction, _ resolution: inout FightResolution) throws(ActionError) -> Bool {
        guard resolution.fight.combatant(of: actor)?.isStanding == true else { throw .fight(.notInFight) }
        guard resolution.fight.awaited == actor else {
            throw .fight(.notYourTurn(resolution.fight.awaited.flatMap { state.member($0)?.name } ?? ""))
        }
        do throws(FightError) {
            guard case .useItem(let id, _) = action else { return try resolution.act(action) }
            return try use(id, action, &resolution)
        } catch {
            throw .fight(error)
        }
    }

    private mutating func use(
        _ id: String, _ action: FightAction, _ resolution: inout FightResolution
    ) throws(FightError) -> Bool {
        guard let index = state.members.firstIndex(where: { $0.characterID == actor }),
            state.members[index].items[id, default: 0] > 0
        else { throw .noSuchItem }
        guard let thing = rules.items[id], let item = FightItem(thing) else { throw .uselessItem }
        guard state.members[index].isServed(by: id, thing.traits) else { throw .notAttuned }
        let isSuccess = try resolution.act(action, using: item)
        if state.members[index].use(id, charges: item.charges) { change(id, by: -1, ofMemberAt: index) }
        return isSuccess
    }

    /// What the fight made of the run: rolls, hit points, statuses.
    private mutating func take(_ resolution: FightResolution) {
        rolls += resolution.dice.records
        state.rollCount = resolution.dice.number
        state.fight = resolution.fight
        state.fight?.deeds += FightDeed.all(in: resolution.fight.recent)
        for index in state.members.indices {
            guard let combatant = resolution.fight.combatant(of: state.members[index].characterID) else { continue }
            setHitPoints(combatant.hp, ofMemberAt: index)
            state.members[index].statuses = combatant.statuses
        }
    }

    /// The log of the fight tells of it in words of its own, and so names the combatant.
    private mutating func setHitPoints(_ hp: Int, ofMemberAt index: Int) {
        let member = state.members[index]
        guard hp != member.hp else { return }
        state.members[index].hp = hp
        show(.hp) {
            $0.characterId = member.characterID
            $0.hpDelta = hp - member.hp
            $0.target = String(member.characterID.rawValue)
        }
    }

    // MARK: Leaving

    /// Who was out is on its feet again; the end of the scene's own follows, and the story goes on.
    private mutating func leave(
        _ fight: Fight, _ result: ActionResult, _ combat: Combat, _ scene: Scene, byAdvance: Bool
    ) {
        state.fight = nil
        for index in state.members.indices where !state.members[index].dead && state.members[index].hp < 1 {
            setHitPoints(1, ofMemberAt: index)
        }
        let isRepeated = byAdvance && state.outcomes[scene.id] != nil
        state.outcomes[scene.id] = result
        state.lastVisitTurn[scene.id] = state.turn
        let told = chronicle
        chronicle = []
        note(
            .meso, "COMBAT", of: actor,
            payload: [
                "sceneId": .string(scene.id), "order": .integer(Int64(state.sceneOrder)),
                "outcome": .string(result.rawValue), "rounds": .integer(Int64(fight.round)),
                "deeds": .array(fight.deeds.map(\.json)),
            ])
        chronicle += told
        if result == .victory { share(spoilsOf: fight, in: scene) }
        let branch =
            switch result {
            case .victory: combat.victory
            case .flee: combat.flee ?? combat.victory
            default: combat.defeat
            }
        tell(branch.text)
        apply(branch.effects)
        var move = Move(branch)
        if isRepeated {
            state.repeatedAdvances += 1
            if state.repeatedAdvances >= rules.patience { move.steering = .ending }
        }
        go(on: move, nil, result, from: scene)
    }

    /// Experience by challenge for who fell or gave up, shared evenly; the things of who fell go to the actor.
    private mutating func share(spoilsOf fight: Fight, in scene: Scene) {
        var experience = 0
        var dice = fightDice(in: scene)
        for combatant in fight.combatants {
            guard combatant.standing == .out || combatant.standing == .surrendered,
                let monster = combatant.monsterID.flatMap({ rules.monsters[$0] })
            else { continue }
            experience += monster.challenge.flatMap(ChallengeRating.init)?.experience ?? 0
            guard combatant.standing == .out else { continue }
            for loot in monster.loot {
                let roll = dice.roll("1d100", plus: 0, by: nil, why: "loot:\(combatant.id):\(loot.item)")
                if roll.total <= loot.chance { apply([.give(item: loot.item, count: 1)]) }
            }
        }
        rolls += dice.records
        state.rollCount = dice.number
        let share = experience / max(1, state.present.count)
        if share > 0 { apply([.xp(share)]) }
    }
}

extension ActionResult {
    fileprivate var endsFight: Bool { self == .victory || self == .defeat || self == .flee }
}

extension [String] {
    /// Each once, in the order of its first place.
    var uniqued: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
