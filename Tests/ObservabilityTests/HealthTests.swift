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
        [HealthProbe("database", .essential) { essential }, HealthProbe("packs", .secondary) { secondary }]
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
}

@Suite("Readiness")
struct ReadinessTests {
    private let capture = LogCapture()
    private let time = Lock(Timestamp(milliseconds: 0))
    private let calls = Lock(0)
    private let problem = Lock<String?>(nil)

    init() { EventLoop.startInBackground() }

    @LoopActor private func makeReadiness(_ logger: Logger) -> Readiness {
        let (calls, problem, time) = (calls, problem, time)
        let probe = HealthProbe("database", .essential) {
            calls.withLock { $0 += 1 }
            await Task.yield()
            return problem.withLock { $0 }
        }
        return Readiness(probes: [probe], logger: logger, clock: Clock { time.withLock { $0 } }, limit: .seconds(600))
    }

    @Test("probes at most once a second, however many ask at once")
    @LoopActor func sharing() async {
        let readiness = makeReadiness(capture.makeLogger())
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<20 { group.addTask { _ = await readiness.report() } }
        }
        #expect(calls.withLock { $0 } == 1)
        time.withLock { $0.milliseconds = 999 }
        _ = await readiness.report()
        #expect(calls.withLock { $0 } == 1)
        time.withLock { $0.milliseconds = 1000 }
        _ = await readiness.report()
        #expect(calls.withLock { $0 } == 2)
        time.withLock { $0.milliseconds = 500 }
        _ = await readiness.report()
        #expect(calls.withLock { $0 } == 3, "a clock that was set back must not freeze the answer")
    }

    @Test("tells when it changes, and only then")
    @LoopActor func changes() async {
        let logger = capture.makeLogger()
        let readiness = makeReadiness(logger)
        for (second, state) in [nil, "read-only", "read-only", nil, nil].enumerated() {
            time.withLock { $0.milliseconds = Int64(second) * 2000 }
            problem.withLock { $0 = state }
            _ = await readiness.report()
        }
        logger.flush()
        #expect(capture.lines.count == 2)
        #expect(capture.lines[0].contains("\"level\":\"error\"") && capture.lines[0].contains("database: read-only"))
        #expect(capture.lines[1].contains("Ready again"))
    }

    @Test("a probe that hangs is a problem, not a hanging answer")
    @LoopActor func hanging() async {
        let parked = Parked()
        let probe = HealthProbe("disk", .essential) {
            await parked.park()
            return nil
        }
        let readiness = Readiness(
            probes: [probe], logger: capture.makeLogger(), clock: .system, limit: .milliseconds(1))
        let report = await readiness.report()
        #expect(report.status == .unready)
        #expect(report.checks.first?.problem == "no answer in time")
        parked.release()
    }
}

/// Holds a task until it is released.
@LoopActor
private final class Parked {
    private var continuation: CheckedContinuation<Void, Never>?

    func park() async { await withCheckedContinuation { continuation = $0 } }

    func release() { continuation?.resume() }
}
