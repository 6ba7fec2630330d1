package import Core
internal import Network
internal import Storage

/// How a party decides what to do.
package enum Decision: String, Codable, Sendable, CaseIterable {
    /// The leader's word; the default of a party of one player.
    case leader
    /// A vote of the players; the default of several.
    case vote
    /// Whoever is first.
    case anyone
}

/// Characters who play together.
package struct Party: Sendable, Equatable {
    /// Members besides spectators.
    package static let memberLimit = 8
    package static let spectatorLimit = 24
    /// Seconds.
    package static let decisionRange: ClosedRange<Int> = 15...180
    static let nameRule: TextRule = .text(1...60)
    package static let defaultDecisionSeconds = 60
    package static let inviteCodeLength = 8

    package let id: PartyID
    /// 1...60 characters.
    package let name: String?
    /// The leader; once everybody has left, the last one.
    package let leaderCharacterID: CharacterID
    /// The unfinished run, if there is one.
    package let activeRunID: String?
    /// 8 characters of Crockford's base32, upper case.
    package let inviteCode: String
    /// Whether one may join without the code.
    package let isOpen: Bool
    /// As chosen, or by the number of players.
    package let decision: Decision
    /// 15...180.
    package let decisionSeconds: Int
    package let createdAt: Timestamp
}

extension Party {
    /// `id, name, leader_character_id, active_campaign_run_id, invite_code, is_open, decision, decision_seconds,
    /// created_at`, then the number of players.
    init(row: Row) {
        id = row.id(0)
        name = row.optionalText(1)
        leaderCharacterID = row.id(2)
        activeRunID = row.optionalText(3)
        inviteCode = row.text(4)
        isOpen = row.bool(5)
        let chosen = row.optionalText(6).flatMap(Decision.init(rawValue:))
        decision = chosen ?? (row.int(9) > 1 ? .vote : .leader)
        decisionSeconds = row.int(7)
        createdAt = row.time(8)
    }
}
