internal import Auth
internal import Core
internal import Storage

/// A party with those who are in it, as the API and the channel show it.
struct PartyView: Sendable {
    let party: Party
    let members: [PartyMember]

    /// - Throws: `PartyError.notFound`.
    init(_ id: PartyID, in connection: Connection) throws {
        guard let party = try PartyStore.find(id, in: connection) else { throw PartyError.notFound(id) }
        self.party = party
        members = try PartyStore.members(of: id, in: connection)
    }

    /// - Throws: `PartyError.notFound`, `.notAMember`.
    init(_ id: PartyID, seenBy player: PlayerID, in connection: Connection) throws {
        try self.init(id, in: connection)
        guard members.contains(where: { $0.playerID == player }) else { throw PartyError.notAMember(id) }
    }

    /// - Throws: `PartyError.notTheLeader`.
    func requireLeader(_ player: PlayerID) throws(PartyError) {
        guard members.contains(where: { $0.role == .leader && $0.playerID == player }) else {
            throw .notTheLeader(party.id)
        }
    }

    /// For members: with the invite code and who is online.
    func write(to json: inout JSONWriter, presence: Presence) {
        json.object {
            writeState(to: &$0) { member in presence.isOnline(member.playerID) }
            $0.member("inviteCode", party.inviteCode)
        }
    }

    /// The payload of `party.state`. Not the invite code, which dies before the channel's history does, and not who is
    /// online, of which `presence.update` tells.
    var statePayload: [UInt8] {
        var json = JSONWriter()
        json.object { writeState(to: &$0, isOnline: nil) }
        return json.bytes
    }

    private func writeState(to json: inout JSONWriter, isOnline: ((PartyMember) -> Bool)?) {
        json.member("id", party.id.rawValue)
        json.member("name", party.name)
        json.member("leaderCharacterId", party.leaderCharacterID.rawValue)
        json.member("activeCampaignRunId", party.activeRunID)
        json.member("createdAt", party.createdAt)
        json.member("decision", party.decision.rawValue)
        json.member("decisionSeconds", party.decisionSeconds)
        json.member("open", party.isOpen)
        json.key("members")
        json.array {
            for member in members {
                $0.object {
                    member.writeMembers(to: &$0)
                    if let isOnline { $0.member("online", isOnline(member)) }
                }
            }
        }
    }
}

extension PartyMember {
    func writeMembers(to json: inout JSONWriter) {
        json.member("characterId", characterID.rawValue)
        json.member("playerId", playerID.rawValue)
        json.member("displayName", displayName)
        json.member("characterName", characterName)
        json.member("role", role.rawValue)
        json.member("joinedAt", joinedAt)
    }
}
