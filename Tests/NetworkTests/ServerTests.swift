import ApplianceTesting
import Core
import Network
import Testing

@Suite("Server over real sockets")
struct ServerTests {
    static let operation = Operation("A test.", tag: "test", auth: .none, answers: [(200, .any)])

    @LoopActor static func routes(_ router: Router) {
        router.onInline(.get, "/inline", operation) { _ in .json(Array(#"{"ok":true}"#.utf8)) }
        router.on(.get, "/task", operation) { _ in .json(Array(#"{"ok":true}"#.utf8)) }
        router.on(.get, "/slow", operation) { _ in
            await sleep(for: .milliseconds(20))
            return .text("slow")
        }
        router.on(.post, "/echo", operation) { request in .text(String(decoding: request.body, as: UTF8.self)) }
        router.on(.post, "/small", operation, maximumBody: 4) { request in .text("\(request.body.count)") }
        let id = PathParameter("id", .id(CharacterID.self), "Of the item.")
        router.on(.get, "/items/{id}", Operation("A test.", tag: "test", parameters: [id], answers: [])) { request in
            .text("\(try request.value(of: id))")
        }
        router.on(.get, "/refuses", operation) { _ in throw APIError.conflict("party_busy", "The party plays.") }
        router.on(.get, "/breaks", operation) { _ in throw CancellationError() }
        router.on(.get, "/stream", operation) { _ in
            HTTPResponse(
                status: 200, contentType: "text/plain",
                body: .stream { writer in
                    for piece in ["one,", "", "two,", "three"] { try await writer.write(Array(piece.utf8)) }
                })
        }
        router.on(.get, "/large", operation) { _ in
            HTTPResponse(
                status: 200, contentType: "text/plain",
                body: .stream { writer in
                    let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 64 * 1024)
                    for _ in 0..<64 { try await writer.write(piece) }
                })
        }
    }

    @Test("answers a GET with the fields that every response has")
    func plainGet() async throws {
        let server = try await TestServer(routes: Self.routes)
        let response = try await server.client().request("GET", "/inline")
        #expect(response.status == 200)
        #expect(response.json["ok"] == true)
        #expect(response.header("Content-Type") == "application/json; charset=utf-8")
        #expect(response.header("X-Content-Type-Options") == "nosniff")
        #expect(response.header("Content-Length") == "11")
        #expect(response.header("X-Trace-Id")?.utf8.count == 32)
        #expect(response.header("X-Trace-Id") == response.header("X-Request-Id"))
        #expect(response.header("Date")?.hasSuffix(" GMT") == true)
        await server.stop()
    }

    @Test("answers a pipeline in order, whatever its handlers wait for")
    func pipeline() async throws {
        let server = try await TestServer(routes: Self.routes)
        let client = try server.client()
        let targets = ["/slow", "/inline", "/task", "/items/7", "/nowhere", "/inline"]
        try await client.send(targets.map { "GET \($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
        var statuses: [Int] = []
        var bodies: [String] = []
        for _ in targets {
            let response = try await client.readResponse()
            statuses.append(response.status)
            bodies.append(response.text)
        }
        #expect(statuses == [200, 200, 200, 200, 404, 200])
        #expect(bodies[0] == "slow")
        #expect(bodies[3] == "7")
        await server.stop()
    }

    @Test("reads bodies of both framings, in any pieces, and goes on with the connection")
    func bodies() async throws {
        let server = try await TestServer(routes: Self.routes)
        let client = try server.client()
        let first = try await client.request("POST", "/echo", headers: ["Content-Type": "text/plain"], body: "hello")
        #expect(first.text == "hello")
        let chunked =
            "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "5;x=1\r\nhello\r\n1\r\n!\r\n0\r\nTrailer: x\r\n\r\n"
        for byte in chunked.utf8 { try await client.send([byte]) }
        #expect(try await client.readResponse().text == "hello!")
        #expect(try await client.request("GET", "/inline").status == 200)
        await server.stop()
    }

    @Test("sends 100 Continue before the body when asked, and the refusal at once when there is no such route")
    func expectContinue() async throws {
        let server = try await TestServer(routes: Self.routes)
        let client = try server.client()
        try await client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
        #expect(try await client.readResponse().status == 100)
        try await client.send("ok")
        #expect(try await client.readResponse().text == "ok")
        try await client.send("POST /none HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
        #expect(try await client.readResponse().status == 404)
        #expect(try await client.readToEnd().isEmpty)
        await server.stop()
    }

    @Test("streams chunked to HTTP/1.1 and until the end to HTTP/1.0")
    func streams() async throws {
        let server = try await TestServer(routes: Self.routes)
        let response = try await server.client().request("GET", "/stream")
        #expect(response.header("Transfer-Encoding") == "chunked")
        #expect(response.text == "one,two,three")
        let old = try server.client()
        try await old.send("GET /stream HTTP/1.0\r\n\r\n")
        let answer = String(decoding: try await old.readToEnd(), as: UTF8.self)
        #expect(!answer.contains("Transfer-Encoding"))
        #expect(answer.hasSuffix("\r\n\r\none,two,three"))
        #expect(try await server.client().request("GET", "/large").body.count == 64 * 64 * 1024)
        await server.stop()
    }

    @Test("answers HEAD like GET without the content")
    func head() async throws {
        let server = try await TestServer(routes: Self.routes)
        let client = try server.client()
        let response = try await client.request("HEAD", "/inline")
        #expect(response.status == 200)
        #expect(response.header("Content-Length") == "11")
        #expect(try await client.request("HEAD", "/stream").status == 200)
        #expect(try await client.request("GET", "/inline").status == 200)
        await server.stop()
    }

    @Test("answers errors in one shape")
    func errors() async throws {
        let server = try await TestServer(routes: Self.routes)
        let client = try server.client()
        let cases: [(String, String, Int, String)] = [
            ("GET", "/nowhere", 404, "not_found"), ("DELETE", "/inline", 405, "method_not_allowed"),
            ("GET", "/items/x", 404, "not_found"), ("GET", "/items/0", 404, "not_found"),
            ("GET", "/refuses", 409, "party_busy"), ("GET", "/breaks", 500, "internal"),
        ]
        for (method, target, status, word) in cases {
            let response = try await client.request(method, target, headers: ["X-Trace-Id": "my-trace"])
            #expect(response.status == status)
            #expect(response.json["code"]?.integerValue == Int64(status))
            #expect(response.json["error"]?.stringValue == word)
            #expect(response.json["traceId"]?.stringValue == "my-trace")
            #expect(response.header("X-Trace-Id") == "my-trace")
            if status == 405 { #expect(response.header("Allow") == "GET, HEAD, OPTIONS") }
        }
        await server.stop()
    }

    @Test("tells a client that has ended its output the answer")
    func halfClosed() async throws {
        let server = try await TestServer(routes: Self.routes)
        let client = try server.client()
        try await client.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\nGET /inline HTTP/1.1\r\nHost: a\r\n\r\n")
        try await client.endOutput()
        let answer = String(decoding: try await client.readToEnd(), as: UTF8.self)
        #expect(answer.contains("slow"))
        #expect(answer.hasSuffix(#"{"ok":true}"#))
        await server.stop()
    }

    @Test(
        "refuses what is too much",
        arguments: [
            ("GET /\(String(repeating: "a", count: 9000)) HTTP/1.1\r\nHost: a\r\n\r\n", 414),
            ("GET /\(String(repeating: "a", count: 20000))", 414),
            ("GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "a", count: 17000))\r\n\r\n", 431),
            ("GET / HTTP/1.1\r\nHost: a\r\n\(String(repeating: "a:b\r\n", count: 100))\r\n", 431),
            ("POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello", 413),
            ("POST /small HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", 413),
            ("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\n\r\n", 413),
            ("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999999999999\r\n\r\n", 413),
        ])
    func limits(request: String, status: Int) async throws {
        let server = try await TestServer(routes: Self.routes)
        let client = try server.client()
        try await client.send(request)
        let response = try await client.readResponse()
        #expect(response.status == status)
        #expect(response.json["code"]?.integerValue == Int64(status))
        #expect(response.header("Connection") == "close")
        #expect(try await client.readToEnd().isEmpty)
        await server.stop()
    }
}
