internal import ContentPacks
internal import Core

extension Resolution {
    /// Numbers of a run stay within ±1,000,000,000, whatever a pack adds to them.
    private static let bound = 1_000_000_000

    mutating func apply(_ effects: [Effect]) {
        for effect in effects { apply(effect) }
    }

    private mutating func apply(_ effect: Effect) {
        switch effect {
        case .set(let flag, let value): set(flag, to: value)
        case .add(let flag, let amount):
            guard case .integer(let value) = state.flags[flag] ?? .integer(0) else { return }
            set(flag, to: .integer(Self.sum(value, amount)))
        case .hp(let amount, let target): heal(amount, target)
        case .status(let status, let target, let turns): afflict(status, target, turns: max(0, turns ?? 0))
        case .clear(let status, let target): clear(status, target)
        case .xp(let amount): for index in presentIndexes { gainExperience(amount, memberAt: index) }
        case .give(let item, let count): give(item, count)
        case .take(let item, let count): take(item, count)
        case .relation(let npc, let amount):
            if let index = actorIndex { relate(npc, toMemberAt: index, by: amount) }
        case .event(let event): happen(event)
        case .alarm(let amount): alarm(amount)
        case .art(let scene):
            state.artSceneID = scene
            show(.art) { $0.sceneId = scene }
        case .detour(let scene):
            // An `end` before it in the same step stands: the story is over.
            if case .end = jump { return }
            jump = .detour(scene)
        case .end(let ending): jump = .end(ending)
        }
    }

    // MARK: Who is met

    private var actorIndex: Int? { state.members.firstIndex { $0.characterID == actor } }
    private var presentIndexes: [Int] { state.members.indices.filter { state.members[$0].isPresent } }

    private func indexes(_ target: Effect.Target) -> [Int] {
        switch target {
        case .actor: actorIndex.map { [$0] } ?? []
        case .all: presentIndexes
        case .npc: []
        }
    }

    mutating func show(_ kind: AppliedEffect.Kind, _ fill: (inout AppliedEffect) -> Void) {
        var effect = AppliedEffect(kind)
        fill(&effect)
        effects.append(effect)
    }

    private static func sum(_ left: Int, _ right: Int) -> Int {
        let (sum, isOver) = left.addingReportingOverflow(right)
        return isOver ? (right < 0 ? -bound : bound) : min(max(sum, -bound), bound)
    }

    // MARK: Flags, alarm, events

    /// Hidden flags are not shown; the chronicle's line of a flag belongs to no character, for masters only.
    private mutating func set(_ flag: String, to value: FlagValue) {
        guard state.flags[flag] != value else { return }
        state.flags[flag] = value
        note(
            .micro, "FLAG_CHANGED",
            payload: ["flag": .string(flag), "value": value.json, "sceneId": .string(state.sceneID)])
        guard rules.visibleFlags.contains(flag) else { return }
        show(.flag) {
            $0.flag = flag
            $0.value = value.json
        }
    }

    /// Never under 0.
    private mutating func alarm(_ amount: Int) {
        let before = state.alarm
        state.alarm = max(0, Self.sum(before, amount))
        guard state.alarm != before else { return }
        let delta = state.alarm - before
        show(.alarm) { $0.statChanges = ["alarm": delta] }
    }

    private mutating func happen(_ event: WorldEvent) {
        var payload: [String: JSONValue] = ["sceneId": .string(state.sceneID)]
        if let target = event.target { payload["target"] = .string(target) }
        if !event.tags.isEmpty { payload["tags"] = .array(event.tags.map { .string($0) }) }
        let importance = ChronicleEntry.Importance(rawValue: event.importance.rawValue) ?? .meso
        note(importance, event.type, of: actor, payload: payload)
        show(.event) {
            $0.event = event.type
            $0.target = event.target
        }
    }

    // MARK: Hit points and statuses

