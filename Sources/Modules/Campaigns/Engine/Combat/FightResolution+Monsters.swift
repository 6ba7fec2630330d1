internal import ContentPacks

/// What monsters do in their turns, and characters that leave it to the rules.
extension FightResolution {
    /// The cowardly run under half of their hit points. All others go for somebody: packs for whom they went for last,
    /// the bloodthirsty for who has the fewest hit points, the rest for who is near and comes first.
    mutating func actAsMonster(_ index: Int) {
        let monster = fight.combatants[index]
        if isA(.cowardly, monster), monster.hp * 2 < monster.maxHP {
            leave(index)
            return
        }
        guard let target = quarry(of: monster) else { return }
        fight.prey = target.id
        strike(index, target)
    }

    private func quarry(of monster: Combatant) -> Combatant? {
        let foes = fight.foes(of: monster)
        if isA(.bloodthirsty, monster) { return Self.weakest(foes) }
        if isA(.packHunter, monster), let prey = foes.first(where: { $0.id == fight.prey }) { return prey }
        return foes.first { $0.zone == monster.zone } ?? foes.first
    }

    /// The sensible turn: the weakest enemy within reach, else the weakest of all.
    mutating func actSensibly(_ index: Int) -> Bool {
        let actor = fight.combatants[index]
        let foes = fight.foes(of: actor)
        guard let target = Self.weakest(foes.filter { $0.zone == actor.zone }) ?? Self.weakest(foes) else {
            fight.combatants[index].isDefending = true
            log(.init(.defend, actor.id))
            return true
        }
        return strike(index, target)
    }

    /// Goes where the target stands, when nobody strikes at who leaves, and attacks.
    ///
    /// - Returns: whether it hit.
    @discardableResult
    private mutating func strike(_ index: Int, _ target: Combatant) -> Bool {
        let actor = fight.combatants[index]
        if actor.zone != target.zone, !fight.hasMoved, !isWatched(actor) { move(index, to: target.zone) }
        guard fight.combatants[index].isStanding, let target = fight.index(of: target.id) else { return false }
        return attack(index, target)
    }

    private func isWatched(_ combatant: Combatant) -> Bool {
        combatant.zone == fight.closeZone
            && fight.foes(of: combatant).contains { $0.zone == combatant.zone && canReact($0) }
    }

    /// The fewest hit points; ties go to who acts first.
    private static func weakest(_ foes: [Combatant]) -> Combatant? { foes.min { $0.hp < $1.hp } }
}
