import ApplianceTesting
import Core
import Testing

@testable import Network

@Suite("WebSocket: silent, slow and greedy clients")
struct WebSocketPaceTests {
    @Test("pings, and goes on with a client that answers")
    func pings() async throws {
        let house = try await SocketHouse(configure: {
            $0.sockets.pingTime = .milliseconds(20)
            $0.sockets.pongTime = .seconds(3600)
        })
        let socket = try await house.open("/echo")
        for _ in 0..<3 {
            #expect(try await socket.next() == TestFrame(TestFrame.ping))
            try await socket.send(TestFrame(TestFrame.pong))
        }
        await house.stop()
    }

    @Test("spreads the first pings of clients that came at one time over half of the interval")
    @LoopActor func spreadPings() async throws {
        let house = try await SocketHouse(configure: { $0.sockets.pingTime = .seconds(25) })
        var times = (0..<1000).map { _ in house.server.server.spreadPingTime() }
        times.sort()
        #expect(times[0] >= 12_500 && times[999] <= 25_000)
        #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 < 50 })
        #expect((0..<1000).allSatisfy { abs(Int(times[$0]) - 12_500 - $0 * 25 / 2) < 100 })
        await house.stop()
    }

    @Test("closes a client that shows no sign of life after a ping with 1001")
    func silent() async throws {
        let house = try await SocketHouse(configure: {
            $0.sockets.pingTime = .milliseconds(20)
            $0.sockets.pongTime = .milliseconds(20)
        })
        let socket = try await house.open("/echo")
        #expect(try await socket.next() == TestFrame(TestFrame.ping))
        #expect(try await socket.next() == TestFrame(code: 1001, "no pong"))
        #expect(await house.guests.codes() == [1001])
        await house.stop()
    }

    @Test(
        "closes a slow consumer with 4008 behind whole frames, and drops what waits", arguments: [200, 60_000],
        [false, true])
    func slowConsumer(length: Int, isSecure: Bool) async throws {
        let certificate = TestCertificate()
        let context = try TLSContext(certificate)
        let house = try await SocketHouse(configure: { $0.tls = isSecure ? context : nil })
        let tls = isSecure ? TestTLS(trusting: [certificate]) : nil
        let client = try await TestWebSocket(house.server.client(tls: tls), "/held")
        let text = TestFrame(text: String(repeating: "s", count: length))
        let sent = await Self.overwhelm(house.guests.first(), with: WebSocketFrame(text: text.payload))
        #expect(await house.guests.codes() == [4008])
        var received = 0
        while true {
            let frame = try await client.next()
            if frame.opcode == TestFrame.close {
                #expect(frame == TestFrame(code: 4008, "slow consumer"))
                break
            }
            #expect(frame == text)
            received += 1
        }
        #expect(received < sent)
        #expect(sent * text.unmasked.count > 1 << 20)
        await house.stop()
    }

    /// Sends, a few in each turn of the loop, until the socket is closed; gives how many were sent.
    @LoopActor private static func overwhelm(_ socket: WebSocket, with frame: WebSocketFrame) async -> Int {
        var count = 0
        while socket.isOpen {
            for _ in 0..<100 { socket.send(frame) }
            count += 100
            await Task.yield()
        }
        return count
    }

    @Test("paces who waits: however much is sent, it is not slow, and all of it arrives", arguments: [false, true])
    func replay(isSecure: Bool) async throws {
        let certificate = TestCertificate()
        let context = try TLSContext(certificate)
        let house = try await SocketHouse(configure: {
            $0.tls = isSecure ? context : nil
            $0.sockets.unsent = 150_000
        })
        let tls = isSecure ? TestTLS(trusting: [certificate]) : nil
        let client = try await TestWebSocket(house.server.client(tls: tls), "/held")
        let socket = await house.guests.first()
        async let isOpen = Self.replay(200, to: socket)
        for index in 0..<200 {
            let frame = try await client.next()
            #expect(frame.payload.count == 60_000 && frame.payload[0] == UInt8(index))
        }
        #expect(await isOpen)
        await house.stop()
    }

