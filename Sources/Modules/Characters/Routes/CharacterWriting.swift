internal import Auth
internal import Core
internal import Network
internal import Storage

extension CharactersModule {
    /// `POST /v1/characters`.
    func create(_ request: HTTPRequest) async throws -> HTTPResponse {
        let limit = settings.activeLimit
        let now = clock.now()
        return try await gate.commit(request) { caller in
            let player = caller.playerID
            let spoken = PlayerLanguage(request, caller)
            var fields = try RequestFields(request)
            let draft = CharacterDraft(reading: &fields)
            try fields.finish()
            return { connection in
                guard try CharacterStore.countActive(of: player, in: connection) < limit else {
                    throw CharacterError.tooMany(limit: limit)
                }
                let id = try CharacterStore.insert(draft, of: player, now: now, in: connection)
                return try Self.answer(id, spoken, status: 201, in: connection)
            }
        }
    }

    /// `PATCH /v1/characters/{id}`: what is not sent stays; `race` null takes it away.
    func change(_ request: HTTPRequest) async throws -> HTTPResponse {
        let now = clock.now()
        return try await gate.commit(request) { caller in
            let id = CharacterID(rawValue: try request.integerParameter("id"))
            let player = caller.playerID
            let spoken = PlayerLanguage(request, caller)
            var fields = try RequestFields(request)
            let name = fields.optionalText("name", 2...60)
            let archetype = fields.optionalText("archetype", 2...40)
            let setsRace = fields.has("race")
            let race = fields.optionalText("race", 1...40)
            try fields.finish()
            return { connection in
                let character = try CharacterStore.own(id, of: player, in: connection)
                try CharacterStore.update(
                    id, name: name ?? character.name, archetype: archetype ?? character.archetype,
                    race: setsRace ? race : character.race, now: now, in: connection)
                return try Self.answer(id, spoken, in: connection)
            }
        }
    }

    /// `POST /v1/characters/{id}/retire` and `DELETE /v1/characters/{id}`; once more changes nothing.
    func retire(_ request: HTTPRequest) async throws -> HTTPResponse {
        let now = clock.now()
        let isInUnfinishedRun = hooks.isInUnfinishedRun
        return try await gate.commit(request) { caller in
            let id = CharacterID(rawValue: try request.integerParameter("id"))
            let player = caller.playerID
            let spoken = PlayerLanguage(request, caller)
            return { connection in
                let character = try CharacterStore.own(id, of: player, in: connection)
                switch character.status {
                case .retired: break
                case .dead: throw CharacterError.notActive(id, character.status)
                case .active, .obsolete:
                    if try isInUnfinishedRun(id, connection) { throw CharacterError.busy(id) }
                    try CharacterStore.setStatus(.retired, of: id, now: now, in: connection)
                }
                return try Self.answer(id, spoken, in: connection)
            }
        }
    }

    /// `POST /v1/characters/{id}/items/{itemId}/equip`: one thing a slot; null takes the item off.
    func equip(_ request: HTTPRequest) async throws -> HTTPResponse {
        try await gate.commit(request) { caller in
            let id = CharacterID(rawValue: try request.integerParameter("id"))
            let itemID = request.parameter("itemId")
            let player = caller.playerID
            let spoken = PlayerLanguage(request, caller)
            var fields = try RequestFields(request)
            if !fields.has("slot") { fields.refuse("slot", "is required; null takes the item off") }
            let slot = fields.optionalText("slot", 1...40)
            try fields.finish()
            return { connection in
                _ = try CharacterStore.own(id, of: player, in: connection)
                try CharacterItemStore.equip(itemID, in: slot, of: id, connection: connection)
                return try Self.answer(id, spoken, in: connection)
            }
        }
    }

    private nonisolated static func answer(
        _ id: CharacterID, _ spoken: PlayerLanguage, status: Int = 200, in connection: Connection
    ) throws -> HTTPResponse {
        guard let sheet = try CharacterStore.sheet(of: id, in: connection) else {
            preconditionFailure("BUG: character \(id) vanished within a write")
        }
        var json = JSONWriter()
        sheet.write(to: &json, language: try spoken.resolve(in: connection))
        return .json(json.bytes, status: status)
    }
}
