extension SettingKey {
    static let server = [
        SettingKey(
            "server", "listen", \.server.listen,
            .list("addresses with a port, like \"127.0.0.1:8080\"", of: .listenAddress),
            """
            Addresses and ports to listen on. "127.0.0.1:8080" is reached from this machine only, ":8080" by
            the whole IPv4 network, "[::]:8080" by IPv6 too; a port below 1024 needs CAP_NET_BIND_SERVICE. On
            the command line: --listen, which may be repeated. May be empty where unix_socket is set.
            """),
        SettingKey(
            "server", "unix_socket", \.server.unixSocket, .optional(.socketPath),
            sample: "\"/run/mimic/http.sock\"",
            """
            A Unix socket to listen on beside listen, for a proxy on this machine. It speaks plain HTTP, and
            whoever can connect to it is believed like one of trusted_proxies; without X-Forwarded-For the
            client counts as 127.0.0.1. A file that a killed server left is replaced; the socket of a running one
            is not. Removed when the server stops.
            """),
        SettingKey(
            "server", "unix_socket_mode", \.server.unixSocketMode, .fileMode,
            """
            The permissions of unix_socket, in octal: who may write to it may connect. With "0660" the proxy
            must run in this server's group.
            """),
        SettingKey(
            "server", "public_url", \.server.publicURL, .optional(.webAddress),
            sample: "\"https://play.example.org\"",
            """
            How players reach the server from outside, without a path. Invitations and the addresses in
            GET /v1/config are made from it. Not set: what the request's Host field says.
            """),
        SettingKey(
            "server", "tls_cert", \.server.tlsCertificate, .optional(.line(most: 4096)),
            sample: "\"/etc/letsencrypt/live/play.example.org/fullchain.pem\"",
            """
            The certificate with which the addresses of listen speak TLS 1.2 and 1.3: a PEM file with the
            server's certificate and, after it, those that lead to the authority. Read again on SIGHUP and
            when it or the key changes; a pair that is broken leaves the one before in force. Needs OpenSSL 3
            (Debian: libssl3) and tls_key. Not set: plain HTTP, for this machine or behind a proxy.
            """),
        SettingKey(
            "server", "tls_key", \.server.tlsKey, .optional(.line(most: 4096)),
            sample: "\"/etc/letsencrypt/live/play.example.org/privkey.pem\"",
            """
            The private key of tls_cert: a PEM file without a passphrase, which this server's user can read and
            strangers cannot. A key of P-256 signs for new connections ten times faster than one of RSA.
            """),
        SettingKey(
            "server", "redirect_listen", \.server.redirectListen,
            .list("addresses with a port, like \":80\"", of: .listenAddress),
            """
            Addresses that speak plain HTTP and answer each request with 308 to the same path by HTTPS: at
            public_url or, without it, at the request's host and the port of listen. Beside that they serve
            acme_webroot, and nothing else. Needs tls_cert. With tls_cert it is mostly [":80"].
            """),
        SettingKey(
            "server", "acme_webroot", \.server.acmeWebroot, .optional(.line(most: 4096)),
            sample: "\"/var/lib/mimic/acme\"",
            """
            A folder below which certbot (--webroot), lego or uacme put .well-known/acme-challenge/TOKEN, to
            get and renew a certificate while the server runs. These files, plain and of at most 4 KiB, are served
            on every address; symbolic links below the folder are not followed. Not set: none are.
            """),
        SettingKey(
            "server", "trusted_proxies", \.server.trustedProxies,
            .list("addresses or networks, like \"10.0.0.0/8\"", of: .addressBlock),
            """
            Reverse proxies whose X-Forwarded-For and X-Forwarded-Proto are believed: addresses or networks in
            CIDR notation. The client is the rightmost address that is not one of them. With a proxy and
            without this, all players share the proxy's address and its rate limits; with a network too wide,
            anybody can claim any address.
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
            """),
        SettingKey(
            "data", "min_free", \.data.minFree, .integer(0...100_000_000, unit: "MB"),
            """
            Megabytes that should stay free on its disk. With less, GET /readyz says degraded, the log warns,
            no pack is taken over HTTP and no picture or sound is made, while play is still saved; on a full
            disk every change is refused with 507 until there is room again. 0: no warning.
            """),
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
            """),
        SettingKey(
            "party_sync", "history_limit", \.partySync.historyLimit, .integer(0...500),
            "Events that a client is shown which opens a channel for the first time and does not say how many it wants."
        ),
        SettingKey(
            "party_sync", "connections", \.partySync.connections, .integer(1...100_000),
            """
            Live connections (WebSockets) of all players. One more is refused with 503. An idle one takes 1 to
            3 KiB; limits.connections bounds them together with all others.
            """),
        SettingKey(
            "party_sync", "connections_per_channel", \.partySync.connectionsPerChannel, .integer(1...500),
            "Live connections of one run or party, those who watch included. One more is refused with 503."),
        SettingKey(
            "party_sync", "connections_per_player", \.partySync.connectionsPerPlayer, .integer(1...100),
            "Live connections of one player: phones and windows. One more is refused with 503."),
        SettingKey(
            "party_sync", "heartbeat", \.partySync.heartbeat, .integer(5...3600, unit: "seconds"),
            """
            Seconds from one ping of a live connection to the next; who does not answer within 10 is gone. Keep it
            shorter than the proxy in front lets a quiet connection stand.
            """),
        SettingKey(
            "party_sync", "service_tokens", \.partySync.serviceTokens,
            .list("names and tokens, like \"scoreboard:…\"", of: .serviceToken), isSecret: true,
            """
            Other programs of yours that listen and speak on every live channel, each as "name:token", with a
            token of at least 16 characters (openssl rand -hex 24). They send it as Authorization: Bearer, hear
            what all players of a channel hear, and are seen as "service:name". Two tokens of one name both
            count: add the new one, change the program, take the old one away. A secret: rather name a file
            with service_tokens_file, in one line with commas.
            """),
    ]
}
