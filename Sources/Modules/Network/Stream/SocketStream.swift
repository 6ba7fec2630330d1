internal import CUV
internal import Core
internal import Glibc

/// A connected socket, TCP or Unix: the seam under HTTP and WebSocket. What they read and write is content; whether it
/// is sealed by TLS on its way is a matter of the stream (SocketStream+TLS.swift).
///
/// Output is gathered during a loop turn and leaves in one write before the next poll; what the kernel does not take holds
/// up what comes after it, which is gathered until then. An idle stream holds no buffer: reads go to one buffer of the
/// loop, output buffers are taken when there is output.
@LoopActor
final class SocketStream {
    /// `drained` is told when the unsent bytes fall below it.
    static let lowWater = 64 * 1024

    // Loop thread only.
    nonisolated(unsafe) private static let readBuffer = UnsafeMutableRawBufferPointer.allocate(
        byteCount: 64 * 1024, alignment: 16)

    /// A `uv_tcp_t` or a `uv_pipe_t`.
    private let stream: UnsafeMutablePointer<uv_stream_t>
    /// Nil: content goes as it is.
    var tls: TLSSession?
    private(set) var isClosing = false
    private var isReading = false
    private var isFlushScheduled = false
    var finish = Finish.no
    /// Whole segments before the one being filled.
    var segments: [OutputSegment] = []
    /// How much of the first segment is sealed, in bytes.
    var sealedCount = 0
    var tail: ByteBuffer?
    /// All output, when it is nothing else: most events are the only one of their turn for each of many sockets, and
    /// take no buffer and no segment then.
    private var single: FixedBytes?
    /// Whether the handler waits for `drained`, which is told once.
    var wantsDrained = false
    var handler: StreamHandler?

    /// How far the end of our output has come.
    enum Finish {
        case no
        /// After the next flush.
        case wanted
        /// libuv sends it when all output is out.
        case begun
        case done
    }
    private var closesWhenFinished = false

    /// Accepts the next connection of a listening stream.
    ///
    /// - Throws: `UVError` when there is none or no descriptor is left.
    init(acceptedFrom listener: UnsafeMutablePointer<uv_stream_t>) throws(UVError) {
        stream = .allocate(listener.pointee.type)
        stream.pointee.data = Unmanaged.passRetained(self).toOpaque()
        let status = uv_accept(listener, stream)
        guard status == 0 else {
            close()
            throw UVError(status)
        }
        if !isLocal { uv_tcp_nodelay(tcp, 1) }
    }

    /// Whether it is a Unix socket.
    var isLocal: Bool { stream.pointee.type == UV_NAMED_PIPE }

    private var tcp: UnsafeMutablePointer<uv_tcp_t> {
        UnsafeMutableRawPointer(stream).assumingMemoryBound(to: uv_tcp_t.self)
    }

