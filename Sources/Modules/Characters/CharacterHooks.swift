package import Core
package import Storage

/// A run that its player can go on with, as `GET /v1/me` lists it.
package struct ActiveRun: Sendable {
    package let id: String
    package let campaignTemplateID: String
    package let title: String
    package let partyID: PartyID
    /// `INIT`, `SCENE`, …
    package let status: String

    package init(id: String, campaignTemplateID: String, title: String, partyID: PartyID, status: String) {
        self.id = id
        self.campaignTemplateID = campaignTemplateID
        self.title = title
        self.partyID = partyID
        self.status = status
    }
}

/// What Characters must ask of modules that stand above it. Each closure runs on a database thread.
package struct CharacterHooks: Sendable {
    /// Whether a character is in an unfinished run; filled by Campaigns.
    package var isInUnfinishedRun: @Sendable (CharacterID, Connection) throws -> Bool = { _, _ in false }
    /// The unfinished runs of a player, newest first, with titles in a language; filled by Campaigns.
    package var activeRuns: @Sendable (PlayerID, Language, Connection) throws -> [ActiveRun] = { _, _, _ in [] }
    /// Whether a player has a character in a party with this one; filled by Parties.
    package var sharesParty: @Sendable (PlayerID, CharacterID, Connection) throws -> Bool = { _, _, _ in false }

    package init() {}
}
