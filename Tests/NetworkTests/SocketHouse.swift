import ApplianceTesting
import Core

@testable import Network

/// A server with WebSockets, and what became of them.
struct SocketHouse {
    let server: TestServer
    let guests: Guests

    /// The sockets that were opened on `/held`, and the codes that sockets of either path were closed with.
    final class Guests: Sendable {
        private let sockets = Lock<[WebSocket]>([])
        private let codes = Lock<[CloseCode]>([])

        @LoopActor func enter(_ socket: WebSocket) {
            sockets.withLock { $0.append(socket) }
            note(socket)
        }

        @LoopActor func note(_ socket: WebSocket) {
            socket.onClose = { [self] code in codes.withLock { $0.append(code) } }
        }

        /// When so many are there.
        func sockets(_ count: Int = 1) async -> [WebSocket] {
            while sockets.withLock({ $0.count }) < count { await Task.yield() }
            return sockets.withLock { $0 }
        }

        func first() async -> WebSocket { await sockets()[0] }

        func forget() { sockets.withLock { $0 = [] } }

        /// When so many are closed.
        func codes(_ count: Int = 1) async -> [UInt16] {
            while codes.withLock({ $0.count }) < count { await Task.yield() }
            return codes.withLock { $0.map(\.rawValue) }
        }
    }

    static let operation = Operation("A test.", tag: "test", auth: .none, answers: [(101, nil)])

    init(
        configure: @Sendable (inout ServerSettings) -> Void = { _ in }, observer: ServerObserver = .none,
        more: @LoopActor (Router, Guests) -> Void = { _, _ in }
    ) async throws {
        let guests = Guests()
        self.guests = guests
        server = try await TestServer(configure: configure, observer: observer) { router in
            Self.addRoutes(to: router, guests)
            more(router, guests)
        }
    }

    @LoopActor private static func addRoutes(to router: Router, _ guests: Guests) {
        router.onSocket("/echo", operation) { request in
            .socket(for: request, speaking: ["echo.v2", "echo.v1"]) { socket in
                guests.note(socket)
                socket.onMessage = { [unowned socket] in socket.send($0) }
            }
        }
        router.onSocket("/held", operation) { request in
            if let status = request.queryItem("status").flatMap({ Int($0) }) {
                throw APIError(status, "no", "No.", retryAfter: status == 503 ? 7 : nil)
            }
            return .socket(for: request) { guests.enter($0) }
        }
    }

    func open(_ path: String, headers: [String: String] = [:]) async throws -> TestWebSocket {
        try await TestWebSocket(server.client(), path, headers: headers)
    }

    func stop() async { await server.stop() }
}
