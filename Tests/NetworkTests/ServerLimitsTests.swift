import ApplianceTesting
import Core
import Glibc
import Testing

@testable import Network

@Suite("Server: what one client may take", .timeLimit(.minutes(30)))
struct ServerLimitsTests {
    private static let operation = Operation("A test.", tag: "test", auth: .none, answers: [(200, .any)])

    @LoopActor private static func routes(_ router: Router) {
        router.onInline(.get, "/who", operation) { .text($0.client.description) }
        router.on(.post, "/echo", operation) { .text("\($0.body.count)") }
    }

    @Test("lets go of a client that asks without end and never reads, and keeps little of what it asked for")
    func neverReads() async throws {
        let answered = Lock(0)
        let block = [UInt8](repeating: 1, count: 128 * 1024)
        let server = try await TestServer(
            configure: { $0.limits.stallTime = .milliseconds(50) },
            routes: { router in
                router.onInline(.get, "/block", Self.operation) { _ in
                    answered.withLock { $0 += 1 }
                    return HTTPResponse(status: 200, body: .bytes(block))
                }
                Self.routes(router)
            })
        let client = try server.client()
        // A gigabyte of answers is asked for.
        try await client.send(String(repeating: "GET /block HTTP/1.1\r\nHost: a\r\n\r\n", count: 8192))
        while answered.withLock({ $0 }) == 0 { await Task.yield() }
        while await server.server.connectionCount > 0 { await Task.yield() }
        // What the kernel's buffers take for the two ends of a connection, and our own 256 KiB.
        #expect(answered.withLock { $0 } < 200)
        #expect(try await server.client().request("GET", "/who").status == 200)
        await server.stop()
    }

    @Test("takes large bodies up to a sum, and small ones always")
    func bodiesInSum() async throws {
        let server = try await TestServer(configure: { $0.limits.bodiesInSum = 200_000 }, routes: Self.routes)
        let first = try server.client()
        try await first.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 150000\r\n\r\n")
        try await first.send([UInt8](repeating: 1, count: 140_000))
        while await server.server.heldBodies < 140_000 { await Task.yield() }

        let second = try server.client()
        try await second.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 150000\r\n\r\n")
        // More would be reset under the answer: it is refused at the 65,537th byte.
        try await second.send([UInt8](repeating: 1, count: 70_000))
        let refused = try await second.readResponse()
        #expect(refused.status == 503)
        #expect(refused.json["error"] == "busy")
        #expect(refused.header("Retry-After") == "5")
        let small = try await server.client().request("POST", "/echo", body: [UInt8](repeating: 1, count: 60_000))
        #expect(small.text == "60000")

        try await first.send([UInt8](repeating: 1, count: 10_000))
        #expect(try await first.readResponse().text == "150000")
        while await server.server.heldBodies > 0 { await Task.yield() }
        let third = try await server.client().request("POST", "/echo", body: [UInt8](repeating: 1, count: 150_000))
        #expect(third.text == "150000")
        await server.stop()
    }

    @Test("forgets the part of a body whose client went away")
    func bodyOfNobody() async throws {
        let server = try await TestServer(routes: Self.routes)
        let client = try server.client()
        try await client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 150000\r\n\r\n")
        try await client.send([UInt8](repeating: 1, count: 140_000))
        while await server.server.heldBodies == 0 { await Task.yield() }
        client.close()
        while await server.server.connectionCount > 0 { await Task.yield() }
        #expect(await server.server.heldBodies == 0)
        await server.stop()
    }

    @Test(
        "tells of each connection that it refuses, and takes others when there is room",
        arguments: [ConnectionLimit.inAll, .ofAddress])
    func refusals(limit: ConnectionLimit) async throws {
        let refused = Lock<[ConnectionLimit]>([])
        var observer = ServerObserver()
        observer.connectionRefused = { limit in refused.withLock { $0.append(limit) } }
        let server = try await TestServer(
            configure: { settings in
                switch limit {
                case .inAll: settings.maximumConnections = 1
                case .ofAddress:
                    settings.maximumConnectionsPerAddress = 1
                    settings.boundsPrivateAddresses = true
                }
            }, observer: observer, routes: Self.routes)
        let first = try server.client()
        #expect(try await first.request("GET", "/who").status == 200)
        await #expect(throws: TestClientError.closed) { try await server.client().request("GET", "/who") }
        // The client may see the end before the loop has come to tell of it.
        while refused.withLock({ $0.isEmpty }) { await Task.yield() }
        #expect(refused.withLock { $0 } == [limit])
        first.close()
        while await server.server.connectionCount > 0 { await Task.yield() }
        #expect(try await server.client().request("GET", "/who").status == 200)
        await server.stop()
    }

    @Test(
        "answers a method that it does not know like one that the path does not take",
        arguments: [
            ("QUERY", "/who", 405), ("get", "/who", 405), ("PROPFIND", "/who", 405), ("M-SEARCH", "/who", 405),
            ("CONNECT", "/who", 405), ("PRI", "/who", 405), ("!#$%&'*+-.^_`|~09AZaz", "/who", 405),
            ("QUERY", "/nowhere", 404), ("QUERY", "*", 400),
        ])
    func unknownMethods(method: String, target: String, status: Int) async throws {
        let server = try await TestServer(routes: Self.routes)
        let client = try server.client()
        try await client.send(
            "\(method) \(target) HTTP/1.1\r\nHost: a\r\nX-Trace-Id: mine\r\nContent-Length: 2\r\n\r\nhi")
        let response = try await client.readResponse()
        #expect(response.status == status)
        if status == 405 { #expect(response.header("Allow") == "GET, HEAD, OPTIONS") }
        if status != 400 {
            #expect(response.header("X-Trace-Id") == "mine")
            #expect(try await client.request("GET", "/who").status == 200)
        }
        await server.stop()
    }

    @Test("raises the limit of open files no further than it may, and never lowers it")
    func descriptors() {
        var before = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &before)
        DescriptorLimit.raise(for: 1)
        #expect(DescriptorLimit.current >= min(Int(before.rlim_cur), 1 << 20))
        DescriptorLimit.raise(for: 1 << 40)
        var after = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &after)
        #expect(after.rlim_max == before.rlim_max)
        #expect(DescriptorLimit.connections <= max(0, Int(min(before.rlim_max, 1 << 20)) - DescriptorLimit.reserved))
    }
}