    /// The other end, which is this machine for a Unix socket; nil when it is gone already.
    var peer: IPAddress? {
        if isLocal { return .loopback }
        var storage = sockaddr_storage()
        var size = Int32(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutablePointer(to: &storage) { storage in
            let address = UnsafeMutableRawPointer(storage).assumingMemoryBound(to: sockaddr.self)
            guard uv_tcp_getpeername(tcp, address, &size) == 0 else { return nil }
            return IPAddress(storage)
        }
    }

    // MARK: - Reading

    func startReading() {
        guard !isReading, !isClosing else { return }
        isReading = true
        uv_read_start(stream, SocketStream.onAllocate, SocketStream.onRead)
    }

    // Outside of isolated code, so that the runtime does not check their isolation at each read.
    nonisolated private static let onAllocate: uv_alloc_cb = { _, _, buffer in
        let memory = SocketStream.readBuffer
        buffer!.pointee = uv_buf_init(memory.baseAddress!.assumingMemoryBound(to: CChar.self), UInt32(memory.count))
    }

    nonisolated private static let onRead: uv_read_cb = { handle, count, _ in
        LoopActor.checkThread()
        // The handle holds the stream until its close callback.
        let reference = Unmanaged<SocketStream>.fromOpaque(handle!.pointee.data)
        reference._withUnsafeGuaranteedRef { SocketStream.read($0, count) }
    }

    /// `didRead` without its isolation, which `onRead` checks. Made once: `LoopActor.assumeIsolated` allocates its closure.
    nonisolated private static let read = unsafeBitCast(
        { stream, count in stream.didRead(count) } as @LoopActor (SocketStream, Int) -> Void,
        to: (@Sendable (SocketStream, Int) -> Void).self)

    func stopReading() {
        guard isReading else { return }
        isReading = false
        uv_read_stop(stream)
    }

    private func didRead(_ count: Int) {
        if count > 0 {
            let bytes = UnsafeMutableRawBufferPointer(rebasing: SocketStream.readBuffer[..<count])
            if let tls { open(bytes, with: tls) } else { handler?.received(bytes) }
        } else if count == Int(UV_EOF.rawValue) {
            stopReading()
            handler?.receivedEnd()
        } else if count < 0 {
            close()
        }
    }

    // MARK: - Writing

    /// What libuv has and the kernel has not, in bytes.
    var inFlight: Int { uv_stream_get_write_queue_size(stream) }

    /// Bytes flushed so far.
    private var flushed: UInt64 = 0

    /// Bytes that the kernel has taken so far.
    var taken: UInt64 { flushed - UInt64(inFlight) }

    /// Bytes written that the kernel has not taken yet.
    var unsent: Int {
        var count = inFlight + (tail?.count ?? 0) + (single?.count ?? 0)
        if let tls { count += tls.outputCount - sealedCount }
        for segment in segments { count += segment.count }
        return count
    }

    /// The buffer to append output to. It leaves with the others of this turn.
    func output() -> ByteBuffer {
        scheduleFlush()
        if let tail { return tail }
        let buffer = ByteBuffer.take()
        tail = buffer
        if let bytes = single.take() { append(bytes, to: buffer) }
        return buffer
    }

    /// Whether there is output that has not begun to leave.
    var hasWaiting: Bool { tail != nil || single != nil || !segments.isEmpty }

    func scheduleFlush() {
        guard !isFlushScheduled else { return }
        isFlushScheduled = true
        EventLoop.shared.willFlush(self)
    }

    /// Sends bytes without copying them if they are many, or alone.
    func write(_ bytes: FixedBytes) {
        if hasWaiting { return append(bytes, to: output()) }
        single = bytes
        scheduleFlush()
    }

    /// Appends to the tail, or behind it.
    private func append(_ bytes: FixedBytes, to buffer: ByteBuffer) {
        if bytes.count <= 4096 { return buffer.append(bytes.pointer) }
        if buffer.count > 0 { segments.append(.buffer(buffer)) }
        segments.append(.fixed(bytes))
        tail = buffer.count > 0 ? nil : buffer
    }

    /// Drops what has not begun to leave, so that what is written next comes soon. Nothing is cut that was written at one
    /// time: a segment goes as a whole or stays.
    func dropWaiting() {
        gatherSegments()
        let begun = sealedCount > 0 ? 1 : 0
        for segment in segments[begun...] { segment.recycle() }
        segments.removeSubrange(begun...)
    }

    /// Makes segments of all that waits.
    func gatherSegments() {
        if let bytes = single.take() { segments.append(.fixed(bytes)) }
        if let buffer = tail.take() { segments.append(.buffer(buffer)) }
    }

    /// Sends what is unsent, then the end of the stream; the other side may go on sending.
    func finishOutput() {
        guard finish == .no, !isClosing else { return }
        finish = .wanted
        scheduleFlush()
    }

    /// Closes when the end of the output has been sent; `close` would lose what is unsent.
    func closeWhenFinished() {
        closesWhenFinished = true
        if finish == .done { close() } else { finishOutput() }
    }

    /// Gives the turn's output to the kernel, and what the kernel does not take to libuv.
    func flush() {
        isFlushScheduled = false
        guard !isClosing else { return dropOutput() }
        if let tls { return flush(through: tls) }
        // `didWrite` comes back here: a client that is behind costs one request, and not one for each turn.
        if inFlight > 0 { return }
        if segments.isEmpty {
            if let buffer = tail.take() { send(.buffer(buffer)) }
            if let bytes = single.take() { send(.fixed(bytes)) }
        } else {
            gatherSegments()
            let batch = segments
            segments = []
            for segment in batch { flushed += UInt64(segment.count) }
            send(batch, skipping: 0)
        }
        if isClosing { return }
        if finish == .wanted { shutdown() }
        tellDrained()
    }

    func tellDrained() {
        guard wantsDrained, unsent <= SocketStream.lowWater else { return }
        wantsDrained = false
        handler?.drained()
    }

    /// Sends one segment: the common case, which allocates nothing.
    func send(_ segment: consuming OutputSegment) {
        let bytes = segment.bytes
        flushed += UInt64(bytes.count)
        if inFlight == 0 {
            // libuv reads from it only; its type has no const.
            let start = UnsafeMutableRawPointer(mutating: bytes.baseAddress)
            var view = uv_buf_init(start?.assumingMemoryBound(to: CChar.self), UInt32(bytes.count))
            let sent = Int(uv_try_write(stream, &view, 1))
            if sent == bytes.count { return segment.recycle() }
            if sent < 0, UVError(Int32(sent)) != .again { return close() }
            send([segment], skipping: max(0, sent))
        } else {
            send([segment], skipping: 0)
        }
    }

    private func send(_ batch: [OutputSegment], skipping sent: Int) {
        let request = WriteRequest(stream: self, segments: batch, skipping: sent)
        if request.start(on: stream) != 0 { close() }
    }

    func didWrite(status: Int32) {
        guard !isClosing else { return }
        if status != 0 { return close() }
        flush()
    }

    func shutdown() {
        finish = .begun
        let request = UnsafeMutablePointer<uv_shutdown_t>.allocate(capacity: 1)
        request.pointee.data = Unmanaged.passUnretained(self).toOpaque()
        // libuv waits for the queued writes. When the handle is closed before, it calls back with an error, and
        // before the close callback: the stream is still there.
        let status = uv_shutdown(request, stream) { request, _ in
            let reference = Unmanaged<SocketStream>.fromOpaque(request!.pointee.data)
            request!.deallocate()
            LoopActor.assumeIsolated { reference.takeUnretainedValue().didFinish() }
        }
        if status != 0 {
            request.deallocate()
            close()
        }
    }

    private func didFinish() {
        finish = .done
        if closesWhenFinished { close() }
    }

    private func dropOutput() {
        if let buffer = tail.take() { buffer.recycle() }
        single = nil
        segments = []
        sealedCount = 0
    }

    // MARK: - Closing

    /// Closes at once; what is unsent is lost. Idempotent. The handler hears of it in a later turn.
    func close() {
        guard !isClosing else { return }
        isClosing = true
        isReading = false
        uv_close(UnsafeMutableRawPointer(stream).assumingMemoryBound(to: uv_handle_t.self)) { handle in
            let reference = Unmanaged<SocketStream>.fromOpaque(handle!.pointee.data)
            LoopActor.assumeIsolated { reference.takeRetainedValue().didClose() }
            UnsafeMutableRawPointer(handle!).deallocate()
        }
    }

    private func didClose() {
        dropOutput()
        let last = handler
        handler = nil
        last?.closed()
    }
}
