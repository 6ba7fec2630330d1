internal import CUV
internal import Core

/// One HTTP/1.1 connection: reads requests, has them answered one after another, and keeps the time-outs.
///
///     head --> body --> handling --> head ...           (keep-alive; a pipeline waits in `input`)
///       \        \          \
///        +--------+----------+--> lingering --> closed  (refused, or the last answer)
@LoopActor
final class HTTPConnection: StreamHandler {
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
    /// A client that takes nothing of its answer for so long is let go.
    private static let stallTime = Duration.seconds(30)

    let server: Server
    let stream: TCPStream
    let peer: ClientAddress
    /// Place in the server's list.
    var index = 0
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
    /// Loop time in milliseconds.
    private var deadline = UInt64.max
    private var lastUnsent = 0
    private var writer: UnsafeContinuation<Void, Never>?

    init(server: Server, stream: TCPStream, peer: ClientAddress) {
        self.server = server
        self.stream = stream
        self.peer = peer
        super.init()
        stream.handler = self
        expire(after: server.limits.idleTime)
        stream.startReading()
    }

    var isOpen: Bool { state != .closed && !stream.isClosing }

    private func expire(after duration: Duration) { deadline = EventLoop.shared.now + duration.milliseconds }

    // MARK: - Input

    override func received(_ bytes: UnsafeRawBufferPointer) {
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
        expire(after: server.limits.lingerTime)
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
            if !scanner.hasBegun {
                scanner.hasBegun = true
                expire(after: server.limits.headTime)
            }
            return nil
        case .refused(let fault):
            refuse(fault)
            return bytes.count
        case .complete(let count):
            scanner = HeadScanner()
            hasSkippedEmptyLine = false
            begin(UnsafeRawBufferPointer(rebasing: bytes[..<count]), isAlone: count == bytes.count)
            return count
        }
    }

    private func consumeBody(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard let request, let result = bodyReader?.read(bytes) else { preconditionFailure("BUG: a body of nothing") }
        switch result {
        case .incomplete: return bytes.count
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

    // MARK: - Requests

    private func begin(_ head: UnsafeRawBufferPointer, isAlone: Bool) {
        guard let fields = HeadParser.parse(head) else { return refuse(.syntax) }
        var request = server.takeRequest()
        do {
            try request.take(head: head, fields: fields)
        } catch {
            return refuse(error)
        }
        server.prepare(request, peer: peer)
        guard request.hasBody else {
            handle(request)
            server.giveBack(&request)
            return
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
        expire(after: server.limits.bodyTime)
    }

    private func handle(_ request: HTTPRequest) {
        guard let route = request.matched else {
            EventLoop.shared.activity = "unmatched"
            return answer(request, server.unmatched(request))
        }
        EventLoop.shared.activity = route.pattern
        switch route.handler {
        case .inline(let handler): answer(request, handler(request))
        case .task(let handler):
            state = .handling
            deadline = .max
            handled = request
            Task { await run(handler) }
        }
    }

    private func run(_ handler: Router.Handler) async {
        // Taken over rather than captured by the task, so that it can be used again.
        guard var request = handled else { preconditionFailure("BUG: a handler without a request") }
        handled = nil
        do {
            answer(request, try await handler(request))
        } catch {
            answer(request, server.response(to: error, request))
        }
        server.giveBack(&request)
    }

    // MARK: - Answers

    private func answer(_ request: HTTPRequest, _ response: HTTPResponse) {
        // The client may have gone while the handler was waiting.
        guard isOpen else { return server.finished(request, status: response.status, bytes: 0) }
        if case .stream(let body) = response.body { return answer(request, response, streaming: body) }
        let keepsAlive = request.keepsAlive && !server.isStopping
        let count = server.writer.write(response, to: request, keepsAlive: keepsAlive, stream: stream)
        server.finished(request, status: response.status, bytes: count)
        next(keepsAlive: keepsAlive)
    }

    private func answer(
        _ request: HTTPRequest, _ response: HTTPResponse,
        streaming body: @escaping @Sendable @LoopActor (BodyWriter) async throws -> Void
    ) {
        state = .handling
        deadline = .max
        let isChunked = request.minorVersion >= 1
        let keepsAlive = request.keepsAlive && isChunked && !server.isStopping
        server.writer.writeHead(response, to: request, keepsAlive: keepsAlive, length: nil, stream.output())
        let writer = BodyWriter(connection: self, isChunked: isChunked, isHead: request.method == .head)
        Task {
            do {
                try await body(writer)
                if isOpen, isChunked, request.method != .head { stream.output().append("0\r\n\r\n") }
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

    /// After an answer: the next request, or the end.
    private func next(keepsAlive: Bool) {
        let wasHandling = state == .handling
        guard keepsAlive else { return linger() }
        state = .head
        expire(after: server.limits.idleTime)
        // Within `consume` the caller goes on with the rest.
        if wasHandling { consumeInput() }
    }

    private func linger() {
        state = .lingering
        input = []
        request = nil
        bodyReader = nil
        expire(after: server.limits.lingerTime)
        if inputHasEnded { return stream.closeWhenFinished() }
        stream.finishOutput()
        stream.startReading()
    }

    private func refuse(_ fault: HeadFault, _ request: HTTPRequest? = nil) {
        let request = request ?? self.request ?? server.strangerRequest(peer)
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
        output.append(hex: UInt64(bytes.count), isPadded: false)
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

    /// Called about once a second. `now` in loop time.
    func checkDeadline(_ now: UInt64) {
        let unsent = stream.unsent
        if unsent > 0 {
            if unsent != lastUnsent { deadline = now + HTTPConnection.stallTime.milliseconds }
            lastUnsent = unsent
            if now >= deadline { stream.close() }
            return
        }
        if lastUnsent > 0 {
            lastUnsent = 0
            if state == .handling { deadline = .max }
            if state == .head { expire(after: server.limits.idleTime) }
            if state == .lingering { expire(after: server.limits.lingerTime) }
        }
        guard now >= deadline else { return }
        switch state {
        case .head where scanner.hasBegun: refuse(.headTimeout)
        case .body: refuse(.bodyTimeout)
        case .head, .lingering: stream.close()
        case .handling, .closed: break
        }
    }

    /// The server stops: an idle connection goes at once, be its last answer still unsent; a busy one after its answer.
    func stop() {
        if state == .head, input.isEmpty { end() }
    }

    override func closed() {
        state = .closed
        input = []
        request = nil
        bodyReader = nil
        if let waiting = writer {
            writer = nil
            waiting.resume()
        }
        server.remove(self)
    }
}
