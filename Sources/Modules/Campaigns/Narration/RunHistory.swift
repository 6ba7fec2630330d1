internal import ContentPacks
package import Core

/// A run looked back on: all that its summary and retcon package are written from.
package struct RunHistory: Sendable {
    package let campaignRunID: String
    package let partyID: PartyID
    package let rules: CampaignRules
    /// As the run ended.
    package let state: RunState
    /// In the order of play, without what was taken back.
    package let scenes: [SceneRecord]
    /// What all actions changed, in the order of play; also the turns of fights, of which `scenes` holds the last only.
    package let effects: [AppliedEffect]
    /// In the order of play, without what was taken back.
    package let chronicle: [ChronicleEntry]
    /// Rolls made so far in branches that the story was taken back from.
    package let rewoundRolls: Int

    package init(
        campaignRunID: String, partyID: PartyID, rules: CampaignRules, state: RunState, scenes: [SceneRecord],
        chronicle: [ChronicleEntry], rewoundRolls: Int = 0
    ) {
        self.campaignRunID = campaignRunID
        self.partyID = partyID
        self.rules = rules
        self.state = state
        self.scenes = scenes.filter { $0.resolved.choiceID != Resolution.fightTurn }
        effects = scenes.flatMap(\.outcome.effects)
        self.chronicle = chronicle
        self.rewoundRolls = rewoundRolls
    }

    /// Chronicle lines that a pack's `event` effects wrote: the world's news, not the bookkeeping of the rules.
    package var worldEvents: [ChronicleEntry] { chronicle.filter(Self.isOfThePack) }

    /// Whether an `event` effect wrote the line.
    static func isOfThePack(_ entry: ChronicleEntry) -> Bool { !ownTypes.contains(entry.type) }

    private static let ownTypes: Set<String> = [
        "CAMPAIGN_STARTED", "CAMPAIGN_COMPLETED", "CAMPAIGN_ABORTED", "CHOICE", "FREEFORM", "FLAG_CHANGED",
        "ITEM_GAINED", "ITEM_LOST", "RELATION_CHANGED", "LEVEL_UP", "COMBAT",
    ]
}

extension CampaignRules {
    /// Names of a run's characters and of everybody and everything in the pack, in the run's language.
    package func names(_ state: RunState) -> NameBook {
        func name(_ line: Line) -> String { line.text(in: language) }
        let characters = (state.members + state.waiting).map { ($0.characterID, $0.name) }
        let places =
            pack.factions.map { ($0.id, name($0.name)) }
            + (pack.regions + pack.cities + pack.locations).map { ($0.id, name($0.name)) }
        return NameBook(
            characters: Dictionary(characters, uniquingKeysWith: { $1 }),
            npcs: Dictionary(pack.npcs.map { ($0.id, name($0.name)) }, uniquingKeysWith: { $1 }),
            items: Dictionary(pack.items.map { ($0.id, name($0.name)) }, uniquingKeysWith: { $1 }),
            monsters: Dictionary(
                pack.monsters.map {
                    ($0.id, MonsterName(one: name($0.name), few: $0.few.map(name), many: $0.many.map(name)))
                },
                uniquingKeysWith: { $1 }),
            places: Dictionary(places, uniquingKeysWith: { $1 }))
    }
}
