internal import ContentPacks
internal import Core

/// A fight as players see it: who stands where, whose turn it is, and what happened last.
struct FightView {
    let fight: Fight
    let lines: FightLines

    /// combat_response: the log since the last action of a player.
    func writeResponse(to json: inout JSONWriter) {
        json.object {
            $0.key("roundSummary")
            $0.array { list in for line in lines.lines(of: fight) { list.value(line) } }
            $0.key("actions")
            $0.array { list in
                for event in fight.recent { write(event, to: &list) }
            }
        }
    }

    private func write(_ event: FightEvent, to json: inout JSONWriter) {
        json.object {
            $0.member("actor", lines.name(event.actor))
            $0.member("description", lines.line(of: event))
            if let actor = fight.combatants.first(where: { $0.id == event.actor }) {
                $0.member("status", actor.standing.rawValue)
            }
        }
    }

    /// `fight` of the payload: all that is needed to choose an action.
    func write(to json: inout JSONWriter) {
        json.object {
            $0.member("round", fight.round)
            $0.member("roundsLimit", fight.roundsLimit)
            $0.member("turn", fight.end == nil ? fight.current.id : nil)
            $0.member("isFresh", fight.isFresh)
            $0.member("hasMoved", fight.hasMoved)
            $0.member("canFlee", fight.allowsFlight)
            $0.member("end", fight.end?.rawValue)
            $0.key("zones")
            $0.array { list in
                for zone in fight.zones {
                    list.object {
                        $0.member("id", zone)
                        $0.member("name", lines.zone(zone))
                    }
                }
            }
            $0.key("skills")
            $0.raw(Self.skills)
            $0.key("initiative")
            writeInitiative(to: &$0)
        }
    }

    /// What skills do in any fight.
    private static let skills = JSONWriter.bytes { json in
        json.array { list in
            for use in FightSkill.uses {
                list.object {
                    $0.member("effect", use.effect)
                    $0.member("target", use.target.rawValue)
                    $0.key("skills")
                    $0.array { list in for skill in use.skills { list.value(skill.rawValue) } }
                }
            }
        }
    }

    /// Everybody in the order of their turns.
    func writeInitiative(to json: inout JSONWriter) {
        json.array { list in
            for combatant in fight.combatants { write(combatant, to: &list) }
        }
    }

    private func write(_ combatant: Combatant, to json: inout JSONWriter) {
        json.object {
            $0.member("id", combatant.id)
            $0.member("name", lines.name(combatant.id))
            $0.member("side", combatant.side.rawValue)
            $0.member("characterId", combatant.characterID?.rawValue)
            $0.member("monsterId", combatant.monsterID)
            $0.member("initiative", combatant.initiative)
            $0.member("hp", combatant.hp)
            $0.member("maxHp", combatant.maxHP)
            $0.member("zone", combatant.zone)
            $0.key("statuses")
            $0.array { list in for status in combatant.statuses.keys.sorted() { list.value(status) } }
            $0.member("standing", combatant.standing.rawValue)
            $0.member("defending", combatant.isDefending)
        }
    }
}
