import ApplianceTesting
import Core
import Testing

@testable import Network

@Suite("HTTPClient over TLS")
struct HTTPClientTLSTests {
    /// Asks a server with `certificate` and trusts `authority`; nil: what the system trusts.
    private func ask(
        _ certificate: TestCertificate, trusting authority: TestCertificate?, path: String = "/who"
    ) async throws -> ClientResponse {
        let fixture = try await TLSFixture(certificate)
        let directory = try TemporaryDirectory()
        var settings = HTTPClientSettings()
        settings.certificates = try authority?.write(to: directory).certificate
        do {
            let answer = try await HTTPClientTests.withClient(settings) { client in
                let request = HTTPClientTests.request(
                    url: "https://127.0.0.1:\(fixture.server.port)\(path)", limit: 10_000_000)
                let first = try await client.send(request)
                // Over the same connection, or by another handshake with the authorities that are remembered.
                #expect(try await client.send(request).body.count == first.body.count)
                return first
            }
            await fixture.stop()
            return answer
        } catch {
            await fixture.stop()
            throw error
        }
    }

    @Test("speaks to a server whose authority is trusted")
    func trusted() async throws {
        let authority = TestCertificate(serial: 7)
        let answer = try await ask(TestCertificate(serial: 8, issuer: authority), trusting: authority)
        #expect(answer.status == 200)
        #expect(String(decoding: answer.body, as: UTF8.self).hasPrefix("127.0.0.1 https://127.0.0.1:"))
    }

    @Test("receives 10 MB")
    func large() async throws {
        let certificate = TestCertificate()
        #expect(try await ask(certificate, trusting: certificate, path: "/large").body == TLSFixture.large)
    }

    @Test("refuses a certificate that the system does not trust")
    func selfSigned() async throws {
        let error = await #expect(throws: HTTPClientError.self) {
            try await ask(TestCertificate(), trusting: nil)
        }
        #expect(error?.word == "tls")
    }

    @Test("refuses a certificate of another authority")
    func otherAuthority() async throws {
        let error = await #expect(throws: HTTPClientError.self) {
            try await ask(TestCertificate(serial: 1), trusting: TestCertificate(serial: 2))
        }
        #expect(error?.word == "tls")
    }

    @Test("refuses a certificate for another host")
    func otherHost() async throws {
        let certificate = TestCertificate(names: "IP:127.0.0.2,DNS:example.org")
        let error = await #expect(throws: HTTPClientError.self) { try await ask(certificate, trusting: certificate) }
        #expect(error?.word == "tls")
        #expect(error?.description.contains("127.0.0.1") == true)
    }

    @Test("refuses a certificate that has ended")
    func ended() async throws {
        let certificate = TestCertificate(days: -1)
        let error = await #expect(throws: HTTPClientError.self) { try await ask(certificate, trusting: certificate) }
        #expect(error?.word == "tls")
    }

    @Test("says that the file of authorities cannot be used")
    func noFile() async throws {
        let fixture = try await TLSFixture()
        var settings = HTTPClientSettings()
        settings.certificates = "/nowhere/ca.pem"
        let error = try await HTTPClientTests.failure(
            of: HTTPClientTests.request(url: "https://127.0.0.1:\(fixture.server.port)/who"),
            settings)
        #expect(error?.word == "tls")
        #expect(error?.description.contains("/nowhere/ca.pem") == true)
        await fixture.stop()
    }

    @Test("does not take plain HTTP for TLS")
    func plain() async throws {
        let server = try RawServer { peer in try peer.send("HTTP/1.1 400 -\r\n\r\n") }
        let error = try await HTTPClientTests.failure(of: HTTPClientTests.request(url: server.url(scheme: "https")))
        #expect(error?.word == "tls")
    }
}
