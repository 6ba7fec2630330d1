import ApplianceTesting
import Core
import Glibc
import Testing

@testable import Network

@Suite("HTTPClient")
struct HTTPClientTests {
    static func request(_ method: HTTPMethod = .get, _ url: String, limit: Int = 1 << 20) -> ClientRequest {
        var request = ClientRequest(method, url, for: "test", maximumBody: limit)
        // A test that is not about them must not meet them on a busy machine.
        request.timeouts.connect = .seconds(3600)
        request.timeouts.stall = .seconds(3600)
        request.timeouts.whole = .seconds(3600)
        return request
    }

    /// Runs `body` with a client, which is closed afterwards.
    static func withClient<Value: Sendable>(
        _ settings: HTTPClientSettings = HTTPClientSettings(),
        telling log: Lock<[FinishedClientRequest]> = Lock([]), _ body: @LoopActor (HTTPClient) async throws -> Value
    ) async throws -> Value {
        EventLoop.startInBackground()
        let client = HTTPClient(settings) { request in log.withLock { $0.append(request) } }
        do {
            let value = try await body(client)
            await client.close()
            return value
        } catch {
            await client.close()
            throw error
        }
    }

    @Test("gets status, fields and body of our own server")
    func get() async throws {
        let server = try await TestServer(routes: ServerTests.routes)
        let url = "http://127.0.0.1:\(server.port)"
        let answer = try await Self.withClient { try await $0.send(Self.request(url: url + "/inline")) }
        #expect(answer.status == 200)
        #expect(String(decoding: answer.body, as: UTF8.self) == #"{"ok":true}"#)
        #expect(answer.head.field("content-TYPE") == "application/json; charset=utf-8")
        let missing = try await Self.withClient { try await $0.send(Self.request(url: url + "/nothing")) }
        #expect(missing.status == 404)
        await server.stop()
    }

