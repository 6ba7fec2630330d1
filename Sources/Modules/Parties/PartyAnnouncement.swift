internal import Core
internal import PartySync
internal import Storage

/// Tells the party's channel what has changed, in the transaction of the change.
struct PartyAnnouncement {
    enum Departure: String {
        case left, kicked
    }

    let party: PartyID
    let now: Timestamp
    let traceID: String

    func joined(_ member: PartyMember, in connection: Connection) throws {
        var json = JSONWriter()
        json.object { member.writeMembers(to: &$0) }
        try append("party.join", json.bytes, in: connection)
    }

    func left(_ member: PartyMember, _ departure: Departure, in connection: Connection) throws {
        var json = JSONWriter()
        json.object {
            $0.member("characterId", member.characterID.rawValue)
            $0.member("playerId", member.playerID.rawValue)
            $0.member("reason", departure.rawValue)
        }
        try append("party.leave", json.bytes, in: connection)
    }

    /// The party as it is now.
    func state(in connection: Connection) throws {
        try append("party.state", try PartyView(party, in: connection).statePayload, in: connection)
    }

    private func append(_ type: String, _ payload: [UInt8], in connection: Connection) throws {
        _ = try EventLog.append(
            PartyEvent(channel: EventLog.channel(party: party), type: type, payload: payload, traceID: traceID),
            now: now, in: connection)
    }
}
