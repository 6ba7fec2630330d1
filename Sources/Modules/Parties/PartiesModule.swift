package import Auth
package import Characters
package import Core
package import Network
package import Storage

/// Parties: who plays together, who leads, and how others come in.
@LoopActor package final class PartiesModule {
    package nonisolated static var migrations: [Migration] { PartySchema.migrations }

    /// Who wants to hear of those who come and go; filled while the modules are put together.
    package var hooks = RunHooks()
    nonisolated static let id = PathParameter("id", .id(PartyID.self), "Of the party.")
    let gate: Gate
    let storage: Storage
    let settings: PartySettings
    let clock: Clock

    package init(
        auth: AuthModule, characters: CharactersModule, storage: Storage, settings: PartySettings = .init(),
        clock: Clock = .system
    ) {
        gate = auth.gate
        self.storage = storage
        self.settings = settings
        self.clock = clock
        characters.hooks.sharesParty = { try PartyStore.shareParty($0, $1, in: $2) }
    }

    package func addRoutes(to router: Router) {
        PartySchemas.add(to: router)
        addReadingRoutes(to: router)
        addLeadingRoutes(to: router)
        addMembershipRoutes(to: router)
    }

    private func addReadingRoutes(to router: Router) {
        router.on(
            .get, "/v1/parties",
            Operation(
                "Parties where I have a character, the newest first", tag: "parties", parameters: ListPage.parameters,
                answers: [(200, .page(of: .reference("Party")))]),
            { [self] in try await list($0) })
        router.on(
            .get, "/v1/parties/{id}",
            Operation(
                "A party of mine", tag: "parties", parameters: [Self.id], answers: [(200, .reference("Party"))],
                errors: [403, 404]),
            { [self] in try await show($0) })
        router.on(
            .get, "/v1/parties/{id}/events",
            Operation(
                "The channel's stored events that I may see, the newest page first", tag: "parties",
                parameters: [Self.id, PageParameter.before, PageParameter.limit],
                answers: [(200, .reference("ChannelEvents"))], errors: [403, 404]),
            { [self] in try await events($0) })
    }

    private func addLeadingRoutes(to router: Router) {
        router.on(
            .post, "/v1/parties",
            Operation(
                "Make a party", tag: "parties", request: NewParty.self,
                answers: [(201, .reference("Party"))], errors: [403, 404, 409]),
            { [self] in try await create($0) })
        router.on(
            .patch, "/v1/parties/{id}",
            Operation(
                "Change the party; its leader", tag: "parties", parameters: [Self.id], request: PartyChanges.self,
                answers: [(200, .reference("Party"))], errors: [403, 404]),
            { [self] in try await change($0) })
        router.on(
            .post, "/v1/parties/{id}/invite",
            Operation(
                "A new invite code; the old one dies", tag: "parties", parameters: [Self.id],
                answers: [(200, .reference("Invite"))],
                errors: [403, 404]),
            { [self] in try await invite($0) })
        router.on(
            .post, "/v1/parties/{id}/kick",
            Operation(
                "Send a character away and change the code; the leader", tag: "parties", parameters: [Self.id],
                request: PartyCharacter.self, answers: [(200, .reference("Party"))],
                errors: [403, 404, 409]),
            { [self] in try await kick($0) })
    }

    private func addMembershipRoutes(to router: Router) {
        router.on(
            .post, "/v1/parties/join",
            Operation(
                "Join the party of an invite code", tag: "parties", request: JoinByCode.self,
                answers: [(200, .reference("Joined"))], errors: [403, 404, 409]),
            { [self] in try await joinByCode($0) })
        router.on(
            .post, "/v1/parties/{id}/join",
            Operation(
                "Join a party", tag: "parties", parameters: [Self.id], request: Join.self,
                answers: [(200, .reference("Joined"))],
                errors: [403, 404, 409]),
            { [self] in try await join($0) })
        router.on(
            .post, "/v1/parties/{id}/leave",
            Operation(
                "Leave a party", tag: "parties", parameters: [Self.id], request: PartyCharacter.self,
                answers: [(200, .reference("Left"))], errors: [403, 404]),
            { [self] in try await leave($0) })
    }
}
