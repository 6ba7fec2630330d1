internal import Core

/// The answer to every sign-in and refresh (http-api "Auth").
struct SignInAnswer: Sendable {
    let accessToken: String
    /// Seconds.
    let expiresIn: Int64
    let issuedAt: Timestamp
    let refreshToken: String
    let user: TelegramUser
    var chat: JSONValue?
    var startParam: String?
    /// Shown once, when the guest is made; also the recovery code.
    var guestKey: String?

    var json: [UInt8] {
        var json = JSONWriter()
        json.object {
            $0.member("accessToken", accessToken)
            $0.member("tokenType", "Bearer")
            $0.member("expiresIn", expiresIn)
            $0.member("issuedAt", issuedAt)
            $0.member("refreshToken", refreshToken)
            $0.key("user")
            $0.object {
                $0.member("id", user.id)
                $0.member("is_bot", user.isBot)
                $0.member("first_name", user.firstName)
                $0.member("last_name", user.lastName)
                $0.member("username", user.username)
                $0.member("language_code", user.languageCode)
                $0.key("allows_write_to_pm")
                if let allows = user.allowsWriteToPM { $0.value(allows) } else { $0.null() }
            }
            if let chat { $0.member("chat", chat) }
            $0.member("startParam", startParam)
            if let guestKey { $0.member("guestKey", guestKey) }
        }
        return json.bytes
    }
}
