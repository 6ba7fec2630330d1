package import Core
internal import Hashing
package import Storage

/// One-time invitations to an account with a login: `mimic admin invite` prints one, a browser accepts it.
package enum AdminInvites {
    package static let lifetime: Duration = .seconds(86400)

    /// An invitation that is neither used nor expired, for `mimic admin list`.
    package struct Invite: Sendable, Equatable {
        package let id: Int64
        package let createdAt: Timestamp
        package let expiresAt: Timestamp
    }

    /// 400 `invalid_invite`.
    static let refusal = APIError.badRequest(
        "invalid_invite", "The invitation is not valid: it was used, or it is older than 24 hours. Ask for another.")

    /// Makes an invitation, good for 24 hours and one account.
    ///
    /// - Returns: the token for the link; only its hash is stored.
    package static func make(roles: [Role] = [.admin], now: Timestamp, in connection: Connection) throws -> String {
        let token = Base64URL.encode(randomBytes(24))
        try connection.run(
            "INSERT INTO admin_invites (token_hash, roles, created_at, expires_at) VALUES (?1, ?2, ?3, ?4)",
            .blob(hash(of: token)), .text(Player.json(of: roles)), .time(now), .time(now.adding(lifetime)))
        return token
    }

    package static func open(now: Timestamp, in connection: Connection) throws -> [Invite] {
        try connection.all(
            """
            SELECT id, created_at, expires_at FROM admin_invites WHERE used_at IS NULL AND expires_at > ?1 ORDER BY id
            """, .time(now),
            map: { Invite(id: $0.integer(0), createdAt: $0.time(1), expiresAt: $0.time(2)) })
    }

    /// - Returns: whether there was such an invitation.
    package static func revoke(_ id: Int64, in connection: Connection) throws -> Bool {
        try connection.run("DELETE FROM admin_invites WHERE id = ?1 AND used_at IS NULL", .integer(id))
        return connection.changes > 0
    }

    static func isOpen(_ token: String, now: Timestamp, in connection: Connection) throws -> Bool {
        try connection.first(
            "SELECT 1 FROM admin_invites WHERE token_hash = ?1 AND used_at IS NULL AND expires_at > ?2",
            .blob(hash(of: token)), .time(now), map: { _ in true }) ?? false
    }

    /// Uses the invitation up and makes the account; nil when it was not open any more.
    ///
    /// - Throws: 409 `login_taken`.
    static func accept(
        _ token: String, login: String, passwordHash: String, now: Timestamp, in connection: Connection
    ) throws -> Player? {
        let used = try connection.first(
            """
            UPDATE admin_invites SET used_at = ?2 WHERE token_hash = ?1 AND used_at IS NULL AND expires_at > ?2
            RETURNING id, roles
            """, .blob(hash(of: token)), .time(now), map: { (id: $0.integer(0), roles: $0.text(1)) })
        guard let used else { return nil }
        guard try PlayerStore.find(login: login, in: connection) == nil else {
            throw APIError.conflict("login_taken", "The login \(login) is taken; choose another.")
        }
        let roles = try JSON.decode([Role].self, from: Array(used.roles.utf8))
        let player = try PlayerStore.insert(
            NewPlayer(login: login, passwordHash: passwordHash, displayName: login, roles: roles), now: now,
            in: connection)
        try connection.run(
            "UPDATE admin_invites SET used_by = ?2 WHERE id = ?1", .integer(used.id), .id(player.id))
        return player
    }

    private static func hash(of token: String) -> [UInt8] { SHA256.hash(Array(token.utf8)) }
}
