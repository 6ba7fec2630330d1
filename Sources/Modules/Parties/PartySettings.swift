/// What Parties is told by the configuration.
package struct PartySettings: Sendable {
    /// `server.public_url`, without a slash at the end; nil: links are paths.
    package var publicURL: String?
    /// `auth.telegram_app_url`: `https://t.me/<bot>/<app>`.
    package var telegramAppURL: String?

    package init() {}

    /// Where a browser joins with a code.
    func browserLink(_ code: String) -> String { "\(publicURL ?? "")/play?invite=\(code)" }

    /// Where Telegram joins with a code.
    func telegramLink(_ code: String) -> String? {
        telegramAppURL.map { "\($0)\($0.contains("?") ? "&" : "?")startapp=\(code)" }
    }
}
