import ApplianceTesting
import Glibc
import Testing

@testable import Network

@Suite("Unix socket")
struct UnixSocketTests {
    private let directory: TemporaryDirectory
    private var path: String { directory.path + "/http.sock" }

    init() throws { directory = try TemporaryDirectory() }

    private func serve(mode: UInt32 = 0o660) async throws -> TestServer {
        let socket = UnixSocket(path: path, mode: mode)
        return try await TestServer(
            configure: {
                $0.listen = []
                $0.unixSocket = socket
            }, routes: TLSFixture.routes)
    }

    private func mode() -> UInt32? {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode : nil
    }

    @Test("serves, and believes whoever connects about the client")
    func serves() async throws {
        let server = try await serve()
        let client = TestClient(path: path)
        #expect(try await client.request("GET", "/who").text == "127.0.0.1 http://localhost")
        let forwarded = ["X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"]
        #expect(try await client.request("GET", "/who", headers: forwarded).text == "203.0.113.9 https://localhost")
        #expect(try await client.request("GET", "/large").body == TLSFixture.large)
        await server.stop()
    }

    @Test("has the permissions that it is given, and goes with the server", arguments: [0o660, 0o600, 0o666])
    func permissions(bits: UInt32) async throws {
        let server = try await serve(mode: bits)
        #expect(mode() == S_IFSOCK | bits)
        await server.stop()
        #expect(mode() == nil)
    }

    @Test("takes the place of a socket that nobody listens on any more")
    func stale() async throws {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let status = withUnsafePointer(to: &address) {
            bind(
                descriptor, UnsafeRawPointer($0).assumingMemoryBound(to: sockaddr.self),
                socklen_t(MemoryLayout<sockaddr_un>.size))
        }
        #expect(status == 0)
        close(descriptor)
        #expect(mode() != nil)
        let server = try await serve()
        #expect(try await TestClient(path: path).request("GET", "/who").status == 200)
        await server.stop()
    }

    @Test("leaves the socket of a running server alone")
    func inUse() async throws {
        let server = try await serve()
        await #expect(throws: ListenError(place: path, cause: .addressInUse)) { try await serve() }
        #expect(try await TestClient(path: path).request("GET", "/who").status == 200)
        await server.stop()
    }

    @Test("leaves a file alone that is no socket")
    func otherFile() async throws {
        let descriptor = open(path, O_WRONLY | O_CREAT, 0o600)
        close(descriptor)
        let error = await #expect(throws: ListenError.self) { try await serve() }
        #expect(error?.description.hasPrefix("cannot listen on \(path)") == true)
        #expect(mode() == S_IFREG | 0o600)
    }

    @Test("stays plain beside TLS")
    func besideTLS() async throws {
        let socket = UnixSocket(path: path, mode: 0o600)
        let fixture = try await TLSFixture(configure: { $0.unixSocket = socket })
        #expect(try await TestClient(path: path).request("GET", "/who").text == "127.0.0.1 http://localhost")
        #expect(try await fixture.client().request("GET", "/who").status == 200)
        await fixture.stop()
    }
}
