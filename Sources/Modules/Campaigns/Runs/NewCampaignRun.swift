internal import Core
internal import Network
internal import Parties

/// The body of `POST /v1/campaign-runs`.
struct NewCampaignRun: RequestBody {
    let campaignTemplateID: String
    let partyID: PartyID
    /// nil: everybody of the party who can play.
    let characterIDs: [CharacterID]?
    /// nil: as the party has it.
    let decision: RunDecision?
    /// nil: as the party has it.
    let decisionSeconds: Int?
    /// nil: the leader's.
    let language: Language?
    let profile: RunProfile

    init(reading fields: inout RequestFields) {
        campaignTemplateID = fields.required("campaignTemplateId", .verbatim(1...64), "Of GET /v1/campaigns.")
        partyID = fields.required("partyId", .id())
        characterIDs = fields.optional(
            "characterIds", .list(of: .id(), atMost: Party.memberLimit),
            "Active members of the party; everybody who can play, if not given.")
        decision = fields.optional("decision", .word(), "As the party has it, if not given.")
        decisionSeconds = fields.optional("decisionSeconds", .integer(Party.decisionRange))
        language = fields.optional("language", .word(), "The leader's, if not given: one run has one language.")
        profile = fields.optional("profile", .word()) ?? .strict
    }

    static let example: JSONValue = [
        "campaignTemplateId": "thirteenth_lantern", "partyId": 3, "language": "ru", "profile": "cinematic",
    ]
}
