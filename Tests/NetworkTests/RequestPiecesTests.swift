import ApplianceTesting
import Core
import Network
import Testing

/// However the network cuts what a client sends, the same requests are in it. A server and the proxy before it that
/// disagree on where a request ends can be made to see different ones.
@Suite("Requests in pieces")
struct RequestPiecesTests {
    /// What one client sends before it ends its side, and what the server sees, one line an answer.
    struct Conversation: Sendable, CustomTestStringConvertible {
        let sent: String
        let seen: [String]

        var testDescription: String { sent.debugDescription }
    }

    private static let host = "Host: a\r\n"
    private static let plain = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n"
    private static let chunked = "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"

    static let conversations = [
        Conversation(sent: plain, seen: ["GET /a [] 200"]),
        Conversation(sent: "\r\n" + plain + "\r\n" + plain, seen: ["GET /a [] 200", "GET /a [] 200"]),
        Conversation(
            sent:
                "HEAD /a?q HTTP/1.1\r\n\(host)X: 1 \r\n\r\nOPTIONS * HTTP/1.1\r\n\(host)\r\nPUT /a HTTP/1.1\r\n\(host)\r\n",
            seen: ["HEAD /a?q [] 200", "OPTIONS * [] 204", "PUT /a [] 405"]),
        Conversation(
            sent: "POST /a HTTP/1.1\r\n\(host)Content-Length: 3\r\n\r\nabcPOST /late HTTP/1.1\r\n\(host)"
                + "Content-Length: 2\r\n\r\n\r\n\(plain)",
            seen: ["POST /a [abc] 200", "POST /late [\r\n] 200", "GET /a [] 200"]),
        Conversation(
            sent: chunked + "3;x=\"y\"\r\nabc\r\n02\r\n\r\n\r\n0\r\nX-Trailer: 1\r\n\r\n" + plain,
            seen: ["POST /a [abc\r\n] 200", "GET /a [] 200"]),
        Conversation(
            sent: "POST /late HTTP/1.1\r\n\(host)Expect: 100-continue\r\nContent-Length: 1\r\n\r\nx" + plain,
            seen: ["POST /late [x] 200", "GET /a [] 200"]),
        Conversation(sent: "GET /a HTTP/1.0\r\n\r\n" + plain, seen: ["GET /a [] 200"]),
        Conversation(
            sent: "GET /a HTTP/1.1\r\n\(host)Connection: close\r\n\r\n" + plain, seen: ["GET /a [] 200"]),
        Conversation(
            sent: "BREW /a HTTP/1.1\r\n\(host)\r\n" + plain, seen: ["unknown /a [] 405", "GET /a [] 200"]),
        // What is not whole when the client ends.
        Conversation(sent: plain + "GET /a HTTP/1.1\r\nHost: a\r\n", seen: ["GET /a [] 200"]),
        Conversation(sent: "POST /a HTTP/1.1\r\n\(host)Content-Length: 9\r\n\r\nab", seen: ["malformed 400"]),
        Conversation(sent: chunked + "5\r\nab", seen: ["malformed 400"]),
        // What is refused, and hides what follows.
        Conversation(sent: plain + "\r\n\r\n" + plain, seen: ["GET /a [] 200", "malformed 400"]),
        Conversation(sent: "GET  /a HTTP/1.1\r\n\(host)\r\n" + plain, seen: ["malformed 400"]),
        Conversation(sent: "GET /a HTTP/1.1\n\(host)\r\n" + plain, seen: ["malformed 400"]),
        Conversation(sent: "GET /a HTTP/1.1\r\n\(host)X: 1\r\n 2\r\n\r\n" + plain, seen: ["malformed 400"]),
        Conversation(sent: "GET /a HTTP/1.1\r\n\(host)X : 1\r\n\r\n" + plain, seen: ["malformed 400"]),
        Conversation(sent: "GET /a HTTP/1.1\r\n\r\n" + plain, seen: ["malformed 400"]),
        Conversation(sent: "GET /a HTTP/2.0\r\n\(host)\r\n" + plain, seen: ["malformed 505"]),
        Conversation(
            sent: "GET /\(String(repeating: "a", count: 70)) HTTP/1.1\r\n\(host)\r\n", seen: ["malformed 414"]),
        Conversation(
            sent: "GET /a HTTP/1.1\r\n\(host)\(String(repeating: "X: 1\r\n", count: 8))\r\n", seen: ["malformed 431"]),
        Conversation(
            sent: "GET /a HTTP/1.1\r\n\(host)X: \(String(repeating: "x", count: 128))\r\n\r\n", seen: ["malformed 431"]),
        Conversation(
            sent: "POST /a HTTP/1.1\r\n\(host)Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + plain,
            seen: ["malformed 400"]),
        Conversation(sent: "POST /a HTTP/1.1\r\n\(host)Content-Length: 33\r\n\r\n" + plain, seen: ["malformed 413"]),
        Conversation(sent: chunked + "21\r\n" + plain, seen: ["malformed 413"]),
        Conversation(sent: chunked + "1\r\nab\r\n0\r\n\r\n" + plain, seen: ["malformed 400"]),
        Conversation(sent: chunked + "1\nx\r\n0\r\n\r\n" + plain, seen: ["malformed 400"]),
        Conversation(sent: chunked + "0\r\nX Y: 1\r\n\r\n" + plain, seen: ["malformed 400"]),
    ]

