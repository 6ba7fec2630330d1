internal import Configuration
internal import Core
internal import Glibc
internal import Network

extension Command {
    static let demo = Command(
        name: "demo", summary: "Play at once: a ready game, no set-up, no network.",
        explanation: """
            Starts a server that lets guests in and has the built-in campaign loaded. The data folder is temporary
            and is removed at the end, unless --data names one to keep.
            """,
        options: [
            Option(name: "--port", value: "N", help: "Listen on this port; 8080 if not given, 0 for any."),
            Option(name: "--lan", help: "Listen on all addresses, and print a QR code to join with."),
            .data, .config,
        ]
    ) { arguments in
        let port = try arguments.port("--port", default: 8080)
        let isOpen = arguments.has("--lan")
        let listen = isOpen ? "0.0.0.0:\(port)" : "127.0.0.1:\(port)"
        var settings = try arguments.settings(adding: [
            SettingOption("server.listen", name: isOpen ? "--lan" : "--port", value: listen),
            SettingOption("auth.guests", name: "demo", value: "true"),
        ])
        if isatty(STDOUT_FILENO) == 1, settings.origins["observability.log_level"] == nil {
            // A line for each request would push the link and the QR code off the screen.
            settings.observability.logLevel = .warning
        }
        let kept = arguments.value("--data")
        let folder = try kept.map(DataFolder.open) ?? DataFolder.makeTemporary()
        let leave: @Sendable () -> Void = { if kept == nil { folder.remove() } }
        defer { leave() }
        let hostLink = try AdminLink(settings, folder)
        return try ServerRun.run(settings, folder, isDemo: true, leave: leave) { addresses in
            guard let port = addresses.first?.port else { return }
            let host = isOpen ? LocalNetwork.address ?? "127.0.0.1" : "127.0.0.1"
            let base = "\(settings.scheme)://\(host):\(port)"
            welcome(base, isOpen: isOpen, folder: kept == nil ? nil : folder.path, hostLink)
        }
    }

    private static func welcome(_ base: String, isOpen: Bool, folder: String?, _ hostLink: AdminLink) {
        let link = base + "/"
        var lines = ["", "  Mimic \(Version.current) is ready. Open \(link) and play."]
        if isOpen, let code = QRCode(link) {
            let drawing = code.terminalText(colours: isatty(STDOUT_FILENO) == 1)
            lines += ["  Phones on this network can scan:", "", drawing]
        }
        lines += [
            "  To be its host, open this link once, within 24 hours: \(hostLink.url(base: base))",
            folder.map { "  The game is kept in \($0)." }
                ?? "  This game is forgotten at the end; --data DIR keeps it.",
            "  Ctrl-C stops it.", "",
        ]
        Terminal.print(lines.joined(separator: "\n"))
    }
}
