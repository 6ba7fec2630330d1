import ApplianceTesting
import Core

@testable import Network

/// A server that speaks TLS with a certificate of its own.
struct TLSFixture {
    let server: TestServer
    let certificate: TestCertificate

    init(
        _ certificate: TestCertificate = TestCertificate(),
        configure: @Sendable (inout ServerSettings) -> Void = { _ in }, observer: ServerObserver = .none,
        routes: @LoopActor (Router) throws -> Void = TLSFixture.routes
    ) async throws {
        self.certificate = certificate
        // Made here, for it takes a while, in which the loop would stand still.
        _ = TLSFixture.large
        let context = try TLSContext(certificate)
        server = try await TestServer(
            configure: {
                $0.tls = context
                configure(&$0)
            }, observer: observer, routes: routes)
    }

    func client(_ tls: TestTLS? = nil) throws -> TestClient {
        try server.client(tls: tls ?? TestTLS(trusting: [certificate]))
    }

    @LoopActor func replace(_ context: TLSContext) { server.server.tls = context }

    func stop() async { await server.stop() }

    static let large = (0..<10_000_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) }

    @LoopActor static func routes(_ router: Router) {
        let operation = Operation("A test.", tag: "test", auth: .none, answers: [(200, .any)])
        router.onInline(.get, "/who", operation) { .text("\($0.client) \($0.origin ?? "-")") }
        router.on(.post, "/echo", operation, maximumBody: 2 << 20) { request in
            HTTPResponse(status: 200, contentType: "application/octet-stream", body: .bytes(request.body))
        }
        router.onInline(.get, "/large", operation) { _ in HTTPResponse(status: 200, body: .bytes(large)) }
        router.on(.get, "/stream", operation) { _ in
            HTTPResponse(
                status: 200,
                body: .stream { writer in
                    for start in stride(from: 0, to: large.count, by: 100_000) {
                        try await writer.write(Array(large[start..<start + 100_000]))
                    }
                })
        }
    }
}

extension TLSContext {
    convenience init(_ certificate: TestCertificate) throws {
        let directory = try TemporaryDirectory()
        try self.init(certificate.write(to: directory))
        withExtendedLifetime(directory) {}
    }
}
