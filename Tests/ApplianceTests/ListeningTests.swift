import ApplianceTesting
import Core
import Glibc
import Network
import Testing

@Suite("Redirect, challenges and Unix socket of the real binary")
struct ListeningTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    /// The port in the first line of the log that has `message`.
    private func port(of server: RunningServer, _ message: String) async throws -> UInt16 {
        try await server.waitForLine("\"\(message)\"")
        let line = try #require(server.printed.split(separator: "\n").first { $0.contains("\"\(message)\"") })
        let address = try #require(JSON.parse(Array(line.utf8))["address"]?.stringValue)
        return try #require(address.split(separator: ":").last.flatMap { UInt16($0) })
    }

    private func write(_ text: String, challenge name: String) throws {
        try directory.write(Array(text.utf8), to: "acme/.well-known/acme-challenge/\(name)")
    }

    @Test("sends plain HTTP to HTTPS, and serves the files for the authority by both")
    func redirects() async throws {
        let certificate = TestCertificate()
        let files = try certificate.write(to: directory)
        try write("token.print", challenge: "to_ken-1")
        let server = try await RunningServer(
            environment: [
                "MIMIC_SERVER__TLS_CERT": files.certificate, "MIMIC_SERVER__TLS_KEY": files.key,
                "MIMIC_SERVER__REDIRECT_LISTEN": "127.0.0.1:0",
                "MIMIC_SERVER__ACME_WEBROOT": directory.path + "/acme",
            ], tls: TestTLS(trusting: [certificate]))
        let port = try await port(of: server, "redirecting to HTTPS")
        let moved = try await TestClient(port: port).request("GET", "/play?invite=ABC")
        #expect(moved.status == 308)
        #expect(moved.header("Location") == "https://127.0.0.1:\(server.port)/play?invite=ABC")
        for client in [try TestClient(port: port), server.client] {
            let challenge = try await client.request("GET", "/.well-known/acme-challenge/to_ken-1")
            #expect(challenge.text == "token.print")
            #expect(challenge.header("Content-Type") == "text/plain")
        }
        #expect(try await server.client.request("GET", "/health").status == 200)
        #expect(try await server.stop() == 0)
    }

    @Test("serves no other file to the authority")
    func challenges() async throws {
        try write("ok", challenge: "ok")
        try write(String(repeating: "x", count: 4097), challenge: "large")
        try directory.write(Array("secret".utf8), to: "acme/secret")
        let folder = directory.path + "/acme/.well-known/acme-challenge"
        #expect(symlink("../../secret", folder + "/link") == 0)
        #expect(mkfifo(folder + "/pipe", 0o600) == 0)
        #expect(mkdir(folder + "/folder", 0o700) == 0)
        let server = try await RunningServer(environment: ["MIMIC_SERVER__ACME_WEBROOT": directory.path + "/acme"])
        func status(_ token: String) async throws -> Int {
            try await server.client.request("GET", "/.well-known/acme-challenge/\(token)").status
        }
        #expect(try await status("ok") == 200)
        for token in [
            "none", "large", "link", "pipe", "folder", "..%2F..%2Fsecret", "../../secret", "%2e%2e", ".", "",
            "ok.", String(repeating: "x", count: 129),
        ] {
            #expect(try await status(token) == 404, "\(token)")
        }
        // A folder on the way that is a link is not followed either.
        let away = directory.path + "/away"
        #expect(rename(folder, away) == 0)
        #expect(symlink(away, folder) == 0)
        #expect(try await status("ok") == 404)
    }

    @Test("listens on a Unix socket, also where a killed server has left its file")
    func unixSocket() async throws {
        let path = directory.path + "/http.sock"
        let environment = ["MIMIC_SERVER__UNIX_SOCKET": path, "MIMIC_SERVER__UNIX_SOCKET_MODE": "0600"]
        let killed = try await RunningServer(environment: environment)
        try await killed.waitForLine("unix:\(path)")
        let rival = try TemporaryDirectory()
        let refused = try RunningServer.process(in: rival, environment: environment)
        #expect(try await refused.waitForEnd() == 1)
        #expect(refused.printed.contains("\(path) is already in use"))
        #expect(try await TestClient(path: path).request("GET", "/health").status == 200)
        killed.killNow()
        #expect(access(path, F_OK) == 0)

        let server = try await RunningServer(environment: environment)
        try await server.waitForLine("unix:\(path)")
        let client = TestClient(path: path)
        let proxied = ["X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"]
        let config = try await client.request("GET", "/v1/config", headers: proxied)
        #expect(config.json["urls"]?["ws"] == "wss://localhost/ws")
        try await server.waitForLine("203.0.113.9")
        #expect(try await server.stop() == 0)
        #expect(access(path, F_OK) != 0)
    }

    @Test("needs no port at all")
    func unixSocketAlone() async throws {
        let path = directory.path + "/http.sock"
        try directory.write(
            Array(
                "[server]\nlisten = []\nunix_socket = \"\(path)\"\n[data]\ndirectory = \"\(directory.path)/data\"\n"
                    .utf8),
            to: "config.toml")
        let server = try ServerProcess(["serve", "--config", directory.path + "/config.toml"])
        _ = try await server.line { $0.contains("unix:\(path)") }
        #expect(try await TestClient(path: path).request("GET", "/health").status == 200)
        #expect(try await server.stop() == 0)
    }
}
