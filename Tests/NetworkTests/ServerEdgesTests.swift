import ApplianceTesting
import Core
import Testing

@testable import Network

@Suite("Server: time-outs, caps, proxies, browsers, stopping")
struct ServerEdgesTests {
    @LoopActor private static func routes(_ router: Router) {
        let operation = Operation("A test.", tag: "test", auth: .none, answers: [(200, .any)])
        router.onInline(.get, "/who", operation) { .text($0.client.description) }
        router.onInline(.get, "/page", operation) { _ in
            HTTPResponse(status: 200, contentType: "text/html; charset=utf-8", body: .bytes(Array("<p>".utf8)))
        }
        router.on(.post, "/echo", operation) { .text("\($0.body.count)") }
        router.onInline(.get, "/inject", operation) { _ in
            HTTPResponse(status: 200, fields: [("X-Text", "a\r\nX-Evil: 1")])
        }
    }

    // One limit is short at a time: with two, a busy machine may hit the other one first.

    @Test("lets go of slow heads")
    func slowHead() async throws {
        let server = try await TestServer(
            configure: { $0.limits.headTime = .milliseconds(30) }, routes: Self.routes)
        let client = try server.client()
        try await client.send("GET /who HTTP/1.1\r\nHo")
        #expect(try await client.readResponse().status == 408)
        await server.stop()
    }

    @Test("lets go of slow bodies")
    func slowBody() async throws {
        let server = try await TestServer(
            configure: { $0.limits.bodyTime = .milliseconds(30) }, routes: Self.routes)
        let client = try server.client()
        try await client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhe")
        let response = try await client.readResponse()
        #expect(response.status == 408)
        #expect(response.json["error"] == "request_timeout")
        await server.stop()
    }

    @Test("lets go of idle connections, without a word")
    func idleConnection() async throws {
        let server = try await TestServer(
            configure: { $0.limits.idleTime = .milliseconds(30) }, routes: Self.routes)
        #expect(try await server.client().readToEnd().isEmpty)
        await server.stop()
    }

