package import Core
internal import Hashing
internal import Storage

/// A one-time invitation to an administrator's account, good for 24 hours: `mimic admin invite` prints one, a browser
/// accepts it.
///
/// It is signed, not stored, so that the command needs no database, which the running server holds for itself: 8 bytes of
/// expiry (milliseconds, big-endian), 16 random bytes and an HMAC-SHA256 of both. What is stored is that it was used.
package struct AdminInvite: Sendable {
    package static let lifetime: Duration = .seconds(86400)
    private static let bodyCount = 24
    /// Keeps these signatures apart from those of access tokens, which have the same key.
    private static let purpose = Array("mimic-admin-invite:".utf8)

    /// 400 `invalid_invite`.
    static let refusal = APIError.badRequest(
        "invalid_invite", "The invitation is not valid: it was used, or it is older than 24 hours. Ask for another.")

    /// For the link: 75 characters of base64url.
    package let token: String

    package init(secret: [UInt8], now: Timestamp) {
        let expiry = UInt64(bitPattern: now.adding(Self.lifetime).milliseconds)
        let body = (0..<8).map { UInt8(truncatingIfNeeded: expiry >> UInt64(56 - 8 * $0)) } + randomBytes(16)
        token = Base64URL.encode(body + Self.signature(of: body, secret))
    }

    /// What a client sent; nil when it is not one of ours or has expired.
    init?(_ token: String, secret: [UInt8], now: Timestamp) {
        guard let bytes = Base64URL.decode(token), bytes.count == Self.bodyCount + 32 else { return nil }
        let body = Array(bytes[..<Self.bodyCount])
        guard constantTimeEqual(Array(bytes[Self.bodyCount...]), Self.signature(of: body, secret)) else { return nil }
        let expiry = body[..<8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard now.milliseconds < Int64(bitPattern: expiry) else { return nil }
        self.token = token
    }

    func isUsed(in connection: Connection) throws -> Bool {
        try connection.first(
            "SELECT 1 FROM admin_invites WHERE token_hash = ?1", .blob(tokenHash), map: { _ in true }) ?? false
    }

    /// Uses the invitation up and makes the account; nil when it was used before.
    ///
    /// - Throws: 409 `login_taken`; then it is not used up.
    func accept(login: String, passwordHash: String, now: Timestamp, in connection: Connection) throws -> Player? {
        guard try !isUsed(in: connection) else { return nil }
        guard try PlayerStore.find(login: login, in: connection) == nil else {
            throw APIError.conflict("login_taken", "The login \(login) is taken; choose another.")
        }
        let player = try PlayerStore.insert(
            NewPlayer(login: login, passwordHash: passwordHash, displayName: login, roles: [.admin]), now: now,
            in: connection)
        try connection.run(
            "INSERT INTO admin_invites (token_hash, used_at, used_by) VALUES (?1, ?2, ?3)", .blob(tokenHash),
            .time(now), .id(player.id))
        return player
    }

    private var tokenHash: [UInt8] { SHA256.hash(Array(token.utf8)) }

    private static func signature(of body: [UInt8], _ secret: [UInt8]) -> [UInt8] {
        HMACSHA256.authenticate(purpose + body, key: secret)
    }
}