    /// Outside combat rounds HP stays within 1...maxHP.
    private mutating func heal(_ amount: Int, _ target: Effect.Target) {
        if case .npc(let npc) = target {
            var hurt = state.npcs[npc] ?? NPCState()
            let before = hurt.wounds
            hurt.wounds = max(0, Self.sum(before, -Self.sum(0, amount)))
            state.npcs[npc] = hurt
            guard hurt.wounds != before else { return }
            return show(.hp) {
                $0.npcId = npc
                $0.hpDelta = before - hurt.wounds
            }
        }
        for index in indexes(target) { heal(amount, memberAt: index) }
    }

    private mutating func heal(_ amount: Int, memberAt index: Int) {
        let member = state.members[index]
        guard !member.dead else { return }
        let hp = min(member.maxHP, max(1, Self.sum(member.hp, amount)))
        guard hp != member.hp else { return }
        state.members[index].hp = hp
        show(.hp) {
            $0.characterId = member.characterID
            $0.hpDelta = hp - member.hp
        }
    }

    /// The longer of what is left and what comes; 0 is until it is cleared, and longest of all.
    private mutating func afflict(_ status: Status, _ target: Effect.Target, turns: Int) {
        func longer(_ old: Int?) -> Int {
            guard let old else { return turns }
            return old == 0 || turns == 0 ? 0 : max(old, turns)
        }
        if case .npc(let npc) = target {
            let left = longer(state.npcs[npc]?.statuses[status.rawValue])
            state.npcs[npc, default: NPCState()].statuses[status.rawValue] = left
            return show(.status) {
                $0.npcId = npc
                $0.status = status.rawValue
                $0.turns = left
            }
        }
        for index in indexes(target) {
            let left = longer(state.members[index].statuses[status.rawValue])
            state.members[index].statuses[status.rawValue] = left
            let id = state.members[index].characterID
            show(.status) {
                $0.characterId = id
                $0.status = status.rawValue
                $0.turns = left
            }
        }
    }

    private mutating func clear(_ status: Status, _ target: Effect.Target) {
        if case .npc(let npc) = target {
            guard state.npcs[npc]?.statuses.removeValue(forKey: status.rawValue) != nil else { return }
            return show(.clear) {
                $0.npcId = npc
                $0.status = status.rawValue
            }
        }
        for index in indexes(target) { remove(status, fromMemberAt: index) }
    }

    mutating func remove(_ status: Status, fromMemberAt index: Int) {
        guard state.members[index].statuses.removeValue(forKey: status.rawValue) != nil else { return }
        let id = state.members[index].characterID
        show(.clear) {
            $0.characterId = id
            $0.status = status.rawValue
        }
    }

    /// An action is a round outside combat: bleeding costs 1 HP, and what lasts for some turns lasts one less. Only for
    /// statuses that were there when the action began.
    mutating func runStatuses(of before: [CharacterID: [String: Int]]) {
        for index in presentIndexes {
            let held = before[state.members[index].characterID] ?? [:]
            for status in Status.allCases where held[status.rawValue] != nil {
                guard let left = state.members[index].statuses[status.rawValue] else { continue }
                if status == .bleeding { heal(-1, memberAt: index) }
                if left == 1 {
                    remove(status, fromMemberAt: index)
                } else if left > 1 {
                    state.members[index].statuses[status.rawValue] = left - 1
                }
            }
        }
    }

    /// A rest, once a stay: half of maximum HP, rounded up, comes back; bleeding and stunning end.
    mutating func rest() {
        for index in presentIndexes {
            remove(.bleeding, fromMemberAt: index)
            remove(.stunned, fromMemberAt: index)
            heal((state.members[index].maxHP + 1) / 2, memberAt: index)
        }
    }

    // MARK: Experience, things, people

