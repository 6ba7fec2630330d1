internal import Auth
internal import Core
internal import Network
internal import PartySync
internal import Storage

extension PartiesModule {
    /// `GET /v1/parties`.
    func list(_ request: HTTPRequest) async throws -> HTTPResponse {
        let caller = try gate.caller(request)
        let page = try ListPage(request)
        let presence = gate.presence
        return try await storage.read { connection in
            let ids = try PartyStore.parties(
                of: caller.playerID, before: page.before.map(PartyID.init(rawValue:)), limit: page.limit + 1,
                in: connection)
            let views = try ids.map { try PartyView($0, in: connection) }
            return .json(
                page.json(views, id: \.party.id.rawValue) { view, json in view.write(to: &json, presence: presence) })
        }
    }

    /// `GET /v1/parties/{id}`.
    func show(_ request: HTTPRequest) async throws -> HTTPResponse {
        let caller = try gate.caller(request)
        let id = try request.value(of: Self.id)
        let presence = gate.presence
        return try await storage.read { connection in
            .party(try PartyView(id, seenBy: caller.playerID, in: connection), presence)
        }
    }

    /// `GET /v1/parties/{id}/events`: chat history and what happened to the party.
    func events(_ request: HTTPRequest) async throws -> HTTPResponse {
        let caller = try gate.caller(request)
        let id = try request.value(of: Self.id)
        let limit = try request.pageLimit()
        let before = try request.value(of: PageParameter.before).map(Int64.init)
        let page = try await storage.read { connection in
            _ = try PartyView(id, seenBy: caller.playerID, in: connection)
            return try EventLog.page(
                of: EventLog.channel(party: id), before: before, limit: limit,
                viewer: Viewer(playerID: caller.playerID, isMaster: caller.principal.isMaster), in: connection)
        }
        var json = JSONWriter()
        json.object {
            $0.key("items")
            $0.array { for event in page.events { $0.raw(event) } }
            $0.member("nextBefore", page.nextBefore)
        }
        return .json(json.bytes)
    }
}

extension HTTPResponse {
    /// A party as its members see it.
    static func party(_ view: PartyView, _ presence: Presence, status: Int = 200) -> HTTPResponse {
        var json = JSONWriter()
        view.write(to: &json, presence: presence)
        return .json(json.bytes, status: status)
    }
}
