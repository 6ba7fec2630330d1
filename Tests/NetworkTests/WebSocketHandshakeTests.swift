import ApplianceTesting
import Core
import Testing

@testable import Network

@Suite("WebSocket: the handshake")
struct WebSocketHandshakeTests {
    @Test("answers RFC 6455's example, and any case and order of the fields' elements")
    func accepts() async throws {
        let house = try await SocketHouse()
        let plain = try await house.open("/echo").response
        #expect(plain.header("Sec-WebSocket-Accept") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
        #expect(plain.header("Upgrade") == "websocket")
        #expect(plain.header("Connection") == "Upgrade")
        #expect(plain.header("Content-Length") == nil)
        #expect(plain.header("Sec-WebSocket-Protocol") == nil)
        #expect(plain.header("Sec-WebSocket-Extensions") == nil)
        let listed = ["Connection": "keep-alive, UPGRADE", "Upgrade": "h2c ,\tWebSocket"]
        let socket = try await house.open("/echo", headers: listed)
        try await socket.send(text: "да")
        #expect(try await socket.next() == TestFrame(text: "да"))
        await house.stop()
    }

    @Test(
        "refuses what is no handshake, and goes on with HTTP",
        arguments: [
            (["Upgrade": "h2c"], 426), (["Connection": "keep-alive"], 426), (["Sec-WebSocket-Version": "8"], 426),
            (["Sec-WebSocket-Version": "13, 8"], 426), (["Sec-WebSocket-Version": ""], 426),
            (["Sec-WebSocket-Key": ""], 400), (["Sec-WebSocket-Key": "c2hvcnQ="], 400),
            (["Sec-WebSocket-Key": "!!!!IHNhbXBsZSBub25jZQ=="], 400),
            (["Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=A"], 400),
            (["Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQAAAA"], 400),
        ] as [([String: String], Int)])
    func refuses(fields: [String: String], status: Int) async throws {
        let house = try await SocketHouse()
        let client = try house.server.client()
        let answer = try await client.request("GET", "/echo", headers: TestWebSocket.fields(fields))
        #expect(answer.status == status)
        #expect(answer.json["code"] == .integer(Int64(status)))
        if status == 426 {
            #expect(answer.header("Sec-WebSocket-Version") == "13")
            #expect(answer.header("Upgrade") == "websocket")
            #expect(answer.header("Connection") == "Upgrade")
        }
        let socket = try await TestWebSocket(client, "/echo")
        try await socket.send(text: "a")
        #expect(try await socket.next() == TestFrame(text: "a"))
        await house.stop()
    }

    @Test("refuses other methods, HTTP/1.0 and two keys")
    func otherRequests() async throws {
        let house = try await SocketHouse()
        let client = try house.server.client()
        let fields = TestWebSocket.fields()
        #expect(try await client.request("POST", "/echo", headers: fields).status == 405)
        #expect(try await client.request("HEAD", "/echo", headers: fields).status == 426)
        #expect(try await client.request("GET", "/echo").status == 426)
        let lines = fields.map { "\($0): \($1)\r\n" }.joined()
        try await client.send(
            "GET /echo HTTP/1.1\r\nHost: a\r\n\(lines)Sec-WebSocket-Key: \(TestWebSocket.key)\r\n\r\n")
        #expect(try await client.readResponse().status == 400)
        try await client.send("GET /echo HTTP/1.0\r\n\(lines)\r\n")
        #expect(try await client.readResponse().status == 400)
        await house.stop()
    }

    @Test(
        "agrees on the best subprotocol that is offered, and on none else",
        arguments: [
            ("echo.v1", "echo.v1"), ("echo.v1, echo.v2", "echo.v2"), ("bearer.abc,echo.v1", "echo.v1"), ("chat", nil),
            ("echo.v", nil), ("", nil),
        ] as [(String, String?)])
    func subprotocols(offered: String, agreed: String?) async throws {
        let house = try await SocketHouse()
        let socket = try await house.open("/echo", headers: ["Sec-WebSocket-Protocol": offered])
        #expect(socket.response.header("Sec-WebSocket-Protocol") == agreed)
        await house.stop()
    }

