internal import Auth
internal import Configuration
internal import Core

extension Command {
    static let adminInvite = Command(
        name: "admin invite", summary: "Print a link that makes a browser an administrator's.",
        explanation: """
            Prints a link that works once, within 24 hours: whoever opens it chooses a login and a password and is an
            administrator of this server from then on. The server may be running or not.
            """,
        options: [.config, .data, .listen]
    ) { arguments in
        let settings = try arguments.settings()
        let folder = try DataFolder.open(settings.data.directory)
        let link = try AdminLink(settings, folder)
        Terminal.print(link.url(base: settings.server.publicURL ?? settings.localURL))
        return .success
    }
}

/// The link of the page that accepts an invitation. The token stands behind the `#`, which browsers do not send.
struct AdminLink: Sendable {
    private let token: String

    /// - Throws: `Failure` when the signing secret can be neither read nor made.
    init(_ settings: Settings, _ folder: DataFolder) throws {
        do {
            let secret = try SigningSecret.load(configured: settings.auth.jwtSecret, path: folder.secret)
            token = AdminInvite(secret: secret, now: .systemNow()).token
        } catch {
            throw Failure(code: .configuration, reason: "mimic: \(error)")
        }
    }

    /// - Parameter base: scheme, host and port, without a slash at the end.
    func url(base: String) -> String { "\(base)/play#host=\(token)" }
}

extension Settings {
    /// How this very machine reaches the server.
    fileprivate var localURL: String {
        guard let address = server.listen.first else { return "http://127.0.0.1:8080" }
        let host = ["0.0.0.0", "::"].contains(address.host) ? "127.0.0.1" : address.host
        return "http://\(host.contains(":") ? "[\(host)]" : host):\(address.port)"
    }
}
