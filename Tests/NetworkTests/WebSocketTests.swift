import ApplianceTesting
import Core
import Testing

@testable import Network

@Suite("WebSocket over real sockets")
struct WebSocketTests {
    private static let lengths = [0, 1, 125, 126, 65_535, 65_536]

    private func expectEcho(_ socket: TestWebSocket) async throws {
        for length in Self.lengths {
            let text = TestFrame(text: String(repeating: "a", count: length))
            let binary = TestFrame(TestFrame.binary, (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 7) })
            try await socket.send(text, TestFrame(TestFrame.ping, [1]), binary)
            #expect(try await socket.next() == text)
            #expect(try await socket.next() == TestFrame(TestFrame.pong, [1]))
            #expect(try await socket.next() == binary)
        }
    }

    @Test("speaks over TCP, and takes messages up to the limit")
    func plain() async throws {
        let house = try await SocketHouse()
        let socket = try await house.open("/echo")
        try await expectEcho(socket)
        try await socket.send(TestFrame(TestFrame.binary, [UInt8](repeating: 0, count: 65_537)))
        #expect(try await socket.next() == TestFrame(code: 1009, "The message is too big."))
        #expect(await house.guests.codes() == [1009])
        await house.stop()
    }

    @Test("speaks over TLS", arguments: [TestTLS.Version.tls13, .tls12])
    func tls(version: TestTLS.Version) async throws {
        let certificate = TestCertificate()
        let context = try TLSContext(certificate)
        let house = try await SocketHouse(configure: { $0.tls = context })
        let tls = TestTLS(trusting: certificate, only: version)
        let socket = try await TestWebSocket(house.server.client(tls: tls), "/echo")
        try await expectEcho(socket)
        try await socket.send(TestFrame(code: 1000))
        #expect(try await socket.next() == TestFrame(code: 1000))
        #expect(try await socket.hasEnded())
        await house.stop()
    }

    @Test("speaks over a Unix socket")
    func unixSocket() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/ws.sock"
        let house = try await SocketHouse(configure: { $0.unixSocket = UnixSocket(path: path, mode: 0o600) })
        try await expectEcho(TestWebSocket(TestClient(path: path), "/echo"))
        await house.stop()
    }

    @Test("gives one encoded frame to many")
    func shared() async throws {
        let house = try await SocketHouse()
        var clients: [TestWebSocket] = []
        for _ in 0..<50 { clients.append(try await house.open("/held")) }
        let sockets = await house.guests.sockets(50)
        for length in [200, 5000, 100_000] {
            let text = String(repeating: "e", count: length)
            await Self.send(WebSocketFrame(text: Array(text.utf8)), to: sockets, times: 3)
            for client in clients { for _ in 0..<3 { #expect(try await client.next() == TestFrame(text: text)) } }
        }
        await house.stop()
    }

    @LoopActor private static func send(_ frame: WebSocketFrame, to sockets: [WebSocket], times: Int) {
        for _ in 0..<times { for socket in sockets { socket.send(frame) } }
    }

    @Test("sends what is said in one turn at its end, in order", arguments: [10, 5000])
    func oneWrite(length: Int) async throws {
        let house = try await SocketHouse()
        let client = try await house.open("/held")
        let socket = await house.guests.first()
        let frames = ["a", "b", "c", "d"].map { TestFrame(text: String(repeating: $0, count: length)) }
        let unsent = await say(frames, on: socket)
        #expect(unsent == frames.reduce(0) { $0 + $1.unmasked.count })
        for frame in frames { #expect(try await client.next() == frame) }
        await house.stop()
    }

    /// By both ways of sending; gives what is unsent before the turn ends.
    @LoopActor private func say(_ frames: [TestFrame], on socket: WebSocket) -> Int {
        for (index, frame) in frames.enumerated() {
            if index == 2 { socket.send(text: frame.payload) } else { socket.send(WebSocketFrame(text: frame.payload)) }
        }
        return socket.unsent
    }

    // MARK: - Closing

    @Test("answers a close frame with its code, tells of it once, and ends", arguments: [1000, 1001, 3000, 4999, 1005])
    func clientCloses(code: UInt16) async throws {
        let house = try await SocketHouse()
        let socket = try await house.open("/echo")
        let frame = code == 1005 ? TestFrame(TestFrame.close) : TestFrame(code: code, "bye")
        try await socket.send(TestFrame(text: "a"), frame, TestFrame(text: "b"), frame)
        #expect(try await socket.next() == TestFrame(text: "a"))
        #expect(try await socket.next() == (code == 1005 ? frame : TestFrame(code: code)))
        #expect(try await socket.hasEnded())
        socket.client.close()
        while await house.server.server.connectionCount > 0 { await Task.yield() }
        #expect(await house.guests.codes() == [code])
        await house.stop()
    }

    @Test("closes with a code and a reason, and ends when the client has answered")
    func ownerCloses() async throws {
        let house = try await SocketHouse()
        let client = try await house.open("/held")
        let socket = await house.guests.first()
        await Self.close(socket)
        #expect(try await client.next() == TestFrame(code: 4401, "прощай"))
        #expect(await house.guests.codes() == [4401])
        try await client.send(TestFrame(text: "late"), TestFrame(TestFrame.ping), TestFrame(code: 4401))
        #expect(try await client.hasEnded())
        client.client.close()
        while await house.server.server.connectionCount > 0 { await Task.yield() }
        #expect(await house.guests.codes() == [4401])
        await house.stop()
    }

    @LoopActor private static func close(_ socket: WebSocket) {
        let others = WebSocketFrame(text: Array("nobody".utf8))
        socket.close(CloseCode(rawValue: 4401), "прощай")
        // Nothing of this is sent.
        socket.close(.normal)
        socket.send(others)
        socket.send(text: Array("nothing".utf8))
        socket.resumeReading()
        #expect(!socket.isOpen)
        #expect(socket.unsent == 0)
    }

    @Test("ends without the client's close frame, in its time")
    func unanswered() async throws {
        let house = try await SocketHouse(configure: { $0.limits.lingerTime = .milliseconds(30) })
        let client = try await house.open("/held")
        let socket = await house.guests.first()
        await Self.close(socket)
        while await house.server.server.connectionCount > 0 { await Task.yield() }
        #expect(try await client.next().code == 4401)
        await house.stop()
    }

    @Test("fails a client that breaks the protocol, and says how")
    func fault() async throws {
        let house = try await SocketHouse()
        let socket = try await house.open("/echo")
        try await socket.client.send(TestFrame(text: "a").unmasked)
        #expect(try await socket.next() == TestFrame(code: 1002, "The frame is not masked."))
        #expect(try await socket.hasEnded())
        #expect(await house.guests.codes() == [1002])
        await house.stop()
    }

    @Test("tells of a connection that is lost", arguments: [true, false])
    func lost(isReset: Bool) async throws {
        let house = try await SocketHouse()
        let socket = try await house.open("/echo")
        try await socket.client.send(Array(TestFrame(text: "unfinished").masked().prefix(9)))
        if isReset { socket.client.close() } else { try await socket.client.endOutput() }
        #expect(await house.guests.codes() == [1006])
        while await house.server.server.connectionCount > 0 { await Task.yield() }
        await house.stop()
    }

    @Test("hears nothing more of a client once it is closed")
    func closedWithin() async throws {
        let heard = Lock<[String]>([])
        let house = try await SocketHouse(more: { router, guests in
            router.onSocket("/once", SocketHouse.operation) { request in
                .socket(for: request) { socket in
                    guests.note(socket)
                    socket.onMessage = { [unowned socket] message in
                        heard.withLock { $0.append(String(decoding: message.bytes, as: UTF8.self)) }
                        socket.close(.unsupported, "once")
                    }
                }
            }
        })
        let socket = try await house.open("/once")
        try await socket.send(TestFrame(text: "a"), TestFrame(text: "b"), TestFrame(TestFrame.ping))
        #expect(try await socket.next() == TestFrame(code: 1003, "once"))
        try await socket.send(TestFrame(text: "c"), TestFrame(code: 1003))
        #expect(try await socket.hasEnded())
        #expect(heard.withLock { $0 } == ["a"])
        await house.stop()
    }

    @Test("says when the server stops that it comes back, with a reason for each")
    func stopping() async throws {
        let house = try await SocketHouse()
        let clients = [try await house.open("/held"), try await house.open("/held")]
        _ = await house.guests.sockets(2)
        let count = Lock(0)
        async let stopped: Void = house.server.server.stop(within: .seconds(3600)) {
            count.withLock { count in
                count += 1
                return "retry=\(count * 100)"
            }
        }
        var reasons: [String] = []
        for client in clients {
            let frame = try await client.next()
            #expect(frame.code == 1012)
            reasons.append(frame.string)
            try await client.send(TestFrame(code: 1012))
            #expect(try await client.hasEnded())
            client.client.close()
        }
        #expect(reasons.sorted() == ["retry=100", "retry=200"])
        await stopped
        #expect(await house.guests.codes(2) == [1012, 1012])
    }

    @Test("is freed when it is closed, with its stream and what its callbacks hold")
    func freed() async throws {
        let house = try await SocketHouse()
        var clients: [TestWebSocket] = []
        for _ in 0..<10 { clients.append(try await house.open("/held")) }
        let witnesses = await Self.holdThemselves(house.guests.sockets(10))
        house.guests.forget()
        for (index, client) in clients.enumerated() {
            if index % 2 == 0 { try await client.send(TestFrame(code: 1000)) } else { client.client.close() }
        }
        for client in clients { client.client.close() }
        while await house.server.server.connectionCount > 0 { await Task.yield() }
        for witness in witnesses { while await !witness.isGone { await Task.yield() } }
        await house.stop()
    }

    /// As an owner that both holds its socket and is held by its callbacks.
    @LoopActor private static func holdThemselves(_ sockets: [WebSocket]) -> [Witness] {
        sockets.map { socket in
            socket.onMessage = { _ in socket.close(.normal) }
            socket.onClose = { _ in socket.close(.normal) }
            return Witness(socket)
        }
    }

    @LoopActor private final class Witness {
        private weak var socket: WebSocket?
        private weak var stream: SocketStream?

        init(_ socket: WebSocket) {
            self.socket = socket
            stream = socket.stream
        }

        var isGone: Bool { socket == nil && stream == nil }
    }
}
