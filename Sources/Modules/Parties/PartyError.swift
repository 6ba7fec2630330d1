package import Core

/// What can go wrong with a party.
package enum PartyError: Error, Equatable, Sendable {
    case notFound(PartyID)
    /// The caller has no character in it.
    case notAMember(PartyID)
    /// The caller is not its leader.
    case notTheLeader(PartyID)
    /// The code is missing or wrong.
    case inviteRequired
    /// As many members, or spectators, as there may be.
    case full(limit: Int)
    /// The character is not in the party now.
    case notInParty(CharacterID, PartyID)
    /// Leaders leave; they are not kicked.
    case cannotKickLeader
}

extension PartyError: APIErrorConvertible {
    package var apiError: APIError {
        switch self {
        case .notFound(let id): .notFound("Party \(id) does not exist.")
        case .notAMember(let id): .forbidden("You have no character in party \(id).")
        case .notTheLeader(let id): .forbidden("Only the leader of party \(id) may do this.")
        case .inviteRequired: APIError(403, "invite_required", "The party's invite code is needed; ask its members.")
        case .full(let limit): .conflict("party_full", "The party is full: \(limit) is the most.")
        case .notInParty(let character, let party): .notFound("Character \(character) is not in party \(party).")
        case .cannotKickLeader: .conflict("cannot_kick_leader", "The leader can leave, but not be kicked.")
        }
    }
}
