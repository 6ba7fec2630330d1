internal import Auth
internal import Core
internal import Hashing
internal import Network
internal import Storage

extension PartiesModule {
    /// What a request to join names: the code as it was typed, and how the party is found.
    private typealias Door = (inviteCode: String?, party: @Sendable (Connection) throws -> PartyID)

    /// `POST /v1/parties/{id}/join`.
    func join(_ request: HTTPRequest) async throws -> HTTPResponse {
        try await admit(request) { fields in
            let id = PartyID(rawValue: try request.integerParameter("id"))
            return (fields.optionalText("inviteCode", 1...32), { _ in id })
        }
    }

    /// `POST /v1/parties/join`: the code names the party.
    func joinByCode(_ request: HTTPRequest) async throws -> HTTPResponse {
        try await admit(request) { fields in
            let code = fields.text("inviteCode", 1...32)
            return (
                code,
                { connection in
                    let known = try Crockford.normalise(code).flatMap {
                        try PartyStore.find(inviteCode: $0, in: connection)
                    }
                    guard let known else { throw PartyError.inviteRequired }
                    return known
                }
            )
        }
    }

    private func admit(
        _ request: HTTPRequest, _ door: (inout RequestFields) throws -> Door
    ) async throws -> HTTPResponse {
        let now = clock.now()
        let limits = gate.limits
        var guess: [RateKey] = []
        let isWrong = Lock(false)
        // A code counts as a wrong one until it has proved right, so that guesses at the same time are counted too.
        defer { if !isWrong.withLock({ $0 }) { limits.giveBack(.inviteCodes, guess) } }
        return try await changeMembers(request) { caller in
            var fields = try RequestFields(request)
            let (inviteCode, party) = try door(&fields)
            let character = fields.id("characterId", as: CharacterID.self)
            let role = fields.optionalWord("role", of: RequestedRole.self)
            try fields.finish()
            if inviteCode != nil {
                let keys = [RateKey.player(caller.playerID), RateKey(request.client)]
                try limits.take(.inviteCodes, keys)
                guess = keys
            }
            let wish = PartyMembership.Wish(
                character: character, player: caller.playerID, inviteCode: inviteCode, role: role?.memberRole)
            return { connection in
                do {
                    let id = try party(connection)
                    let outcome = try PartyMembership(id, now, caller).join(wish, in: connection)
                    return (outcome, id, .joined(outcome.member, id))
                } catch PartyError.inviteRequired {
                    isWrong.withLock { $0 = inviteCode != nil }
                    throw PartyError.inviteRequired
                }
            }
        }
    }

    /// `role` of a request: nobody joins as the leader.
    private enum RequestedRole: String, CaseIterable {
        case member = "MEMBER"
        case spectator = "SPECTATOR"

        var memberRole: PartyMember.Role { self == .spectator ? .spectator : .member }
    }
}

extension HTTPResponse {
    /// `{"joinedAt","role","partyId","characterId"}`.
    fileprivate static func joined(_ member: PartyMember, _ party: PartyID) -> HTTPResponse {
        var json = JSONWriter()
        json.object {
            $0.member("joinedAt", member.joinedAt)
            $0.member("role", member.role.rawValue)
            $0.member("partyId", party.rawValue)
            $0.member("characterId", member.characterID.rawValue)
        }
        return .json(json.bytes)
    }
}
