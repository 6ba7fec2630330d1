internal import CUV
internal import Core
internal import Glibc

/// Runs `body` on a thread of its own, below everything else that the process does (nice 19), and resumes the caller where
/// it was: for what keeps a core busy for 10 ms and more, and is waited for by nobody. Any isolation may call it.
///
/// Not `onWorker`: four such pieces would hold up files and whatever else waits for a worker, and a thread that has been
/// made nicer cannot be made less nice again without privileges. How many run at once is the caller's to bound.
///
/// - Throws: what `body` throws.
package func onBackgroundThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withUnsafeThrowingContinuation { (continuation: UnsafeContinuation<Value, any Error>) in
        let work = BackgroundWork { continuation.resume(with: Result(catching: body)) }
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { argument in
                // Of this thread alone (setpriority(2), "C library/kernel differences"); without it, it is only less polite.
                _ = setpriority(Int32(PRIO_PROCESS.rawValue), 0, 19)
                Unmanaged<BackgroundWork>.fromOpaque(argument!).takeRetainedValue().run()
                return nil
            }, Unmanaged.passRetained(work).toOpaque())
        guard status == 0 else {
            // Not here and now: this may be the loop.
            Unmanaged.passUnretained(work).release()
            return continuation.resume(throwing: UVError(-status))
        }
        pthread_detach(thread)
    }
}

private final class BackgroundWork: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}