    /// Experience never falls under what it was before the run; a level reached stays, and makes hardier.
    private mutating func gainExperience(_ amount: Int, memberAt index: Int) {
        let member = state.members[index]
        let gained = max(0, Self.sum(member.xpGained, amount))
        guard gained != member.xpGained else { return }
        state.members[index].xpGained = gained
        show(.xp) {
            $0.characterId = member.characterID
            $0.statChanges = ["xp": gained - member.xpGained]
        }
        let level = max(member.level, Experience.level(at: Self.sum(member.xp, gained)))
        guard level > member.level else { return }
        state.members[index].level = level
        let grown = min(
            MemberState.mostHitPoints,
            member.maxHP
                + Experience.hitPoints(
                    forLevels: level - member.level, constitution: member.modifier(of: .constitution)))
        let growth = max(0, grown - member.maxHP)
        state.members[index].maxHP += growth
        state.members[index].hp += growth
        note(.meso, "LEVEL_UP", of: member.characterID, payload: ["level": .integer(Int64(level))])
        show(.level) {
            $0.characterId = member.characterID
            $0.statChanges = ["level": level - member.level, "maxHp": growth]
            $0.value = .integer(Int64(level))
        }
    }

    private mutating func give(_ item: String, _ count: Int) {
        guard let index = actorIndex, count > 0 else { return }
        change(item, by: count, ofMemberAt: index)
    }

    /// From the actor first, then from whoever else is there and has it, until `count` are taken.
    private mutating func take(_ item: String, _ count: Int) {
        var left = count
        let others = presentIndexes.filter { $0 != actorIndex }
        for index in (actorIndex.map { [$0] } ?? []) + others where left > 0 {
            let taken = min(left, state.members[index].items[item, default: 0])
            guard taken > 0 else { continue }
            change(item, by: -taken, ofMemberAt: index)
            left -= taken
        }
    }

    /// Rare and above is MESO.
    mutating func change(_ item: String, by count: Int, ofMemberAt index: Int) {
        let member = state.members[index]
        let quantity = Self.sum(member.items[item, default: 0], count)
        if quantity > 0 {
            state.members[index].items[item] = quantity
            if member.items[item] == nil, let traits = rules.items[item]?.traits {
                state.members[index].takeUp(item, traits) { rules.items[$0]?.effects.isEmpty ?? true }
            }
        } else {
            state.members[index].letGo(item)
        }
        let isRare = (rules.items[item]?.rarity ?? .common) >= .rare
        note(
            isRare ? .meso : .micro, count > 0 ? "ITEM_GAINED" : "ITEM_LOST", of: member.characterID,
            payload: [
                "itemId": .string(item), "count": .integer(Int64(abs(count))), "sceneId": .string(state.sceneID),
            ])
        show(.item) {
            $0.characterId = member.characterID
            $0.itemId = item
            $0.count = count
        }
    }

    private mutating func relate(_ npc: String, toMemberAt index: Int, by amount: Int) {
        let id = state.members[index].characterID
        let before = state.relations[npc]?[id] ?? 0
        let value = Self.sum(before, amount)
        guard value != before else { return }
        state.relations[npc, default: [:]][id] = value
        state.members[index].relationGained[npc] = Self.sum(state.members[index].relationGained[npc] ?? 0, amount)
        note(
            .meso, "RELATION_CHANGED", of: id,
            payload: [
                "npcId": .string(npc), "by": .integer(Int64(value - before)), "sceneId": .string(state.sceneID),
            ])
        show(.relation) {
            $0.characterId = id
            $0.npcId = npc
            $0.relationDelta = value - before
        }
    }

    /// A social scene of a single-file pack: every participant's standing rises, and with each NPC of the scene.
    mutating func warm(_ scene: Scene, by amount: Int) {
        for index in presentIndexes {
            state.members[index].standingGained = Self.sum(state.members[index].standingGained, amount)
            let id = state.members[index].characterID
            note(
                .meso, "RELATION_CHANGED", of: id,
                payload: ["by": .integer(Int64(amount)), "sceneId": .string(scene.id)])
            show(.relation) {
                $0.characterId = id
                $0.relationDelta = amount
            }
            for npc in scene.npcs { relate(npc, toMemberAt: index, by: amount) }
        }
    }
}
