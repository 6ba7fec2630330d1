import ApplianceTesting
import Core
import Glibc
import Testing

@testable import Network

/// Servers that take their time, and callers who do not.
@Suite("HTTPClient, time-outs and cancellation")
struct HTTPClientTimeTests {
    /// A server that says `words` and then nothing; the barrier is reached when the client has gone.
    private func silent(after words: String?) throws -> (RawServer, said: Barrier, gone: Barrier) {
        let (said, gone) = (Barrier(), Barrier())
        let server = try RawServer { peer in
            if let words {
                _ = try peer.readRequest()
                try peer.send(words)
            }
            said.wait()
            peer.waitForEnd()
            gone.wait()
        }
        return (server, said, gone)
    }

    private func release(_ said: Barrier, _ gone: Barrier) async {
        said.open()
        await gone.reached()
        gone.open()
    }

    @Test("gives up on a server that does not begin to answer")
    func answerTime() async throws {
        let server = try RawServer { $0.waitForEnd() }
        var request = HTTPClientTests.request(url: server.url())
        request.timeouts.answer = .milliseconds(40)
        request.timeouts.stall = .milliseconds(1)
        let error = try await HTTPClientTests.failure(of: request)
        #expect(error == .timeout(.answer, "http://127.0.0.1:\(server.port)", after: .milliseconds(40)))
    }

    @Test(
        "gives up on a server that falls silent",
        arguments: ["HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"])
    func stall(words: String) async throws {
        let (server, said, gone) = try silent(after: words)
        var request = HTTPClientTests.request(url: server.url())
        request.timeouts.stall = .milliseconds(40)
        let error = try await HTTPClientTests.failure(of: request)
        #expect(error == .timeout(.stall, "http://127.0.0.1:\(server.port)", after: .milliseconds(40)))
        await release(said, gone)
    }

    @Test("gives up on a server that answers for ever, a byte at a time")
    func wholeTime() async throws {
        let server = try RawServer { peer in
            _ = try peer.readRequest()
            try peer.send("HTTP/1.1 200 OK\r\n\r\n")
            while true { try peer.send("x") }
        }
        var request = HTTPClientTests.request(url: server.url(), limit: 1 << 30)
        request.timeouts.whole = .milliseconds(60)
        let error = try await HTTPClientTests.failure(of: request)
        #expect(error == .timeout(.whole, "http://127.0.0.1:\(server.port)", after: .milliseconds(60)))
    }

    @Test("gives up on a server that shakes no hands")
    func connectTime() async throws {
        let server = try RawServer { $0.waitForEnd() }
        var request = HTTPClientTests.request(url: server.url(scheme: "https"))
        request.timeouts.connect = .milliseconds(40)
        let error = try await HTTPClientTests.failure(of: request)
        #expect(error == .timeout(.connect, "https://127.0.0.1:\(server.port)", after: .milliseconds(40)))
    }

    @Test("lets a server think as long as the whole takes, when nothing else is said")
    func patience() async throws {
        let ticks = Barrier()
        let server = try RawServer { peer in
            _ = try peer.readRequest()
            ticks.wait()
            try peer.answer(200, "thought")
        }
        var request = HTTPClientTests.request(url: server.url())
        request.timeouts.stall = .milliseconds(5)
        let answer = try await HTTPClientTests.withClient { [request] client in
            async let answer = client.send(request)
            await ticks.reached()
            await HTTPClientTests.turnLoop(20)
            ticks.open()
            return try await answer
        }
        #expect(answer.body == Array("thought".utf8))
    }

    @Test(
        "ends a request whose task is cancelled, wherever it stands",
        arguments: [nil, "", "HTTP/1.1 200 OK\r\nX-A: b\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"])
    func cancellation(words: String?) async throws {
        let (server, said, gone) = try silent(after: words)
        try await HTTPClientTests.withClient { client in
            // Without words the server does not even shake hands.
            let request = HTTPClientTests.request(url: server.url(scheme: words == nil ? "https" : "http"))
            let task = Task { try await client.send(request) }
            await said.reached()
            task.cancel()
            await #expect(throws: HTTPClientError.cancelled) { try await task.value }
            await release(said, gone)
        }
    }

    @Test("ends a request that is cancelled before it began")
    func cancelledBefore() async throws {
        let server = try RawServer(answer: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        try await HTTPClientTests.withClient { client in
            let mayBegin = Lock(false)
            let task = Task {
                while !mayBegin.withLock({ $0 }) { await Task.yield() }
                return try await client.send(HTTPClientTests.request(url: server.url()))
            }
            task.cancel()
            mayBegin.withLock { $0 = true }
            await #expect(throws: HTTPClientError.cancelled) { try await task.value }
            #expect(server.connections == 0)
            _ = try await client.send(HTTPClientTests.request(url: server.url()))
        }
    }

    @Test("ends a request that waits for a connection, and lets the one before it go on")
    func cancelledInQueue() async throws {
        let turn = Barrier()
        let server = try RawServer { peer in
            _ = try peer.readRequest()
            turn.wait()
            try peer.answer(200, "first")
        }
        var settings = HTTPClientSettings()
        settings.connectionsPerHost = 1
        try await HTTPClientTests.withClient(settings) { client in
            async let first = client.send(HTTPClientTests.request(url: server.url()))
            await turn.reached()
            let second = Task { try await client.send(HTTPClientTests.request(url: server.url())) }
            await HTTPClientTests.turnLoop(3)
            second.cancel()
            await #expect(throws: HTTPClientError.cancelled) { try await second.value }
            turn.open()
            let answer = try await first
            #expect(answer.body == Array("first".utf8))
        }
        #expect(server.connections == 1)
    }

    @Test("ends a request to a host that takes no connection")
    func cancelledInConnect() async throws {
        // The queue holds one; the kernel lets the others wait.
        let server = try RawServer(backlog: 0, nil)
        let first = try TestConnection(port: server.port)
        try await HTTPClientTests.withClient { client in
            let tasks = (0..<3).map { _ in
                Task { try await client.send(HTTPClientTests.request(url: server.url())) }
            }
            await HTTPClientTests.turnLoop(3)
            for task in tasks { task.cancel() }
            for task in tasks {
                await #expect(throws: HTTPClientError.cancelled) { try await task.value }
            }
        }
        withExtendedLifetime(first) {}
    }

    @Test("ends everything when it is closed, and takes no more")
    func closing() async throws {
        let (server, said, gone) = try silent(after: "HTTP/1.1 200 OK\r\n")
        try await HTTPClientTests.withClient { client in
            let task = Task { try await client.send(HTTPClientTests.request(url: server.url())) }
            await said.reached()
            client.close()
            await #expect(throws: HTTPClientError.cancelled) { try await task.value }
            await #expect(throws: HTTPClientError.cancelled) {
                try await client.send(HTTPClientTests.request(url: server.url()))
            }
            await release(said, gone)
        }
    }

    @Test("ends what is on its way when nobody has it any more")
    @LoopActor func dropped() async throws {
        EventLoop.startInBackground()
        let (server, said, gone) = try silent(after: "HTTP/1.1 200 OK\r\n\r\nfirst")
        var client: HTTPClient? = HTTPClient()
        let stream = try await client!.stream(HTTPClientTests.request(url: server.url()))
        await said.reached()
        client = nil
        await release(said, gone)
        #expect(try await stream.next() == Array("first".utf8))
        await #expect(throws: HTTPClientError.cancelled) { try await stream.next() }
    }
}
