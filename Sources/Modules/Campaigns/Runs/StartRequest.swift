internal import Core

/// The body of `POST /v1/campaign-runs`.
struct StartRequest: Decodable, Sendable {
    let campaignTemplateId: String
    let partyId: PartyID
    /// nil: everybody of the party who can play.
    let characterIds: [CharacterID]?
    /// nil: as the party has it.
    let decision: RunDecision?
    /// nil: as the party has it.
    let decisionSeconds: Int?
    /// nil: the leader's.
    let language: Language?
    let profile: RunProfile

    private enum CodingKeys: String, CodingKey {
        case campaignTemplateId, partyId, characterIds, decision, decisionSeconds, language, profile
    }

    /// - Throws: `DecodingError`; `APIError` 422 for a word that is none of those it may be.
    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        campaignTemplateId = try container.decode(String.self, forKey: .campaignTemplateId)
        partyId = try container.decode(PartyID.self, forKey: .partyId)
        characterIds = try container.decodeIfPresent([CharacterID].self, forKey: .characterIds)
        decisionSeconds = try container.decodeIfPresent(Int.self, forKey: .decisionSeconds)
        if let decisionSeconds, !(15...180).contains(decisionSeconds) {
            throw APIError.invalid("decisionSeconds", "must be 15 to 180")
        }
        let decision = try container.decodeIfPresent(String.self, forKey: .decision)
        if decision == "vote" { throw APIError.invalid("decision", "votes are not available in this version") }
        self.decision = try Self.word(decision, "decision", "must be leader or anyone")
        language = try Self.word(
            try container.decodeIfPresent(String.self, forKey: .language), "language", "must be ru or en")
        let profile = try container.decodeIfPresent(String.self, forKey: .profile)
        self.profile = try Self.word(profile, "profile", "must be strict or cinematic") ?? .strict
    }

    private static func word<Word: RawRepresentable<String>>(
        _ text: String?, _ field: String, _ problem: String
    ) throws(APIError) -> Word? {
        guard let text else { return nil }
        guard let word = Word(rawValue: text) else { throw .invalid(field, problem) }
        return word
    }
}