    @Test("are the same requests whole, byte by byte, and cut anywhere", arguments: conversations)
    func cut(conversation: Conversation) async throws {
        let house = try await House()
        let bytes = Array(conversation.sent.utf8)
        #expect(try await house.play([bytes]) == conversation.seen)
        #expect(try await house.play(bytes.map { [$0] }) == conversation.seen)
        for place in 1..<bytes.count {
            let seen = try await house.play([Array(bytes[..<place]), Array(bytes[place...])])
            #expect(seen == conversation.seen, "cut at \(place)")
        }
        await house.server.stop()
    }

    /// A server with low limits that keeps what it sees.
    private struct House {
        let server: TestServer
        private let seen: Lock<[String]>

        init() async throws {
            let seen = Lock<[String]>([])
            var observer = ServerObserver()
            observer.requestFinished = { finished in
                let body = String(decoding: finished.request.body, as: UTF8.self)
                let line = "\(finished.method.rawValue) \(finished.request.target) [\(body)] \(finished.status)"
                seen.withLock { $0.append(line) }
            }
            observer.requestMalformed = { fault in seen.withLock { $0.append("malformed \(fault.error.status)") } }
            self.seen = seen
            server = try await TestServer(
                configure: {
                    $0.limits.head = 160
                    $0.limits.target = 64
                    $0.limits.fields = 8
                    $0.limits.body = 32
                    // What follows a refusal is sent byte by byte, too, and must not be cut short on a busy machine.
                    $0.limits.lingerTime = .seconds(3600)
                }, observer: observer,
                routes: { router in
                    let operation = Operation("A test.", tag: "test", auth: .none, answers: [(200, .any)])
                    router.onInline(.get, "/a", operation) { _ in .text("a") }
                    router.on(.post, "/a", operation) { .text(String(decoding: $0.body, as: UTF8.self)) }
                    router.on(.post, "/late", operation) { _ in .text(try await onWorker { "late" }) }
                })
        }

        /// Each piece is on its way, and read, before the next.
        func play(_ pieces: [[UInt8]]) async throws -> [String] {
            let client = try server.client()
            for piece in pieces {
                try await client.send(piece)
                await turn()
            }
            try await client.endOutput()
            _ = try await client.readToEnd()
            return seen.withLock { seen in
                defer { seen = [] }
                return seen
            }
        }

        /// One turn of the loop.
        @LoopActor private func turn() {}
    }
}
