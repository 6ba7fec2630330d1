extension SettingKey {
    static let observability = [
        SettingKey(
            "observability", "metrics", \.observability.metrics, .boolean, plainNames: ["ENABLE_METRICS"],
            """
            Whether GET /metrics answers, in Prometheus' text format. Off: 404. It needs no token, so keep the
            path away from the public in your proxy.
            """),
        SettingKey(
            "observability", "log_format", \.observability.logFormat, .choice,
            """
            "json": one object a line. "text": for people. "auto": text with colours on a terminal, JSON
            everywhere else. Always on standard output.
            """),
        SettingKey(
            "observability", "log_level", \.observability.logLevel, .choice,
            """
            The least important lines that are written: "debug", "info", "warning" or "error". "info" has one
            line for each request.
            """),
        SettingKey(
            "observability", "service_name", \.observability.serviceName, .serviceName,
            plainNames: ["OTEL_SERVICE_NAME"],
            """
            The name under which the HTTP part speaks in logs and metrics ("service"). Change it when several
            servers report to one place.
            """),
    ]

    static let limits =
        [
            SettingKey(
                "limits", "enabled", \.limits.enabled, .boolean, plainNames: ["RATE_LIMIT_ENABLED"],
                """
                false turns every rate limit off: for load tests and closed networks. The bounds on connections and
                sizes stay.
                """)
        ]
        + rates + bounds

    private static let rates = [
        SettingKey(
            "limits", "reads_per_second", \.limits.reads.perSecond, .rate,
            "GET requests of one caller, a second."),
        SettingKey("limits", "reads_burst", \.limits.reads.burst, .burst, "Requests at once."),
        SettingKey(
            "limits", "writes_per_second", \.limits.writes.perSecond, .rate,
            "Requests of one caller that change something, a second. A person plays with less than one."),
        SettingKey("limits", "writes_burst", \.limits.writes.burst, .burst, "Requests at once."),
        SettingKey(
            "limits", "logins_per_second", \.limits.logins.perSecond, .rate,
            """
            Logins and new guests of one address, a second. A school or a café has one address for many
            players: raise the burst there.
            """),
        SettingKey("limits", "logins_burst", \.limits.logins.burst, .burst, "Requests at once."),
        SettingKey(
            "limits", "broadcasts_per_second", \.limits.broadcasts.perSecond, .rate, plainNames: ["RATE_LIMIT_RPS"],
            "Messages that one caller sends to live channels over HTTP, a second."),
        SettingKey(
            "limits", "broadcasts_burst", \.limits.broadcasts.burst, .burst, plainNames: ["RATE_LIMIT_BURST"],
            "Requests at once."),
        SettingKey(
            "limits", "media_jobs_per_second", \.limits.mediaJobs.perSecond, .rate, plainNames: ["RATE_LIMIT_RPS"],
            "Pictures and sounds that one caller asks for, a second."),
        SettingKey(
            "limits", "media_jobs_burst", \.limits.mediaJobs.burst, .burst, plainNames: ["RATE_LIMIT_BURST"],
            "Requests at once."),
        SettingKey(
            "limits", "messages_per_second", \.limits.messages.perSecond, .rate,
            """
            Messages of one live connection, a second. A client that sends more is told once, and then its
            connection is closed.
            """),
        SettingKey("limits", "messages_burst", \.limits.messages.burst, .burst, "Messages at once."),
        SettingKey(
            "limits", "guests_per_day", \.limits.guestsPerDay, .integer(1...1_000_000),
            """
            New guests of one address, a day. Each leaves a player in the database. Guests who come back with
            their key are not counted.
            """),
        SettingKey(
            "limits", "wrong_invite_codes_per_hour", \.limits.inviteCodesPerHour, .integer(1...100_000),
            """
            Wrong invite codes of one player, and of one address, an hour. A code has 40 random bits: with 10
            tries an hour nobody guesses one.
            """),
    ]

    private static let bounds = [
        SettingKey(
            "limits", "max_connections", \.limits.connections, .integer(16...1_000_000),
            """
            Open connections in all; more are closed at once, and the log says so. The limit on open files
            (ulimit -n) less 128 counts when it is smaller; Mimic raises it as far as it may.
            """),
        SettingKey(
            "limits", "max_connections_per_address", \.limits.connectionsPerAddress, .integer(4...1_000_000),
            """
            Open connections of one public IPv4 address, or of one IPv6 /64 network. Private addresses and
            trusted_proxies are not counted.
            """),
        SettingKey(
            "limits", "max_head_bytes", \.limits.headBytes, .integer(1024...65_535, unit: "bytes"),
            "Request line and header fields together, in bytes; more is answered 431."),
        SettingKey(
            "limits", "max_head_fields", \.limits.headFields, .integer(16...1000),
            "Header fields of one request; more are answered 431."),
        SettingKey(
            "limits", "max_body_bytes", \.limits.bodyBytes, .integer(16_384...67_108_864, unit: "bytes"),
            "A request's body in bytes; more is answered 413."),
        SettingKey(
            "limits", "head_timeout", \.limits.headTimeout, .integer(1...600, unit: "seconds"),
            "Seconds that a client may take to send a request's head; then the connection is closed."),
        SettingKey(
            "limits", "body_timeout", \.limits.bodyTimeout, .integer(1...3600, unit: "seconds"),
            "Seconds that a client may take to send a request's body."),
        SettingKey(
            "limits", "idle_timeout", \.limits.idleTimeout, .integer(1...3600, unit: "seconds"),
            """
            Seconds that a connection without a request stays open. Keep it longer than the same setting of the
            proxy in front, or the proxy now and then answers 502.
            """),
    ]
}

extension SettingType<Double> {
    fileprivate static var rate: SettingType { .number(0.01...100_000) }
}

extension SettingType<Int> {
    fileprivate static var burst: SettingType { .integer(1...100_000) }
}
