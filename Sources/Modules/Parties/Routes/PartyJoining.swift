internal import Auth
internal import Core
internal import Hashing
internal import Network
internal import Storage

extension PartiesModule {
    /// `POST /v1/parties/{id}/join`.
    func join(_ request: HTTPRequest) async throws -> HTTPResponse {
        try await admit(request) {
            let id = try request.value(of: Self.id)
            return (try request.read(Join.self), { _ in id })
        }
    }

    /// `POST /v1/parties/join`: the code names the party.
    func joinByCode(_ request: HTTPRequest) async throws -> HTTPResponse {
        try await admit(request) {
            let sent = try request.read(JoinByCode.self)
            return (
                sent,
                { connection in
                    let known = try Crockford.normalise(sent.inviteCode).flatMap {
                        try PartyStore.find(inviteCode: $0, in: connection)
                    }
                    guard let known else { throw PartyError.inviteRequired }
                    return known
                }
            )
        }
    }

    private func admit(
        _ request: HTTPRequest,
        _ read: () throws -> (sent: any JoinRequest, party: @Sendable (Connection) throws -> PartyID)
    ) async throws -> HTTPResponse {
        let now = clock.now()
        let limits = gate.limits
        var guess: [RateKey] = []
        let isWrong = Lock(false)
        // A code counts as a wrong one until it has proved right, so that guesses at the same time are counted too.
        defer { if !isWrong.withLock({ $0 }) { limits.giveBack(.inviteCodes, guess) } }
        return try await changeMembers(request) { caller in
            let (sent, party) = try read()
            let inviteCode = sent.code
            if inviteCode != nil {
                let keys = [RateKey.player(caller.playerID), RateKey(request.client)]
                try limits.take(.inviteCodes, keys)
                guess = keys
            }
            let wish = PartyMembership.Wish(
                character: sent.characterID, player: caller.playerID, inviteCode: inviteCode,
                role: sent.role?.memberRole)
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
