import ApplianceTesting
import Core
import Network
import Testing

@testable import Observability

@Suite("Health routes")
struct HealthTests {
    private let capture = LogCapture()

    private func answer(
        _ path: String, _ settings: ObservabilitySettings, probes: [HealthProbe] = []
    ) async throws -> TestResponse {
        let module = ObservabilityModule(settings, logger: capture.makeLogger(), metrics: Metrics(), probes: probes)
        let server = try await TestServer { module.addRoutes(to: $0) }
        let response = try await server.client().request("GET", path)
        await server.stop()
        return response
    }

    @Test("both names answer with the two members of the contract", arguments: ["/health", "/v1/health"])
    func health(path: String) async throws {
        let answer = try await answer(path, ObservabilitySettings(version: "0.1"))
        #expect(answer.status == 200)
        #expect(answer.header("Content-Type") == "application/json; charset=utf-8")
        #expect(answer.text == #"{"status":"ok","api_version":"1.0.0"}"#)
        var settings = ObservabilitySettings(version: "0.1")
        settings.apiVersion = "2"
        #expect(try await self.answer(path, settings).text == #"{"status":"ok","api_version":"2"}"#)
    }

    @Test("is alive while the loop turns")
    func livez() async throws {
        #expect(try await answer("/livez", ObservabilitySettings(version: "1")).text == #"{"status":"ok"}"#)
    }

    @Test("metrics are there when they are enabled, and no route otherwise")
    func metrics() async throws {
        var settings = ObservabilitySettings(version: "9.8.7")
        let none = try await answer("/metrics", settings)
        #expect(none.status == 404)
        #expect(none.json["error"] == "not_found")
        settings.servesMetrics = true
        let answer = try await answer("/metrics", settings)
        #expect(answer.header("Content-Type") == "text/plain; version=0.0.4; charset=utf-8")
        #expect(answer.text.contains("build_info{version=\"9.8.7\"} 1\n"))
        #expect(answer.text.contains("\nevent_loop_lag_seconds "))
    }

    private static func probes(_ essential: String?, _ secondary: String?) -> [HealthProbe] {
        [
            HealthProbe("database", .essential) { essential.map { .failed($0) } ?? .well },
            HealthProbe("packs", .secondary) { secondary.map { .failed($0) } ?? .well },
        ]
    }

    @Test(
        "readiness is what the probes say",
        arguments: [
            (nil, nil, 200, #"{"status":"ready","checks":{"database":"ok","packs":"ok"}}"#),
            (nil, "1 broken", 200, #"{"status":"degraded","checks":{"database":"ok","packs":"1 broken"}}"#),
            ("read-only", nil, 503, #"{"status":"unready","checks":{"database":"read-only","packs":"ok"}}"#),
            ("full", "x", 503, #"{"status":"unready","checks":{"database":"full","packs":"x"}}"#),
        ] as [(String?, String?, Int, String)])
    func readyz(essential: String?, secondary: String?, status: Int, body: String) async throws {
        let answer = try await answer(
            "/readyz", ObservabilitySettings(version: "1"), probes: Self.probes(essential, secondary))
        #expect(answer.status == status)
        #expect(answer.text == body)
    }

    @Test("what is strained degrades, however essential it is")
    func strained() async throws {
        let answer = try await answer(
            "/readyz", ObservabilitySettings(version: "1"),
            probes: [HealthProbe("disk", .essential) { .strained("nearly full") }])
        #expect(answer.status == 200)
        #expect(answer.text == #"{"status":"degraded","checks":{"disk":"nearly full"}}"#)
    }
}
