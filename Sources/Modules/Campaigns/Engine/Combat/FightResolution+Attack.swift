internal import ContentPacks
internal import Core

extension FightResolution {
    /// One attack: d20 + bonus against armour class. A natural 20 doubles the dice of the damage, of which a hit does
    /// at least 1.
    ///
    /// Advantage: who attacks is inspired (once) or helped, or the target is stunned. Disadvantage: who attacks is
    /// shaken; the target defends, stands in another zone, or is guarded.
    ///
    /// - Returns: whether it hit.
    @discardableResult
    mutating func attack(_ attackerIndex: Int, _ targetIndex: Int, as kind: FightEvent.Kind = .attack) -> Bool {
        let attacker = fight.combatants[attackerIndex]
        let target = fight.combatants[targetIndex]
        let isGuarded = guards(targetIndex)
        let isInspired = attacker.has(Status.inspired.rawValue)
        let advantages = [isInspired, attacker.isHelped, target.has(Status.stunned.rawValue)]
        let disadvantages = [
            attacker.isShaken, target.isDefending, isGuarded, kind == .attack && attacker.zone != target.zone,
        ]
        let roll = check(
            attacker, bonus: attacker.attackBonus, advantages: advantages.count { $0 },
            disadvantages: disadvantages.count { $0 }, why: "\(kind.rawValue):\(attacker.id):\(target.id)",
            against: target.armourClass)
        spendEdges(of: attackerIndex)
        fight.combatants[attackerIndex].isShaken = false
        var event = FightEvent(kind, attacker.id, target: target.id)
        event.face = roll.face
        event.total = roll.total
        event.against = target.armourClass
        event.isSuccess = roll.isSuccess
        guard roll.isSuccess else {
            log(event)
            return false
        }
        let damage = damage(of: attacker, to: target, isCritical: roll.face == 20)
        event.amount = damage
        log(event)
        fight.isBloody = true
        hurt(targetIndex, by: damage)
        return true
    }

    private mutating func damage(of attacker: Combatant, to target: Combatant, isCritical: Bool) -> Int {
        guard let formula = DiceFormula(attacker.damage) else {
            fatalError("BUG: no dice notation: \(attacker.damage)")
        }
        let count = isCritical ? min(100, formula.count * 2) : formula.count
        let roll = roll(
            "\(count)d\(formula.sides)", plus: formula.bonus, for: attacker, why: "damage:\(attacker.id):\(target.id)")
        return max(1, roll.total)
    }

    /// What gives one advantage is gone with the roll.
    mutating func spendEdges(of index: Int) {
        fight.combatants[index].statuses[Status.inspired.rawValue] = nil
        fight.combatants[index].isHelped = false
    }

    /// Whether a guardian of the target's side, in its zone, steps in with its reaction.
    private mutating func guards(_ targetIndex: Int) -> Bool {
        let target = fight.combatants[targetIndex]
        let guardian = fight.combatants.firstIndex {
            $0.id != target.id && $0.side == target.side && $0.zone == target.zone && canReact($0) && isA(.guardian, $0)
        }
        guard let guardian else { return false }
        fight.combatants[guardian].hasReaction = false
        log(.init(.guarded, fight.combatants[guardian].id, target: target.id))
        return true
    }

    func canReact(_ combatant: Combatant) -> Bool {
        combatant.isStanding && combatant.hasReaction && !combatant.has(Status.stunned.rawValue)
    }

    /// Who leaves the close zone is struck at by everybody there who has a reaction left.
    ///
    /// - Returns: whether it still stands.
    mutating func leaveReach(_ index: Int) -> Bool {
        let leaving = fight.combatants[index]
        guard leaving.zone == fight.closeZone else { return true }
        for foe in fight.foes(of: leaving) where foe.zone == leaving.zone && canReact(foe) {
            guard fight.combatants[index].isStanding, let other = fight.index(of: foe.id) else { break }
            fight.combatants[other].hasReaction = false
            attack(other, index, as: .opportunity)
        }
        return fight.combatants[index].isStanding
    }
}
