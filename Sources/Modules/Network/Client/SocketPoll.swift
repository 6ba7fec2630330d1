internal import CUV

/// Watches a socket that is somebody else's: libcurl's. It lives until it is closed, whoever holds it.
@LoopActor
final class SocketPoll {
    private var handle: UnsafeMutablePointer<uv_poll_t>?
    private let onReady: @LoopActor (_ status: Int32, _ events: Int32) -> Void

    /// - Parameters:
    ///   - socket: non-blocking; it must stay open until `close()`.
    ///   - onReady: called with a negative status of libuv, or with `UV_READABLE` and `UV_WRITABLE`.
    init(_ socket: Int32, onReady: @escaping @LoopActor (_ status: Int32, _ events: Int32) -> Void) {
        self.onReady = onReady
        let handle = UnsafeMutablePointer<uv_poll_t>.allocate(capacity: 1)
        let status = uv_poll_init(EventLoop.shared.loop, handle, socket)
        precondition(status == 0, "BUG: uv_poll_init: \(UVError(status))")
        handle.pointee.data = Unmanaged.passRetained(self).toOpaque()
        self.handle = handle
    }

    /// - Parameter events: `UV_READABLE` and `UV_WRITABLE`; they replace those before.
    func watch(_ events: Int32) {
        guard let handle else { return }
        let status = uv_poll_start(handle, events, SocketPoll.onPoll)
        precondition(status == 0, "BUG: uv_poll_start: \(UVError(status))")
    }

    private static let onPoll: uv_poll_cb = { handle, status, events in
        let reference = Unmanaged<SocketPoll>.fromOpaque(handle!.pointee.data)
        LoopActor.assumeIsolated { reference.takeUnretainedValue().onReady(status, events) }
    }

    /// No call of `onReady` begins after this, and the socket may be closed. Idempotent.
    func close() {
        guard let handle else { return }
        self.handle = nil
        uv_close(UnsafeMutableRawPointer(handle).assumingMemoryBound(to: uv_handle_t.self)) { handle in
            Unmanaged<SocketPoll>.fromOpaque(handle!.pointee.data).release()
            UnsafeMutableRawPointer(handle!).assumingMemoryBound(to: uv_poll_t.self).deallocate()
        }
    }
}
