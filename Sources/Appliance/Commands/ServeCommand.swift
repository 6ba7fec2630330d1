internal import Configuration

extension Command {
    static let serve = Command(
        name: "serve", summary: "Run the server.",
        explanation: """
            Runs the server until SIGTERM or SIGINT. SIGHUP reads the content packs and the certificate again. Options win over the
            environment, the environment over the file; config.toml.example explains every key.
            """,
        options: [.config, .data, .listen]
    ) { arguments in
        let settings = try arguments.settings()
        return try ServerRun.run(settings, try DataFolder.open(settings.data.directory))
    }

    static let checkConfig = Command(
        name: "check-config", summary: "Check the configuration.",
        explanation: """
            Checks file and environment, and names every mistake with its line; also whether the certificate can be used. Exit code 78 when there is one.
            """,
        options: [
            .config, .data, .listen,
            Option(name: "--print", help: "Show the effective values and where each came from, secrets masked."),
        ]
    ) { arguments in
        let settings = try arguments.settings()
        _ = try settings.tlsContext()
        Terminal.print(arguments.has("--print") ? settings.report : "The configuration is valid.")
        return .success
    }
}
