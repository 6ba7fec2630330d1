internal import ContentPacks
package import Core

/// A run looked back on: all that its summary and retcon package are written from.
package struct RunHistory: Sendable {
    package let campaignRunID: String
    package let partyID: PartyID
    package let rules: CampaignRules
    /// As the run ended.
    package let state: RunState
    /// In the order of play.
    package let scenes: [SceneRecord]
    /// In the order of play.
    package let chronicle: [ChronicleEntry]

    package init(
        campaignRunID: String, partyID: PartyID, rules: CampaignRules, state: RunState, scenes: [SceneRecord],
        chronicle: [ChronicleEntry]
    ) {
        self.campaignRunID = campaignRunID
        self.partyID = partyID
        self.rules = rules
        self.state = state
        self.scenes = scenes
        self.chronicle = chronicle
    }

    /// Chronicle lines that a pack's `event` effects wrote: the world's news, not the bookkeeping of the rules.
    package var worldEvents: [ChronicleEntry] { chronicle.filter { !Self.ownTypes.contains($0.type) } }

    private static let ownTypes: Set<String> = [
        "CAMPAIGN_STARTED", "CAMPAIGN_COMPLETED", "CAMPAIGN_ABORTED", "CHOICE", "FREEFORM", "FLAG_CHANGED",
        "ITEM_GAINED", "ITEM_LOST", "RELATION_CHANGED", "LEVEL_UP",
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
            places: Dictionary(places, uniquingKeysWith: { $1 }))
    }
}
