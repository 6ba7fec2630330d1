/// One change that a scene, a choice or an outcome brings (content-packs "Effects").
package enum Effect: Codable, Sendable, Equatable {
    /// `{set: flag, to: value}`
    case set(flag: String, to: FlagValue)
    /// `{add: flag, by: n}`; the flag is a number.
    case add(flag: String, by: Int)
    /// `{hp: n, who}`: below zero is harm. Outside combat HP never falls under 1.
    case hp(Int, who: Target)
    /// `{status: bleeding, who, turns}`; without turns it lasts until it is cleared.
    case status(Status, who: Target, turns: Int?)
    /// `{clear: bleeding, who}`
    case clear(Status, who: Target)
    /// `{xp: n}`: to every present member.
    case xp(Int)
    /// `{give: item, count}`: to the actor.
    case give(item: String, count: Int)
    /// `{take: item, count}`: from the actor, else from whoever has it.
    case take(item: String, count: Int)
    /// `{relation: npc, by: n}`: the actor's standing with somebody.
    case relation(npc: String, by: Int)
    /// `{event: SAVE_CITY, importance, target, tags}`
    case event(WorldEvent)
    /// `{alarm: n}`: raises (or lowers) the run's alarm.
    case alarm(Int)
    /// `{art: scene}`: shows the picture of that scene.
    case art(scene: String)
    /// `{detour: scene}`: goes there; the first outcome there that names no way comes back.
    case detour(scene: String)
    /// `{end: ending}`: goes to the scene that carries this ending.
    case end(ending: String)

    /// Whom an effect meets: `actor` (default), `all` present members, or the id of an NPC.
    package enum Target: Codable, Sendable, Equatable {
        case actor
        case all
        case npc(String)
    }
}

/// What may hold a character for a while.
package enum Status: String, Codable, Sendable, CaseIterable {
    case stunned, bleeding, inspired
}
