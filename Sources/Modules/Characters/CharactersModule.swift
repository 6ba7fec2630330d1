package import Auth
package import Core
package import Network
package import Storage

/// Characters, what they carry and what they did, and the player's own page.
@LoopActor package final class CharactersModule {
    package nonisolated static var migrations: [Migration] { CharacterSchema.migrations }

    /// What stands above asks to be asked; filled while the modules are put together.
    package var hooks = CharacterHooks()
    nonisolated static let id = PathParameter("id", .id(CharacterID.self), "Of the character.")
    nonisolated static let itemID = PathParameter("itemId", .cleanText(1...100), "Of an item that the character has.")
    let gate: Gate
    let sessions: SessionRegistry
    let storage: Storage
    let clock: Clock
    let settings: CharacterSettings

    package init(auth: AuthModule, storage: Storage, settings: CharacterSettings = .init(), clock: Clock = .system) {
        gate = auth.gate
        sessions = auth.sessions
        self.storage = storage
        self.settings = settings
        self.clock = clock
    }

    package func addRoutes(to router: Router) {
        CharacterSchemas.add(to: router)
        addMeRoutes(to: router)
        addReadingRoutes(to: router)
        addWritingRoutes(to: router)
    }

    private func addMeRoutes(to router: Router) {
        router.on(
            .get, "/v1/me",
            Operation(
                "The player, the characters and the runs to go on with", tag: "players",
                answers: [(200, .reference("Me"))]),
            { [self] in try await me($0) })
        router.on(
            .patch, "/v1/me",
            Operation(
                "Change the player's name or settings", tag: "players", request: PlayerChanges.self,
                answers: [(200, .reference("Player"))]),
            { [self] in try await changeMe($0) })
    }

    private func addReadingRoutes(to router: Router) {
        router.on(
            .get, "/v1/archetypes",
            Operation(
                "Presets for new characters", tag: "characters", auth: .optional,
                answers: [(200, .page(of: .reference("Archetype")))]),
            { [self] in try await archetypes($0) })
        router.on(
            .get, "/v1/characters",
            Operation(
                "My characters, the newest first", tag: "characters", parameters: ListPage.parameters,
                answers: [(200, .page(of: .reference("Character")))]),
            { [self] in try await list($0) })
        router.on(
            .get, "/v1/characters/{id}",
            Operation(
                "A character of mine; of a party member, what all may know", tag: "characters", parameters: [Self.id],
                answers: [(200, .oneOf([.reference("Character"), .reference("PublicCharacter")]))],
                errors: [403, 404]),
            { [self] in try await show($0) })
        router.on(
            .get, "/v1/characters/{id}/chronicle",
            Operation(
                "What a character of mine did, the newest first", tag: "characters",
                parameters: [Self.id] + ListPage.parameters,
                answers: [(200, .page(of: .reference("CharacterEvent")))], errors: [403, 404]),
            { [self] in try await chronicle($0) })
    }

    private func addWritingRoutes(to router: Router) {
        router.on(
            .post, "/v1/characters",
            Operation(
                "Make a character", tag: "characters", request: NewCharacter.self,
                answers: [(201, .reference("Character"))], errors: [409]),
            { [self] in try await create($0) })
        router.on(
            .patch, "/v1/characters/{id}",
            Operation(
                "Change name, archetype or race", tag: "characters", parameters: [Self.id],
                request: CharacterChanges.self,
                answers: [(200, .reference("Character"))], errors: [403, 404]),
            { [self] in try await change($0) })
        let retirement = Operation(
            "Retire a character", tag: "characters", parameters: [Self.id], answers: [(200, .reference("Character"))],
            errors: [403, 404, 409])
        router.on(.post, "/v1/characters/{id}/retire", retirement, { [self] in try await retire($0) })
        router.on(.delete, "/v1/characters/{id}", retirement, { [self] in try await retire($0) })
        router.on(
            .post, "/v1/characters/{id}/items/{itemId}/equip",
            Operation(
                "Wear an item or take it off, between runs", tag: "characters", parameters: [Self.id, Self.itemID],
                request: Equip.self,
                answers: [(200, .reference("Character"))], errors: [403, 404, 409]),
            { [self] in try await equip($0) })
    }
}
