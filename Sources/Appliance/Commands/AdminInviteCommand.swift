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
        guard let base = settings.server.publicURL ?? settings.localURL else {
            throw Failure(
                code: .configuration,
                reason: "mimic: the server listens on a Unix socket only, which no browser opens. "
                    + "Set server.public_url to the address of the proxy in front of it.")
        }
        Terminal.print(try AdminLink(settings, folder).url(base: base))
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
    /// What the addresses of `server.listen` speak.
    var scheme: String { certificateFiles == nil ? "http" : "https" }

    /// How a browser on this very machine reaches the server; nil when it listens on a Unix socket only.
    fileprivate var localURL: String? {
        guard let address = server.listen.first else { return nil }
        let isAny = ["0.0.0.0", "::"].contains(address.host)
        return "\(scheme)://\(isAny ? ListenAddress(host: "127.0.0.1", port: address.port) : address)"
    }
}
