extension SettingKey {
    static let server = [
        SettingKey(
            "server", "listen", \.server.listen,
            .list("addresses with a port, like \"127.0.0.1:8080\"", mayBeEmpty: false, of: .listenAddress),
            """
            Addresses and ports to listen on. "127.0.0.1:8080" is reached from this machine only, ":8080" by
            the whole IPv4 network, "[::]:8080" by IPv6 too; a port below 1024 needs CAP_NET_BIND_SERVICE. On
            the command line: --listen, which may be repeated.
            """),
        SettingKey(
            "server", "public_url", \.server.publicURL, .optional(.webAddress),
            sample: "\"https://play.example.org\"",
            """
            How players reach the server from outside, without a path. Invitations and the addresses in
            GET /v1/config are made from it. Not set: what the request's Host field says.
            """),
        SettingKey(
            "server", "trusted_proxies", \.server.trustedProxies,
            .list("addresses or networks, like \"10.0.0.0/8\"", of: .addressRange),
            """
            Reverse proxies whose X-Forwarded-For is believed: addresses or networks in CIDR notation. With a
            proxy and without this, all players share the proxy's address and its rate limits; with a network
            too wide, anybody can claim any address.
            """),
        SettingKey(
            "server", "cors_origins", \.server.corsOrigins,
            .list("origins, like \"https://play.example.org\"", of: .webAddress),
            """
            Other web sites whose pages may call the API (scheme, host and port, as browsers send in Origin).
            The server's own pages need nothing here. Empty: none.
            """),
        SettingKey(
            "server", "api_version", \.server.apiVersion, .line(most: 32), plainNames: ["API_VERSION"],
            """
            What GET /health and GET /v1/config answer as the version of the API. Only clients that insist on
            another number need it changed.
            """),
    ]

    static let data = [
        SettingKey(
            "data", "directory", \.data.directory, .line(most: 4096),
            """
            The folder of the database, the packs and the generated secrets; made when it is missing. A
            relative path counts from where the server was started. Everything that must be backed up is in
            here. On the command line: --data.
            """)
    ]

    static let game = [
        SettingKey(
            "game", "max_active_characters", \.game.maxActiveCharacters, .integer(1...1_000_000),
            """
            How many active characters one player may have; making another is answered 409 character_limit
            until one is retired. Lowering it touches nobody who has more.
            """)
    ]

    static let partySync = [
        SettingKey(
            "party_sync", "history_keep", \.partySync.historyKeep, .integer(500...1_000_000),
            """
            Events that a channel keeps once its run is over; runs in play keep all of theirs. A client that was
            away for longer loads the run anew. About 0.5 kB each.
            """)
    ]
}
