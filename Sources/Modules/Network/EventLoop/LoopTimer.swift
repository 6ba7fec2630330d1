internal import CUV

/// A libuv timer. It lives until it has fired for the last time or is cancelled, whoever holds it.
@LoopActor
package final class LoopTimer {
    private var timer: UnsafeMutablePointer<uv_timer_t>?
    private let body: @LoopActor () -> Void
    private let isRepeating: Bool

    /// Calls `body` on the loop thread `after` a while (to the millisecond), then each `repeating`.
    package init(after: Duration, repeating: Duration? = nil, _ body: @escaping @LoopActor () -> Void) {
        self.body = body
        isRepeating = repeating != nil
        let timer = UnsafeMutablePointer<uv_timer_t>.allocate(capacity: 1)
        self.timer = timer
        uv_timer_init(EventLoop.shared.loop, timer)
        // A zero repeat means "once" to libuv.
        let interval = repeating.map { max(1, $0.milliseconds) } ?? 0
        timer.pointee.data = Unmanaged.passRetained(self).toOpaque()
        // libuv counts from the beginning of the turn; a long turn must not make the timer early.
        uv_update_time(EventLoop.shared.loop)
        uv_timer_start(
            timer,
            { timer in
                let reference = Unmanaged<LoopTimer>.fromOpaque(timer!.pointee.data)
                LoopActor.assumeIsolated { reference.takeUnretainedValue().fire() }
            }, after.milliseconds, interval)
    }

    /// No call of `body` begins after this. Idempotent.
    package func cancel() {
        guard let timer else { return }
        self.timer = nil
        let handle = UnsafeMutableRawPointer(timer).assumingMemoryBound(to: uv_handle_t.self)
        uv_close(handle) { handle in
            Unmanaged<LoopTimer>.fromOpaque(handle!.pointee.data).release()
            UnsafeMutableRawPointer(handle!).assumingMemoryBound(to: uv_timer_t.self).deallocate()
        }
    }

    private func fire() {
        if !isRepeating { cancel() }
        body()
    }
}

/// Suspends the caller without holding anything up. Not cancelled with its task: keep it short.
@LoopActor
package func sleep(for duration: Duration) async {
    await withUnsafeContinuation { continuation in
        _ = LoopTimer(after: duration) { continuation.resume() }
    }
}

extension Duration {
    /// Rounded up; a negative duration is 0.
    var milliseconds: UInt64 {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        return UInt64(seconds) * 1000 + UInt64((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
