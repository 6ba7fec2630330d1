internal import Core

/// The fight of a state by hand, as `JSONWriter+RunState` writes the rest of it.
extension JSONWriter {
    mutating func members(of fight: Fight) {
        member("zones", fight.zones)
        member("roundsLimit", fight.roundsLimit)
        member("allowsFlight", fight.allowsFlight)
        list("combatants", fight.combatants) { $0.members(of: $1) }
        member("round", fight.round)
        member("turn", fight.turn)
        member("hasMoved", fight.hasMoved)
        member("isBloody", fight.isBloody)
        member("quietRounds", fight.quietRounds)
        memberIfAny("prey", fight.prey)
        memberIfAny("end", fight.end?.rawValue)
        list("recent", fight.recent) { $0.members(of: $1) }
        list("deeds", fight.deeds) {
            $0.member("kind", $1.kind.rawValue)
            $0.memberIfAny("by", $1.by)
            $0.member("who", $1.who)
        }
    }

    private mutating func members(of combatant: Combatant) {
        member("id", combatant.id)
        member("side", combatant.side.rawValue)
        if let character = combatant.characterID { member("characterID", character.rawValue) }
        memberIfAny("monsterID", combatant.monsterID)
        member("number", combatant.number)
        member("maxHP", combatant.maxHP)
        member("hp", combatant.hp)
        member("armourClass", combatant.armourClass)
        member("attackBonus", combatant.attackBonus)
        member("damage", combatant.damage)
        member("initiativeBonus", combatant.initiativeBonus)
        member("dexterity", combatant.dexterity)
        map("modifiers", combatant.modifiers) { $0.value($1) }
        map("skills", combatant.skills) { $0.value($1) }
        member("initiative", combatant.initiative)
        member("initiativeRoll", combatant.initiativeRoll)
        member("zone", combatant.zone)
        map("statuses", combatant.statuses) { $0.value($1) }
        member("standing", combatant.standing.rawValue)
        member("isDefending", combatant.isDefending)
        member("isHelped", combatant.isHelped)
        member("isShaken", combatant.isShaken)
        member("hasReaction", combatant.hasReaction)
    }

    private mutating func members(of event: FightEvent) {
        member("kind", event.kind.rawValue)
        memberIfAny("actor", event.actor)
        memberIfAny("target", event.target)
        memberIfAny("face", event.face)
        memberIfAny("total", event.total)
        memberIfAny("against", event.against)
        if let isSuccess = event.isSuccess { member("isSuccess", isSuccess) }
        memberIfAny("amount", event.amount)
        memberIfAny("word", event.word)
    }
}
