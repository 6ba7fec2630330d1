import ApplianceTesting
import Core
import Testing

@testable import Network

/// Servers that are broken, mean or gone.
@Suite("HTTPClient and bad servers")
struct HTTPClientFaultTests {
    /// The error of a GET.
    private func failure(
        _ server: RawServer, limit: Int = 1 << 20, change: @Sendable (inout ClientRequest) -> Void = { _ in }
    ) async throws -> HTTPClientError? {
        var request = HTTPClientTests.request(url: server.url("/secret?key=secret"), limit: limit)
        change(&request)
        let error = try await HTTPClientTests.failure(of: request)
        #expect(error?.description.contains("secret") == false)
        return error
    }

    private func origin(_ server: RawServer) -> String { "http://127.0.0.1:\(server.port)" }

    @Test(
        "refuses answers that are not HTTP",
        arguments: [
            "hello\r\n", "HTTP/0.9 200\r\n\r\nhello", "HTTP/1.1 abc\r\n\r\n", "\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nx", "HTTP/1.1 200 OK\r\nContent-Length: -7\r\n\r\nx",
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 7\r\n\r\nnot zip",
        ])
    func nonsense(answer: String) async throws {
        let server = try RawServer { peer in
            _ = try peer.readRequest()
            try peer.send(answer)
        }
        let error = try await failure(server)
        #expect(error?.word == "malformed", "\(String(describing: error))")
    }

    @Test("stops at a head that does not end")
    func endlessHead() async throws {
        let server = try RawServer { peer in
            _ = try peer.readRequest()
            try peer.send("HTTP/1.1 200 OK\r\n")
            while true { try peer.send("X-More: 0123456789012345678901234567890123456789\r\n") }
        }
        let error = try await failure(server)
        #expect(error == .malformed(origin(server), reason: "the head of its answer is longer than 65536 bytes"))
    }

    @Test(
        "tells answers that break off from whole ones",
        arguments: [
            ("", 0), ("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n1234", 4),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n123", 3),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n1234\r\n", 4),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nnonsense\r\n", 0),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nx", 0),
        ])
    func truncated(answer: String, received: Int) async throws {
        let server = try RawServer { peer in
            _ = try peer.readRequest()
            try peer.send(answer)
        }
        let error = try await failure(server)
        guard case .truncated(origin(server), received, let reason)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(!reason.isEmpty)
    }

    @Test("notices a connection that is reset")
    func reset() async throws {
        let server = try RawServer { peer in
            _ = try peer.readRequest()
            try peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n")
            peer.reset()
        }
        #expect(try await failure(server)?.word == "truncated")
    }

    @Test(
        "refuses a body above the limit, announced or not",
        arguments: [
            // 5 GB, and then silence or nothing of the kind.
            "HTTP/1.1 200 OK\r\nContent-Length: 5368709120\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n13FFFFFFF\r\n",
            "HTTP/1.1 200 OK\r\n\r\n",
        ])
    func tooLarge(head: String) async throws {
        let server = try RawServer { peer in
            _ = try peer.readRequest()
            try peer.send(head)
            while true { try peer.send([UInt8](repeating: 0x30, count: 4096)) }
        }
        #expect(try await failure(server, limit: 1000) == .tooLarge(origin(server), limit: 1000))
    }

    @Test("takes a body of exactly the limit")
    func exactLimit() async throws {
        let server = try RawServer { peer in
            _ = try peer.readRequest()
            try peer.answer(200, [UInt8](repeating: 1, count: 1000))
        }
        let answer = try await HTTPClientTests.withClient {
            try await $0.send(HTTPClientTests.request(url: server.url(), limit: 1000))
        }
        #expect(answer.body.count == 1000)
    }

    @Test("stops a gzip bomb at the limit of what it unpacks to")
    func bomb() async throws {
        let zipped = try #require([UInt8](repeating: 0, count: 50_000_000).withUnsafeBytes { Gzip.compress($0) })
        let server = try RawServer { peer in
            _ = try peer.readRequest()
            try peer.answer(200, fields: ["Content-Encoding: gzip"], zipped)
        }
        #expect(zipped.count < 100_000)
        #expect(try await failure(server, limit: 100_000) == .tooLarge(origin(server), limit: 100_000))
    }

    @Test("says that nobody listens")
    func nobody() async throws {
        // A port that were given back might be the next test's.
        let mute = try RawServer(backlog: nil, nil)
        let request = HTTPClientTests.request(url: "http://127.0.0.1:\(mute.port)/")
        let error = try await HTTPClientTests.failure(of: request)
        #expect(error?.word == "connect")
        #expect(error?.description.hasPrefix("http://127.0.0.1:\(mute.port) cannot be reached: ") == true)
    }

    @Test("says that a host has no address")
    func noSuchHost() async throws {
        let error = try await HTTPClientTests.failure(
            of: HTTPClientTests.request(url: "http://user:password@nowhere.invalid/"))
        #expect(error == .resolve("http://nowhere.invalid"))
    }

    @Test("sends no field that would break the request")
    func fields() async throws {
        let server = try RawServer { peer in try peer.answer(200, try peer.readRequest().line) }
        for (name, value) in [
            ("X-A", "1\r\nX-B: 2"), ("X A", "1"), ("", "1"), ("X-A:", "1"), ("X-A", "\u{0}"), ("Content-Length", "7"),
            ("transfer-encoding", "chunked"), ("Host", "elsewhere"),
        ] {
            #expect(try await failure(server) { $0.fields = [(name, value)] } == .badField(name))
        }
        #expect(server.connections == 0)
    }

    @Test("works without libcurl until somebody asks, and says then what to install")
    func noLibrary() async throws {
        for (libraries, words) in [
            (["libnothing.so.1", "libnothing.so.2"], "libnothing.so.2"), (["libm.so.6"], "curl_"),
        ] {
            var settings = HTTPClientSettings()
            settings.libraries = libraries
            let request = HTTPClientTests.request(url: "http://127.0.0.1/")
            let error = try await HTTPClientTests.failure(of: request, settings)
            #expect(error?.word == "library")
            #expect(error?.description.contains(words) == true)
            #expect(error?.description.contains("libcurl4") == true)
        }
    }

    @Test("serves 100 requests while half of the servers misbehave")
    func mixture() async throws {
        let good = try RawServer { peer in while true { try peer.answer(200, try peer.readRequest().line) } }
        let bad = try RawServer { peer in
            let request = try peer.readRequest()
            try peer.send(request.line.contains("0") ? "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n1" : "nonsense\r\n")
        }
        try await HTTPClientTests.withClient { client in
            let words = await withTaskGroup(of: String.self) { group in
                for number in 0..<100 {
                    group.addTask {
                        let server = number % 2 == 0 ? good : bad
                        do {
                            return
                                "\(try await client.send(HTTPClientTests.request(url: server.url("/\(number)"))).status)"
                        } catch {
                            return (error as? HTTPClientError)?.word ?? "?"
                        }
                    }
                }
                var words: [String] = []
                for await word in group { words.append(word) }
                return words
            }
            #expect(words.count { $0 == "200" } == 50)
            #expect(words.count { $0 == "truncated" || $0 == "malformed" } == 50)
        }
    }
}
