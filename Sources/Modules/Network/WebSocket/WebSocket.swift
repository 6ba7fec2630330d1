internal import Core

/// One open WebSocket (RFC 6455), on a connection that HTTP has handed over. Loop thread only.
///
///     .socket(for: request, speaking: ["party-sync.v1"]) { socket in
///         socket.onMessage = { message in hub.received(Array(message.bytes), from: member) }
///         socket.onClose = { code in hub.left(member, code) }
///         socket.send(text: hello)
///     }
///
///     open --> closing --> ended --> closed     close, a time-out, a client that is slow, the server's stop
///       +--------------------^                  the client's close frame, its faults, its end
///
/// * What is sent during a turn of the loop leaves in one write at its end. Sending to a socket that is not open any more
///   is nothing; nobody has to ask.
/// * Pings, pongs and the close handshake are the socket's own business. A client that shows no sign of life after a ping
///   is closed with 1001, one that does not take what it is sent with 4008 (`WebSocketLimits`).
/// * The server holds an open socket, and the socket its callbacks, until `onClose` has been told: a callback that holds
///   the socket's owner makes no leak.
/// * An idle socket holds no buffer.
@LoopActor
package final class WebSocket: ServerConnection {
    private enum State: UInt8 {
        case open
        /// Our close frame is out, the client's is awaited; what else comes is dropped.
        case closing
        /// Our output has ended; what still comes is dropped, so that the close frame is not lost in a reset.
        case ended
    }

    /// A whole message, whose bytes are valid during the call.
    package var onMessage: (@LoopActor (WebSocketMessage) -> Void)?
    /// The socket is not open any more: the last call, and the only one. Never from within a call of the owner's, but in
    /// the same turn of the loop. The code is the client's, or ours if we were first; `noStatus` when the client named
    /// none, `lost` when the connection ended without a close frame.
    package var onClose: (@LoopActor (CloseCode) -> Void)?

    private var state = State.open
    /// Whether `pauseReading` was called, and `resumeReading` not yet.
    package private(set) var isPaused = false
    private var reader: FrameReader
    private var timeouts: WebSocketTimeouts
    /// The answer to the last ping, of a client that did not take what it was sent before (RFC 6455 §5.5.3).
    private var latePong: [UInt8]?
    private var writers: [UnsafeContinuation<Void, Never>] = []

    init(replacing connection: HTTPConnection) {
        reader = FrameReader(limit: connection.server.socketLimits.message)
        let now = EventLoop.shared.now
        timeouts = WebSocketTimeouts(now: now, firstPing: now + connection.server.spreadPingTime())
        super.init(server: connection.server, stream: connection.stream, peer: connection.peer)
        server.replace(connection, with: self)
    }

    /// Begins to read, with what came behind the handshake.
    ///
    /// - Parameter hasEnded: whether no more will come.
    func start(with input: inout [UInt8], hasEnded: Bool) {
        var bytes: [UInt8] = []
        swap(&bytes, &input)
        bytes.withUnsafeMutableBytes { received($0) }
        if hasEnded { return receivedEnd() }
        if !isPaused { stream.startReading() }
    }

    package var isOpen: Bool { state == .open }

    package var limits: WebSocketLimits { server.socketLimits }

    // MARK: - Sending

    /// Sends a message that was encoded for many. Nothing is copied when it is the only one of the turn, or large.
    package func send(_ frame: WebSocketFrame) {
        guard isOpen else { return }
        stream.write(frame.bytes)
        checkUnsent()
    }

    /// Sends a message to this client alone.
    ///
    /// - Parameter text: UTF-8.
    package func send(text: [UInt8]) {
        text.withUnsafeBytes { send(WebSocketMessage(isText: true, bytes: $0)) }
    }

    package func send(_ message: WebSocketMessage) {
        guard isOpen else { return }
        stream.output().append(message.isText ? .text : .binary, message.bytes)
        checkUnsent()
    }

    private func checkUnsent() {
        if isBehind(by: server.socketLimits.unsent) { closeSlowly() }
    }

    /// Whether the kernel does not take what the client does not, and so much waits. A turn that has much to say is not the
    /// client's slowness: the kernel is given all of it first.
    private func isBehind(by limit: Int) -> Bool {
        guard stream.unsent > limit else { return false }
        stream.flush()
        return stream.unsent > limit
    }

    /// What waits is dropped, or the close frame would come only after all that the client does not take.
    private func closeSlowly() {
        stream.dropWaiting()
        close(.slowConsumer, "slow consumer")
    }

    // MARK: - Backpressure

    /// Bytes that were sent and that the kernel has not taken; 0 when the socket is not open.
    package var unsent: Int { isOpen ? stream.unsent : 0 }

    /// Whether so much is unsent, more than 64 KiB, that whoever can wait should: a replay, say.
    package var isCongested: Bool { unsent > SocketStream.lowWater }

    /// Suspends the caller while the socket is congested. Afterwards it may not be open any more.
    package func writable() async {
        guard isCongested else { return }
        stream.wantsDrained = true
        await withUnsafeContinuation { writers.append($0) }
    }

    override func drained() {
        if isOpen, let payload = latePong.take() { pong(payload) }
        resumeWriters()
    }

    private func resumeWriters() {
        let waiting = writers
        writers = []
        for writer in waiting { writer.resume() }
    }

    /// Reads no more for now, so that TCP holds the client up; what has been received is still told. A client that is not
    /// read is not taken for gone.
    package func pauseReading() {
        isPaused = true
        if isOpen { stream.stopReading() }
    }

    package func resumeReading() {
        isPaused = false
        if isOpen { stream.startReading() }
    }

    // MARK: - Receiving

    override func received(_ bytes: UnsafeMutableRawBufferPointer) {
        timeouts.heard()
        var rest = bytes
        while state != .ended, let event = reader.next(&rest) { take(event) }
    }

    private func take(_ event: FrameReader.Event) {
        switch event {
        case .message(let message): if isOpen { onMessage?(message) }
        case .ping(let payload): if isOpen { answer(ping: payload) }
        case .pong: break
        case .close(let code): end(code, "")
        case .fault(let fault): end(fault.code, "\(fault.reason)")
        }
    }

    private func answer(ping payload: UnsafeRawBufferPointer) {
        // Whoever pings and does not read must not fill our memory.
        guard isBehind(by: SocketStream.lowWater) else { return pong(Array(payload)) }
        latePong = Array(payload)
        stream.wantsDrained = true
    }

    private func pong(_ payload: [UInt8]) {
        payload.withUnsafeBytes { stream.output().append(.pong, $0) }
    }

    // MARK: - Closing

    /// Says farewell; `onClose` follows, and the connection ends when the client has answered, after two seconds at most.
    /// Nothing if the socket is not open.
    ///
    /// - Parameters:
    ///   - code: one that may be sent; clients of ours come back after 4000...4399 and 1012, not after 4400...4499.
    ///   - reason: for whoever looks; at most 123 bytes.
    package func close(_ code: CloseCode, _ reason: String = "") {
        guard isOpen else { return }
        stream.output().appendClose(code, reason)
        leave(for: .closing, code)
        stream.startReading()
    }

    /// The client has closed, or has made a fault after which nothing it sends can be read.
    private func end(_ code: CloseCode, _ reason: String) {
        if isOpen { stream.output().appendClose(code, reason) }
        leave(for: .ended, code)
        stream.finishOutput()
        stream.startReading()
    }

    private func leave(for next: State, _ code: CloseCode) {
        let wasOpen = isOpen
        state = next
        timeouts.beginFarewell(now: EventLoop.shared.now)
        if next == .ended { reader.end() }
        guard wasOpen else { return }
        onMessage = nil
        latePong = nil
        resumeWriters()
        if let told = onClose.take() { EventLoop.shared.post { told(code) } }
    }

    override func receivedEnd() {
        leave(for: .ended, .lost)
        stream.closeWhenFinished()
    }

    override func failed() {
        leave(for: .ended, .lost)
        stream.finishOutput()
    }

    override func closed() {
        leave(for: .ended, .lost)
        server.remove(self)
    }

    override func stop() { close(.serviceRestart, server.socketFarewell()) }

    // MARK: - Time

    override func checkDeadline(_ now: UInt64) {
        let verdict = timeouts.judge(
            now: now, taken: stream.taken, unsent: stream.unsent, isReading: !isPaused, server.socketLimits,
            server.limits)
        switch verdict {
        case .patient: break
        case .ping: send(.ping)
        case .lost: close(.goingAway, "no pong")
        case .slow: closeSlowly()
        case .end: stream.close()
        }
    }
}
