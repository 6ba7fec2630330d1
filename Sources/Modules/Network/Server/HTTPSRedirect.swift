package import Core

/// Sends clients that come by plain HTTP to the same path by HTTPS: a small server of its own, so that no flood of them
/// takes connections from the game.
@LoopActor
package final class HTTPSRedirect {
    /// Kept open at most: a redirect is one answer.
    private static let maximumConnections = 64

    private let server: Server

    /// - Parameters:
    ///   - publicURL: where to; nil: the host that the client named, at `port`.
    ///   - port: of HTTPS.
    ///   - addRoutes: adds what is answered here all the same.
    package init(
        listen: [ListenAddress], publicURL: String?, port: @escaping @LoopActor () -> UInt16, limits: HTTPLimits,
        observer: ServerObserver, addRoutes: @LoopActor (Router) -> Void
    ) {
        let router = Router()
        addRoutes(router)
        router.otherwise = { request in
            guard let base = publicURL ?? request.hostName.map({ Self.base($0, port: port()) }) else {
                return .error(.notFound("There is nothing here: use HTTPS."), traceID: request.trace.traceID)
            }
            // 308 keeps method and body (RFC 9110 §15.4.9), where 301 makes a GET of a POST.
            return HTTPResponse(status: 308, fields: [("Location", base + request.pathAndQuery)])
        }
        var settings = ServerSettings(listen: listen)
        settings.maximumConnections = Self.maximumConnections
        settings.limits = limits
        settings.limits.idleTime = min(limits.idleTime, .seconds(5))
        // The gauge of connections is the game's, and so is the watch over the loop.
        var observer = observer
        observer.connectionsChanged = nil
        observer.loopLagged = nil
        server = Server(router: router, settings: settings, observer: observer)
    }

    private static func base(_ host: String, port: UInt16) -> String {
        port == 443 ? "https://\(host)" : "https://\(host):\(port)"
    }

    /// - Throws: `ListenError`.
    package func start() throws(ListenError) { try server.start() }

    /// Where it listens, with the ports that the system chose.
    package var addresses: [ListenAddress] { server.addresses }

    package func stop() async { await server.stop(within: .seconds(1)) }
}
