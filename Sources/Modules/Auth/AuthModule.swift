package import Core
package import Network
package import Storage

/// Identity: who players are, how they sign in, which sessions live, and who may pass.
@LoopActor package final class AuthModule {
    package nonisolated static var migrations: [Migration] { AuthSchema.migrations }

    /// Stands before every route of the API.
    package let gate: Gate
    /// The live sessions; sockets close when theirs end.
    package let sessions: SessionRegistry
    private let signIn: SignIn
    private let settings: AuthSettings
    private let storage: Storage
    private let clock: Clock
    private var housekeeping: LoopTimer?

    /// - Parameter secret: from `SigningSecret.load`.
    package init(
        settings: AuthSettings, secret: [UInt8], storage: Storage, observer: AuthObserver = .none,
        clock: Clock = .system
    ) {
        self.settings = settings
        self.storage = storage
        self.clock = clock
        sessions = SessionRegistry()
        let limits = RateLimits(settings.rateLimits, clock: clock)
        let tokens = AccessTokens(secret: secret, lifetime: Int64(settings.tokenLifetime))
        gate = Gate(
            tokens: tokens, sessions: sessions, limits: limits, presence: Presence(clock: clock), storage: storage,
            clock: clock)
        signIn = SignIn(
            settings: settings, storage: storage, clock: clock, limits: limits, secret: secret, tokens: tokens,
            sessions: sessions, observer: observer)
    }

    /// Rebuilds the registry of sessions; from then on expired ones are cleared away every hour.
    package func start() async throws {
        let now = clock.now()
        for live in try await storage.read({ try SessionStore.live(now: now, in: $0) }) {
            sessions.open(
                Principal(
                    playerID: live.player.id, sessionID: live.family, displayName: live.player.displayName,
                    roles: settings.roles(of: live.player)),
                username: nil, expiresAt: live.expiresAt)
        }
        housekeeping = LoopTimer(after: .seconds(60), repeating: .seconds(3600)) { [weak self] in
            // What fails now (a full disk) is done an hour later; nobody sees an expired session meanwhile.
            Task { @LoopActor in try? await self?.removeExpired() }
        }
    }

    package func stop() async {
        housekeeping?.cancel()
        housekeeping = nil
    }

    /// Ends all sessions of a player at once: logout everywhere, or the host's word.
    package func endSessions(of player: PlayerID) async throws {
        let now = clock.now()
        try await storage.write { try SessionStore.revokeAll(of: player, now: now, in: $0) }
        sessions.endAll(of: player)
    }

    func removeExpired() async throws {
        let now = clock.now()
        sessions.removeExpired(now: now)
        while try await storage.write({ try SessionStore.deleteExpired(now: now, in: $0) }) > 0 {}
    }

    package func addRoutes(to router: Router) {
        AuthSchemas.add(to: router)
        addSignInRoutes(to: router)
        addSessionRoutes(to: router)
    }

    private func addSignInRoutes(to router: Router) {
        let signIn = signIn
        router.on(
            .post, "/v1/auth/telegram",
            Operation(
                "Sign in with the initData of a Telegram Mini App", tag: "auth", auth: .none,
                request: TelegramSignIn.self, answers: [(200, .reference("SignIn"))]),
            { try await signIn.telegram($0) })
        router.on(
            .post, "/v1/auth/guest",
            Operation(
                "Become a guest", tag: "auth", auth: .none, request: GuestSignIn.self,
                answers: [(200, .reference("SignIn"))], errors: [403]),
            { try await signIn.guest($0) })
        router.on(
            .post, "/v1/auth/guest/resume",
            Operation(
                "Come back as a guest", tag: "auth", auth: .none, request: GuestResume.self,
                answers: [(200, .reference("SignIn"))], errors: [401, 403]),
            { try await signIn.resumeGuest($0) })
        router.on(
            .post, "/v1/auth/invite/accept",
            Operation(
                "Make an account from a host's invitation", tag: "auth", auth: .none,
                request: InviteAccept.self, answers: [(200, .reference("SignIn"))], errors: [409]),
            { try await signIn.acceptInvite($0) })
        router.on(
            .post, "/v1/auth/password",
            Operation(
                "Sign in with login and password", tag: "auth", auth: .none, request: PasswordSignIn.self,
                answers: [(200, .reference("SignIn"))], errors: [401]),
            { try await signIn.password($0) })
    }

    private func addSessionRoutes(to router: Router) {
        router.on(
            .post, "/v1/auth/refresh",
            Operation(
                "Exchange a refresh token for a new pair", tag: "auth", auth: .none,
                request: RefreshRequest.self, answers: [(200, .reference("SignIn"))], errors: [401]),
            { [signIn] in try await signIn.refresh($0) })
        router.on(
            .post, "/v1/auth/logout",
            Operation("End this session", tag: "auth", answers: [(204, nil)]),
            { [self] in try await logout($0) })
        router.on(
            .post, "/v1/auth/logout-all",
            Operation("End all sessions of the player", tag: "auth", answers: [(204, nil)]),
            { [self] in try await logoutAll($0) })
    }

    private func logout(_ request: HTTPRequest) async throws -> HTTPResponse {
        let family = try gate.caller(request).principal.sessionID
        let now = clock.now()
        try await storage.write { try SessionStore.revoke(family: family, now: now, in: $0) }
        sessions.end(family)
        return .noContent
    }

    private func logoutAll(_ request: HTTPRequest) async throws -> HTTPResponse {
        try await endSessions(of: try gate.caller(request).playerID)
        return .noContent
    }
}
