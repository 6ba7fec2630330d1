import Observability
import Testing

@testable import Network

@Suite("ClientMetrics")
struct ClientMetricsTests {
    @Test("counts answers by status and failures by their word, and times both")
    func requests() {
        let metrics = Metrics()
        let requests = ClientMetrics(in: metrics)
        for (status, error) in [(200, nil), (200, nil), (nil, HTTPClientError.cancelled)] {
            requests.finished(
                FinishedClientRequest(purpose: "openai", status: status, error: error, seconds: 2, bytes: 5))
        }
        let lines = Set(String(decoding: metrics.render(), as: UTF8.self).split(separator: "\n").map(String.init))
        #expect(lines.contains(#"http_client_requests_total{purpose="openai",result="200"} 2"#))
        #expect(lines.contains(#"http_client_requests_total{purpose="openai",result="cancelled"} 1"#))
        #expect(lines.contains(#"http_client_request_duration_seconds_sum{purpose="openai"} 6"#))
    }
}
