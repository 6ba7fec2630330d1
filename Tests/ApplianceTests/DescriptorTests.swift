import ApplianceTesting
import Core
import Glibc
import Testing

@Suite("Open files of the binary", .timeLimit(.minutes(30)))
struct DescriptorTests {
    /// A shell that lowers the limit for good, and becomes the server.
    private static func shell(files: Int) -> [String] {
        ["/bin/sh", "-c", #"ulimit -n "$0" && exec "$@""#, String(files)]
    }

    @Test("a limit that leaves no room for players stops the start, with the way out")
    func tooFew() async throws {
        let directory = try TemporaryDirectory()
        let start = try ServerProcess(
            ["serve", "--data", directory.path, "--listen", "127.0.0.1:0"], through: Self.shell(files: 128))
        #expect(try await start.waitForEnd() == 1)
        #expect(start.printed.contains("only 128 files may be open"))
        #expect(start.printed.contains("ulimit -n"))
    }

    @Test("a low limit bounds the connections, which a line tells, and so does one for those that are refused")
    func few() async throws {
        let server = try await RunningServer(through: Self.shell(files: 148))
        #expect(server.printed.contains("Fewer connections than limits.max_connections"))
        #expect(server.printed.contains("\"connections\":20"))
        // The server's own client is not connected yet.
        var clients: [TestClient] = []
        for _ in 0..<20 {
            let client = try TestClient(port: server.port)
            #expect(try await client.request("GET", "/health").status == 200)
            clients.append(client)
        }
        let surplus = try TestClient(port: server.port)
        await #expect(throws: TestClientError.closed) { try await surplus.request("GET", "/health") }
        try await server.waitForLine("Connections were refused")
        let metrics = try await clients[0].request("GET", "/metrics").text
        #expect(metrics.contains("http_connections_refused_total{limit=\"all\"} 1\n"))
        clients.removeLast()
        try await comeIn(server)
    }

    @Test("when none is left, play goes on, newcomers are turned away, and they come in when there are some again")
    func noneLeft() async throws {
        let server = try await RunningServer()
        let player = try await TestPlayer.guest(server)
        #expect(try await player.get("/v1/characters").list.isEmpty)
        let limit = ProcessLimit.files(of: server.processID)
        // What is open now and two more: fewer than the bound on connections knows of.
        try limit.set(UInt((try server.openFiles.max() ?? 0) + 3))
        var inside: [TestClient] = []
        var refused = 0
        while refused < 20 {
            let client = try TestClient(port: server.port)
            do {
                #expect(try await client.request("GET", "/health").status == 200)
                inside.append(client)
            } catch TestClientError.closed {
                refused += 1
            }
        }
        for name in ["Нина", "Олег"] {
            _ = try await player.post("/v1/characters", ["name": .string(name), "archetype": "странник"])
        }
        #expect(try await player.get("/v1/characters").list.count == 2)
        try limit.set(nil)
        try await comeIn(server)
        #expect(try await server.stop() == 0)
    }

    /// Tries until the server has noticed that there is room.
    private func comeIn(_ server: RunningServer) async throws {
        while true {
            let client = try TestClient(port: server.port)
            guard let answer = try? await client.request("GET", "/health") else { continue }
            #expect(answer.status == 200)
            return
        }
    }
}

extension RunningServer {
    /// The numbers of its open descriptors.
    fileprivate var openFiles: [Int] {
        get throws {
            let path = "/proc/\(processID)/fd"
            guard let folder = opendir(path) else { throw FixtureError(path: path, code: errno) }
            defer { closedir(folder) }
            var numbers: [Int] = []
            while let entry = readdir(folder) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                if let number = Int(name) { numbers.append(number) }
            }
            return numbers
        }
    }
}
