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
        let id = caller.playerID
        let spoken = PlayerLanguage(request, caller)
        let activeRuns = hooks.activeRuns
        return try await storage.read { connection in
            guard let player = try PlayerStore.find(id, in: connection) else {
                throw APIError.unauthorized("The player does not exist any more.")
            }
            let language = spoken.resolve(chosen: player.language)
            var json = JSONWriter()
            json.reserve(4096)
            try json.object {
                $0.key("player")
                player.write(to: &$0)
                $0.key("characters")
                try $0.array { json in
                    try CharacterStore.forEachSheet(of: id, limit: Self.listedCharacters, in: connection) {
                        try $0.writeListed(to: &json, language: language)
                    }
                }
                $0.key("activeRuns")
                try $0.array { for run in try activeRuns(id, language, connection) { run.write(to: &$0) } }
            }
            return .json(json.bytes)
        }
    }

    /// `PATCH /v1/me`: settings that are not sent stay; null takes one away.
    func changeMe(_ request: HTTPRequest) async throws -> HTTPResponse {
        let caller = try gate.caller(request)
        let changes = try request.read(PlayerChanges.self)
        let player = try await storage.write { connection in
            guard let player = try PlayerStore.find(caller.playerID, in: connection) else {
                throw APIError.unauthorized("The player does not exist any more.")
            }
            let before = try JSON.decode([String: JSONValue].self, from: Array(player.settings.utf8))
            let settings = changes.settings?.applied(to: before) ?? before
            var json = JSONWriter()
            json.value(.object(settings))
            try PlayerStore.update(
                player.id, displayName: changes.displayName ?? player.displayName,
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

/// The body of `PATCH /v1/me`; nil leaves as it is.
struct PlayerChanges: RequestBody {
    let displayName: String?
    let settings: PlayerSettings?

    init(reading fields: inout RequestFields) {
        displayName = fields.optional("displayName", .text(1...60))
        settings = fields.optionalObject(
            "settings", "What is not there stays as it is; null takes a setting away.", PlayerSettings.init(reading:))
    }

    static let example: JSONValue = [
        "displayName": "Мира", "settings": ["language": "ru", "fontScale": .number(1.25), "veils": ["пауки"]],
    ]
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