    @Test("lets the handler refuse as in any other route, and go on with HTTP", arguments: [401, 403, 503])
    func handlerRefuses(status: Int) async throws {
        let house = try await SocketHouse()
        let client = try house.server.client()
        let target = "/held?status=\(status)"
        let answer = try await client.request("GET", target, headers: TestWebSocket.fields())
        #expect(answer.status == status)
        #expect(answer.json["error"] == "no")
        #expect(answer.header("Retry-After") == (status == 503 ? "7" : nil))
        #expect(answer.header("WWW-Authenticate") == (status == 401 ? "Bearer" : nil))
        _ = try await TestWebSocket(client, "/held")
        #expect(await house.guests.sockets().count == 1)
        await house.stop()
    }

    @Test("takes a handshake byte by byte, and frames that come with it")
    func pieces() async throws {
        let house = try await SocketHouse()
        let lines = TestWebSocket.fields().map { "\($0): \($1)\r\n" }.joined()
        let handshake = Array("GET /echo HTTP/1.1\r\nHost: a\r\n\(lines)\r\n".utf8)
        let frames = TestFrame(TestFrame.ping, [7]).masked() + TestFrame(text: "behind").masked()
        for size in [1, handshake.count + 3, 4096] {
            let client = try house.server.client()
            let bytes = handshake + frames
            for start in stride(from: 0, to: bytes.count, by: size) {
                try await client.send(Array(bytes[start..<min(start + size, bytes.count)]))
            }
            #expect(try await client.readResponse().status == 101)
            #expect(try await client.read(3) == TestFrame(TestFrame.pong, [7]).unmasked)
            #expect(try await client.read(8) == TestFrame(text: "behind").unmasked)
        }
        await house.stop()
    }

    @Test(
        "asks for a page's origin when origins are configured",
        arguments: [
            ([], "https://evil.example", 101), (["https://game.example"], nil, 101),
            (["https://game.example"], "https://game.example", 101), (["https://game.example"], "null", 403),
            (["https://game.example"], "https://evil.example", 403), (["https://game.example"], "SELF", 101),
            (["https://game.example"], "https://127.0.0.1", 403),
        ] as [([String], String?, Int)])
    func origins(configured: [String], origin: String?, status: Int) async throws {
        let house = try await SocketHouse(configure: { $0.corsOrigins = configured })
        var headers = TestWebSocket.fields()
        if let origin { headers["Origin"] = origin == "SELF" ? "https://127.0.0.1:\(house.server.port)" : origin }
        #expect(try await house.server.client().request("GET", "/held", headers: headers).status == status)
        await house.stop()
    }

    @Test("is observed like a request, by its route")
    func observed() async throws {
        let seen = Lock<[String]>([])
        var observer = ServerObserver()
        observer.requestFinished = { finished in
            let line = "\(finished.method.rawValue) \(finished.route?.description ?? "-") \(finished.status)"
            seen.withLock { $0.append(line) }
        }
        let house = try await SocketHouse(observer: observer)
        _ = try await house.open("/held?token=secret")
        #expect(seen.withLock { $0 } == ["GET /held 101"])
        await house.stop()
    }

    @Test("opens no socket while the server stops")
    func stopping() async throws {
        let (gate, opening) = AsyncStream.makeStream(of: Void.self)
        let hasBegun = Lock(false)
        let house = try await SocketHouse(more: { router, guests in
            router.onSocket("/late", SocketHouse.operation) { request in
                hasBegun.withLock { $0 = true }
                for await _ in gate {}
                return .socket(for: request) { guests.enter($0) }
            }
        })
        let client = try house.server.client()
        let lines = TestWebSocket.fields().map { "\($0): \($1)\r\n" }.joined()
        try await client.send("GET /late HTTP/1.1\r\nHost: a\r\n\(lines)\r\n")
        while !hasBegun.withLock({ $0 }) { await Task.yield() }
        async let stopped: Void = house.server.server.stop(within: .seconds(3600))
        while await !house.server.server.isStopping { await Task.yield() }
        opening.finish()
        #expect(try await client.readResponse().status == 503)
        client.close()
        await stopped
    }
}
