internal import Auth
internal import Characters
internal import Core
internal import Network
internal import PartySync
internal import Storage

extension PartiesModule {
    /// `POST /v1/parties`.
    func create(_ request: HTTPRequest) async throws -> HTTPResponse {
        let now = clock.now()
        let presence = gate.presence
        return try await gate.commit(request) { caller in
            let sent = try request.read(NewParty.self)
            let leader = sent.leaderCharacterID
            return { connection in
                let character = try CharacterStore.own(leader, of: caller.playerID, in: connection)
                guard character.isActive else { throw CharacterError.notActive(leader, character.status) }
                let id = try PartyStore.insert(
                    name: sent.name, leader: leader, inviteCode: try PartyMembership.freshCode(in: connection),
                    now: now,
                    in: connection)
                try PartyStore.join(leader, to: id, role: .member, now: now, in: connection)
                try EventLog.open(channel: EventLog.channel(party: id), now: now, in: connection)
                try PartyAnnouncement(party: id, now: now, traceID: caller.trace.traceID).state(in: connection)
                return .party(try PartyView(id, in: connection), presence, status: 201)
            }
        }
    }

    /// `PATCH /v1/parties/{id}`.
    func change(_ request: HTTPRequest) async throws -> HTTPResponse {
        let now = clock.now()
        let presence = gate.presence
        let response = try await gate.commit(request) { caller in
            let id = try request.value(of: Self.id)
            let changes = try request.read(PartyChanges.self)
            return { connection in
                try PartyView(id, in: connection).requireLeader(caller.playerID)
                try PartyStore.update(id, changes, in: connection)
                try PartyAnnouncement(party: id, now: now, traceID: caller.trace.traceID).state(in: connection)
                return .party(try PartyView(id, in: connection), presence)
            }
        }
        await hooks.announced(try request.value(of: Self.id))
        return response
    }

    /// `POST /v1/parties/{id}/invite`: any member may; the old code dies.
    func invite(_ request: HTTPRequest) async throws -> HTTPResponse {
        let now = clock.now()
        let settings = settings
        return try await gate.commit(request) { caller in
            let id = try request.value(of: Self.id)
            return { connection in
                _ = try PartyView(id, seenBy: caller.playerID, in: connection)
                try PartyMembership(id, now, caller).renewCode(in: connection)
                let code = try PartyView(id, in: connection).party.inviteCode
                var json = JSONWriter()
                json.object {
                    $0.member("inviteCode", code)
                    $0.member("browserUrl", settings.browserLink(code))
                    $0.member("telegramUrl", settings.telegramLink(code))
                }
                return .json(json.bytes)
            }
        }
    }
}

/// The body of `POST /v1/parties`.
struct NewParty: RequestBody {
    let leaderCharacterID: CharacterID
    let name: String?

    init(reading fields: inout RequestFields) {
        leaderCharacterID = fields.required("leaderCharacterId", .id())
        name = fields.optional("name", Party.nameRule)
    }

    static let example: JSONValue = ["leaderCharacterId": 7, "name": "Ночная смена"]
}