    @Test("says which address is taken")
    func addressInUse() async throws {
        let server = try await TestServer(routes: Self.routes)
        let address = ListenAddress(host: "127.0.0.1", port: server.port)
        let error = await #expect(throws: ListenError.self) {
            try await TestServer(
                configure: { $0.listen = [ListenAddress(host: "127.0.0.1", port: 0), address] }, routes: Self.routes)
        }
        #expect(error?.description == "127.0.0.1:\(server.port) is already in use")
        await server.stop()
    }

    @Test("listens on several addresses")
    func severalAddresses() async throws {
        let server = try await TestServer(
            configure: { $0.listen.append(ListenAddress(host: "::1", port: 0)) }, routes: Self.routes)
        let addresses = await server.server.addresses
        #expect(addresses.count == 2)
        #expect(addresses.allSatisfy { $0.port != 0 })
        await server.stop()
    }

    @Test("closes connections beyond the cap, and takes new ones when there is room")
    func connectionCap() async throws {
        let server = try await TestServer(configure: { $0.maximumConnections = 2 }, routes: Self.routes)
        let first = try server.client()
        let second = try server.client()
        #expect(try await first.request("GET", "/who").status == 200)
        #expect(try await second.request("GET", "/who").status == 200)
        let third = try server.client()
        await #expect(throws: TestClientError.closed) { try await third.request("GET", "/who") }
        first.close()
        while await server.server.connectionCount > 1 { await Task.yield() }
        #expect(try await server.client().request("GET", "/who").status == 200)
        await server.stop()
    }

    @Test(
        "believes X-Forwarded-For from trusted proxies only, from the right",
        arguments: [
            ([], "203.0.113.9", "127.0.0.1"), (["127.0.0.1"], "203.0.113.9", "203.0.113.9"),
            (["127.0.0.1"], "10.9.9.9, 203.0.113.9", "203.0.113.9"),
            (["127.0.0.1", "203.0.113.0/24"], "198.51.100.7, 203.0.113.9", "198.51.100.7"),
            (["127.0.0.1"], "198.51.100.7, nonsense", "127.0.0.1"), (["127.0.0.1"], "", "127.0.0.1"),
            (["127.0.0.1"], "[2001:db8::1]:5", "2001:db8::1"), (["127.0.0.1"], "203.0.113.9:443", "203.0.113.9"),
            (["127.0.0.1", "2001:db8::/32"], "198.51.100.7, 2001:DB8:0::9", "198.51.100.7"),
            (["127.0.0.1"], "::ffff:203.0.113.9", "203.0.113.9"), (["127.0.0.1"], "203.0.113.9:x", "127.0.0.1"),
            (["127.0.0.1"], "127.0.0.1, 203.0.113.9", "203.0.113.9"),  // the client claims to be a proxy
            (["127.0.0.1", "10.0.0.0/8"], "10.0.0.1, 10.0.0.2", "10.0.0.1"),
            (["127.0.0.1"], "198.51.100.7,,", "198.51.100.7"), (["127.0.0.1"], "203.0.113.9 , ", "203.0.113.9"),
            // What ends the client's own text makes one character with the comma of the proxy.
            (["127.0.0.1"], "x\u{600}, 203.0.113.9", "203.0.113.9"),
            (["10.0.0.0/8"], "203.0.113.9", "127.0.0.1"), (["::/0"], "203.0.113.9", "203.0.113.9"),
        ])
    func forwarded(trusted: [String], field: String, client: String) async throws {
        let server = try await TestServer(
            configure: { $0.trustedProxies = trusted.compactMap { AddressBlock($0) } }, routes: Self.routes)
        let response = try await server.client().request("GET", "/who", headers: ["X-Forwarded-For": field])
        #expect(response.text == client)
        await server.stop()
    }

    @Test("reads several X-Forwarded-For fields as one list")
    func severalForwarded() async throws {
        let server = try await TestServer(
            configure: { $0.trustedProxies = ["127.0.0.1", "10.0.0.0/8"].compactMap { AddressBlock($0) } },
            routes: Self.routes)
        let client = try server.client()
        try await client.send(
            "GET /who HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 198.51.100.7\r\nX-Forwarded-For: 203.0.113.9\r\n"
                + "x-forwarded-for: 10.0.0.1\r\n\r\n")
        #expect(try await client.readResponse().text == "203.0.113.9")
        await server.stop()
    }

    @Test(
        "takes it from trusted proxies only that a client came by HTTPS",
        arguments: [
            (["127.0.0.1"], "https", true), (["127.0.0.1"], "HTTPS", true), (["127.0.0.1"], "http, https", true),
            (["127.0.0.1"], "https,http", false), (["127.0.0.1"], "http", false), (["127.0.0.1"], "xhttps", false),
            (["127.0.0.1"], "", false), ([], "https", false), (["10.0.0.1"], "https", false),
        ])
    func forwardedSecurely(trusted: [String], field: String, isSecure: Bool) async throws {
        let server = try await TestServer(
            configure: { $0.trustedProxies = trusted.compactMap { AddressBlock($0) } }, routes: TLSFixture.routes)
        let response = try await server.client().request("GET", "/who", headers: ["X-Forwarded-Proto": field])
        #expect(response.text.contains(isSecure ? "https://" : "http://"))
        #expect((response.header("Strict-Transport-Security") != nil) == isSecure)
        await server.stop()
    }

    @Test("puts the policy on pages and none on data")
    func securityFields() async throws {
        let server = try await TestServer(configure: { $0.isSecure = true }, routes: Self.routes)
        let client = try server.client()
        let page = try await client.request("GET", "/page")
        let policy = try #require(page.header("Content-Security-Policy"))
        #expect(policy.contains("frame-ancestors 'self' https://web.telegram.org https://*.telegram.org"))
        #expect(!policy.contains("unsafe"))
        #expect(page.header("Referrer-Policy") == "no-referrer")
        #expect(page.header("Strict-Transport-Security") != nil)
        #expect(try await client.request("GET", "/who").header("Content-Security-Policy") == nil)
        let injected = try await client.request("GET", "/inject")
        #expect(injected.header("X-Evil") == nil)
        #expect(injected.header("X-Text") == "a  X-Evil: 1")
        await server.stop()
    }

    @Test("answers other origins only when they are configured")
    func crossOrigin() async throws {
        let headers = ["Origin": "https://game.example", "Access-Control-Request-Method": "POST"]
        let closed = try await TestServer(routes: Self.routes)
        let plain = try await closed.client().request("OPTIONS", "/echo", headers: headers)
        #expect(plain.status == 204)
        #expect(plain.header("Allow") == "POST, OPTIONS")
        #expect(!plain.headers.contains { $0.name.hasPrefix("Access-Control") })
        await closed.stop()
        let open = try await TestServer(
            configure: { $0.corsOrigins = ["https://game.example/"] }, routes: Self.routes)
        let client = try open.client()
        let preflight = try await client.request("OPTIONS", "/echo", headers: headers)
        #expect(preflight.header("Access-Control-Allow-Origin") == "https://game.example")
        #expect(preflight.header("Access-Control-Allow-Methods") == "POST, OPTIONS")
        let stranger = try await client.request("GET", "/who", headers: ["Origin": "https://evil.example"])
        #expect(stranger.header("Access-Control-Allow-Origin") == nil)
        #expect(stranger.header("Vary") == "Origin")
        await open.stop()
    }

    @Test("finishes what is in flight when it stops, and takes nothing new")
    func stopping() async throws {
        let hasBegun = Lock(false)
        let (gate, opening) = AsyncStream.makeStream(of: Void.self)
        let server = try await TestServer { router in
            Self.routes(router)
            router.on(.get, "/begun", Operation("A test.", tag: "test", auth: .none, answers: [])) { _ in
                hasBegun.withLock { $0 = true }
                for await _ in gate {}
                return .text("slow")
            }
        }
        let idle = try server.client()
        #expect(try await idle.request("GET", "/who").status == 200)
        let busy = try server.client()
        try await busy.send("GET /begun HTTP/1.1\r\nHost: a\r\n\r\n")
        while !hasBegun.withLock({ $0 }) { await Task.yield() }
        // A second, as the test server gives, may pass on a busy machine before the answer is let out.
        async let stopped: Void = server.server.stop(within: .seconds(3600))
        while await !server.server.isStopping { await Task.yield() }
        opening.finish()
        let answer = try await busy.readResponse()
        #expect(answer.text == "slow")
        #expect(answer.header("Connection") == "close")
        busy.close()
        await stopped
        #expect(try await idle.readToEnd().isEmpty)
        await #expect(throws: TestClientError.self) { try await server.client().request("GET", "/who") }
    }

    @Test("ends a connection whose last answer is not sent yet when it stops", .timeLimit(.minutes(30)))
    func stoppingBeforeFlush() async throws {
        let running = Lock<Server?>(nil)
        let stop = Lock<Task<Void, Never>?>(nil)
        let server = try await TestServer { router in
            router.on(.get, "/stop", Operation("A test.", tag: "test", auth: .none, answers: [])) { _ in
                let server = running.withLock { $0 }
                // Runs in the same turn as this, when the answer is written but has not left.
                let task = Task { @LoopActor in await server!.stop(within: .seconds(3600)) }
                stop.withLock { $0 = task }
                return .text("bye")
            }
        }
        running.withLock { $0 = server.server }
        let client = try server.client()
        #expect(try await client.request("GET", "/stop").text == "bye")
        await stop.withLock { $0 }?.value
        #expect(try await client.readToEnd().isEmpty)
    }

    @Test("takes as many fields as it is told to")
    func manyFields() async throws {
        let server = try await TestServer(configure: { $0.limits.fields = 1000 }, routes: Self.routes)
        let client = try server.client()
        let fields = (1..<1000).map { "X\($0): a\r\n" }.joined()
        try await client.send("GET /who HTTP/1.1\r\nHost: a\r\n\(fields)\r\n")
        #expect(try await client.readResponse().status == 200)
        try await client.send("GET /who HTTP/1.1\r\nHost: a\r\n\(fields)Y: a\r\n\r\n")
        #expect(try await client.readResponse().status == 431)
        await server.stop()
    }

    @Test("refuses a body that ended while the request before it was handled")
    func truncatedBehindAnother() async throws {
        let (gate, opening) = AsyncStream.makeStream(of: Void.self)
        let server = try await TestServer { router in
            Self.routes(router)
            router.on(.get, "/wait", Operation("A test.", tag: "test", auth: .none, answers: [])) { _ in
                for await _ in gate {}
                return .text("first")
            }
        }
        let client = try server.client()
        try await client.send(
            "GET /wait HTTP/1.1\r\nHost: a\r\n\r\nPOST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhe")
        try await client.endOutput()
        // What came before these is read when they are answered.
        for _ in 0..<2 { #expect(try await server.client().request("GET", "/who").status == 200) }
        opening.finish()
        #expect(try await client.readResponse().text == "first")
        #expect(try await client.readResponse().status == 400)
        await server.stop()
    }

    @Test("survives clients that go away while their answer is written")
    func goneClients() async throws {
        let server = try await TestServer { router in
            let operation = Operation("A test.", tag: "test", auth: .none, answers: [(200, .any)])
            router.on(.get, "/large", operation) { _ in
                HTTPResponse(
                    status: 200,
                    body: .stream { writer in
                        for _ in 0..<256 { try await writer.write([UInt8](repeating: 1, count: 64 * 1024)) }
                    })
            }
            router.onInline(.get, "/block", operation) { _ in
                HTTPResponse(status: 200, body: .bytes([UInt8](repeating: 1, count: 8 * 1024 * 1024)))
            }
            router.onInline(.get, "/who", operation) { _ in .text("here") }
        }
        for target in ["/large", "/block", "/large", "/block"] {
            let client = try server.client()
            try await client.send("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n")
            client.close()
        }
        while await server.server.connectionCount > 0 { await Task.yield() }
        #expect(try await server.client().request("GET", "/who").text == "here")
        await server.stop()
    }

    @Test("answers a long pipeline of a client that reads late, without keeping it all")
    func lateReader() async throws {
        let server = try await TestServer { router in
            let operation = Operation("A test.", tag: "test", auth: .none, answers: [(200, .any)])
            router.onInline(.get, "/block", operation) { _ in
                HTTPResponse(status: 200, body: .bytes([UInt8](repeating: 1, count: 128 * 1024)))
            }
        }
        let client = try server.client()
        try await client.send(String(repeating: "GET /block HTTP/1.1\r\nHost: a\r\n\r\n", count: 300))
        for _ in 0..<300 { #expect(try await client.readResponse().body.count == 128 * 1024) }
        await server.stop()
    }

    @Test("tells the observer of each request, fault and error")
    func observer() async throws {
        let seen = Lock<[String]>([])
        var observer = ServerObserver()
        observer.requestFinished = { finished in
            let line =
                "\(finished.method.rawValue) \(finished.route.map { "\($0)" } ?? "-") \(finished.status) \(finished.bytes)"
            seen.withLock { $0.append(line) }
        }
        observer.requestMalformed = { fault in seen.withLock { $0.append("malformed \(fault.error.status)") } }
        observer.internalError = { error in seen.withLock { $0.append("error \(error.cause)") } }
        let server = try await TestServer(observer: observer) { router in
            let operation = Operation.page("A test.")
            router.onInline(.get, "/things/{id}", operation) { _ in .text("four") }
            router.on(.get, "/breaks", operation) { _ in throw TestClientError.closed }
        }
        let client = try server.client()
        _ = try await client.request("GET", "/things/1")
        _ = try await client.request("GET", "/breaks")
        try await client.send("nonsense\r\n\r\n")
        _ = try await client.readResponse()
        await server.stop()
        let lines = seen.withLock { $0 }
        #expect(lines.count == 4)
        #expect(lines[0] == "GET /things/{id} 200 4")
        #expect(lines[1] == "error closed")
        #expect(lines[2].hasPrefix("GET /breaks 500 "))
        #expect(lines[3] == "malformed 400")
    }
}
