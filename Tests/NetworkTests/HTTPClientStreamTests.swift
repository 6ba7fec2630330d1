import ApplianceTesting
import Core
import Testing

@testable import Network

@Suite("HTTPClient streams")
struct HTTPClientStreamTests {
    @Test("hands out pieces as they come, before the answer is whole")
    func pieces() async throws {
        let turn = Barrier()
        let server = try RawServer { peer in
            _ = try peer.readRequest()
            try peer.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
            try peer.send("4\r\none,\r\n")
            turn.wait()
            try peer.send("3\r\ntwo\r\n0\r\n\r\n")
        }
        try await HTTPClientTests.withClient { client in
            let stream = try await client.stream(HTTPClientTests.request(url: server.url()))
            #expect(stream.head.status == 200)
            #expect(stream.head.field("Content-Type") == "text/event-stream")
            #expect(try await stream.next() == Array("one,".utf8))
            turn.open()
            var rest: [UInt8] = []
            for try await piece in stream { rest += piece }
            #expect(rest == Array("two".utf8))
            #expect(try await stream.next() == nil)
        }
    }

    @Test("throws where the answer breaks off, after what came of it")
    func truncated() async throws {
        let server = try RawServer { peer in
            _ = try peer.readRequest()
            try peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
        }
        try await HTTPClientTests.withClient { client in
            let stream = try await client.stream(HTTPClientTests.request(url: server.url()))
            #expect(try await stream.next() == Array("half".utf8))
            let error = await #expect(throws: HTTPClientError.self) { try await stream.next() }
            #expect(error?.word == "truncated")
        }
    }

    @Test("counts all pieces against the limit")
    func limit() async throws {
        let server = try RawServer { peer in
            _ = try peer.readRequest()
            try peer.send("HTTP/1.1 200 OK\r\n\r\n")
            while true { try peer.send("12345") }
        }
        try await HTTPClientTests.withClient { client in
            let stream = try await client.stream(HTTPClientTests.request(url: server.url(), limit: 1000))
            let error = await #expect(throws: HTTPClientError.self) {
                var count = 0
                while let piece = try await stream.next() {
                    count += piece.count
                    try #require(count <= 1000)
                }
            }
            #expect(error?.word == "too_large")
        }
    }

    @Test("ends the request when it is let go")
    func letGo() async throws {
        let isGone = Barrier()
        let server = try RawServer { peer in
            _ = try peer.readRequest()
            try peer.send("HTTP/1.1 200 OK\r\n\r\nfirst")
            peer.waitForEnd()
            isGone.wait()
        }
        try await HTTPClientTests.withClient { client in
            var stream: ClientStream? = try await client.stream(HTTPClientTests.request(url: server.url()))
            #expect(try await stream?.next() == Array("first".utf8))
            stream = nil
            await isGone.reached()
            isGone.open()
        }
    }
}
