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
            let draft = CharacterDraft(try request.read(NewCharacter.self))
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
            let id = try request.value(of: Self.id)
            let player = caller.playerID
            let spoken = PlayerLanguage(request, caller)
            let changes = try request.read(CharacterChanges.self)
            return { connection in
                let character = try CharacterStore.own(id, of: player, in: connection)
                try CharacterStore.update(
                    id, name: changes.name ?? character.name, archetype: changes.archetype ?? character.archetype,
                    race: changes.setsRace ? changes.race : character.race, now: now, in: connection)
                return try Self.answer(id, spoken, in: connection)
            }
        }
    }

    /// `POST /v1/characters/{id}/retire` and `DELETE /v1/characters/{id}`; once more changes nothing.
    func retire(_ request: HTTPRequest) async throws -> HTTPResponse {
        let now = clock.now()
        let isInUnfinishedRun = hooks.isInUnfinishedRun
        return try await gate.commit(request) { caller in
            let id = try request.value(of: Self.id)
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

    /// `POST /v1/characters/{id}/items/{itemId}/equip`: one thing a slot; null takes the item off. In a run a character
    /// wears what it set out with and what it found there.
    func equip(_ request: HTTPRequest) async throws -> HTTPResponse {
        let isInUnfinishedRun = hooks.isInUnfinishedRun
        return try await gate.commit(request) { caller in
            let id = try request.value(of: Self.id)
            let itemID = try request.value(of: Self.itemID)
            let player = caller.playerID
            let spoken = PlayerLanguage(request, caller)
            let wish = try request.read(Equip.self)
            return { connection in
                _ = try CharacterStore.own(id, of: player, in: connection)
                if try isInUnfinishedRun(id, connection) { throw CharacterError.busy(id) }
                try CharacterItemStore.equip(
                    itemID, in: wish.slot, attuned: wish.attuned, of: id, connection: connection)
                return try Self.answer(id, spoken, in: connection)
            }
        }
    }

    private nonisolated static func answer(
        _ id: CharacterID, _ spoken: PlayerLanguage, status: Int = 200, in connection: Connection
    ) throws -> HTTPResponse {
        let language = try spoken.resolve(in: connection)
        let answer = try CharacterStore.sheet(of: id, in: connection) { sheet in
            var json = JSONWriter()
            try sheet.write(to: &json, language: language)
            return json.bytes
        }
        guard let answer else { preconditionFailure("BUG: character \(id) vanished within a write") }
        return .json(answer, status: status)
    }
}

/// The body of `PATCH /v1/characters/{id}`; nil leaves as it is.
struct CharacterChanges: RequestBody {
    let name: String?
    let archetype: String?
    /// Whether `race` was sent; null takes it away.
    let setsRace: Bool
    let race: String?

    init(reading fields: inout RequestFields) {
        name = fields.optional("name", NewCharacter.nameRule)
        archetype = fields.optional("archetype", NewCharacter.archetypeRule)
        setsRace = fields.has("race")
        race = fields.optional("race", NewCharacter.raceRule, "Null takes it away.")
    }

    static let example: JSONValue = ["name": "Вера Тихая", "race": nil]
}

/// The body of `POST /v1/characters/{id}/items/{itemId}/equip`.
struct Equip: RequestBody {
    /// Nil takes the item off.
    let slot: String?
    /// Nil leaves it as it is.
    let attuned: Bool?

    init(reading fields: inout RequestFields) {
        slot = fields.nullable("slot", .text(1...40), "The item's own slot; null takes the item off.")
        attuned = fields.optional(
            "attuned", .flag,
            "Begins or ends the attunement to the item, to \(ItemTraits.attunementLimit) at once at most.")
    }

    static let example: JSONValue = ["slot": "neck", "attuned": true]
}
