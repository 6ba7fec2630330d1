import ApplianceTesting
import Core
import Testing

@testable import Network

@Suite("TLS: ends, time-outs, strangers")
struct TLSEdgesTests {
    @Test("answers what came before the client's close_notify, and says farewell itself")
    func halfClose() async throws {
        let (gate, opening) = AsyncStream.makeStream(of: Void.self)
        let fixture = try await TLSFixture(routes: { router in
            TLSFixture.routes(router)
            router.on(.get, "/wait", Operation("A test.", tag: "test", auth: .none, answers: [])) { _ in
                for await _ in gate {}
                return .text("late")
            }
        })
        let client = try fixture.client()
        try await client.send("GET /who HTTP/1.1\r\nHost: a\r\n\r\nGET /wait HTTP/1.1\r\nHost: a\r\n\r\n")
        try await client.endOutput()
        #expect(try await client.readResponse().status == 200)
        opening.finish()
        #expect(try await client.readResponse().text == "late")
        // Throws when the end comes without close_notify.
        #expect(try await client.readToEnd().isEmpty)
        await fixture.stop()
    }

    @Test("refuses a body that the client's close_notify cuts off")
    func truncatedBody() async throws {
        let fixture = try await TLSFixture()
        let client = try fixture.client()
        try await client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhe")
        try await client.endOutput()
        let answer = try await client.readResponse()
        #expect(answer.status == 400)
        #expect(answer.header("Strict-Transport-Security") != nil)
        #expect(try await client.readToEnd().isEmpty)
        await fixture.stop()
    }

    @Test("says farewell after the last answer of a connection")
    func lastAnswer() async throws {
        let fixture = try await TLSFixture()
        let client = try fixture.client()
        try await client.send("GET /large HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        #expect(try await client.readResponse().body == TLSFixture.large)
        #expect(try await client.readToEnd().isEmpty)
        await fixture.stop()
    }

    @Test("says farewell to idle connections and when it stops")
    func idleAndStop() async throws {
        let short = try await TLSFixture(configure: { $0.limits.idleTime = .milliseconds(30) })
        #expect(try await short.client().readToEnd().isEmpty)
        await short.stop()
        let fixture = try await TLSFixture()
        let client = try fixture.client()
        #expect(try await client.request("GET", "/who").status == 200)
        await fixture.stop()
        #expect(try await client.readToEnd().isEmpty)
    }

    @Test(
        "gives a handshake as long as a head",
        arguments: [[], [0x16], [0x16, 0x03, 0x01, 0x01, 0x00, 0x01]] as [[UInt8]])
    func slowHandshake(bytes: [UInt8]) async throws {
        let fixture = try await TLSFixture(configure: { $0.limits.headTime = .milliseconds(30) })
        let client = try fixture.server.client()
        try await client.send(bytes)
        #expect(try await client.readToEnd().isEmpty)
        await fixture.stop()
    }

    @Test("lets go of a handshake that the client cuts off")
    func truncatedHandshake() async throws {
        let fixture = try await TLSFixture()
        let client = try fixture.server.client()
        try await client.send([0x16, 0x03, 0x01, 0x01, 0x00])
        try await client.endOutput()
        #expect(try await client.readToEnd().isEmpty)
        await fixture.stop()
    }

    @Test("answers a broken handshake with an alert, and closes")
    func brokenHandshake() async throws {
        let fixture = try await TLSFixture()
        let client = try fixture.server.client()
        try await client.send([0x16, 0x03, 0x01, 0x00, 0x05, 0x63, 0x00, 0x00, 0x00, 0x00, 0x55, 0x55])
        let alert = try await client.readToEnd()
        #expect(alert.count == 7 && alert[0] == 21)
        await fixture.stop()
    }

    @Test("tells a client that speaks plain HTTP what to do", arguments: [1, 1000])
    func plain(size: Int) async throws {
        let faults = Lock<[Int]>([])
        var observer = ServerObserver()
        observer.requestMalformed = { fault in faults.withLock { $0.append(fault.error.status) } }
        // What follows the refusal comes byte by byte, and must not be cut short on a busy machine.
        let fixture = try await TLSFixture(configure: { $0.limits.lingerTime = .seconds(3600) }, observer: observer)
        let client = try fixture.server.client()
        let request = Array("GET /who HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
        for start in stride(from: 0, to: request.count, by: size) {
            try await client.send(Array(request[start..<min(start + size, request.count)]))
        }
        let answer = try await client.readResponse()
        #expect(answer.status == 400)
        #expect(answer.json["message"]?.stringValue?.contains("https://") == true)
        #expect(answer.header("Strict-Transport-Security") == nil)
        #expect(try await client.readToEnd().isEmpty)
        #expect(faults.withLock { $0 } == [400])
        await fixture.stop()
    }

    @Test("survives clients that go away in the middle of anything")
    func goneClients() async throws {
        let fixture = try await TLSFixture()
        for target in ["/large", "/stream", "/large", "/stream"] {
            let client = try fixture.client()
            try await client.send("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n")
            client.close()
            let shy = try fixture.server.client()
            try await shy.send([0x16, 0x03])
            shy.close()
        }
        while await fixture.server.server.connectionCount > 0 { await Task.yield() }
        #expect(try await fixture.client().request("GET", "/who").status == 200)
        await fixture.stop()
    }

    @Test("answers a long pipeline of a client that reads late, without keeping it all")
    func lateReader() async throws {
        let fixture = try await TLSFixture(routes: { router in
            router.onInline(.get, "/block", Operation("A test.", tag: "test", auth: .none, answers: [])) { _ in
                HTTPResponse(status: 200, body: .bytes([UInt8](repeating: 1, count: 128 * 1024)))
            }
        })
        let client = try fixture.client()
        try await client.send(String(repeating: "GET /block HTTP/1.1\r\nHost: a\r\n\r\n", count: 300))
        for _ in 0..<300 { #expect(try await client.readResponse().body.count == 128 * 1024) }
        await fixture.stop()
    }

    @Test("gives a new certificate to new connections, and leaves the others alone")
    func replacement() async throws {
        let fixture = try await TLSFixture(TestCertificate(serial: 1))
        let renewed = TestCertificate(serial: 2)
        let trusted = TestTLS(trusting: [fixture.certificate, renewed])
        let old = try fixture.client(trusted)
        #expect(try await old.handshake()?.serial == 1)
        let context = try TLSContext(renewed)
        await fixture.replace(context)
        #expect(try await fixture.client(trusted).handshake()?.serial == 2)
        #expect(try await old.request("GET", "/who").status == 200)
        await fixture.stop()
    }
}
