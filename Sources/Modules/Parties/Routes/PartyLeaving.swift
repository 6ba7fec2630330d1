internal import Auth
internal import Characters
internal import Core
internal import Network
internal import Storage

extension PartiesModule {
    /// `POST /v1/parties/{id}/leave`.
    func leave(_ request: HTTPRequest) async throws -> HTTPResponse {
        let now = clock.now()
        return try await changeMembers(request) { caller in
            let (id, character) = try Self.named(in: request)
            return { connection in
                _ = try CharacterStore.own(character, of: caller.playerID, in: connection)
                let outcome = try PartyMembership(id, now, caller).leave(character, in: connection)
                return (outcome, id, .json(Array(#"{"left":true}"#.utf8)))
            }
        }
    }

    /// `POST /v1/parties/{id}/kick`.
    func kick(_ request: HTTPRequest) async throws -> HTTPResponse {
        let now = clock.now()
        let presence = gate.presence
        return try await changeMembers(request) { caller in
            let (id, character) = try Self.named(in: request)
            return { connection in
                let outcome = try PartyMembership(id, now, caller).kick(character, by: caller.playerID, in: connection)
                return (outcome, id, .party(try PartyView(id, in: connection), presence))
            }
        }
    }

    /// Writes a change of a party's members, then tells the run in play. A repeated request tells nobody again.
    func changeMembers(
        _ request: HTTPRequest,
        _ prepare: (Caller) throws ->
            @Sendable (Connection) throws -> (
                outcome: PartyMembership.Outcome, party: PartyID, response: HTTPResponse
            )
    ) async throws -> HTTPResponse {
        let change = Lock<(outcome: PartyMembership.Outcome, party: PartyID)?>(nil)
        let response = try await gate.commit(request) { caller in
            let write = try prepare(caller)
            return { connection in
                let done = try write(connection)
                change.withLock { $0 = (done.outcome, done.party) }
                return done.response
            }
        }
        if let (outcome, party) = change.withLock({ $0 }) {
            if outcome.ends { await hooks.memberLeft(outcome.member.characterID, party) }
            if outcome.begins { await hooks.memberJoined(outcome.member.characterID, party) }
            await hooks.announced(party)
        }
        return response
    }

    private static func named(in request: HTTPRequest) throws -> (party: PartyID, character: CharacterID) {
        (try request.value(of: id), try request.read(PartyCharacter.self).characterID)
    }
}

/// The body of `POST /v1/parties/{id}/leave` and `/kick`.
struct PartyCharacter: RequestBody {
    let characterID: CharacterID

    init(reading fields: inout RequestFields) { characterID = fields.required("characterId", .id()) }

    static let example: JSONValue = ["characterId": 7]
}
