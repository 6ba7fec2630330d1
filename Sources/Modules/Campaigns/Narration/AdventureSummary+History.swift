internal import ContentPacks
internal import Core

extension AdventureSummary {
    package init(of history: RunHistory) {
        let state = history.state
        campaignRunId = history.campaignRunID
        campaignTemplateId = history.rules.campaign.id
        partyId = history.partyID
        partySummary = PartySummary(
            members: state.members.map { Member(characterId: $0.characterID, name: $0.name, role: $0.role) },
            finalStats: state.members.map(FinalStats.init),
            deeds: Self.deeds(history))
        let teller = RunTeller(history)
        timeline = history.scenes.map { TimelineEntry($0, teller) }
        rewards = Self.rewards(history)
        worldLocalEffects = history.worldEvents.map(LocalEffect.init)
        narrative = NarrativeWriter.narrative(of: history)
    }

    private static func deeds(_ history: RunHistory) -> [Deed] {
        let lines = ChronicleLines(history)
        return history.chronicle.filter { $0.importance > .micro && $0.characterID != nil }
            .map { Deed($0, text: lines.line(of: $0)) }
    }

    /// Of each member: experience, levels, then what the run gave in all, by item; what was given and taken again is
    /// not a reward.
    private static func rewards(_ history: RunHistory) -> [Reward] {
        let effects = history.effects
        let names = history.rules.names(history.state)
        return history.state.members.flatMap { member -> [Reward] in
            let id = member.characterID
            let own = effects.filter { $0.characterId == id }
            var rewards: [Reward] = []
            if member.xpGained > 0 { rewards.append(Reward(characterId: id, type: .xp, amount: member.xpGained)) }
            let levels = own.filter { $0.type == .level }.reduce(0) { $0 + ($1.statChanges?["level"] ?? 0) }
            if levels > 0 { rewards.append(Reward(characterId: id, type: .level, amount: levels)) }
            var items: [(id: String, count: Int)] = []
            for effect in own where effect.type == .item {
                guard let item = effect.itemId, let count = effect.count else { continue }
                if let index = items.firstIndex(where: { $0.id == item }) {
                    items[index].count += count
                } else {
                    items.append((item, count))
                }
            }
            return rewards
                + items.filter { $0.count > 0 }.map {
                    Reward(characterId: id, type: .item, amount: $0.count, itemId: $0.id, name: names.item($0.id))
                }
        }
    }
}

extension AdventureSummary.FinalStats {
    fileprivate init(_ member: MemberState) {
        characterId = member.characterID
        level = member.level
        xp = member.xp + member.xpGained
        xpGained = member.xpGained
        hp = member.hp
        maxHp = member.maxHP
        statuses = member.statuses.keys.sorted()
        relations = member.relationGained
        status = member.dead ? .dead : member.absent ? .absent : .alive
    }
}

extension AdventureSummary.Deed {
    fileprivate init(_ entry: ChronicleEntry, text: String?) {
        characterId = entry.characterID
        self.text = text
        type = entry.type
        importance = entry.importance
        sceneId = entry.payload["sceneId"]?.stringValue
        target = (entry.payload["target"] ?? entry.payload["npcId"] ?? entry.payload["itemId"])?.stringValue
    }
}

extension AdventureSummary.LocalEffect {
    fileprivate init(_ entry: ChronicleEntry) {
        event = entry.type
        importance = entry.importance
        sceneId = entry.payload["sceneId"]?.stringValue
        target = entry.payload["target"]?.stringValue
    }
}

extension AdventureSummary.TimelineEntry {
    fileprivate init(_ record: SceneRecord, _ teller: RunTeller) {
        let rules = teller.rules
        let scene = rules.scene(record.resolved.sceneID)
        sceneId = record.resolved.sceneID
        order = record.resolved.sceneOrder
        title = scene?.title.text(in: rules.language) ?? record.title ?? record.resolved.sceneID
        summary = scene?.summary?.text(in: rules.language) ?? teller.deed(record)
        sceneType = (scene?.type ?? .story).rawValue
        phase = record.resolved.resultFlags.phase
        outcome = Result(result: record.outcome.result, checks: record.outcome.checks)
        effects = record.outcome.effects
        checks = record.outcome.checks
        resultFlags = record.resolved.resultFlags
    }
}
