internal import CUV
package import Core

/// The HTTP server: listens, accepts up to its caps, and hands requests to the router.
@LoopActor
package final class Server {
    package let router: Router
    let observer: ServerObserver
    let limits: HTTPLimits
    let socketLimits: WebSocketLimits
    /// What connections on TCP are secured with; nil: they are plain. A change is for those to come.
    package var tls: TLSContext?
    var writer: ResponseWriter
    private let settings: ServerSettings
    private let cors: CORSPolicy
    private let maximumConnections: Int
    private var listeners: [Listener] = []
    private var connections: [ServerConnection] = []
    private var counts: ConnectionCounts
    private var sweep: LoopTimer?
    private var traceIDs = TraceIDGenerator()
    /// See `spreadPingTime`.
    private var pingPhase: UInt32 = 0
    /// Request objects kept for the next requests, so that most requests allocate none.
    private var spareRequests: [HTTPRequest] = []
    private(set) var isStopping = false
    /// See `stop`.
    private(set) var socketFarewell: @LoopActor () -> String = { "" }
    /// Bytes in the bodies that count for `HTTPLimits.bodiesInSum`.
    var heldBodies = 0
    private var stopped: UnsafeContinuation<Void, Never>?

    private static let spareRequestCount = 64
    /// How often deadlines are looked at: time-outs are right to a second, or to the shortest of them.
    private let sweepInterval: Duration

    package init(router: Router, settings: ServerSettings, observer: ServerObserver = .none) {
        self.router = router
        self.settings = settings
        self.observer = observer
        limits = settings.limits
        socketLimits = settings.sockets
        tls = settings.tls
        sweepInterval = min(
            .seconds(1), limits.headTime, limits.bodyTime,
            min(limits.idleTime, limits.lingerTime, limits.stallTime),
            min(settings.sockets.pingTime, settings.sockets.pongTime))
        cors = CORSPolicy(origins: settings.corsOrigins)
        writer = ResponseWriter(cors: cors)
        counts = ConnectionCounts(limit: settings.maximumConnectionsPerAddress)
        maximumConnections = min(settings.maximumConnections, DescriptorLimit.connections)
    }

    // MARK: - Listening

    /// Listens on all addresses of the settings and on the Unix socket, or on none.
    ///
    /// - Throws: `ListenError` for the first that does not work: `127.0.0.1:8080 is already in use`.
    package func start() throws(ListenError) {
        if let loopLagged = observer.loopLagged { EventLoop.shared.onLag = loopLagged }
        do {
            for address in settings.listen {
                let sharesPort = settings.listen.contains { !$0.isIPv6 && $0.port == address.port }
                listeners.append(
                    try Listener(address, isIPv6Only: sharesPort) { [unowned self] in accept($0) })
            }
            if let socket = settings.unixSocket {
                listeners.append(try Listener(socket) { [unowned self] in accept($0) })
            }
        } catch {
            for listener in listeners { listener.close() }
            listeners = []
            throw error
        }
    }

    /// Where it listens on TCP, with the ports that the system chose.
    package var addresses: [ListenAddress] { listeners.compactMap(\.address) }

    /// Stops accepting, lets requests in flight finish for at most `limit`, then closes what is left.
    ///
    /// - Parameter farewell: the reason that each open WebSocket is closed with, beside the code 1012; at most 123 bytes.
    package func stop(
        within limit: Duration = .seconds(30), farewell: @escaping @LoopActor () -> String = { "" }
    ) async {
        isStopping = true
        socketFarewell = farewell
        for listener in listeners { listener.close() }
        listeners = []
        for connection in connections { connection.stop() }
        guard !connections.isEmpty else { return }
        let timer = LoopTimer(after: limit) { [self] in
            for connection in connections { connection.stream.close() }
        }
        await withUnsafeContinuation { stopped = $0 }
        timer.cancel()
    }

    // MARK: - Connections

    package var connectionCount: Int { connections.count }

    private func accept(_ stream: SocketStream) {
        guard let peer = stream.peer, !isStopping else { return stream.close() }
        guard connections.count < maximumConnections else { return refuse(stream, .inAll) }
        let isCounted = isCounted(peer)
        if isCounted, !counts.hasRoom(for: peer) { return refuse(stream, .ofAddress) }
        if let tls, !stream.isLocal, !stream.secure(with: tls) { return stream.close() }
        if isCounted { counts.enter(peer) }
        let connection = HTTPConnection(
            server: self, stream: stream, peer: peer, isProxied: stream.isLocal || isTrusted(peer))
        connection.index = connections.count
        connections.append(connection)
        observer.connectionsChanged?(connections.count)
        if sweep == nil {
            sweep = LoopTimer(after: sweepInterval, repeating: sweepInterval) { [unowned self] in
                EventLoop.shared.activity = "time-outs"
                let now = EventLoop.shared.now
                for connection in connections { connection.checkDeadline(now) }
            }
        }
    }

    /// Without a word: an answer would have to wait for a request, and that is what there is no room for.
    private func refuse(_ stream: SocketStream, _ limit: ConnectionLimit) {
        stream.close()
        observer.connectionRefused?(limit)
    }

    /// A WebSocket takes the place of the connection that it was opened on: what was counted stays counted.
    func replace(_ connection: HTTPConnection, with socket: WebSocket) {
        socket.index = connection.index
        connections[connection.index] = socket
    }

    func remove(_ connection: ServerConnection) {
        let last = connections.removeLast()
        if last !== connection {
            last.index = connection.index
            connections[connection.index] = last
        }
        if isCounted(connection.peer) { counts.leave(connection.peer) }
        observer.connectionsChanged?(connections.count)
        guard connections.isEmpty else { return }
        sweep?.cancel()
        sweep = nil
        stopped?.resume()
        stopped = nil
    }

    /// Everybody behind one reverse proxy has its address.
    private func isCounted(_ peer: IPAddress) -> Bool {
        (settings.boundsPrivateAddresses || !peer.isPrivate) && !isTrusted(peer)
    }

    private func isTrusted(_ address: IPAddress) -> Bool {
        settings.trustedProxies.contains { $0.contains(address) }
    }

    /// How long after its opening a socket is pinged first, in milliseconds: between half of the interval and the whole. Or
    /// thousands of clients that have come back at one time would be pinged in one turn of the loop, ever after.
    func spreadPingTime() -> UInt64 {
        let interval = socketLimits.pingTime.milliseconds
        // Steps of the golden ratio: however many there are, they lie far apart.
        pingPhase &+= 0x9E37_79B9
        return interval - (interval / 2 * UInt64(pingPhase)) >> 32
    }

    // MARK: - Requests

    func takeRequest() -> HTTPRequest {
        spareRequests.popLast() ?? HTTPRequest()
    }

    /// Keeps the object for another request if nobody else has kept it.
    func giveBack(_ request: consuming HTTPRequest) {
        guard spareRequests.count < Server.spareRequestCount, isKnownUniquelyReferenced(&request) else { return }
        request.reset()
        spareRequests.append(request)
    }

    /// Stands for a request whose head could not be read.
    func strangerRequest(of connection: HTTPConnection) -> HTTPRequest {
        let request = HTTPRequest()
        request.client = connection.peer
        request.isSecure = connection.stream.tls != nil
        request.chooseTrace(&traceIDs)
        return request
    }

    /// Fills in what does not come from the head alone, and finds the route.
    func prepare(_ request: HTTPRequest, from connection: HTTPConnection) {
        request.startedAt = uv_hrtime()
        request.client = connection.peer
        request.isSecure = connection.stream.tls != nil || settings.isSecure
        if connection.isProxied { takeForwarded(request) }
        request.chooseTrace(&traceIDs)
        router.match(request)
    }

    /// Believes the proxy about the client and its way to the proxy.
    private func takeForwarded(_ request: HTTPRequest) {
        if request.known.isForwarded { request.client = forwardedClient(request) }
        if request.known.isForwardedSecurely { request.isSecure = true }
    }

    /// The rightmost address of `X-Forwarded-For` that is not a trusted proxy: what stands left of it is hearsay.
    private func forwardedClient(_ request: HTTPRequest) -> IPAddress {
        var client = request.client
        for entry in request.elements(of: "X-Forwarded-For").reversed() {
            guard let address = IPAddress(forwarded: entry) else { break }
            client = address
            if !isTrusted(address) { break }
        }
        return client
    }

    // MARK: - Answers

    /// Why there is to be no WebSocket though the handler wants one; nil: there is.
    func refusal(ofSocket request: HTTPRequest) -> HTTPResponse? {
        if isStopping {
            return .error(
                APIError(503, "stopping", "The server is stopping; try again in a moment.", retryAfter: 5),
                traceID: request.trace.traceID)
        }
        guard cors.allowsSocket(of: request) else {
            return .error(
                .forbidden("Pages of this origin may not open a WebSocket here."), traceID: request.trace.traceID)
        }
        return nil
    }

    /// The answer to a path or method without a route.
    func unmatched(_ request: HTTPRequest) -> HTTPResponse {
        if let otherwise = router.otherwise { return otherwise(request) }
        if request.method == .options, let allow = optionsAllow(request) {
            var response = HTTPResponse.noContent
            response.fields = [("Allow", allow)] + cors.preflightFields(for: request, allow: allow)
            return response
        }
        guard let node = request.allowed else {
            return .error(.notFound("There is nothing at this path."), traceID: request.trace.traceID)
        }
        var response = HTTPResponse.error(
            APIError(
                405, "method_not_allowed",
                "This path does not take \(request.method == .unknown ? "this method" : request.method.rawValue)."),
            traceID: request.trace.traceID)
        response.fields.append(("Allow", node.allow))
        return response
    }

    private func optionsAllow(_ request: HTTPRequest) -> String? {
        if request.rawPath.isEmpty { return "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS" }
        return request.allowed?.allow
    }

    /// The answer to an error that a handler threw.
    func response(to error: any Error, _ request: HTTPRequest) -> HTTPResponse {
        if let known = error as? any APIErrorConvertible {
            let answer = known.apiError
            if answer.status >= 500, answer.cause != nil { report(error, request) }
            return .error(answer, traceID: request.trace.traceID)
        }
        report(error, request)
        let answer = APIError(500, "internal", "Something went wrong on our side. The trace id helps to find it.")
        return .error(answer, traceID: request.trace.traceID)
    }

    func report(_ error: any Error, _ request: HTTPRequest) {
        let cause = (error as? any APIErrorConvertible)?.apiError.cause ?? String(describing: error)
        observer.internalError?(InternalError(cause: cause, route: request.route, trace: request.trace))
    }

    func finished(_ request: HTTPRequest, status: Int, bytes: Int) {
        observer.requestFinished?(
            FinishedRequest(
                request: request, status: status, seconds: Double(uv_hrtime() - request.startedAt) / 1e9, bytes: bytes))
    }
}
