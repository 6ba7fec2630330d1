/// What can become of a thing of the world (campaign-engine "Chronicle, summary, retcon package").
package enum WorldChange: String, Codable, Sendable {
    case alive
    case dead
    case exiled
    case changedSide = "changed_side"
    case strengthened
    case weakened
    case destroyed

    /// What an event means for its target, by the event's first word; nil when it changes nothing in the world.
    ///
    /// `KILL_NPC` is dead, `HELP_FACTION` strengthened, `SAVE_CITY` strengthened but `SAVE_NPC` alive: a person is
    /// not made stronger by being saved.
    package init?(event: String, targetType: String) {
        let verb = event.prefix { $0 != "_" }
        let isPerson = targetType == "npc"
        switch verb {
        case "KILL", "EXECUTE", "MURDER": self = isPerson ? .dead : .destroyed
        case "SPARE", "SAVE", "RESCUE", "FREE", "HEAL", "REVIVE": self = isPerson ? .alive : .strengthened
        case "EXILE", "BANISH": self = .exiled
        case "RECRUIT", "CONVERT", "BETRAYAL", "BETRAY", "TURN": self = .changedSide
        case "HELP", "DEFEND", "SUPPORT", "STRENGTHEN": self = isPerson ? .alive : .strengthened
        case "HARM", "WEAKEN", "ROB", "SABOTAGE", "ABANDON": self = .weakened
        case "DESTROY", "RAZE", "BURN": self = isPerson ? .dead : .destroyed
        default: return nil
        }
    }
}
