internal import CUV
internal import Core

/// One HTTP/1.1 connection: reads requests, has them answered one after another, and keeps the time-outs.
///
///     head --> body --> handling --> head ...           (keep-alive; a pipeline waits in `input`)
///       \        \          \
///        +--------+----------+--> lingering --> closed  (refused, or the last answer)
///                              \-> closed               (a `WebSocket` has taken the stream over)
@LoopActor
final class HTTPConnection: ServerConnection {
    private enum State {
        case head, body, handling
        /// Our output has ended; what still comes is dropped, so that the answer is not lost in a reset (RFC 9112 §9.6).
        case lingering
        case closed
    }

    /// Reading stops when a client pipelines so much beyond a request that is being handled, in bytes.
    private static let inputLimit = 64 * 1024
    /// No further request of a pipeline is begun, and streams wait, beyond so many unsent bytes.
    private static let unsentLimit = 256 * 1024

    /// Whether what the peer says of its own clients is believed: a trusted proxy, or any on a Unix socket.
    let isProxied: Bool
    private var scanner = HeadScanner()
    private var hasSkippedEmptyLine = false
    private var state = State.head
    /// Received and not consumed: part of a head, or a pipeline behind a request that is being handled.
    private var input: [UInt8] = []
    private var inputHasEnded = false
    /// The request whose body is being read, and its reader.
    private var request: HTTPRequest?
    private var bodyReader: BodyReader?
    /// On its way to the task of its handler.
    private var handled: HTTPRequest?
    private var timeouts = ConnectionTimeouts()
    /// Bytes of the current body that count for `HTTPLimits.bodiesInSum`.
    private var heldBody = 0
    private var writer: UnsafeContinuation<Void, Never>?

    init(server: Server, stream: SocketStream, peer: IPAddress, isProxied: Bool) {
        self.isProxied = isProxied
        super.init(server: server, stream: stream, peer: peer)
        wait(for: stream.tls == nil ? .request : .handshake)
        stream.startReading()
    }

    var isOpen: Bool { state != .closed && !stream.isClosing }

    private func wait(for what: ConnectionTimeouts.Wait) {
        timeouts.begin(what, now: EventLoop.shared.now)
    }

    // MARK: - Input

    override func secured() { wait(for: .request) }

    override func receivedPlain() { refuse(.plain) }

    override func failed() {
        // The answer of a handler could not be read any more; else the alert gets the time of a last answer.
        if state == .handling { stream.close() } else { linger() }
    }

    override func received(_ bytes: UnsafeMutableRawBufferPointer) {
        let bytes = UnsafeRawBufferPointer(bytes)
        switch state {
        case .lingering, .closed: return
        case .handling: keep(bytes)
        case .head, .body:
            if input.isEmpty {
                let used = consume(bytes)
                if used < bytes.count { keep(UnsafeRawBufferPointer(rebasing: bytes[used...])) }
            } else {
                input.append(contentsOf: bytes)
                consumeInput()
            }
        }
    }

    private func keep(_ bytes: UnsafeRawBufferPointer) {
        input.append(contentsOf: bytes)
        if input.count > HTTPConnection.inputLimit { stream.stopReading() }
    }

    override func receivedEnd() {
        inputHasEnded = true
        switch state {
        case .handling, .closed: break
        case .lingering: stream.closeWhenFinished()
        case .body: refuse(.truncated)
        case .head: if !stream.wantsDrained { end() }
        }
    }

    private func consumeInput() {
        var bytes: [UInt8] = []
        swap(&bytes, &input)
        let used = bytes.withUnsafeBytes(consume)
        if state == .lingering || state == .closed { return }
        if used < bytes.count {
            // An idle connection keeps no buffer: only a rest does.
            if used > 0 { bytes.removeFirst(used) }
            input = bytes
        }
        if inputHasEnded {
            switch state {
            case .body: refuse(.truncated)
            case .head: if !stream.wantsDrained { end() }
            case .handling, .lingering, .closed: break
            }
            return
        }
        if !stream.wantsDrained, input.count <= HTTPConnection.inputLimit { stream.startReading() }
    }

    /// Nothing more will come, and all that came is answered.
    private func end() {
        state = .lingering
        wait(for: .farewell)
        stream.closeWhenFinished()
    }

