internal import CUV

/// A connected socket: the seam under HTTP and WebSocket, and above TLS.
///
/// Output is gathered during a loop turn and leaves in one write before the next poll. An idle stream holds no buffer:
/// reads go to one buffer of the loop, output buffers are taken when there is output.
@LoopActor
final class TCPStream {
    /// `drained` is told when the unsent bytes fall below it.
    static let lowWater = 64 * 1024

    // Loop thread only.
    nonisolated(unsafe) private static let readBuffer = UnsafeMutableRawBufferPointer.allocate(
        byteCount: 64 * 1024, alignment: 16)

    private let tcp: UnsafeMutablePointer<uv_tcp_t>
    private(set) var isClosing = false
    private var isReading = false
    private var isFlushScheduled = false
    private var finish = Finish.no
    /// Whole segments before the one being filled.
    private var segments: [OutputSegment] = []
    private var tail: OutputBuffer?
    /// Whether the handler waits for `drained`, which is told once.
    var wantsDrained = false
    var handler: StreamHandler?

    /// How far the end of our output has come.
    private enum Finish {
        case no
        /// After the next flush.
        case wanted
        /// libuv sends it when all output is out.
        case begun
        case done
    }
    private var closesWhenFinished = false

    private var stream: UnsafeMutablePointer<uv_stream_t> {
        UnsafeMutableRawPointer(tcp).assumingMemoryBound(to: uv_stream_t.self)
    }

    /// Accepts the next connection of a listening stream.
    ///
    /// - Throws: `UVError` when there is none or no descriptor is left.
    init(acceptedFrom listener: UnsafeMutablePointer<uv_stream_t>) throws(UVError) {
        tcp = .allocate(capacity: 1)
        uv_tcp_init(EventLoop.shared.loop, tcp)
        tcp.pointee.data = Unmanaged.passRetained(self).toOpaque()
        let status = uv_accept(listener, stream)
        guard status == 0 else {
            close()
            throw UVError(status)
        }
        uv_tcp_nodelay(tcp, 1)
    }

