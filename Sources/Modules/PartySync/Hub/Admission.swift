package import Core

/// What somebody may do on a channel, as the module that owns the game or the party says.
package struct Admission: Sendable, Equatable {
    package enum Role: String, Sendable, CaseIterable {
        case member, spectator, gm, service
    }

    package let role: Role
    /// The character that stands for a member.
    package let characterID: CharacterID?

    package init(_ role: Role, as characterID: CharacterID? = nil) {
        self.role = role
        self.characterID = characterID
    }
}

/// Who holds a socket: a player, or another program of the host's.
package enum ChannelClient: Sendable, Equatable {
    case player(Principal)
    /// By the name of its token in the configuration.
    case service(String)

    /// As events are stamped with it.
    package var senderID: String {
        switch self {
        case .player(let principal): "player:\(principal.playerID)"
        case .service(let name): "service:\(name)"
        }
    }

    var principal: Principal? {
        if case .player(let principal) = self { principal } else { nil }
    }

    var playerID: PlayerID? { principal?.playerID }
}