    /// Returns how many of the bytes are done with.
    private func consume(_ bytes: UnsafeRawBufferPointer) -> Int {
        var offset = 0
        while offset < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[offset...])
            switch state {
            case .head:
                if stream.unsent > HTTPConnection.unsentLimit {
                    stream.wantsDrained = true
                    stream.stopReading()
                    return offset
                }
                guard let used = consumeHead(rest) else { return offset }
                offset += used
            case .body:
                offset += consumeBody(rest)
            case .handling: return offset
            case .lingering, .closed: return bytes.count
            }
        }
        return offset
    }

    /// Nil when the head is not complete.
    private func consumeHead(_ bytes: UnsafeRawBufferPointer) -> Int? {
        // One empty line before a request is forgiven (RFC 9112 §2.2).
        if bytes[0] == 0x0D, !hasSkippedEmptyLine {
            guard bytes.count > 1 else { return nil }
            if bytes[1] == 0x0A {
                hasSkippedEmptyLine = true
                return 2
            }
        }
        switch scanner.scan(bytes, limits: server.limits) {
        case .incomplete:
            if timeouts.wait != .head { wait(for: .head) }
            return nil
        case .refused(let fault):
            refuse(fault)
            return bytes.count
        case .complete(let count):
            let line = scanner.requestLine
            scanner = HeadScanner()
            hasSkippedEmptyLine = false
            begin(UnsafeRawBufferPointer(rebasing: bytes[..<count]), line, isAlone: count == bytes.count)
            return count
        }
    }

    private func consumeBody(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard let request, let result = bodyReader?.read(bytes) else { preconditionFailure("BUG: a body of nothing") }
        holdBody(bodyReader?.body.count ?? 0)
        switch result {
        case .incomplete:
            if heldBody > 0, server.heldBodies > server.limits.bodiesInSum { refuse(.bodiesInSum) }
            return bytes.count
        case .refused(let fault):
            refuse(fault)
            return bytes.count
        case .complete(let used):
            request.body = bodyReader?.body ?? []
            bodyReader = nil
            self.request = nil
            handle(request)
            return used
        }
    }

    private func dropBody() {
        request = nil
        bodyReader = nil
        holdBody(0)
    }

    /// Keeps the server's account of the memory in bodies; 0 when this one is done with.
    private func holdBody(_ count: Int) {
        let held = count > HTTPLimits.smallBody ? count : 0
        server.heldBodies += held - heldBody
        heldBody = held
    }

    // MARK: - Requests

    private func begin(_ head: UnsafeRawBufferPointer, _ line: RequestLine, isAlone: Bool) {
        guard let fields = HeadParser.parse(head, line) else { return refuse(.syntax) }
        let request = server.takeRequest()
        do {
            try request.take(head: head, line: line, fields: fields)
        } catch {
            return refuse(error)
        }
        server.prepare(request, from: self)
        guard request.hasBody else {
            handle(request)
            server.giveBack(request)
            return
        }
        if let admission = request.matched?.admission {
            do {
                try admission(request)
            } catch {
                request.known.closes = true
                return answer(request, server.response(to: error, request))
            }
        }
        let limit = request.matched?.maximumBody ?? server.limits.body
        if let length = request.known.contentLength, length > limit { return refuse(.bodyTooLarge, request) }
        if request.known.expectsContinue, request.minorVersion >= 1 {
            // Who asks first must not send a megabyte to learn that there is nothing (RFC 9110 §10.1.1).
            guard request.matched != nil else {
                request.known.closes = true
                return handle(request)
            }
            if isAlone { stream.output().append("HTTP/1.1 100 Continue\r\n\r\n") }
        }
        bodyReader = BodyReader(length: request.known.contentLength, limit: limit)
        self.request = request
        state = .body
        wait(for: .body)
    }

    private func handle(_ request: HTTPRequest) {
        guard let route = request.matched else {
            EventLoop.shared.activity = "unmatched"
            return answer(request, server.unmatched(request))
        }
        EventLoop.shared.activity = route.pattern
        switch route.handler {
        case .inline(let handler): answer(request, handler(request))
        case .task(let handler): startTask(handler, request)
        }
    }

    // Not inlined: what a task takes to begin would stand in the way of the answers that need none.
    @inline(never) private func startTask(_ handler: @escaping Router.Handler, _ request: HTTPRequest) {
        state = .handling
        wait(for: .handler)
        handled = request
        Task.onLoop { await self.run(handler) }
    }

    private func run(_ handler: Router.Handler) async {
        // Taken over rather than captured by the task, so that it can be used again.
        guard let request = handled.take() else { preconditionFailure("BUG: a handler without a request") }
        do {
            answer(request, try await handler(request))
        } catch {
            answer(request, server.response(to: error, request))
        }
        server.giveBack(request)
    }

    // MARK: - Answers

    private func answer(_ request: HTTPRequest, _ response: HTTPResponse) {
        // The client may have gone while the handler was waiting.
        guard isOpen else { return server.finished(request, status: response.status, bytes: 0) }
        if response.isStreamed { return answer(request, streaming: response) }
        if case .socket(let begin) = response.body { return upgrade(request, response, begin) }
        let keepsAlive = request.keepsAlive && !server.isStopping
        let count = server.writer.write(response, to: request, keepsAlive: keepsAlive, stream: stream)
        server.finished(request, status: response.status, bytes: count)
        next(keepsAlive: keepsAlive)
    }

    private func answer(_ request: HTTPRequest, streaming response: HTTPResponse) {
        guard case .stream(let length, let body) = response.body else { return }
        let isChunked = length == nil && request.minorVersion >= 1
        let keepsAlive = request.keepsAlive && (isChunked || length != nil) && !server.isStopping
        server.writer.writeHead(response, to: request, keepsAlive: keepsAlive, length: length, stream.output())
        guard request.method != .head else {
            server.finished(request, status: response.status, bytes: 0)
            return next(keepsAlive: keepsAlive)
        }
        state = .handling
        wait(for: .handler)
        let writer = BodyWriter(connection: self, isChunked: isChunked, length: length)
        Task {
            do {
                try await body(writer)
                if let length, writer.count != length { throw BodyWriter.WrongLength(said: length, sent: writer.count) }
                if isOpen, isChunked { stream.output().append("0\r\n\r\n") }
                server.finished(request, status: response.status, bytes: writer.count)
                if isOpen { next(keepsAlive: keepsAlive) }
            } catch {
                if isOpen { server.report(error, request) }
                server.finished(request, status: response.status, bytes: writer.count)
                // Without the last chunk the client knows that the body is not whole.
                stream.close()
            }
        }
    }

    /// The stream goes on as a WebSocket, with what came behind the handshake.
    private func upgrade(
        _ request: HTTPRequest, _ response: HTTPResponse, _ begin: @LoopActor (WebSocket) -> Void
    ) {
        precondition(state == .handling, "BUG: a socket is answered by a route of `onSocket`")
        if let refusal = server.refusal(ofSocket: request) { return answer(request, refusal) }
        server.writer.writeHead(response, to: request, keepsAlive: true, length: nil, stream.output())
        server.finished(request, status: response.status, bytes: 0)
        state = .closed
        dropBody()
        let socket = WebSocket(replacing: self)
        begin(socket)
        socket.start(with: &input, hasEnded: inputHasEnded)
    }

    /// After an answer: the next request, or the end.
    private func next(keepsAlive: Bool) {
        let wasHandling = state == .handling
        holdBody(0)
        guard keepsAlive else { return linger() }
        state = .head
        wait(for: .request)
        // Within `consume` the caller goes on with the rest.
        if wasHandling { consumeInput() }
    }

    private func linger() {
        state = .lingering
        input = []
        dropBody()
        wait(for: .farewell)
        if inputHasEnded { return stream.closeWhenFinished() }
        stream.finishOutput()
        stream.startReading()
    }

    private func refuse(_ fault: HeadFault, _ request: HTTPRequest? = nil) {
        let request = request ?? self.request ?? server.strangerRequest(of: self)
        let error = fault.apiError
        request.known.closes = true
        server.writer.write(
            .error(error, traceID: request.trace.traceID), to: request, keepsAlive: false, stream: stream)
        server.observer.requestMalformed?(MalformedRequest(error: error, client: request.client, trace: request.trace))
        linger()
    }

    // MARK: - Streamed answers

    func writePiece(_ bytes: [UInt8], isChunked: Bool) {
        let output = stream.output()
        guard isChunked else { return output.append(bytes) }
        output.append(shortHex: UInt64(bytes.count))
        output.append("\r\n")
        output.append(bytes)
        output.append("\r\n")
    }

    func waitUntilWritable() async {
        guard isOpen, stream.unsent > HTTPConnection.unsentLimit else { return }
        stream.wantsDrained = true
        await withUnsafeContinuation { writer = $0 }
    }

    override func drained() {
        if let waiting = writer {
            writer = nil
            waiting.resume()
        } else if state == .head {
            consumeInput()
        }
    }

    // MARK: - Time and end

    override func checkDeadline(_ now: UInt64) {
        switch timeouts.judge(now: now, taken: stream.taken, unsent: stream.unsent, server.limits) {
        case .patient: break
        case .headTimeout: refuse(.headTimeout)
        case .bodyTimeout: refuse(.bodyTimeout)
        case .end: end()
        case .close: stream.close()
        }
    }

    /// The server stops: an idle connection goes at once, be its last answer still unsent; a busy one after its answer.
    override func stop() {
        if state == .head, input.isEmpty { end() }
    }

    override func closed() {
        state = .closed
        input = []
        dropBody()
        if let waiting = writer {
            writer = nil
            waiting.resume()
        }
        server.remove(self)
    }
}
