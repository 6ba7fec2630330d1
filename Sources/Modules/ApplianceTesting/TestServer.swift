package import Network

/// A real server on a port of 127.0.0.1 that the system chose, on a loop in the background.
package final class TestServer: Sendable {
    package let server: Server
    package let port: UInt16

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
        configure(&settings)
        (server, port) = try await listen(router, settings, observer)
    }

    /// A client of its own connection.
    package func client() throws -> TestClient { try TestClient(port: port) }

    /// Closes what is open, after at most a second for requests in flight.
    package func stop() async { await server.stop(within: .seconds(1)) }
}

@LoopActor private func addRoutes(_ routes: @LoopActor (Router) throws -> Void, to router: Router) throws {
    try routes(router)
}

@LoopActor private func listen(_ router: Router, _ settings: ServerSettings, _ observer: ServerObserver) throws -> (
    Server, UInt16
) {
    let server = Server(router: router, settings: settings, observer: observer)
    try server.start()
    return (server, server.addresses[0].port)
}
