package import Core
internal import Hashing
package import Storage

/// All SQL on `sessions`: one row is one refresh token, one family is one device that signed in.
///
/// Rows of a family form a tree: each rotation adds a child. A token may be used while it is a leaf, and within
/// `grace` of its rotation while none of its children was rotated itself: then the answer was lost, or a second tab
/// asked at the same moment. Any other use means that a token was copied, and ends the family.
package enum SessionStore {
    /// 30 days from each rotation.
    package static let lifetime: Duration = .seconds(30 * 86400)
    /// How long the immediate predecessor is still good for.
    package static let grace: Duration = .seconds(60)
    /// The oldest families of a player beyond these are revoked by a new one.
    package static let familiesPerPlayer = 20

    /// What came of a refresh token.
    enum Rotation: Sendable {
        case rotated(player: Player, family: String, refreshToken: String, expiresAt: Timestamp)
        /// Reused: the whole family is revoked with it.
        case reused(family: String)
        case unknown
    }

    /// A live family, as the registry needs it after a start.
    struct LiveFamily: Sendable {
        let family: String
        let player: Player
        let expiresAt: Timestamp
    }

    /// Opens a family; the token is returned, its hash stored.
    static func open(
        family: String, for player: PlayerID, userAgent: String?, now: Timestamp, in connection: Connection
    ) throws -> (refreshToken: String, expiresAt: Timestamp) {
        try insert(family: family, player: player, parent: nil, userAgent: userAgent, now: now, in: connection)
    }

    static func rotate(_ refreshToken: String, now: Timestamp, in connection: Connection) throws -> Rotation {
        let found = try connection.first(
            """
            SELECT id, player_id, family, expires_at, rotated_at, revoked_at, user_agent FROM sessions
            WHERE token_hash = ?1
            """, .blob(hash(of: refreshToken)), map: Token.init(row:))
        guard let token = found, token.revokedAt == nil, now < token.expiresAt,
            let player = try PlayerStore.find(token.player, in: connection)
        else { return .unknown }
        if let rotatedAt = token.rotatedAt {
            // To both sides: a clock set back by a little is forgiven, and one by a lot must not help a thief.
            let isRecent = now <= rotatedAt.adding(grace) && rotatedAt <= now.adding(grace)
            guard isRecent, try !hasRotatedChild(token.id, in: connection) else {
                try revoke(family: token.family, now: now, in: connection)
                return .reused(family: token.family)
            }
        } else {
            try connection.run("UPDATE sessions SET rotated_at = ?2 WHERE id = ?1", .integer(token.id), .time(now))
        }
        let successor = try insert(
            family: token.family, player: token.player, parent: token.id, userAgent: token.userAgent, now: now,
            in: connection)
        return .rotated(
            player: player, family: token.family, refreshToken: successor.refreshToken,
            expiresAt: successor.expiresAt)
    }

    package static func revoke(family: String, now: Timestamp, in connection: Connection) throws {
        try connection.run(
            "UPDATE sessions SET revoked_at = ?2 WHERE family = ?1 AND revoked_at IS NULL", .text(family), .time(now))
    }

    package static func revokeAll(of player: PlayerID, now: Timestamp, in connection: Connection) throws {
        try connection.run(
            "UPDATE sessions SET revoked_at = ?2 WHERE player_id = ?1 AND revoked_at IS NULL", .id(player), .time(now))
    }

    /// Ends the oldest families of a player who has more than `familiesPerPlayer`.
    ///
    /// - Returns: the families that ended.
    static func revokeSurplus(of player: PlayerID, now: Timestamp, in connection: Connection) throws -> [String] {
        let surplus = try connection.all(
            """
            SELECT family FROM sessions
            WHERE player_id = ?1 AND revoked_at IS NULL AND rotated_at IS NULL AND expires_at > ?2
            GROUP BY family ORDER BY max(id) DESC LIMIT -1 OFFSET ?3
            """, .id(player), .time(now), .int(familiesPerPlayer), map: { $0.text(0) })
        for family in surplus { try revoke(family: family, now: now, in: connection) }
        return surplus
    }

    static func live(now: Timestamp, in connection: Connection) throws -> [LiveFamily] {
        try connection.all(
            """
            SELECT p.id, p.telegram_id, p.login, p.display_name, p.settings, p.language, p.roles, p.created_at,
                p.last_login_at, s.family, max(s.expires_at)
            FROM sessions s JOIN players p ON p.id = s.player_id
            WHERE s.revoked_at IS NULL AND s.rotated_at IS NULL AND s.expires_at > ?1
            GROUP BY s.family
            """, .time(now),
            map: { LiveFamily(family: $0.text(9), player: try Player(row: $0), expiresAt: $0.time(10)) })
    }

    /// Deletes tokens that expired, at most 1,000 at a time so that the writer is never held up.
    ///
    /// - Returns: how many went.
    static func deleteExpired(now: Timestamp, in connection: Connection) throws -> Int {
        try connection.run(
            "DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE expires_at <= ?1 LIMIT 1000)", .time(now))
        return connection.changes
    }

    private struct Token {
        let id: Int64
        let player: PlayerID
        let family: String
        let expiresAt: Timestamp
        let rotatedAt: Timestamp?
        let revokedAt: Timestamp?
        let userAgent: String?

        init(row: Row) {
            id = row.integer(0)
            player = row.id(1)
            family = row.text(2)
            expiresAt = row.time(3)
            rotatedAt = row.optionalTime(4)
            revokedAt = row.optionalTime(5)
            userAgent = row.optionalText(6)
        }
    }

    private static func hasRotatedChild(_ id: Int64, in connection: Connection) throws -> Bool {
        try connection.first(
            "SELECT 1 FROM sessions WHERE parent_id = ?1 AND rotated_at IS NOT NULL LIMIT 1", .integer(id),
            map: { _ in true }) ?? false
    }

    private static func insert(
        family: String, player: PlayerID, parent: Int64?, userAgent: String?, now: Timestamp,
        in connection: Connection
    ) throws -> (refreshToken: String, expiresAt: Timestamp) {
        let token = Base64URL.encode(randomBytes(32))
        let expiresAt = now.adding(lifetime)
        try connection.run(
            """
            INSERT INTO sessions (player_id, family, parent_id, token_hash, created_at, expires_at, user_agent)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """,
            .id(player), .text(family), .optional(parent), .blob(hash(of: token)), .time(now), .time(expiresAt),
            .optional(userAgent))
        return (token, expiresAt)
    }

    private static func hash(of token: String) -> [UInt8] { SHA256.hash(Array(token.utf8)) }
}
