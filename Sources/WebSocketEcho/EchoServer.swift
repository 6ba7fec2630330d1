internal import Core
internal import Network

/// The server with one route.
@LoopActor
struct EchoServer {
    private let server: Server

    /// Begins to listen.
    ///
    /// - Throws: `TLSError`, `ListenError`.
    init(_ options: EchoOptions) throws {
        let router = Router()
        let operation = Operation("Echoes.", tag: "echo", auth: .none, answers: [(101, nil)], isHidden: true)
        let fanOut = options.isFanOut ? FanOut() : nil
        let open: @Sendable @LoopActor (WebSocket) -> Void = { socket in
            if let fanOut { fanOut.join(socket) } else { Self.echo(socket) }
        }
        router.onSocket("/{path...}", operation) { request in .socket(for: request, open) }
        router.onSocket("/", operation) { request in .socket(for: request, open) }
        var settings = ServerSettings(listen: [ListenAddress(host: "127.0.0.1", port: options.port)])
        if let files = options.certificate { settings.tls = try TLSContext(files) }
        if let maximum = options.maximum {
            settings.sockets.message = maximum
            // An echo of a message that is waiting, and of what was read with it.
            settings.sockets.unsent += 2 * maximum
        }
        server = Server(router: router, settings: settings)
        try server.start()
    }

    /// Ends the process's loop when everybody has been told.
    func stop() async {
        await server.stop(within: .seconds(3))
        EventLoop.shared.stop()
    }

    var address: String { server.addresses.map(\.description).joined() }

    /// A client is read no faster than it reads.
    private static func echo(_ socket: WebSocket) {
        socket.onMessage = { [unowned socket] message in
            socket.send(message)
            guard socket.isCongested, !socket.isPaused else { return }
            socket.pauseReading()
            Task.onLoop {
                await socket.writable()
                socket.resumeReading()
            }
        }
    }
}
