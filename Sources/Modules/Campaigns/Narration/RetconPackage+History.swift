internal import ContentPacks
internal import Core

extension RetconPackage {
    package init(of history: RunHistory) {
        let (pack, campaign) = (history.rules.pack, history.rules.campaign)
        worldId = campaign.worldID ?? pack.worldID ?? pack.world?.id ?? pack.id
        campaignTemplateId = campaign.id
        campaignRunId = history.campaignRunID
        seasonVersion = campaign.seasonVersion ?? pack.seasonVersion ?? Self.firstSeason
        worldDeltas = Self.worldDeltas(history)
        playerImpact = history.state.members.map { PlayerImpact($0, history) }
        metaStats = MetaStats(history)
    }

    /// The season of packs that name none (content-packs "Single-file packs").
    private static let firstSeason = "S1-v0.1"

    /// What became of each target: the last event of a kind stands, so that one who was spared and later killed is
    /// dead, and everybody who had a hand in the same change is named with it.
    static func worldDeltas(_ history: RunHistory) -> [WorldDelta] {
        var deltas: [WorldDelta] = []
        for entry in history.worldEvents {
            guard let target = entry.payload["target"]?.stringValue else { continue }
            let kind = targetType(target, in: history.rules.pack)
            guard let change = WorldChange(event: entry.type, targetType: kind) else { continue }
            let actors = entry.characterID.map { [$0] } ?? []
            let old = deltas.firstIndex { $0.targetType == kind && $0.targetId == target }
            let before = old.map { deltas.remove(at: $0) }
            let helpers = before?.change == change ? (before?.characterIds ?? []) : []
            deltas.append(
                WorldDelta(
                    targetType: kind, targetId: target, change: change, event: entry.type,
                    importance: max(entry.importance, before?.importance ?? .micro),
                    characterIds: helpers + actors.filter { !helpers.contains($0) }))
        }
        return deltas
    }

    /// What the pack says that an event's target is.
    static func targetType(_ id: String, in pack: Pack) -> String {
        if pack.npcs.contains(where: { $0.id == id }) { return "npc" }
        if pack.factions.contains(where: { $0.id == id }) { return "faction" }
        if pack.cities.contains(where: { $0.id == id }) { return "city" }
        if pack.locations.contains(where: { $0.id == id }) { return "location" }
        if pack.regions.contains(where: { $0.id == id }) { return "region" }
        return "entity"
    }
}

extension RetconPackage.PlayerImpact {
    fileprivate init(_ member: MemberState, _ history: RunHistory) {
        let own = history.scenes.filter { $0.resolved.actor == member.characterID }
        let checks = own.flatMap(\.outcome.checks).filter { $0.characterId == member.characterID }
        characterId = member.characterID
        playerId = member.playerID
        actions = own.count
        success = checks.count { $0.outcome == .success }
        partial = checks.count { $0.outcome == .partial }
        fail = checks.count { $0.outcome == .fail }
        xpGained = member.xpGained
        events = history.worldEvents.filter { $0.characterID == member.characterID }.map(\.type)
        relations = member.relationGained
    }
}

extension RetconPackage.MetaStats {
    fileprivate init(_ history: RunHistory) {
        var choices: [String: [String: Int]] = [:]
        var outcomes = Dictionary(uniqueKeysWithValues: CheckOutcome.allCases.map { ($0.rawValue, 0) })
        for scene in history.scenes {
            choices[scene.resolved.sceneID, default: [:]][scene.resolved.choiceID ?? "freeform", default: 0] += 1
            for check in scene.outcome.checks { outcomes[check.outcome.rawValue, default: 0] += 1 }
        }
        turns = history.state.turn
        rolls = history.state.rollCount - history.rewoundRolls
        self.choices = choices
        self.outcomes = outcomes
        ending = history.state.ending
    }
}
