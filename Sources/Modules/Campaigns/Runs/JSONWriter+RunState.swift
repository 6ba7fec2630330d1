internal import Core

/// What Codable would write of the state of a run, by hand: these bytes are made with every action. Decoding is left to
/// Codable, which runs once a run; a test holds both together.
///
/// Maps are written in whatever order they have: nobody reads them but `RunState`.
extension JSONWriter {
    mutating func value(_ state: RunState) {
        object {
            $0.member("phase", state.phase.rawValue)
            $0.member("turn", state.turn)
            $0.member("rollCount", state.rollCount)
            $0.member("episodeID", state.episodeID)
            $0.member("sceneID", state.sceneID)
            $0.member("sceneOrder", state.sceneOrder)
            $0.map("flags", state.flags) { $0.value($1.json) }
            $0.map("visits", state.visits) { $0.value($1) }
            $0.map("lastVisitTurn", state.lastVisitTurn) { $0.value($1) }
            $0.map("outcomes", state.outcomes) { $0.value($1.rawValue) }
            $0.map("choicesTaken", state.choicesTaken) { $0.value($1) }
            $0.member("choicesTakenInStay", state.choicesTakenInStay)
            $0.map("relations", state.relations) { $0.value($1) }
            $0.map("npcs", state.npcs) { $0.value($1) }
            $0.member("alarm", state.alarm)
            $0.list("detours", state.detours) { $0.members(of: $1) }
            if let scene = state.artSceneID { $0.member("artSceneID", scene) }
            if let ending = state.ending { $0.member("ending", ending) }
            $0.list("members", state.members) { $0.members(of: $1) }
            $0.list("waiting", state.waiting) { $0.members(of: $1) }
            $0.member("repeatedAdvances", state.repeatedAdvances)
            if let fight = state.fight {
                $0.key("fight")
                $0.object { $0.members(of: fight) }
            }
        }
    }

    private mutating func members(of member: MemberState) {
        self.member("characterID", member.characterID.rawValue)
        self.member("playerID", member.playerID.rawValue)
        self.member("name", member.name)
        self.member("role", member.role.rawValue)
        self.member("level", member.level)
        self.member("xp", member.xp)
        self.member("xpGained", member.xpGained)
        map("abilities", member.abilities) { $0.value($1) }
        map("skills", member.skills) { $0.value($1) }
        self.member("hp", member.hp)
        self.member("maxHP", member.maxHP)
        map("statuses", member.statuses) { $0.value($1) }
        map("items", member.items) { $0.value($1) }
        map("worn", member.worn) { $0.value($1) }
        self.member("attuned", member.attuned)
        map("spent", member.spent) { $0.value($1) }
        map("relationGained", member.relationGained) { $0.value($1) }
        self.member("standingGained", member.standingGained)
        self.member("absent", member.absent)
        self.member("dead", member.dead)
    }

    private mutating func members(of detour: Detour) {
        member("sceneID", detour.sceneID)
        if let stay = detour.stay { member("stay", stay) }
    }

    private mutating func value(_ npc: NPCState) {
        object {
            $0.member("wounds", npc.wounds)
            $0.map("statuses", npc.statuses) { $0.value($1) }
        }
    }

    /// What each character means to an NPC: `{"7": 2}`.
    private mutating func value(_ relations: [CharacterID: Int]) {
        object { for (character, value) in relations { $0.member(escaping: String(character.rawValue), value) } }
    }

    mutating func map<Value>(
        _ name: StaticString, _ values: [String: Value], _ write: (inout JSONWriter, Value) -> Void
    ) {
        key(name)
        object {
            for (key, value) in values {
                $0.key(escaping: key)
                write(&$0, value)
            }
        }
    }

    mutating func member(_ name: StaticString, _ texts: [String]) {
        key(name)
        array { for text in texts { $0.value(text) } }
    }
}
