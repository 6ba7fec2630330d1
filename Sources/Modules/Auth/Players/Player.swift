package import Core

/// A person: one Telegram account, one guest, or one host with a login.
package struct Player: Sendable, Equatable {
    package let id: PlayerID
    /// Nil for guests and hosts with a login.
    package let telegramID: Int64?
    /// The name of a host's browser account; nil for everybody else.
    package let login: String?
    /// 1...60 characters.
    package let displayName: String
    /// A JSON object, as `PlayerSettings` lets it in.
    package let settings: String
    /// `settings.language`, kept apart because every page asks for it.
    package let language: Language?
    /// What was granted to the player; `auth.admins` may add to it (`AuthSettings.roles`).
    package let grantedRoles: [Role]
    package let createdAt: Timestamp
    package let lastLoginAt: Timestamp

    /// `sub` of the player's tokens.
    package var subject: String {
        if let telegramID { return String(telegramID) }
        return login == nil ? "guest:\(id)" : "login:\(id)"
    }

    /// `{"id","telegramId","displayName","settings","createdAt","lastLoginAt"}`.
    package func write(to json: inout JSONWriter) {
        json.object {
            $0.member("id", id.rawValue)
            $0.member("telegramId", telegramID)
            $0.member("displayName", displayName)
            $0.key("settings")
            $0.raw(settings.utf8)
            $0.member("createdAt", createdAt)
            $0.member("lastLoginAt", lastLoginAt)
        }
    }
}
