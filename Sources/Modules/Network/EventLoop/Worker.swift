internal import CUV

// DESIGN
//
//   caller -> loop thread: uv_queue_work -> a libuv pool thread: `body` -> loop thread: resume the caller
//
// `WorkerJob` is touched by one thread at a time: libuv's queue orders the three, so no lock is needed. The request's
// `data` holds the job retained from queueing to the after-work callback.

/// Runs `body` on libuv's thread pool (4 threads) and resumes the caller where it was: files, hashing of megabytes,
/// images. Any isolation may call it.
///
/// - Throws: what `body` throws.
package func onWorker<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withUnsafeThrowingContinuation { (continuation: UnsafeContinuation<Value, any Error>) in
        let result = WorkerResult<Value>()
        let job = WorkerJob(
            work: { result.value = Result(catching: body) },
            finish: { continuation.resume(with: result.value!) })
        EventLoop.shared.onLoop { job.queue() }
    }
}

/// Where `body` leaves its value for the loop thread.
private final class WorkerResult<Value: Sendable>: @unchecked Sendable {
    // Written by the worker before libuv's queue hands the request back, read after.
    var value: Result<Value, any Error>?
}

private final class WorkerJob: Sendable {
    private let work: @Sendable () -> Void
    private let finish: @Sendable () -> Void

    init(work: @escaping @Sendable () -> Void, finish: @escaping @Sendable () -> Void) {
        self.work = work
        self.finish = finish
    }

    @LoopActor func queue() {
        let request = UnsafeMutablePointer<uv_work_t>.allocate(capacity: 1)
        request.pointee.data = Unmanaged.passRetained(self).toOpaque()
        let status = uv_queue_work(
            EventLoop.shared.loop, request,
            { @Sendable request in
                Unmanaged<WorkerJob>.fromOpaque(request!.pointee.data).takeUnretainedValue().work()
            },
            { @Sendable request, _ in
                let job = Unmanaged<WorkerJob>.fromOpaque(request!.pointee.data).takeRetainedValue()
                request!.deallocate()
                job.finish()
            })
        precondition(status == 0, "BUG: uv_queue_work: \(UVError(status))")
    }
}

extension EventLoop {
    /// At once on the loop thread, else posted.
    func onLoop(_ body: @escaping @Sendable @LoopActor () -> Void) {
        if isOnLoopThread {
            LoopActor.assumeIsolated(body)
        } else {
            post(body)
        }
    }
}
