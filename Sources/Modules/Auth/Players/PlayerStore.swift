package import Core
package import Storage

/// All SQL on `players`.
package enum PlayerStore {
    package static func find(_ id: PlayerID, in connection: Connection) throws -> Player? {
        try connection.first(
            """
            SELECT id, telegram_id, login, display_name, settings, language, roles, created_at, last_login_at
            FROM players WHERE id = ?1
            """, .id(id), map: Player.init(row:))
    }

    static func find(telegramID: Int64, in connection: Connection) throws -> Player? {
        try connection.first(
            """
            SELECT id, telegram_id, login, display_name, settings, language, roles, created_at, last_login_at
            FROM players WHERE telegram_id = ?1
            """, .integer(telegramID), map: Player.init(row:))
    }

    /// - Parameter guestKeyHash: SHA-256 of the guest's key.
    static func find(guestKeyHash: [UInt8], in connection: Connection) throws -> Player? {
        try connection.first(
            """
            SELECT id, telegram_id, login, display_name, settings, language, roles, created_at, last_login_at
            FROM players WHERE guest_key_hash = ?1
            """, .blob(guestKeyHash), map: Player.init(row:))
    }

    static func find(login: String, in connection: Connection) throws -> (player: Player, passwordHash: String)? {
        try connection.first(
            """
            SELECT id, telegram_id, login, display_name, settings, language, roles, created_at, last_login_at,
                password_hash
            FROM players WHERE login = ?1 AND password_hash IS NOT NULL
            """, .text(login), map: { (try Player(row: $0), $0.text(9)) })
    }

    static func insert(_ player: NewPlayer, now: Timestamp, in connection: Connection) throws -> Player {
        let inserted = try connection.first(
            """
            INSERT INTO players (telegram_id, guest_key_hash, login, password_hash, display_name, settings, language,
                roles, created_at, last_login_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9)
            RETURNING id, telegram_id, login, display_name, settings, language, roles, created_at, last_login_at
            """,
            .optional(player.telegramID), player.guestKeyHash.map(SQLValue.blob) ?? .null, .optional(player.login),
            .optional(player.passwordHash), .text(player.displayName), .text(player.settings),
            .optional(player.language?.rawValue), .text(Player.json(of: player.roles)), .time(now),
            map: Player.init(row:))
        guard let inserted else { preconditionFailure("BUG: INSERT … RETURNING gave no row") }
        return inserted
    }

    static func recordLogin(of id: PlayerID, now: Timestamp, in connection: Connection) throws {
        try connection.run("UPDATE players SET last_login_at = ?2 WHERE id = ?1", .id(id), .time(now))
    }

    /// - Parameter settings: a JSON object.
    package static func update(
        _ id: PlayerID, displayName: String, settings: String, language: Language?, in connection: Connection
    ) throws {
        try connection.run(
            "UPDATE players SET display_name = ?2, settings = ?3, language = ?4 WHERE id = ?1",
            .id(id), .text(displayName), .text(settings), .optional(language?.rawValue))
    }

    /// The language that a player has chosen; nil without a choice.
    package static func language(of id: PlayerID, in connection: Connection) throws -> Language? {
        let word = try connection.first(
            "SELECT language FROM players WHERE id = ?1", .id(id), map: { $0.optionalText(0) })
        return (word ?? nil).flatMap(Language.init(rawValue:))
    }
}

/// What is known of a player who comes for the first time.
struct NewPlayer: Sendable {
    var telegramID: Int64?
    var guestKeyHash: [UInt8]?
    var login: String?
    var passwordHash: String?
    var displayName: String
    var language: Language?
    var roles: [Role] = []

    var settings: String { language.map { #"{"language":"\#($0.rawValue)"}"# } ?? "{}" }
}

extension Player {
    /// `id, telegram_id, login, display_name, settings, language, roles, created_at, last_login_at`.
    init(row: Row) throws {
        id = row.id(0)
        telegramID = row.optionalInteger(1)
        login = row.optionalText(2)
        displayName = row.text(3)
        settings = row.text(4)
        language = row.optionalText(5).flatMap(Language.init(rawValue:))
        let roles = row.text(6)
        grantedRoles = roles == "[]" ? [] : try JSON.decode([Role].self, from: Array(roles.utf8))
        createdAt = row.time(7)
        lastLoginAt = row.time(8)
    }

    static func json(of roles: [Role]) -> String {
        "[" + roles.map { "\"\($0.rawValue)\"" }.joined(separator: ",") + "]"
    }
}
