internal import Auth
internal import Core
internal import Network
internal import Storage

extension CharactersModule {
    /// Characters that `GET /v1/me` lists at most, the newest ones.
    nonisolated static let listedCharacters = 200

    /// `GET /v1/me`: what every start of the app asks for; two queries here, and those of `hooks.activeRuns`.
    func me(_ request: HTTPRequest) async throws -> HTTPResponse {
        let caller = try gate.caller(request)
        let spoken = PlayerLanguage(request, caller)
        let activeRuns = hooks.activeRuns
        return try await storage.read { connection in
            guard let player = try PlayerStore.find(caller.playerID, in: connection) else {
                throw APIError.unauthorized("The player does not exist any more.")
            }
            let language = spoken.resolve(chosen: player.language)
            let sheets = try CharacterStore.sheets(of: player.id, limit: Self.listedCharacters, in: connection)
            let runs = try activeRuns(player.id, language, connection)
            var json = JSONWriter()
            json.reserve(512 + 1024 * sheets.count)
            json.object {
                $0.key("player")
                player.write(to: &$0)
                $0.key("characters")
                $0.array { for sheet in sheets { sheet.write(to: &$0, language: language) } }
                $0.key("activeRuns")
                $0.array { for run in runs { run.write(to: &$0) } }
            }
            return .json(json.bytes)
        }
    }

    /// `PATCH /v1/me`: settings that are not sent stay; null takes one away.
    func changeMe(_ request: HTTPRequest) async throws -> HTTPResponse {
        let caller = try gate.caller(request)
        var fields = try RequestFields(request)
        let name = fields.optionalText("displayName", 1...60)
        let changes = fields.optionalObject("settings") ?? [:]
        // Checked against nothing here, so that a wrong setting is told together with a wrong name.
        _ = PlayerSettings.merging(changes, into: [:], fields: &fields)
        try fields.finish()
        let player = try await storage.write { connection in
            guard let player = try PlayerStore.find(caller.playerID, in: connection) else {
                throw APIError.unauthorized("The player does not exist any more.")
            }
            var fields = RequestFields([:])
            let settings = PlayerSettings.merging(
                changes, into: try JSON.decode([String: JSONValue].self, from: Array(player.settings.utf8)),
                fields: &fields)
            var json = JSONWriter()
            json.value(.object(settings))
            try PlayerStore.update(
                player.id, displayName: name ?? player.displayName,
                settings: String(decoding: json.bytes, as: UTF8.self),
                language: settings["language"]?.stringValue.flatMap(Language.init(rawValue:)), in: connection)
            return try PlayerStore.find(player.id, in: connection)
        }
        guard let player else { preconditionFailure("BUG: a player vanished within a write") }
        sessions.update(player.id, displayName: player.displayName)
        var json = JSONWriter()
        player.write(to: &json)
        return .json(json.bytes)
    }
}

extension ActiveRun {
    fileprivate func write(to json: inout JSONWriter) {
        json.object {
            $0.member("id", id)
            $0.member("campaignTemplateId", campaignTemplateID)
            $0.member("title", title)
            $0.member("partyId", partyID.rawValue)
            $0.member("status", status)
        }
    }
}
