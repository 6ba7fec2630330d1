import ApplianceTesting
import Core
import Testing

@testable import Network

@Suite("TLS")
struct TLSTests {
    @Test("serves requests by TLS 1.3 and 1.2", arguments: [(TestTLS.Version.tls13, "TLSv1.3"), (.tls12, "TLSv1.2")])
    func versions(version: TestTLS.Version, name: String) async throws {
        let fixture = try await TLSFixture()
        let client = try fixture.client(TestTLS(trusting: fixture.certificate, only: version))
        let handshake = try await client.handshake()
        #expect(handshake?.version == name)
        #expect(handshake?.protocolName == "http/1.1")
        for _ in 0..<3 {
            let answer = try await client.request("GET", "/who")
            #expect(answer.text == "127.0.0.1 https://127.0.0.1:\(fixture.server.port)")
            #expect(answer.header("Strict-Transport-Security") == "max-age=31536000")
        }
        await fixture.stop()
    }

    @Test("refuses TLS 1.1")
    func oldVersion() async throws {
        let fixture = try await TLSFixture()
        let client = try fixture.client(TestTLS(trusting: fixture.certificate, only: .tls11))
        let error = await #expect(throws: TestClientError.self) { try await client.handshake() }
        #expect(error == .tls("tlsv1 alert protocol version"))
        await fixture.stop()
    }

    @Test("takes clients that name no protocol, and refuses those that do not name HTTP/1.1")
    func protocols() async throws {
        let fixture = try await TLSFixture()
        let silent = try fixture.client(TestTLS(trusting: [fixture.certificate], protocols: []))
        #expect(try await silent.handshake()?.protocolName == nil)
        let both = try fixture.client(TestTLS(trusting: [fixture.certificate], protocols: ["h2", "http/1.1"]))
        #expect(try await both.handshake()?.protocolName == "http/1.1")
        let other = try fixture.client(TestTLS(trusting: [fixture.certificate], protocols: ["h2"]))
        await #expect(throws: TestClientError.tls("tlsv1 alert no application protocol")) {
            try await other.handshake()
        }
        await fixture.stop()
    }

    @Test("resumes sessions", arguments: [TestTLS.Version.tls13, .tls12])
    func resumption(version: TestTLS.Version) async throws {
        let fixture = try await TLSFixture()
        let tls = TestTLS(trusting: fixture.certificate, only: version, resumes: true)
        let first = try fixture.client(tls)
        #expect(try await first.handshake()?.isResumed == false)
        #expect(try await first.request("GET", "/who").status == 200)
        first.close()
        let second = try fixture.client(tls)
        #expect(try await second.handshake()?.isResumed == true)
        #expect(try await second.request("GET", "/who").status == 200)
        await fixture.stop()
    }

    @Test("sends the chain between its certificate and the authority")
    func chain() async throws {
        let root = TestCertificate(serial: 1)
        let middle = TestCertificate(serial: 2, issuer: root)
        let fixture = try await TLSFixture(TestCertificate(serial: 3, key: .rsa, issuer: middle))
        let client = try fixture.client(TestTLS(trusting: [root]))
        #expect(try await client.handshake()?.serial == 3)
        await fixture.stop()
    }

    @Test("brings large bodies through whole, in both directions", arguments: [TestTLS.Version.tls13, .tls12])
    func largeBodies(version: TestTLS.Version) async throws {
        let fixture = try await TLSFixture()
        let client = try fixture.client(TestTLS(trusting: fixture.certificate, only: version))
        #expect(try await client.request("GET", "/large").body == TLSFixture.large)
        #expect(try await client.request("GET", "/stream").body == TLSFixture.large)
        let upload = Array(TLSFixture.large.prefix(1_000_000))
        #expect(try await client.request("POST", "/echo", body: upload).body == upload)
        await fixture.stop()
    }

    @Test("serves many at once")
    func concurrency() async throws {
        let fixture = try await TLSFixture()
        let body = Array(TLSFixture.large.prefix(50_000))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<64 {
                group.addTask {
                    let client = try fixture.client()
                    for _ in 0..<4 {
                        let own = body + Array("\(number)".utf8)
                        #expect(try await client.request("POST", "/echo", body: own).body == own)
                    }
                }
            }
            try await group.waitForAll()
        }
        await fixture.stop()
    }
}
