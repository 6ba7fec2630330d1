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
        Terminal.print(try AdminLink.make(settings, folder, base: settings.server.publicURL ?? settings.localURL))
        return .success
    }
}

/// A link of the page that accepts an invitation. The token stands behind the `#`, which browsers do not send.
enum AdminLink {
    static func make(_ settings: Settings, _ folder: DataFolder, base: String) throws -> String {
        do {
            let secret = try SigningSecret.load(configured: settings.auth.jwtSecret, path: folder.secret)
            return "\(base)/play#invite=\(AdminInvite(secret: secret, now: .systemNow()).token)"
        } catch {
            throw Failure(code: .configuration, reason: "mimic: \(error)")
        }
    }
}

extension Settings {
    /// How this very machine reaches the server.
    fileprivate var localURL: String {
        guard let address = server.listen.first else { return "http://127.0.0.1:8080" }
        let host = ["0.0.0.0", "::"].contains(address.host) ? "127.0.0.1" : address.host
        return "http://\(host.contains(":") ? "[\(host)]" : host):\(address.port)"
    }
}
