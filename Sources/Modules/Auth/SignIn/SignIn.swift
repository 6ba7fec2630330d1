internal import Core
internal import Hashing
internal import Network
internal import Storage

/// Opens and goes on with sessions: the part that all ways to sign in share.
@LoopActor final class SignIn {
    let settings: AuthSettings
    let storage: Storage
    let clock: Clock
    let limits: RateLimits
    /// Signs invitations; access tokens are signed by `tokens`.
    let secret: [UInt8]
    private let tokens: AccessTokens
    private let sessions: SessionRegistry
    private let observer: AuthObserver

    init(
        settings: AuthSettings, storage: Storage, clock: Clock, limits: RateLimits, secret: [UInt8],
        tokens: AccessTokens, sessions: SessionRegistry, observer: AuthObserver
    ) {
        self.settings = settings
        self.storage = storage
        self.clock = clock
        self.limits = limits
        self.secret = secret
        self.tokens = tokens
        self.sessions = sessions
        self.observer = observer
    }

    /// A session that was opened in a write and is not yet known to the registry.
    struct Opened: Sendable {
        let player: Player
        let family: String
        let refreshToken: String
        let expiresAt: Timestamp
        /// Older sessions that had to make room.
        let ended: [String]
    }

    /// Opens a session for whom `find` returns, in one transaction with it; nil when it returns nobody.
    func open(
        _ request: HTTPRequest, by way: SignInWay, _ find: @escaping @Sendable (Connection, Timestamp) throws -> Player?
    ) async throws -> Opened? {
        let now = clock.now()
        let family = Hex.encode(randomBytes(16))
        let userAgent = request.field("user-agent").map { String($0.unicodeScalars.prefix(200)) }
        let opened: Opened? = try await storage.write { connection in
            guard let player = try find(connection, now) else { return nil }
            try PlayerStore.recordLogin(of: player.id, now: now, in: connection)
            let token = try SessionStore.open(
                family: family, for: player.id, userAgent: userAgent, now: now, in: connection)
            return Opened(
                player: player, family: family, refreshToken: token.refreshToken, expiresAt: token.expiresAt,
                ended: try SessionStore.revokeSurplus(of: player.id, now: now, in: connection))
        }
        if let opened { observer.signedIn(opened.player.id, way, request.trace) }
        return opened
    }

    /// Makes the session known and answers with its first tokens.
    func answer(_ opened: Opened, user: TelegramUser? = nil) -> SignInAnswer {
        let roles = settings.roles(of: opened.player)
        sessions.open(
            Principal(
                playerID: opened.player.id, sessionID: opened.family, displayName: opened.player.displayName,
                roles: roles),
            username: user?.username, expiresAt: opened.expiresAt)
        for family in opened.ended { sessions.end(family) }
        return tokens(
            for: opened.player, family: opened.family, refreshToken: opened.refreshToken, user: user,
            username: user?.username, roles: roles)
    }

    /// Exchanges a refresh token for a new pair.
    ///
    /// - Throws: 401 `unauthorized`; a token that was used before ends its whole family.
    func refresh(_ refreshToken: String) async throws -> SignInAnswer {
        let now = clock.now()
        switch try await storage.write({ try SessionStore.rotate(refreshToken, now: now, in: $0) }) {
        case .rotated(let player, let family, let successor, let expiresAt):
            sessions.extend(family, to: expiresAt)
            return tokens(
                for: player, family: family, refreshToken: successor, user: nil,
                username: sessions.username(of: family), roles: settings.roles(of: player))
        case .reused(let family):
            sessions.end(family)
            throw APIError.unauthorized("This refresh token was used before, so its session has ended; sign in again.")
        case .unknown:
            throw APIError.unauthorized("The refresh token is not valid; sign in again.")
        }
    }

    private func tokens(
        for player: Player, family: String, refreshToken: String, user: TelegramUser?, username: String?,
        roles: Set<Role>
    ) -> SignInAnswer {
        let now = clock.now()
        let ordered = Role.allCases.filter(roles.contains)
        return SignInAnswer(
            accessToken: tokens.issue(
                to: player, username: username, sessionID: family, roles: ordered, now: now),
            expiresIn: tokens.lifetime, issuedAt: now, refreshToken: refreshToken,
            user: user ?? TelegramUser(player, username: username))
    }
}
