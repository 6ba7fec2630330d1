import Core
import Testing

@testable import Network

@Suite("HTTPRequest")
struct HTTPRequestTests {
    init() { EventLoop.startInBackground() }

    @LoopActor private func get(_ target: String, _ fields: String = "") throws -> HTTPRequest {
        try HTTPRequest.make("GET \(target) HTTP/1.1\r\nHost: a\r\n\(fields)\r\n")
    }

    @Test("reads fields in any case, and all values of a name")
    @LoopActor func fields() throws {
        let request = try get("/", "x-one: 1 \r\nX-ONE:\t2\r\nX-Empty:\r\nX-Bytes: \u{E9}\r\n")
        #expect(request.field("X-One") == "1")
        #expect(request.values(of: "x-one") == ["1", "2"])
        #expect(request.field("x-empty") == "")
        #expect(request.field("X-None") == nil)
        #expect(request.field("host") == "a")
        #expect(request.field("x-bytes") == "\u{E9}")
    }

    @Test(
        "reads query items",
        arguments: [
            ("/?a=1&b=2", "b", "2"), ("/?a=1&a=2", "a", "1"), ("/?a", "a", ""), ("/?a=b=c", "a", "b=c"),
            ("/?a=x%20y+z", "a", "x y z"), ("/?%61=1", "a", "1"), ("/?a=%D1%8F", "a", "я"), ("/?b=1", "a", nil),
            ("/", "a", nil), ("/?", "a", nil), ("/?a=%zz", "a", nil), ("/?a=%FF", "a", nil), ("/?&&a=1", "a", "1"),
        ] as [(String, String, String?)])
    @LoopActor func queryItems(target: String, name: String, value: String?) throws {
        #expect(try get(target).queryItem(name) == value)
    }

    @Test("decodes the path but not the target")
    @LoopActor func path() throws {
        let request = try get("/a%2Fb/%D1%8F?q=1")
        #expect(request.path == "/a/b/я")
        #expect(request.target == "/a%2Fb/%D1%8F?q=1")
        #expect(request.query == "q=1")
        #expect(try get("HTTP://host:80/x?y").path == "/x")
    }

    @Test(
        "refuses heads whose framing or host is in doubt",
        arguments: [
            ("GET / HTTP/1.1\r\n\r\n", HeadFault.missingHost), ("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", .host),
            ("GET / HTTP/1.1\r\nHost:\r\n\r\n", .host), ("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", .host),
            ("GET / HTTP/1.1\r\nHost: u@a\r\n\r\n", .host), ("GET / HTTP/1.1\r\nHost: a:x\r\n\r\n", .host),
            ("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", .host), ("GET / HTTP/1.1\r\nHost: [::1\r\n\r\n", .host),
            ("GET * HTTP/1.1\r\nHost: a\r\n\r\n", .target), ("GET a HTTP/1.1\r\nHost: a\r\n\r\n", .syntax),
            ("GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n", .target), ("GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n", .target),
            ("GET http:///x HTTP/1.1\r\nHost: a\r\n\r\n", .target),
            ("CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", .syntax),
            ("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", .transferEncoding),
            ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", .syntax),
            ("GET / HTTP/1.1\r\nHost : a\r\n\r\n", .syntax),
            ("GET / HTTP/1.1\r\nHost: a\r\nX: a\u{0}b\r\n\r\n", .syntax),
        ])
    @LoopActor func refuses(head: String, fault: HeadFault) {
        #expect(throws: fault) { try HTTPRequest.make(head) }
    }

