package import Core
internal import Storage

/// A character who is in a party now.
package struct PartyMember: Sendable, Equatable {
    package enum Role: String, Sendable, CaseIterable {
        case leader = "LEADER"
        case member = "MEMBER"
        /// Watches: has no say and no turn.
        case spectator = "SPECTATOR"
    }

    package let characterID: CharacterID
    package let playerID: PlayerID
    /// The player's name.
    package let displayName: String
    package let characterName: String
    package let role: Role
    package let joinedAt: Timestamp

    /// Whether the character plays.
    package var plays: Bool { role != .spectator }
}

extension PartyMember {
    /// `character_id, player_id, display_name, name, role, joined_at`, then whether the party's leader it is.
    init(row: Row) {
        characterID = row.id(0)
        playerID = row.id(1)
        displayName = row.text(2)
        characterName = row.text(3)
        joinedAt = row.time(5)
        // The leader is told by the party alone, so that there is never none or a second one by mistake.
        if row.text(4) == Role.spectator.rawValue {
            role = .spectator
        } else {
            role = row.bool(6) ? .leader : .member
        }
    }
}