    @Test("sends method, target, fields and body as they are, and nothing that was not asked for")
    func wire() async throws {
        let seen = Lock<[RawRequest]>([])
        let server = try RawServer { peer in
            while true {
                let request = try peer.readRequest()
                seen.withLock { $0.append(request) }
                try peer.answer(200, "")
            }
        }
        let trace = TraceContext(
            traceID: String(repeating: "a1", count: 16), spanID: "00f067aa0ba902b7", isSampled: true)
        try await Self.withClient { client in
            var post = Self.request(.post, server.url("/a%20b?c=d&e"))
            post.fields = [("Content-Type", "application/json"), ("X-Empty", ""), ("X-Two", "1"), ("X-Two", "2")]
            post.body = Array("{\u{0}}".utf8)
            post.trace = trace
            _ = try await client.send(post)
            for method in [HTTPMethod.get, .head, .put, .delete, .patch, .options] {
                _ = try await client.send(Self.request(method, server.url("/\(method)")))
            }
        }
        let requests = seen.withLock { $0 }
        #expect(requests[0].line == "POST /a%20b?c=d&e HTTP/1.1")
        #expect(requests[0].body == Array("{\u{0}}".utf8))
        #expect(
            requests[0].fields == [
                "Host: 127.0.0.1:\(server.port)", "User-Agent: Mimic", "Accept: */*", "Accept-Encoding: gzip",
                "Content-Type: application/json", "X-Empty:", "X-Two: 1", "X-Two: 2",
                "traceparent: 00-\(trace.traceID)-00f067aa0ba902b7-01", "Content-Length: 3",
            ])
        #expect(
            requests.dropFirst().map(\.line) == [
                "GET /get HTTP/1.1", "HEAD /head HTTP/1.1", "PUT /put HTTP/1.1", "DELETE /delete HTTP/1.1",
                "PATCH /patch HTTP/1.1", "OPTIONS /options HTTP/1.1",
            ])
        #expect(requests.dropFirst().allSatisfy { $0.field("Content-Type") == nil && $0.field("traceparent") == nil })
        #expect(requests.filter { $0.field("Content-Length") == "0" }.count == 2)
        #expect(server.connections == 1)
    }

    @Test("carries a body of 3 MB there and back")
    func large() async throws {
        let server = try RawServer { peer in try peer.answer(200, try peer.readRequest().body) }
        let body = Array(repeating: Array(UInt8.min...UInt8.max), count: 12_000).flatMap { $0 }
        var request = Self.request(.post, server.url(), limit: 12_000 * 256)
        request.body = body
        let answer = try await Self.withClient { [request] in try await $0.send(request) }
        #expect(answer.body == body)
    }

    @Test("sends 200 requests at once over no more connections than allowed")
    func parallel() async throws {
        let server = try RawServer { peer in
            while true { try peer.answer(200, String(try peer.readRequest().line.split(separator: " ")[1])) }
        }
        var settings = HTTPClientSettings()
        settings.connectionsPerHost = 4
        try await Self.withClient(settings) { client in
            let answers = try await withThrowingTaskGroup(of: (Int, String).self) { group in
                for number in 0..<200 {
                    group.addTask {
                        let answer = try await client.send(Self.request(url: server.url("/\(number)")))
                        return (number, String(decoding: answer.body, as: UTF8.self))
                    }
                }
                var answers: [(Int, String)] = []
                for try await answer in group { answers.append(answer) }
                return answers
            }
            #expect(answers.count == 200)
            #expect(answers.allSatisfy { $1 == "/\($0)" })
        }
        #expect((1...4).contains(server.connections))
    }

    @Test("keeps the loop turning while a server is silent")
    @LoopActor func turns() async throws {
        let silence = Barrier()
        let server = try RawServer { peer in
            _ = try peer.readRequest()
            silence.wait()
            try peer.answer(200, "at last")
        }
        try await Self.withClient { client in
            async let answer = client.send(Self.request(url: server.url()))
            await silence.reached()
            await Self.turnLoop(20)
            silence.open()
            let whole = try await answer
            #expect(whole.body == Array("at last".utf8))
        }
    }

    @Test("decompresses, and says that it can")
    func compression() async throws {
        let text = [UInt8](repeating: UInt8(ascii: "x"), count: 10_000)
        let zipped = try #require(text.withUnsafeBytes { Gzip.compress($0) })
        let server = try RawServer { peer in
            while true {
                let accepts = try peer.readRequest().field("Accept-Encoding")
                if accepts == "gzip" {
                    try peer.answer(200, fields: ["Content-Encoding: gzip"], zipped)
                } else {
                    try peer.answer(200, accepts ?? "nothing")
                }
            }
        }
        try await Self.withClient { client in
            let answer = try await client.send(Self.request(url: server.url()))
            #expect(answer.body == text)
            var plain = Self.request(url: server.url())
            plain.compression = false
            let other = try await client.send(plain)
            #expect(other.body == Array("nothing".utf8))
        }
    }

    @Test("leaves redirections to the caller unless they are allowed, and follows so many")
    func redirections() async throws {
        let server = try RawServer { peer in
            while true {
                let target = try peer.readRequest().line.split(separator: " ")[1]
                let left = Int(target.dropFirst()) ?? 0
                if left == 0 {
                    try peer.answer(200, "there")
                } else {
                    try peer.answer(302, fields: ["Location: /\(left - 1)"], "elsewhere")
                }
            }
        }
        try await Self.withClient { client in
            let answer = try await client.send(Self.request(url: server.url("/1")))
            #expect(answer.status == 302)
            #expect(answer.head.field("Location") == "/0")
            #expect(answer.body == Array("elsewhere".utf8))
            var request = Self.request(url: server.url("/2"))
            request.redirects = 2
            let followed = try await client.send(request)
            #expect(followed.status == 200)
            #expect(followed.body == Array("there".utf8))
            request = Self.request(url: server.url("/3"))
            request.redirects = 2
            #expect(try await Self.failure(of: request)?.word == "malformed")
        }
    }

    @Test("follows no redirection out of HTTP")
    func redirectionElsewhere() async throws {
        let server = try RawServer { peer in
            _ = try peer.readRequest()
            try peer.answer(302, fields: ["Location: file:///etc/hostname"], "")
        }
        var request = Self.request(url: server.url())
        request.redirects = 3
        #expect(try await Self.failure(of: request)?.word == "malformed")
    }

    @Test("passes interim answers over")
    func interim() async throws {
        let server = try RawServer(
            answer: "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 201 Created\r\nX-Final: yes\r\n"
                + "Content-Length: 2\r\n\r\nok")
        let answer = try await Self.withClient { try await $0.send(Self.request(url: server.url())) }
        #expect(answer.status == 201)
        #expect(answer.head.field("Link") == nil)
        #expect(answer.head.field("X-Final") == "yes")
    }

    @Test("tells of each request: what for, its answer or its error, and the bytes")
    func observer() async throws {
        let server = try RawServer(answer: "HTTP/1.1 503 -\r\nContent-Length: 4\r\n\r\nbusy")
        let seen = Lock<[FinishedClientRequest]>([])
        try await Self.withClient(telling: seen) { client in
            _ = try await client.send(Self.request(url: server.url()))
            _ = try? await client.send(Self.request(url: "ftp://127.0.0.1/"))
            _ = try? await client.send(Self.request(url: server.url(), limit: 3))
        }
        let requests = seen.withLock { $0 }
        #expect(requests.map(\.purpose) == ["test", "test", "test"])
        #expect(requests.map(\.status) == [503, nil, nil])
        #expect(requests.map { $0.error?.word } == [nil, "request", "too_large"])
        #expect(requests.map(\.bytes) == [4, 0, 0])
        #expect(requests.allSatisfy { $0.seconds >= 0 })
    }

    @Test("goes by the proxy that is configured, and by none from the environment")
    func proxy() async throws {
        let proxy = try RawServer { peer in try peer.answer(200, try peer.readRequest().line) }
        let url = "http://example.invalid/path"
        var settings = HTTPClientSettings()
        settings.proxy = "http://127.0.0.1:\(proxy.port)"
        let answer = try await Self.withClient(settings) {
            try await $0.send(Self.request(url: url))
        }
        #expect(answer.body == Array("GET http://example.invalid/path HTTP/1.1".utf8))
        // The variable would stay for the other tests of the process, whose clients must not heed it either.
        setenv("http_proxy", "http://127.0.0.1:\(proxy.port)", 1)
        #expect(try await Self.failure(of: Self.request(url: url)) == .resolve("http://example.invalid"))
        #expect(proxy.connections == 1)
    }
}

extension HTTPClientTests {
    /// Why a request has no answer; nil, and a failed test, when it has one.
    static func failure(
        of request: ClientRequest, _ settings: HTTPClientSettings = HTTPClientSettings()
    ) async throws -> HTTPClientError? {
        await #expect(throws: HTTPClientError.self) {
            try await withClient(settings) { try await $0.send(request) }
        }
    }

    /// Returns when a timer of a millisecond has fired so many times.
    @LoopActor static func turnLoop(_ times: Int) async {
        await withUnsafeContinuation { done in
            var ticks = 0
            var timer: LoopTimer?
            timer = LoopTimer(after: .zero, repeating: .milliseconds(1)) {
                ticks += 1
                guard ticks == times else { return }
                timer?.cancel()
                timer = nil
                done.resume()
            }
        }
    }

    static func request(url: String, limit: Int = 1 << 20) -> ClientRequest { request(.get, url, limit: limit) }
}