    /// The other end; nil when it is gone already.
    var peer: ClientAddress? {
        var storage = sockaddr_storage()
        var size = Int32(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutablePointer(to: &storage) { storage in
            let address = UnsafeMutableRawPointer(storage).assumingMemoryBound(to: sockaddr.self)
            guard uv_tcp_getpeername(tcp, address, &size) == 0 else { return nil }
            return ClientAddress(storage)
        }
    }

    // MARK: - Reading

    func startReading() {
        guard !isReading, !isClosing else { return }
        isReading = true
        uv_read_start(stream, TCPStream.onAllocate, TCPStream.onRead)
    }

    // Outside of isolated code, so that the runtime does not check their isolation at each read.
    nonisolated private static let onAllocate: uv_alloc_cb = { _, _, buffer in
        let memory = TCPStream.readBuffer
        buffer!.pointee = uv_buf_init(memory.baseAddress!.assumingMemoryBound(to: CChar.self), UInt32(memory.count))
    }

    nonisolated private static let onRead: uv_read_cb = { handle, count, _ in
        let reference = Unmanaged<TCPStream>.fromOpaque(handle!.pointee.data)
        LoopActor.assumeIsolated { reference.takeUnretainedValue().didRead(count) }
    }

    func stopReading() {
        guard isReading else { return }
        isReading = false
        uv_read_stop(stream)
    }

    private func didRead(_ count: Int) {
        if count > 0 {
            handler?.received(UnsafeRawBufferPointer(rebasing: TCPStream.readBuffer[..<count]))
        } else if count == Int(UV_EOF.rawValue) {
            stopReading()
            handler?.receivedEnd()
        } else if count < 0 {
            close()
        }
    }

    // MARK: - Writing

    /// What libuv has and the kernel has not, in bytes.
    private var inFlight: Int { uv_stream_get_write_queue_size(stream) }

    /// Bytes written that the kernel has not taken yet.
    var unsent: Int {
        var count = inFlight + (tail?.count ?? 0)
        for segment in segments { count += segment.count }
        return count
    }

    /// The buffer to append output to. It leaves with the others of this turn.
    func output() -> OutputBuffer {
        if !isFlushScheduled {
            isFlushScheduled = true
            EventLoop.shared.willFlush(self)
        }
        if let tail { return tail }
        let buffer = OutputBuffer.take()
        tail = buffer
        return buffer
    }

    /// Sends memory that lives as long as the process, without copying it if it is long.
    func write(fixed bytes: UnsafeRawBufferPointer) {
        if bytes.count <= 4096 { return output().append(bytes) }
        let buffer = output()
        if buffer.count > 0 { segments.append(.buffer(buffer)) }
        segments.append(.fixed(bytes))
        tail = buffer.count > 0 ? nil : buffer
    }

    /// Sends what is unsent, then the end of the stream; the other side may go on sending.
    func finishOutput() {
        guard finish == .no, !isClosing else { return }
        finish = .wanted
        if !isFlushScheduled {
            isFlushScheduled = true
            EventLoop.shared.willFlush(self)
        }
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
        if segments.isEmpty {
            if let tail { flushOnly(tail) }
        } else {
            if let tail {
                segments.append(.buffer(tail))
                self.tail = nil
            }
            let batch = segments
            segments = []
            send(batch, skipping: 0)
        }
        if isClosing { return }
        if finish == .wanted { shutdown() }
        tellDrained()
    }

    private func tellDrained() {
        guard wantsDrained, unsent <= TCPStream.lowWater else { return }
        wantsDrained = false
        handler?.drained()
    }

    /// The common case, which allocates nothing.
    private func flushOnly(_ buffer: OutputBuffer) {
        tail = nil
        if inFlight == 0 {
            var view = uv_buf_init(buffer.base.assumingMemoryBound(to: CChar.self), UInt32(buffer.count))
            let sent = Int(uv_try_write(stream, &view, 1))
            if sent == buffer.count { return buffer.recycle() }
            if sent < 0, UVError(Int32(sent)) != .again { return close() }
            send([.buffer(buffer)], skipping: max(0, sent))
        } else {
            send([.buffer(buffer)], skipping: 0)
        }
    }

    private func send(_ batch: [OutputSegment], skipping sent: Int) {
        let request = WriteRequest(stream: self, segments: batch, skipping: sent)
        if request.start(on: stream) != 0 { close() }
    }

    func didWrite(status: Int32) {
        guard !isClosing else { return }
        if status != 0 { return close() }
        tellDrained()
    }

    private func shutdown() {
        finish = .begun
        let request = UnsafeMutablePointer<uv_shutdown_t>.allocate(capacity: 1)
        request.pointee.data = Unmanaged.passUnretained(self).toOpaque()
        // libuv waits for the queued writes. When the handle is closed before, it calls back with an error, and
        // before the close callback: the stream is still there.
        let status = uv_shutdown(request, stream) { request, _ in
            let reference = Unmanaged<TCPStream>.fromOpaque(request!.pointee.data)
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
        tail?.recycle()
        tail = nil
        segments = []
    }

    // MARK: - Closing

    /// Closes at once; what is unsent is lost. Idempotent. The handler hears of it in a later turn.
    func close() {
        guard !isClosing else { return }
        isClosing = true
        isReading = false
        uv_close(UnsafeMutableRawPointer(tcp).assumingMemoryBound(to: uv_handle_t.self)) { handle in
            let reference = Unmanaged<TCPStream>.fromOpaque(handle!.pointee.data)
            LoopActor.assumeIsolated { reference.takeRetainedValue().didClose() }
            UnsafeMutableRawPointer(handle!).assumingMemoryBound(to: uv_tcp_t.self).deallocate()
        }
    }

    private func didClose() {
        dropOutput()
        let last = handler
        handler = nil
        last?.closed()
    }
}
