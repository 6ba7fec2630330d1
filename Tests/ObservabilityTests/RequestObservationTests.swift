import ApplianceTesting
import Core
import Network
import Testing

@testable import Observability

@Suite("Observed requests")
struct RequestObservationTests {
    private let capture = LogCapture()
    private let metrics = Metrics()
    private let trace = TraceContext(traceID: "t1", spanID: "s1")

    init() { EventLoop.startInBackground() }

    private var text: String { String(decoding: metrics.render(), as: UTF8.self) }

    @Test("have a line with the route's pattern, and count under it")
    @LoopActor func finished() throws {
        let logger = capture.makeLogger()
        let observation = RequestObservation(logger, metrics)
        let client = try #require(IPAddress("192.0.2.7"))
        for status in [200, 200, 404] {
            observation.finished(
                .get, "/v1/parties/{id}", status: status, seconds: 0.0012345, bytes: 17, client: client, trace: trace)
        }
        observation.finished(.post, nil, status: 404, seconds: 0.5, bytes: 9, client: client, trace: trace)
        logger.flush()
        #expect(
            capture.lines.first
                == #"{"timestamp":"2025-11-20T10:15:30.123Z","level":"info","service":"gateway-api","message":"Request","#
                + #""trace_id":"t1","span_id":"s1","method":"GET","path":"/v1/parties/{id}","status":200,"#
                + #""elapsed_ms":1.235,"bytes":17,"client":"192.0.2.7"}"#)
        #expect(capture.lines.count == 4)
        #expect(capture.lines[3].contains("\"path\":\"unmatched\""))
        let labels = #"service="gateway-api",method="GET",path="/v1/parties/{id}""#
        #expect(text.contains("http_requests_total{\(labels),status=\"200\"} 2\n"))
        #expect(text.contains("http_requests_total{\(labels),status=\"404\"} 1\n"))
        #expect(text.contains("http_request_duration_seconds_count{\(labels)} 3\n"))
        #expect(text.contains(#"method="POST",path="unmatched",status="404"} 1"#))
    }

    /// A server that is observed through a logger of `level`.
    private func makeServer(_ logger: Logger) async throws -> TestServer {
        var observer = ServerObserver.observing(logger, metrics)
        // The loop is the process's: on a busy machine other tests would be told of here.
        observer.loopLagged = nil
        return try await TestServer(observer: observer) { router in
            router.onInline(.get, "/v1/runs/{id}", .page("A run")) { _ in .noContent }
            router.on(.get, "/v1/broken", .page("A defect")) { _ in throw CancellationError() }
        }
    }

    @Test("are a warning when the server failed, and an error tells why")
    func failures() async throws {
        let logger = capture.makeLogger(.warning)
        let server = try await makeServer(logger)
        let client = try server.client()
        #expect(try await client.request("GET", "/v1/runs/7").status == 204)
        let trace = try await client.request("GET", "/v1/broken").header("X-Trace-Id")
        await server.stop()
        logger.flush()
        let lines = capture.lines
        #expect(lines.count == 2)
        let cause = try #require(lines.first { $0.contains("\"level\":\"error\"") })
        #expect(cause.contains("\"cause\":\"CancellationError()\""))
        let request = try #require(lines.first { $0.contains("\"level\":\"warning\"") })
        #expect(request.contains("\"status\":500"))
        for line in lines {
            #expect(line.contains("\"path\":\"/v1/broken\""))
            #expect(line.contains("\"trace_id\":\"\(trace ?? "")\""))
        }
    }

    @Test("that are malformed have no method or path, but a line and a count")
    func malformed() async throws {
        let logger = capture.makeLogger()
        let server = try await makeServer(logger)
        let client = try server.client()
        try await client.send("GET /v1/runs/hunter2 HTTP/1.1\r\nNo-Host: hunter2\r\n\r\n")
        #expect(try await client.readResponse().status == 400)
        await server.stop()
        logger.flush()
        #expect(capture.lines.count == 1)
        #expect(capture.lines[0].contains("\"status\":400"))
        #expect(capture.lines[0].hasSuffix("\"client\":\"127.0.0.1\"}"))
        #expect(!capture.lines[0].contains("hunter2"))
        #expect(text.contains(#"method="invalid",path="unmatched",status="400"} 1"#))
    }

    @Test("leave no trace of path, query, fields or body in the log and the metrics")
    func secrets() async throws {
        let logger = capture.makeLogger()
        let server = try await makeServer(logger)
        let client = try server.client()
        for target in ["/v1/runs/hunter2?token=hunter2", "/hunter2?initData=hunter2"] {
            _ = try await client.request(
                "GET", target, headers: ["Authorization": "Bearer hunter2", "Cookie": "hunter2"])
        }
        _ = try await client.request("POST", "/v1/runs/hunter2", body: "{\"text\":\"hunter2\"}")
        await server.stop()
        logger.flush()
        #expect(capture.lines.count == 3)
        #expect(capture.lines[0].contains("\"path\":\"/v1/runs/{id}\""))
        #expect(!capture.lines.joined().contains("hunter2"))
        #expect(!text.contains("hunter2"))
        #expect(text.contains("http_connections 0\n"))
    }

    @Test("a busy loop is told of, with what ran")
    @LoopActor func lag() {
        let logger = capture.makeLogger()
        ServerObserver.observing(logger, metrics).loopLagged?(0.0612, "GET /v1/me")
        logger.flush()
        #expect(capture.lines.first?.hasSuffix(#""elapsed_ms":61.2,"activity":"GET /v1/me"}"#) == true)
    }

    @Test("connections are counted")
    @LoopActor func connections() {
        let observer = ServerObserver.observing(capture.makeLogger(), metrics)
        observer.connectionsChanged?(3)
        observer.connectionsChanged?(2)
        #expect(text.contains("http_connections 2\n"))
    }

    @Test("refused connections are all counted, and told once a minute for each bound")
    @LoopActor func refusedConnections() {
        let logger = capture.makeLogger()
        let clock = ManualClock()
        let observer = ServerObserver.observing(logger, metrics, clock: clock.clock)
        for _ in 0..<59 {
            for _ in 0..<10 { observer.connectionRefused?(.inAll) }
            clock.advance(by: .seconds(1))
        }
        observer.connectionRefused?(.ofAddress)
        clock.jump(by: .seconds(-3600))
        clock.advance(by: .seconds(1))
        observer.connectionRefused?(.inAll)
        logger.flush()
        #expect(capture.lines.count == 3)
        let ends = [#""limit":"all","count":1}"#, #""limit":"address","count":1}"#, #""limit":"all","count":590}"#]
        for (line, end) in zip(capture.lines, ends) { #expect(line.hasSuffix(end)) }
        #expect(text.contains("http_connections_refused_total{limit=\"all\"} 591\n"))
        #expect(text.contains("http_connections_refused_total{limit=\"address\"} 1\n"))
    }
}
