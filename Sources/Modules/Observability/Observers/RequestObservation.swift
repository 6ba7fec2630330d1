internal import Core
internal import Network

/// Measures and logs answered requests. Loop thread only, hence no locks: what a route needs is looked up by the address
/// of its pattern and kept.
@LoopActor
final class RequestObservation {
    nonisolated static let unmatched = "unmatched"
    /// Addresses whose text is kept; beyond, all are forgotten. An address is formatted once, not for each request.
    private static let mostClients = 4096

    nonisolated private let logger: Logger
    nonisolated private let service: String
    nonisolated private let requests: Counter
    nonisolated private let durations: Histogram
    /// By `key`.
    private var routes: [UInt: RouteSeries] = [:]
    private var clients: [IPAddress: String] = [:]
    /// Where lines are formatted.
    private var line = JSONWriter()

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
    ///   - seconds: from the head to the answer.
    ///   - bytes: of the response body.
    func finished(
        _ method: HTTPMethod, _ pattern: StaticString?, status: Int, seconds: Double, bytes: Int, client: IPAddress,
        trace: @autoclosure () -> TraceContext
    ) {
        let series = series(method, pattern)
        series.finished(status, seconds: seconds)
        let level = status >= 500 ? LogLevel.warning : .info
        guard logger.isEnabled(level) else { return }
        logger.log(
            RequestLine(
                level: level, trace: trace(), method: series.method, route: series.route, status: status,
                milliseconds: Self.milliseconds(seconds), bytes: bytes, client: text(of: client)),
            scratch: &line)
    }

    /// A request that was refused before it had a method and a path to speak of.
    func malformed(_ error: APIError, client: IPAddress, trace: @autoclosure () -> TraceContext) {
        series(nil, nil).count(error.status)
        guard logger.isEnabled(.info) else { return }
        logger.log(
            .info, .gatewayAPI, "Malformed request", trace: trace(),
            [.int("status", error.status), .text("error", error.word), .text("client", text(of: client))])
    }

    /// To the microsecond: more digits are noise.
    nonisolated static func milliseconds(_ seconds: Double) -> Double { (seconds * 1e6).rounded() / 1e3 }

    /// One word for a method of a route, for hashing is the dearest part of a look-up: the address of the pattern, which
    /// lives as long as the process (0 when no route matched), and the method (15 when there was none) in the bits that no
    /// address has.
    private func key(_ method: HTTPMethod?, _ pattern: StaticString?) -> UInt {
        var address: UInt = 0
        if let pattern { address = UInt(bitPattern: pattern.utf8Start) }
        return address << 4 | UInt(method?.index ?? 15)
    }

    private func series(_ method: HTTPMethod?, _ pattern: StaticString?) -> RouteSeries {
        let key = key(method, pattern)
        if let known = routes[key] { return known }
        let method = method?.rawValue ?? "invalid"
        let route = pattern?.description ?? Self.unmatched
        let new = RouteSeries(
            service: service, method: method, route: route, requests: requests, durations: durations)
        routes[key] = new
        return new
    }

    private func text(of client: IPAddress) -> String {
        if let known = clients[client] { return known }
        if clients.count >= Self.mostClients { clients.removeAll(keepingCapacity: true) }
        let text = client.description
        clients[client] = text
        return text
    }
}
