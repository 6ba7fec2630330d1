package import Network

/// What is counted of requests to other servers.
package struct ClientMetrics: Sendable {
    private let requests: Counter
    private let durations: Histogram

    package init(in metrics: Metrics) {
        requests = metrics.counter(
            "http_client_requests_total",
            help: "Requests to other servers, by what for and by status or, without an answer, why.",
            labels: ["purpose", "result"])
        durations = metrics.histogram(
            "http_client_request_duration_seconds", help: "From the beginning of a request to its end, in seconds.",
            labels: ["purpose"])
    }

    package func finished(_ request: FinishedClientRequest) {
        let result = request.error?.word ?? request.status.map(String.init) ?? "none"
        requests.series(request.purpose, result).add()
        durations.series(request.purpose).observe(request.seconds)
    }
}
