internal import Core
internal import Network

/// Measures and logs answered requests. Loop thread only, hence no locks: what a route needs is looked up by the address
/// of its pattern and kept.
@LoopActor
final class RequestObservation {
    nonisolated static let unmatched = "unmatched"
    /// Addresses whose text is kept; beyond, all are forgotten. An address is formatted once, not for each request.
    private static let mostClients = 4096

    private struct RouteKey: Hashable {
        let method: String
        /// Of the pattern's bytes, which live as long as the process; 0 when no route matched.
        let address: UInt
    }

    private final class RouteSeries {
        let route: String
        let duration: Histogram.Series
        /// By status.
        var requests: [Int: Counter.Series] = [:]

        init(route: String, duration: Histogram.Series) {
            self.route = route
            self.duration = duration
        }
    }

    nonisolated private let logger: Logger
    nonisolated private let service: String
    nonisolated private let requests: Counter
    nonisolated private let durations: Histogram
    private var routes: [RouteKey: RouteSeries] = [:]
    private var clients: [ClientAddress: String] = [:]

    nonisolated init(_ logger: Logger, _ metrics: Metrics) {
        self.logger = logger
        service = logger.name(of: .gatewayAPI)
        requests = metrics.counter(
            "http_requests_total", help: "Requests answered.", labels: ["service", "method", "path", "status"])
        durations = metrics.histogram(
            "http_request_duration_seconds", help: "From the end of a request's head to its answer, in seconds.",
            labels: ["service", "method", "path"])
    }

    /// - Parameters:
    ///   - method: one of the methods that the server knows.
    ///   - seconds: from the head to the answer.
    ///   - bytes: of the response body.
    func finished(
        _ method: String, _ pattern: StaticString?, status: Int, seconds: Double, bytes: Int, client: ClientAddress,
        trace: @autoclosure () -> TraceContext
    ) {
        let series = series(method, pattern)
        series.duration.observe(seconds)
        counter(method, series, status).add()
        let level = status >= 500 ? LogLevel.warning : .info
        guard logger.isEnabled(level) else { return }
        logger.log(
            level, .gatewayAPI, "Request", trace: trace(),
            [
                .text("method", method), .text("path", series.route), .int("status", status),
                .double("elapsed_ms", Self.milliseconds(seconds)), .int("bytes", bytes),
                .text("client", text(of: client)),
            ])
    }

    /// A request that was refused before it had a method and a path to speak of.
    func malformed(_ error: APIError, client: ClientAddress, trace: @autoclosure () -> TraceContext) {
        let series = series("invalid", nil)
        counter("invalid", series, error.status).add()
        guard logger.isEnabled(.info) else { return }
        logger.log(
            .info, .gatewayAPI, "Malformed request", trace: trace(),
            [.int("status", error.status), .text("error", error.word), .text("client", text(of: client))])
    }

    /// To the microsecond: more digits are noise.
    nonisolated static func milliseconds(_ seconds: Double) -> Double { (seconds * 1e6).rounded() / 1e3 }

    private func series(_ method: String, _ pattern: StaticString?) -> RouteSeries {
        let key = RouteKey(method: method, address: pattern.map { UInt(bitPattern: $0.utf8Start) } ?? 0)
        if let known = routes[key] { return known }
        let route = pattern?.description ?? Self.unmatched
        let new = RouteSeries(route: route, duration: durations.series(service, method, route))
        routes[key] = new
        return new
    }

    private func counter(_ method: String, _ series: RouteSeries, _ status: Int) -> Counter.Series {
        if let known = series.requests[status] { return known }
        let new = requests.series(service, method, series.route, String(status))
        series.requests[status] = new
        return new
    }

    private func text(of client: ClientAddress) -> String {
        if let known = clients[client] { return known }
        if clients.count >= Self.mostClients { clients.removeAll(keepingCapacity: true) }
        let text = client.description
        clients[client] = text
        return text
    }
}
