internal import Auth
internal import Core
internal import Network
internal import Storage

extension CharactersModule {
    /// `GET /v1/archetypes`.
    func archetypes(_ request: HTTPRequest) async throws -> HTTPResponse {
        let caller = try gate.optionalCaller(request)
        let spoken = PlayerLanguage(request, caller)
        let language =
            caller == nil ? spoken.resolve(chosen: nil) : try await storage.read { try spoken.resolve(in: $0) }
        var json = JSONWriter()
        json.object {
            $0.key("items")
            $0.array { for preset in Archetype.presets { preset.write(to: &$0, language: language) } }
            $0.key("nextCursor")
            $0.null()
        }
        return .json(json.bytes)
    }

    /// `GET /v1/characters`.
    func list(_ request: HTTPRequest) async throws -> HTTPResponse {
        let caller = try gate.caller(request)
        let page = try ListPage(request)
        let spoken = PlayerLanguage(request, caller)
        return try await storage.read { connection in
            let language = try spoken.resolve(in: connection)
            var end = ListPage.End(of: page)
            var json = JSONWriter()
            try json.object {
                $0.key("items")
                try $0.array { json in
                    try CharacterStore.forEachSheet(
                        of: caller.playerID, before: page.before.map(CharacterID.init(rawValue:)),
                        limit: page.limit + 1, in: connection
                    ) { sheet in
                        if end.admits(sheet.id.rawValue) { try sheet.write(to: &json, language: language) }
                    }
                }
                $0.member("nextCursor", end.cursor)
            }
            return .json(json.bytes)
        }
    }

    /// `GET /v1/characters/{id}`.
    func show(_ request: HTTPRequest) async throws -> HTTPResponse {
        let caller = try gate.caller(request)
        let id = try request.value(of: Self.id)
        let spoken = PlayerLanguage(request, caller)
        let sharesParty = hooks.sharesParty
        return try await storage.read { connection in
            let answer = try CharacterStore.sheet(of: id, in: connection) { sheet in
                var json = JSONWriter()
                if sheet.playerID == caller.playerID || caller.principal.isMaster {
                    try sheet.write(to: &json, language: try spoken.resolve(in: connection))
                } else if try sharesParty(caller.playerID, id, connection) {
                    sheet.writePublic(to: &json)
                } else {
                    throw CharacterError.notYours(id)
                }
                return json.bytes
            }
            guard let answer else { throw CharacterError.notFound(id) }
            return .json(answer)
        }
    }

    /// `GET /v1/characters/{id}/chronicle`.
    func chronicle(_ request: HTTPRequest) async throws -> HTTPResponse {
        let caller = try gate.caller(request)
        let id = try request.value(of: Self.id)
        let page = try ListPage(request)
        return try await storage.read { connection in
            guard let character = try CharacterStore.find(id, in: connection) else {
                throw CharacterError.notFound(id)
            }
            guard character.playerID == caller.playerID || caller.principal.isMaster else {
                throw CharacterError.notYours(id)
            }
            let events = try CharacterEventStore.page(
                of: id, before: page.before, limit: page.limit + 1, in: connection)
            return .json(page.json(events, id: \.id) { event, json in event.write(to: &json) })
        }
    }
}
