import ApplianceTesting
import Core
import Glibc
import Network
import Testing

@Suite("Certificates of the real binary")
struct CertificateTests {
    private let directory: TemporaryDirectory
    private let first = TestCertificate(serial: 1, days: 90)

    init() throws { directory = try TemporaryDirectory() }

    private func environment(_ files: CertificateFiles) -> [String: String] {
        ["MIMIC_SERVER__TLS_CERT": files.certificate, "MIMIC_SERVER__TLS_KEY": files.key]
    }

    private func start(trusting more: TestCertificate...) async throws -> RunningServer {
        try await RunningServer(
            environment: environment(first.write(to: directory)), tls: TestTLS(trusting: [first] + more))
    }

    @Test("a game is played by TLS, and the addresses that the server tells are secure")
    func plays() async throws {
        let server = try await start()
        try await server.waitForLine("\"TLS is on\"")
        let config = try await server.client.request("GET", "/v1/config")
        #expect(config.json["urls"]?["api"] == .string("https://127.0.0.1:\(server.port)/v1"))
        #expect(config.json["urls"]?["ws"] == .string("wss://127.0.0.1:\(server.port)/ws"))
        #expect(config.header("Strict-Transport-Security") != nil)
        let player = try await TestPlayer.guest(server)
        let campaign = try #require(try await player.get("/v1/campaigns").list.first?["id"]?.stringValue)
        let (_, run) = try await player.begin(campaign)
        #expect(try await player.playToTheEnd(run).last?["status"] == "COMPLETED")
        #expect(try await server.stop() == 0)
    }

    @Test("SIGHUP brings a new certificate into force, for new connections")
    func hangUp() async throws {
        let second = TestCertificate(serial: 2, days: 60)
        let server = try await start(trusting: second)
        #expect(try await server.client.handshake()?.serial == 1)
        try second.write(to: directory)
        server.hangUp()
        try await server.waitForLine("\"The certificate is read again\"")
        #expect(try await server.anotherClient().handshake()?.serial == 2)
        #expect(try await server.client.request("GET", "/health").status == 200)
    }

    @Test("a change of the files brings a new certificate into force")
    func change() async throws {
        let second = TestCertificate(serial: 2, days: 60)
        let server = try await start(trusting: second)
        try second.write(to: directory)
        try await server.waitForLine("\"The certificate is read again\"")
        #expect(try await server.anotherClient().handshake()?.serial == 2)
    }

    @Test("a broken pair leaves the one before in force, and the reason is logged once")
    func broken() async throws {
        let server = try await start()
        let other = try TemporaryDirectory()
        let stranger = try TestCertificate(serial: 3).write(to: other)
        #expect(rename(stranger.key, directory.path + "/key.pem") == 0)
        server.hangUp()
        try await server.waitForLine("is not the key of the certificate in")
        #expect(try await server.anotherClient().handshake()?.serial == 1)
        #expect(unlink(directory.path + "/key.pem") == 0)
        server.hangUp()
        try await server.waitForLine("/key.pem cannot be read")
        #expect(try await server.client.request("GET", "/health").status == 200)
        #expect(!server.printed.contains("read again\""))
    }

    @Test(
        "warns when it is time to renew",
        arguments: [
            (13, "The certificate ends soon. Renew it"), (-2, "The certificate has expired: clients refuse it"),
        ])
    func warns(days: Int, line: String) async throws {
        let files = try TestCertificate(days: days).write(to: directory)
        let server = try await RunningServer(environment: environment(files))
        try await server.waitForLine(line)
        #expect(server.printed.contains("\"level\":\"warning\""))
    }

    @Test("needs OpenSSL only where TLS is configured, and says how to get it")
    func withoutLibrary() async throws {
        // The loader finds this one first, and it is none.
        try directory.write([], to: "lib/libssl.so.3")
        let library = ["LD_LIBRARY_PATH": directory.path + "/lib"]
        let plain = try await RunningServer(environment: library)
        #expect(try await plain.client.request("GET", "/health").status == 200)
        let files = try first.write(to: directory)
        let process = try ServerProcess(
            ["check-config"], environment: environment(files).merging(library) { own, _ in own })
        #expect(try await process.waitForEnd() == 78)
        #expect(process.printed.contains("server.tls_cert: OpenSSL 3 cannot be loaded"))
        #expect(process.printed.contains("libssl3"))
    }

    @Test("refuses to start with what is no certificate and key, naming the key of the configuration and the file")
    func refuses() async throws {
        let files = try first.write(to: directory)
        let missing = directory.path + "/none.pem"
        let table: [(cert: String?, key: String?, text: String)] = [
            (missing, files.key, "server.tls_cert: \(missing) cannot be read"),
            (files.certificate, missing, "server.tls_key: \(missing) cannot be read"),
            (files.key, files.key, "server.tls_cert: \(files.key) is not a certificate in PEM form"),
            (files.certificate, files.certificate, "server.tls_key: \(files.certificate) is not a private key"),
            (files.certificate, nil, "MIMIC_SERVER__TLS_CERT: server.tls_cert needs server.tls_key beside it"),
            (nil, files.key, "MIMIC_SERVER__TLS_KEY: server.tls_key needs server.tls_cert beside it"),
        ]
        for row in table {
            var environment: [String: String] = [:]
            environment["MIMIC_SERVER__TLS_CERT"] = row.cert
            environment["MIMIC_SERVER__TLS_KEY"] = row.key
            for arguments in [["serve", "--data", directory.path + "/data"], ["check-config"]] {
                let process = try ServerProcess(arguments, environment: environment)
                #expect(try await process.waitForEnd() == 78)
                #expect(process.printed.contains(row.text))
            }
        }
    }
}