    @Test("never takes a doubtful length", arguments: ["-1", "+5", "0x5", "", "5 5", "5, 5", "5.0", "１", "\"5\""])
    @LoopActor func lengths(value: String) {
        #expect(throws: HeadFault.self) {
            try HTTPRequest.make("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(value)\r\n\r\n")
        }
        #expect(throws: HeadFault.self) {
            try HTTPRequest.make(
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n")
        }
    }

    @Test(
        "knows whether the connection goes on",
        arguments: [
            ("1.1", "", true), ("1.1", "Connection: close\r\n", false), ("1.1", "Connection: x, CLOSE\r\n", false),
            ("1.1", "Connection: closed\r\n", true), ("1.0", "", false), ("1.0", "Connection: Keep-Alive\r\n", true),
            ("1.0", "Connection: keep-alive, close\r\n", false),
        ])
    @LoopActor func keepAlive(version: String, fields: String, keeps: Bool) throws {
        #expect(try HTTPRequest.make("GET / HTTP/\(version)\r\nHost: a\r\n\(fields)\r\n").keepsAlive == keeps)
    }

    @Test(
        "takes the caller's trace: traceparent, then X-Trace-Id, then X-Request-Id",
        arguments: [
            ("X-Trace-Id: abc_D-1\r\n", "abc_D-1"), ("X-Request-Id: req\r\n", "req"),
            ("X-Request-Id: req\r\nX-Trace-Id: trace\r\n", "trace"),
            ("X-Trace-Id: bad id\r\nX-Request-Id: req\r\n", "req"),
            (
                "X-Trace-Id: t\r\ntraceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n",
                "4bf92f3577b34da6a3ce929d0e0e4736"
            ),
            (
                "traceparent: cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more\r\n",
                "4bf92f3577b34da6a3ce929d0e0e4736"
            ),
        ])
    @LoopActor func takesTrace(fields: String, traceID: String) throws {
        var generator = TraceIDGenerator()
        let request = try get("/", fields)
        request.chooseTrace(&generator)
        #expect(request.trace.traceID == traceID)
        #expect(request.requestID == traceID)
    }

    @Test("keeps the caller's span and wish to sample")
    @LoopActor func parent() throws {
        var generator = TraceIDGenerator()
        let request = try get("/", "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n")
        request.chooseTrace(&generator)
        #expect(request.trace.parentSpanID == "00f067aa0ba902b7")
        #expect(request.trace.isSampled)
        #expect(request.trace.spanID.utf8.count == 16)
    }

    @Test(
        "makes a new trace instead of a malformed one",
        arguments: [
            "", "X-Trace-Id: \(String(repeating: "a", count: 65))\r\n", "X-Trace-Id:\r\n", "X-Trace-Id: a\"b\r\n",
            "traceparent: 00-00000000000000000000000000000000-00f067aa0ba902b7-01\r\n",
            "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01\r\n",
            "traceparent: ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n",
            "traceparent: 00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01\r\n",
            "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more\r\n", "traceparent: 00\r\n",
        ])
    @LoopActor func makesTrace(fields: String) throws {
        var generator = TraceIDGenerator()
        let request = try get("/", fields)
        request.chooseTrace(&generator)
        let first = request.trace.traceID
        #expect(first.utf8.count == 32)
        #expect(first.utf8.allSatisfy { ASCII.hexValue($0) != nil })
        let other = try get("/", fields)
        other.chooseTrace(&generator)
        #expect(other.trace.traceID != first)
    }

    @Test("takes JSON bodies only")
    @LoopActor func json() throws {
        let request = try get("/", "Content-Type: application/json; charset=utf-8\r\n")
        request.body = Array(#"{"name":"Ada"}"#.utf8)
        #expect(try request.json() == ["name": "Ada"])
        let text = try get("/", "Content-Type: text/plain\r\n")
        text.body = request.body
        let error = #expect(throws: APIError.self) { try text.json() }
        #expect(error?.status == 415)
    }

    @Test("formats dates as RFC 9110 wants them")
    @LoopActor func dates() {
        #expect(HTTPDate.text(784_111_777) == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(HTTPDate.text(951_782_400) == "Tue, 29 Feb 2000 00:00:00 GMT")
        #expect(HTTPDate.text(0) == "Thu, 01 Jan 1970 00:00:00 GMT")
    }
}
