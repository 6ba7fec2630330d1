internal import Core

/// What Codable would write of the rules' results, by hand: these bytes are made with every action.
extension JSONWriter {
    mutating func value(_ outcome: Outcome) {
        object { $0.members(of: outcome) }
    }

    /// `result`, `checks`, `effects`, `text`, and `log` of a fight.
    mutating func members(of outcome: Outcome) {
        member("result", outcome.result.rawValue)
        key("checks")
        value(outcome.checks)
        key("effects")
        value(outcome.effects)
        member("text", outcome.text)
        if let log = outcome.log {
            key("log")
            array { list in for line in log { list.value(line) } }
        }
    }

    mutating func value(_ flags: ResultFlags) {
        object {
            $0.member("outcome", flags.outcome.rawValue)
            $0.member("phase", flags.phase.rawValue)
            $0.key("effects")
            $0.value(flags.effects)
        }
    }

    mutating func value(_ checks: [Outcome.Check]) {
        array { list in for check in checks { list.value(check) } }
    }

    private mutating func value(_ check: Outcome.Check) {
        object {
            $0.member("type", check.type)
            $0.member("skill", check.skill)
            $0.member("characterId", check.characterId.rawValue)
            $0.member("roll", check.roll)
            $0.member("modifier", check.modifier)
            $0.member("total", check.total)
            $0.member("dc", check.dc)
            $0.member("advantage", check.advantage.rawValue)
            $0.member("outcome", check.outcome.rawValue)
            $0.member("rollNumber", check.rollNumber)
        }
    }

    mutating func value(_ effects: [AppliedEffect]) {
        array { list in for effect in effects { list.value(effect) } }
    }

    /// Members that are nil are left out.
    mutating func value(_ effect: AppliedEffect) {
        object {
            $0.member("type", effect.type.rawValue)
            if let character = effect.characterId { $0.member("characterId", character.rawValue) }
            $0.memberIfAny("npcId", effect.npcId)
            $0.memberIfAny("hpDelta", effect.hpDelta)
            $0.memberIfAny("relationDelta", effect.relationDelta)
            if let changes = effect.statChanges {
                $0.key("statChanges")
                $0.raw(JSONWriter.object(changes))
            }
            $0.memberIfAny("flag", effect.flag)
            if let value = effect.value { $0.member("value", value) }
            $0.memberIfAny("itemId", effect.itemId)
            $0.memberIfAny("count", effect.count)
            $0.memberIfAny("status", effect.status)
            $0.memberIfAny("turns", effect.turns)
            $0.memberIfAny("event", effect.event)
            $0.memberIfAny("target", effect.target)
            $0.memberIfAny("sceneId", effect.sceneId)
            $0.memberIfAny("ending", effect.ending)
        }
    }
}