    @LoopActor private static func replay(_ count: Int, to socket: WebSocket) async -> Bool {
        for index in 0..<count {
            socket.send(WebSocketFrame(binary: [UInt8](repeating: UInt8(index), count: 60_000)))
            await socket.writable()
            #expect(!socket.isCongested)
        }
        return socket.isOpen
    }

    @Test("lets go of who waits for a client that is lost")
    func lostReplay() async throws {
        let house = try await SocketHouse(configure: { $0.sockets.unsent = 1 << 30 })
        let client = try await house.open("/held")
        let socket = await house.guests.first()
        async let isOpen = Self.replay(200, to: socket)
        while await !socket.isCongested { await Task.yield() }
        client.client.close()
        #expect(await !isOpen)
        #expect(await house.guests.codes() == [1006])
        await house.stop()
    }

    @Test("takes a turn that has much to say for no slowness of the client")
    func muchAtOnce() async throws {
        let house = try await SocketHouse(configure: { $0.sockets.unsent = 1000 })
        let client = try await house.open("/held")
        await Self.sayMuch(on: house.guests.first())
        for _ in 0..<20 { #expect(try await client.next() == TestFrame(text: String(repeating: "m", count: 200))) }
        await house.stop()
    }

    @LoopActor private static func sayMuch(on socket: WebSocket) {
        for _ in 0..<20 { socket.send(WebSocketFrame(text: [UInt8](repeating: UInt8(ascii: "m"), count: 200))) }
    }

    @Test("answers only the last ping of a client that does not read, and keeps no more for it")
    func pingFlood() async throws {
        let house = try await SocketHouse()
        let client = try await house.open("/held")
        let socket = await house.guests.first()
        // Until so much came back that the kernel takes no more of it.
        let payload = [UInt8](repeating: 9, count: 125)
        let pings = [UInt8](Array(repeating: TestFrame(TestFrame.ping, payload).masked(), count: 1000).joined())
        var count = 0
        while await !Self.isStuck(socket) {
            try await client.client.send(pings)
            count += 1000
        }
        for _ in 0..<20 { try await client.client.send(pings) }
        #expect(await socket.unsent < 4 * SocketStream.lowWater)
        try await client.send(TestFrame(TestFrame.ping, [1]))
        var pongs = 1
        while case let frame = try await client.next(), frame != TestFrame(TestFrame.pong, [1]) {
            #expect(frame == TestFrame(TestFrame.pong, payload))
            pongs += 1
        }
        #expect(pongs < count + 1000)
        #expect(await socket.isOpen)
        await house.stop()
    }

    @LoopActor private static func isStuck(_ socket: WebSocket) -> Bool {
        socket.isCongested && socket.stream.inFlight > 0
    }

    @Test("reads no more of a client while it is paused, and goes on behind it")
    func paused() async throws {
        let heard = Lock(0)
        let house = try await SocketHouse(more: { router, guests in
            router.onSocket("/paused", SocketHouse.operation) { request in
                .socket(for: request) { socket in
                    guests.enter(socket)
                    socket.onMessage = { _ in heard.withLock { $0 += 1 } }
                    socket.pauseReading()
                }
            }
        })
        let client = try await house.open("/paused")
        let socket = await house.guests.first()
        try await client.send(TestFrame(text: "a"), TestFrame(text: "b"))
        // Another connection's turn comes and goes.
        let other = try await house.open("/echo")
        try await other.send(text: "x")
        #expect(try await other.next() == TestFrame(text: "x"))
        #expect(heard.withLock { $0 } == 0)
        await socket.resumeReading()
        while heard.withLock({ $0 }) < 2 { await Task.yield() }
        await house.stop()
    }

    @Test("counts as the connection that it was opened on")
    func counted() async throws {
        let house = try await SocketHouse(configure: { $0.maximumConnections = 2 })
        let first = try await house.open("/held")
        let second = try await house.open("/held")
        let third = try house.server.client()
        await #expect(throws: TestClientError.self) { try await third.request("GET", "/echo") }
        #expect(await house.server.server.connectionCount == 2)
        first.client.close()
        while await house.server.server.connectionCount > 1 { await Task.yield() }
        try await second.send(TestFrame(TestFrame.ping, [1]))
        #expect(try await second.next() == TestFrame(TestFrame.pong, [1]))
        _ = try await house.open("/held")
        await house.stop()
    }
}
