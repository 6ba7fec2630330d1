import Core
import Testing

@testable import Network
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
        let client = try #require(ClientAddress("192.0.2.7"))
        for status in [200, 200, 404] {
            observation.finished(
                "GET", "/v1/parties/{id}", status: status, seconds: 0.0012345, bytes: 17, client: client, trace: trace)
        }
        observation.finished("POST", nil, status: 404, seconds: 0.5, bytes: 9, client: client, trace: trace)
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

    @Test("are a warning when the server failed, and an error tells why")
    @LoopActor func failures() {
        let logger = capture.makeLogger(.warning)
        let observer = ServerObserver.observing(logger, metrics)
        let request = HTTPRequest()
        observer.requestFinished?(FinishedRequest(request: request, status: 200, seconds: 0, bytes: 0))
        observer.requestFinished?(FinishedRequest(request: request, status: 503, seconds: 0, bytes: 0))
        observer.internalError?(InternalError(cause: "SQLite 11: malformed", route: "/v1/me", trace: trace))
        observer.loopLagged?(0.0612, "GET /v1/me")
        logger.flush()
        #expect(capture.lines.count == 3)
        #expect(capture.lines[0].contains("\"level\":\"warning\"") && capture.lines[0].contains("\"status\":503"))
        #expect(capture.lines[1].contains("\"level\":\"error\"") && capture.lines[1].contains("\"cause\":\"SQLite 11"))
        #expect(capture.lines[1].contains("\"path\":\"/v1/me\"") && capture.lines[1].contains("\"trace_id\":\"t1\""))
        #expect(capture.lines[2].contains("\"elapsed_ms\":61.2"))
    }

    @Test("that are malformed have no method or path, but a line and a count")
    @LoopActor func malformed() {
        let logger = capture.makeLogger()
        let observer = ServerObserver.observing(logger, metrics)
        let error = APIError(431, "head_too_large", "The head is too large.")
        observer.requestMalformed?(MalformedRequest(error: error, client: .loopback, trace: trace))
        logger.flush()
        #expect(capture.lines.count == 1)
        #expect(capture.lines[0].hasSuffix(#""status":431,"error":"head_too_large","client":"127.0.0.1"}"#))
        #expect(text.contains(#"method="invalid",path="unmatched",status="431"} 1"#))
    }

    @Test("leave no trace of path, query or fields in the log")
    @LoopActor func secrets() {
        let logger = capture.makeLogger()
        let observer = ServerObserver.observing(logger, metrics)
        let router = Router()
        router.onInline(.get, "/v1/campaign-runs/{id}", .page("x")) { _ in .noContent }
        for path in ["/v1/campaign-runs/hunter2?token=hunter2", "/hunter2?initData=hunter2"] {
            let request = makeRequest(.get, path, fields: "Authorization: Bearer hunter2\r\n")
            router.match(request)
            observer.requestFinished?(FinishedRequest(request: request, status: 200, seconds: 0, bytes: 0))
        }
        logger.flush()
        #expect(capture.lines.count == 2)
        #expect(capture.lines[0].contains("\"path\":\"/v1/campaign-runs/{id}\""))
        #expect(!capture.lines.joined().contains("hunter2"))
        #expect(!text.contains("hunter2"))
    }

    @Test("connections are counted")
    @LoopActor func connections() {
        let observer = ServerObserver.observing(capture.makeLogger(), metrics)
        observer.connectionsChanged?(3)
        observer.connectionsChanged?(2)
        #expect(text.contains("http_connections 2\n"))
    }
}

/// A request as the parser would have made it.
@LoopActor
func makeRequest(_ method: HTTPMethod, _ target: String, fields: String = "") -> HTTPRequest {
    let request = HTTPRequest()
    let start = "\(method.rawValue) ".utf8.count
    let path = target.prefix { $0 != "?" }.utf8.count
    request.method = method
    request.head = Array("\(method.rawValue) \(target) HTTP/1.1\r\n\(fields)".utf8)
    request.rawTarget = start..<start + target.utf8.count
    request.rawPath = start..<start + path
    if target.contains("?") { request.rawQuery = start + path + 1..<start + target.utf8.count }
    return request
}
