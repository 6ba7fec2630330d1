internal import CUV
internal import Core
internal import Glibc

/// The HTTP server: listens, accepts up to its caps, and hands requests to the router.
@LoopActor
package final class Server {
    package let router: Router
    let observer: ServerObserver
    let limits: HTTPLimits
    var writer: ResponseWriter
    private let settings: ServerSettings
    private let cors: CORSPolicy
    private let maximumConnections: Int
    private var listeners: [Listener] = []
    private var connections: [HTTPConnection] = []
    private var connectionsByAddress: [ClientAddress: Int] = [:]
    private var sweep: LoopTimer?
    private var traceIDs = TraceIDGenerator()
    /// Request objects kept for the next requests, so that most requests allocate none.
    private var spareRequests: [HTTPRequest] = []
    private(set) var isStopping = false
    private var stopped: UnsafeContinuation<Void, Never>?

    /// Descriptors kept for the database, logs, outbound calls.
    private static let reservedDescriptors = 128
    private static let spareRequestCount = 64
    /// How often deadlines are looked at: time-outs are right to a second, or to the shortest of them.
    private let sweepInterval: Duration

    package init(router: Router, settings: ServerSettings, observer: ServerObserver = .none) {
        self.router = router
        self.settings = settings
        self.observer = observer
        limits = settings.limits
        sweepInterval = min(
            .seconds(1), limits.headTime, limits.bodyTime, min(limits.idleTime, limits.lingerTime))
        cors = CORSPolicy(origins: settings.corsOrigins)
        writer = ResponseWriter(cors: cors, isSecure: settings.isSecure)
        maximumConnections = min(settings.maximumConnections, Server.descriptorLimit - Server.reservedDescriptors)
    }

    private static var descriptorLimit: Int {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return Int(min(limit.rlim_cur, 1 << 20))
    }

    // MARK: - Listening

    /// Listens on all addresses of the settings, or on none.
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
        } catch {
            for listener in listeners { listener.close() }
            listeners = []
            throw error
        }
    }

    /// Where it listens, with the ports that the system chose.
    package var addresses: [ListenAddress] { listeners.map(\.address) }

    /// Stops accepting, lets requests in flight finish for at most `limit`, then closes what is left.
    package func stop(within limit: Duration = .seconds(30)) async {
        isStopping = true
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

    private func accept(_ stream: TCPStream) {
        guard let peer = stream.peer, connections.count < maximumConnections, !isStopping else {
            return stream.close()
        }
        if isCounted(peer) {
            let count = connectionsByAddress[peer.bucketKey, default: 0]
            guard count < settings.maximumConnectionsPerAddress else { return stream.close() }
            connectionsByAddress[peer.bucketKey] = count + 1
        }
        let connection = HTTPConnection(server: self, stream: stream, peer: peer)
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

    func remove(_ connection: HTTPConnection) {
        let last = connections.removeLast()
        if last !== connection {
            last.index = connection.index
            connections[connection.index] = last
        }
        if isCounted(connection.peer) {
            let key = connection.peer.bucketKey
            let count = connectionsByAddress[key, default: 1] - 1
            connectionsByAddress[key] = count > 0 ? count : nil
        }
        observer.connectionsChanged?(connections.count)
        guard connections.isEmpty else { return }
        sweep?.cancel()
        sweep = nil
        stopped?.resume()
        stopped = nil
    }

    /// Everybody behind one reverse proxy has its address, and everybody at a LAN party may have the host's.
    private func isCounted(_ peer: ClientAddress) -> Bool { !peer.isPrivate && !isTrusted(peer) }

    private func isTrusted(_ address: ClientAddress) -> Bool {
        settings.trustedProxies.contains { $0.contains(address) }
    }

    // MARK: - Requests

    func takeRequest() -> HTTPRequest {
        spareRequests.popLast() ?? HTTPRequest()
    }

    /// Keeps the object for another request if nobody else has kept it.
    func giveBack(_ request: inout HTTPRequest) {
        guard spareRequests.count < Server.spareRequestCount, isKnownUniquelyReferenced(&request) else { return }
        request.reset()
        spareRequests.append(request)
    }

    /// Stands for a request whose head could not be read.
    func strangerRequest(_ peer: ClientAddress) -> HTTPRequest {
        let request = HTTPRequest()
        request.client = peer
        request.chooseTrace(&traceIDs)
        return request
    }

    /// Fills in what does not come from the head alone, and finds the route.
    func prepare(_ request: HTTPRequest, peer: ClientAddress) {
        request.startedAt = uv_hrtime()
        request.client = request.known.isForwarded && isTrusted(peer) ? forwardedClient(request, peer) : peer
        request.chooseTrace(&traceIDs)
        router.match(request)
    }

    /// The rightmost address of `X-Forwarded-For` that is not a trusted proxy: what stands left of it is hearsay.
    private func forwardedClient(_ request: HTTPRequest, _ peer: ClientAddress) -> ClientAddress {
        var client = peer
        for entry in request.values(of: "X-Forwarded-For").joined(separator: ",").split(separator: ",").reversed() {
            let text = entry.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }
            guard let address = ClientAddress(text) else { break }
            client = address
            if !isTrusted(address) { break }
        }
        return client
    }

    // MARK: - Answers

    /// The answer to a path or method without a route.
    func unmatched(_ request: HTTPRequest) -> HTTPResponse {
        if request.method == .options, let allow = optionsAllow(request) {
            var response = HTTPResponse.noContent
            response.fields = [("Allow", allow)] + cors.preflightFields(for: request, allow: allow)
            return response
        }
        guard let node = request.allowed else {
            return .error(.notFound("There is nothing at this path."), traceID: request.trace.traceID)
        }
        var response = HTTPResponse.error(
            APIError(405, "method_not_allowed", "This path does not take \(request.method.rawValue)."),
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
        guard let requestFinished = observer.requestFinished else { return }
        let seconds = Double(uv_hrtime() - request.startedAt) / 1e9
        requestFinished(FinishedRequest(request: request, status: status, seconds: seconds, bytes: bytes))
    }
}
