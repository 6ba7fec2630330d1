import ApplianceTesting
import Core
import Files
import Glibc
import Testing

@testable import Network

@Suite("A stream of a known length")
struct KnownLengthTests {
    /// Says that it has `said` bytes, and sends as many as `sent` says.
    private func makeServer(said: Int, sent: [Int], _ calls: Lock<Int> = Lock(0)) async throws -> TestServer {
        try await TestServer { router in
            router.on(.get, "/bytes", .page("Bytes.")) { _ in
                HTTPResponse(
                    status: 200, contentType: "application/octet-stream",
                    body: .stream(length: said) { writer in
                        calls.withLock { $0 += 1 }
                        for count in sent { try await writer.write([UInt8](repeating: 7, count: count)) }
                    })
            }
        }
    }

    @Test("is sent as it is, and the connection goes on")
    func plain() async throws {
        let server = try await makeServer(said: 5, sent: [2, 3])
        let client = try server.client()
        for _ in 0..<2 {
            let response = try await client.request("GET", "/bytes")
            #expect(response.header("Content-Length") == "5")
            #expect(response.header("Transfer-Encoding") == nil)
            #expect(response.body == [7, 7, 7, 7, 7])
        }
        await server.stop()
    }

    @Test("is kept alive for HTTP/1.0 too")
    func oldVersion() async throws {
        let server = try await makeServer(said: 5, sent: [5])
        let client = try server.client()
        try await client.send("GET /bytes HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n")
        let response = try await client.readResponse()
        #expect(response.header("Connection") == "keep-alive")
        #expect(response.body.count == 5)
        await server.stop()
    }

    @Test("breaks the connection when it is another than was said", arguments: [[2], [2, 4]])
    func wrongLength(sent: [Int]) async throws {
        let causes = Lock<[String]>([])
        var observer = ServerObserver()
        observer.internalError = { error in causes.withLock { $0.append(error.cause) } }
        let server = try await TestServer(observer: observer) { router in
            router.on(.get, "/bytes", .page("Bytes.")) { _ in
                HTTPResponse(
                    status: 200,
                    body: .stream(length: 5) { writer in
                        for count in sent { try await writer.write([UInt8](repeating: 7, count: count)) }
                    })
            }
        }
        let client = try server.client()
        try await client.send("GET /bytes HTTP/1.1\r\nHost: a\r\n\r\n")
        _ = try? await client.readToEnd()
        #expect(causes.withLock { $0.count } == 1)
        await server.stop()
    }

    @Test("is not made for HEAD, whose head says how long it would be")
    func head() async throws {
        let calls = Lock(0)
        let server = try await makeServer(said: 5, sent: [5], calls)
        let client = try server.client()
        let response = try await client.request("HEAD", "/bytes")
        #expect(response.header("Content-Length") == "5")
        #expect(try await client.request("GET", "/bytes").body.count == 5)
        #expect(calls.withLock { $0 } == 1)
        await server.stop()
    }

    // MARK: Files

    @Test("opens no file that is not there, no folder, and no link")
    func notAFile() throws {
        let directory = try TemporaryDirectory()
        let link = "\(directory.path)/link"
        #expect(symlink("/etc/hostname", link) == 0)
        #expect(throws: FileFailure("\(directory.path)/none", ENOENT)) { try OpenFile("\(directory.path)/none") }
        #expect(throws: FileFailure(link, ELOOP)) { try OpenFile(link) }
        #expect(throws: FileFailure.self) { try OpenFile(directory.path) }
    }

    @Test("fails when the file has become shorter than it was")
    func shorter() throws {
        let directory = try TemporaryDirectory()
        let path = "\(directory.path)/file"
        let descriptor = open(path, O_WRONLY | O_CREAT, 0o600)
        #expect(write(descriptor, [1, 2, 3, 4] as [UInt8], 4) == 4)
        let file = try OpenFile(path)
        #expect(try file.read(1..<3) == [2, 3])
        #expect(ftruncate(descriptor, 2) == 0)
        close(descriptor)
        #expect(throws: FileFailure(path, EIO)) { try file.read(0..<4) }
    }
}
