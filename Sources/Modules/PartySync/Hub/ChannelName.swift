package import Core

/// The two kinds of channel (party-sync.md): of a run with everything of play, and of a party with membership and lobby.
package enum ChannelName: Hashable, Sendable, CustomStringConvertible {
    case run(String)
    case party(PartyID)

    /// As it stands in the tables and in messages.
    package var description: String {
        switch self {
        case .run(let id): EventLog.channel(run: id)
        case .party(let id): EventLog.channel(party: id)
        }
    }
}
