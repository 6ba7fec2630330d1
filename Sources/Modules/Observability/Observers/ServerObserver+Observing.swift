package import Core
package import Network

extension ServerObserver {
    /// Counts and logs what the HTTP server does: `http_requests_total`, `http_request_duration_seconds`,
    /// `http_connections`, `http_connections_refused_total`, one log line a request, one for each error that no handler declared.
    ///
    /// Neither knows of a path, a query, a field or a body: routes are named by their patterns, `unmatched` when there
    /// is none.
    package static func observing(
        _ logger: Logger, _ metrics: Metrics, clock: Clock = .system
    ) -> ServerObserver {
        let requests = RequestObservation(logger, metrics)
        let connections = metrics.gauge("http_connections", help: "Open HTTP connections.").series()
        var observer = ServerObserver()
        observer.requestFinished = { finished in
            requests.finished(
                finished.method, finished.route, status: finished.status, seconds: finished.seconds,
                bytes: finished.bytes, client: finished.client, trace: finished.trace)
        }
        observer.requestMalformed = { malformed in
            requests.malformed(malformed.error, client: malformed.client, trace: malformed.trace)
        }
        observer.connectionsChanged = { connections.set(Double($0)) }
        let refused = metrics.counter(
            "http_connections_refused_total", help: "Connections closed at once, by the bound that was reached.",
            labels: ["limit"])
        let lines = Lock<[ConnectionLimit: Occasional]>([:])
        observer.connectionRefused = { limit in
            refused.add(1, limit.rawValue)
            let now = clock.uptime()
            let count = lines.withLock { $0[limit, default: Occasional(every: .seconds(60))].happened(at: now) }
            guard let count else { return }
            logger.warning(
                .gatewayAPI, "Connections were refused", .text("limit", limit.rawValue), .int("count", count))
        }
        observer.internalError = { error in
            logger.error(
                .gatewayAPI, "Internal error", trace: error.trace,
                .text("path", error.route?.description ?? RequestObservation.unmatched), .text("cause", error.cause))
        }
        observer.loopLagged = { seconds, activity in
            logger.warning(
                .gatewayAPI, "The event loop was busy", .double("elapsed_ms", RequestObservation.milliseconds(seconds)),
                .text("activity", activity.description))
        }
        return observer
    }
}
