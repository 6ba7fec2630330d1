internal import CUV

/// Calls a closure on the loop thread for each arrival of a signal, until cancelled. Does not keep the loop alive.
@LoopActor
package final class SignalWatcher {
    private var handle: UnsafeMutablePointer<uv_signal_t>?
    private let body: @LoopActor () -> Void

    /// - Throws: `UVError` for a signal that cannot be caught.
    package init(_ signal: Int32, _ body: @escaping @LoopActor () -> Void) throws(UVError) {
        self.body = body
        let handle = UnsafeMutablePointer<uv_signal_t>.allocate(capacity: 1)
        uv_signal_init(EventLoop.shared.loop, handle)
        handle.pointee.data = Unmanaged.passRetained(self).toOpaque()
        self.handle = handle
        let status = uv_signal_start(
            handle,
            { handle, _ in
                let reference = Unmanaged<SignalWatcher>.fromOpaque(handle!.pointee.data)
                LoopActor.assumeIsolated {
                    EventLoop.shared.wasInterrupted = true
                    reference.takeUnretainedValue().body()
                }
            }, signal)
        uv_unref(UnsafeMutableRawPointer(handle).assumingMemoryBound(to: uv_handle_t.self))
        guard status == 0 else {
            cancel()
            throw UVError(status)
        }
    }

    /// Idempotent.
    package func cancel() {
        guard let handle else { return }
        self.handle = nil
        uv_close(UnsafeMutableRawPointer(handle).assumingMemoryBound(to: uv_handle_t.self)) { handle in
            Unmanaged<SignalWatcher>.fromOpaque(handle!.pointee.data).release()
            UnsafeMutableRawPointer(handle!).assumingMemoryBound(to: uv_signal_t.self).deallocate()
        }
    }
}
