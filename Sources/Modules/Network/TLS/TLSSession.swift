internal import COpenSSL

/// The TLS of one connection: opens what was received and seals what is to be sent, in memory; sockets are
/// `SocketStream`'s. An idle session holds no buffer.
///
/// Not isolated, though of the loop thread like the stream it belongs to: see `ByteBuffer`.
final class TLSSession {
    enum Step {
        /// The handshake is done; there may be more.
        case established
        /// Content, valid until the next call; there may be more.
        case content(UnsafeMutableRawBufferPointer)
        /// All that was received is used up.
        case starved
        /// The client's close_notify: it sends no more (RFC 8446 §6.1).
        case ended
        /// The session is broken. `output` has the alert, if there is one.
        case failed
    }

    /// The most that is sealed into one buffer, in bytes: three whole records.
    static let pieceSize = 3 * 16 * 1024
    // One record's content. Loop thread only.
    nonisolated(unsafe) private static let content = UnsafeMutableRawBufferPointer.allocate(
        byteCount: 16 * 1024, alignment: 16)

    private let functions: OpenSSL.Functions
    private let ssl: OpaquePointer
    private let io: UnsafeMutablePointer<copenssl_io>
    private var isEstablished = false
    private var hasEnded = false
    private(set) var hasFailed = false
    /// Sealed and not taken: of the handshake, of alerts, or content.
    private var output: ByteBuffer?

    /// Nil when memory is short.
    init?(_ context: TLSContext) {
        functions = context.functions
        guard let ssl = functions.pointee.SSL_new(context.context) else { return nil }
        self.ssl = ssl
        io = .allocate(capacity: 1)
        io.initialize(to: copenssl_io())
        guard let bio = copenssl_new_bio(io) else {
            functions.pointee.SSL_free(ssl)
            io.deallocate()
            return nil
        }
        // One reference for both directions.
        functions.pointee.SSL_set_bio(ssl, bio, bio)
        functions.pointee.SSL_set_accept_state(ssl)
        io.pointee.context = Unmanaged.passUnretained(self).toOpaque()
        io.pointee.write = { session, bytes, count in
            let session = Unmanaged<TLSSession>.fromOpaque(session!).takeUnretainedValue()
            session.write(UnsafeRawBufferPointer(start: bytes, count: count))
        }
    }

    deinit {
        functions.pointee.SSL_free(ssl)
        io.deallocate()
    }

    private func write(_ bytes: UnsafeRawBufferPointer) {
        let buffer = output ?? ByteBuffer.take()
        output = buffer
        buffer.append(bytes)
    }

    // MARK: - Opening

    /// Whether nothing was received yet.
    var isFresh: Bool { io.pointee.input == nil }

    /// Begins with bytes from the socket. They must stay until `open` has returned `starved`, `ended` or `failed`.
    func receive(_ bytes: UnsafeRawBufferPointer) {
        io.pointee.input = bytes.baseAddress
        io.pointee.input_count = bytes.count
    }

    /// Goes on with what was received.
    func open() -> Step {
        if hasEnded || hasFailed { return .starved }
        functions.pointee.ERR_clear_error()
        if !isEstablished {
            let status = functions.pointee.SSL_do_handshake(ssl)
            guard status == 1 else { return step(after: status) }
            isEstablished = true
            return .established
        }
        let content = TLSSession.content
        let count = functions.pointee.SSL_read(ssl, content.baseAddress, Int32(content.count))
        guard count > 0 else { return step(after: count) }
        return .content(UnsafeMutableRawBufferPointer(rebasing: content[..<Int(count)]))
    }

    private func step(after status: Int32) -> Step {
        let error = functions.pointee.SSL_get_error(ssl, status)
        // What is left behind an end is not ours to read, and its memory is not ours to keep.
        io.pointee.input_count = 0
        switch error {
        case SSL_ERROR_WANT_READ: return .starved
        case SSL_ERROR_ZERO_RETURN:
            hasEnded = true
            return .ended
        default:
            hasFailed = true
            return .failed
        }
    }

    // MARK: - Sealing

    /// Seals content. What comes before the handshake is done, or after a failure, nobody can read: it is dropped.
    func seal(_ bytes: UnsafeRawBufferPointer) {
        guard isEstablished, !hasFailed, !bytes.isEmpty else { return }
        functions.pointee.ERR_clear_error()
        if functions.pointee.SSL_write(ssl, bytes.baseAddress, Int32(bytes.count)) != bytes.count { hasFailed = true }
    }

    /// Seals the end of our output: close_notify, which the other side may go on after.
    func sealEnd() {
        guard isEstablished, !hasFailed else { return }
        functions.pointee.ERR_clear_error()
        // Its result tells whether theirs has come: `open` tells that too.
        _ = functions.pointee.SSL_shutdown(ssl)
    }

    /// How much waits for `takeOutput`, in bytes.
    var outputCount: Int { output?.count ?? 0 }

    func takeOutput() -> ByteBuffer? {
        defer { output = nil }
        return output
    }
}
