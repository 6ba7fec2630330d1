internal import Core
package import Network

/// A real server on a port of 127.0.0.1 that the system chose, on a loop in the background.
package final class TestServer: Sendable {
    package let server: Server
    /// 0 when it listens on a Unix socket alone.
    package let port: UInt16
    /// What the routes say of themselves.
    package let contract: Contract

    /// - Parameter routes: adds what the test needs to the router.
    package convenience init(
        configure: @Sendable (inout ServerSettings) -> Void = { _ in }, observer: ServerObserver = .none,
        routes: @LoopActor (Router) throws -> Void
    ) async throws {
        let router = Router()
        EventLoop.startInBackground()
        try await addRoutes(routes, to: router)
        try await self.init(router: router, configure: configure, observer: observer)
    }

    package init(
        router: Router, configure: @Sendable (inout ServerSettings) -> Void = { _ in },
        observer: ServerObserver = .none
    ) async throws {
        EventLoop.startInBackground()
        var settings = ServerSettings(listen: [ListenAddress(host: "127.0.0.1", port: 0)])
        // A test that is not about them must not meet them on a busy machine.
        settings.limits.headTime = .seconds(3600)
        settings.limits.bodyTime = .seconds(3600)
        settings.limits.idleTime = .seconds(3600)
        settings.limits.stallTime = .seconds(3600)
        settings.sockets.pingTime = .seconds(3600)
        configure(&settings)
        (server, port, contract) = try await listen(router, settings, observer)
    }

    /// A client of its own connection.
    package func client(tls: TestTLS? = nil, witness: TestClient.Witness? = nil) throws -> TestClient {
        try TestClient(port: port, tls: tls, witness: witness)
    }

    /// Closes what is open, after at most `limit` for requests in flight.
    package func stop(within limit: Duration = .seconds(1)) async { await server.stop(within: limit) }
}

@LoopActor private func addRoutes(_ routes: @LoopActor (Router) throws -> Void, to router: Router) throws {
    try routes(router)
}

@LoopActor private func listen(_ router: Router, _ settings: ServerSettings, _ observer: ServerObserver) throws -> (
    Server, UInt16, Contract
) {
    let server = Server(router: router, settings: settings, observer: observer)
    try server.start()
    let document = OpenAPIDocument.render(router.routes, schemas: router.schemas, version: "test")
    return (server, server.addresses.first?.port ?? 0, Contract(try JSON.parseRequest(document)))
}
