internal import Core
package import Network

/// What Observability is told at start.
package struct ObservabilitySettings: Sendable {
    /// Whether `GET /metrics` answers.
    package var servesMetrics = false
    /// `api_version` of `GET /health`.
    package var apiVersion = "1.0.0"
    /// Of the running binary, for `build_info`.
    package var version: String

    package init(version: String) { self.version = version }
}

/// What the server tells about itself: health, readiness, metrics (http-api "System").
@LoopActor
package final class ObservabilityModule {
    private let settings: ObservabilitySettings
    private let metrics: Metrics
    private let readiness: Readiness
    private let loopLag: Gauge.Series

    /// - Parameter probes: what `/readyz` tries, in the order of its answer.
    nonisolated package init(_ settings: ObservabilitySettings, logger: Logger, metrics: Metrics, probes: [HealthProbe])
    {
        self.settings = settings
        self.metrics = metrics
        readiness = Readiness(probes: probes, logger: logger, clock: .system)
        loopLag = metrics.gauge(
            "event_loop_lag_seconds", help: "The longest turn of the event loop since the last scrape, in seconds."
        ).series()
        ProcessMetrics.register(in: metrics, version: settings.version)
    }

    package func addRoutes(to router: Router) {
        addHealth(to: router)
        router.on(.get, "/readyz", Self.readyz) { [readiness] _ in
            let report = await readiness.report()
            return .json(report.json, status: report.status == .unready ? 503 : 200)
        }
        addMetrics(to: router)
    }

    private func addHealth(to router: Router) {
        var json = JSONWriter()
        json.object {
            $0.member("status", "ok")
            $0.member("api_version", settings.apiVersion)
        }
        let health = HTTPResponse.json(json.bytes)
        router.onInline(.get, "/health", Self.health) { _ in health }
        router.onInline(.get, "/v1/health", Self.health) { _ in health }
        let alive = Array(#"{"status":"ok"}"#.utf8)
        router.onInline(.get, "/livez", Self.livez) { _ in .json(alive) }
    }

    private func addMetrics(to router: Router) {
        let isServed = settings.servesMetrics
        router.on(.get, "/metrics", Self.metricsOperation) { [loopLag, metrics] _ in
            guard isServed else {
                throw APIError.notFound("Metrics are not enabled on this server: observability.metrics.")
            }
            loopLag.set(EventLoop.shared.takeLongestTurn())
            // Many series take a while to write out: not on the loop.
            let text = try await onWorker { metrics.render() }
            return HTTPResponse(status: 200, contentType: PrometheusText.contentType, body: .bytes(text))
        }
    }
}

extension ObservabilityModule {
    private static let health = Operation(
        "Whether the server is there, and its API's version", tag: "system", auth: .none,
        answers: [(200, .object(["status": .enumeration(["ok"]), "api_version": .string]))])

    private static let livez = Operation(
        "Whether the event loop turns", tag: "system", auth: .none,
        answers: [(200, .object(["status": .enumeration(["ok"])]))])

    private static let report = Schema.object([
        "status": .enumeration(["ready", "degraded", "unready"]),
        "checks": .described(.map(.string), "\"ok\", or what is wrong."),
    ])

    private static let readyz = Operation(
        "Whether the server can take a write; each part is really tried", tag: "system", auth: .none,
        answers: [(200, report), (503, report)])

    private static let metricsOperation = Operation(
        "Metrics in Prometheus' text format", tag: "system", auth: .none, answers: [(200, .string)], errors: [404],
        mediaType: "text/plain")
}
