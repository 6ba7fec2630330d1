internal import CUV
internal import Core
internal import Glibc

// DESIGN
//
//   caller -> in line -> a thread that runs only where a core is idle: `body`, then the next in line
//                          -> loop thread: resume the caller
//
// Not resumed by that thread: a thread that the system starts for a caller would be put behind all others too.
//
// A known risk: where such a thread loses its core with a lock in its hand, malloc's or that of the loop's inbox, whoever
// wants the lock waits until it has a core again. Both are held for moments.
//
// One thread fewer than there are cores: where such threads have work on every core, none is ever idle, and the system
// does not move a thread that waits for its turn to where it could run. A thread ends when nobody is in line.

/// Runs `body` where nothing else of this process wants a core (SCHED_IDLE), one or a few at a time, and resumes the caller
/// where it was: for what keeps a core busy for 10 ms and more, and is waited for by nobody. Any isolation may call it.
/// On a machine that is always busy it may take long; give it no limit of time.
///
/// Not `onWorker`: four such pieces would hold up files and whatever else waits for a worker, and a thread that has been
/// put behind others cannot be brought back without privileges.
///
/// - Throws: what `body` throws; `UVError` when there is no thread; `CancellationError` when the task was cancelled before
///   it had its turn: then nothing was done.
package func onBackgroundThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    let isCancelled = Lock(false)
    return try await withTaskCancellationHandler {
        try await withUnsafeThrowingContinuation { (continuation: UnsafeContinuation<Value, any Error>) in
            BackgroundThreads.shared.take(
                BackgroundThreads.Work(
                    run: {
                        let result = Result {
                            if isCancelled.withLock({ $0 }) { throw CancellationError() }
                            return try body()
                        }
                        EventLoop.shared.onLoop { continuation.resume(with: result) }
                    },
                    fail: { continuation.resume(throwing: $0) }))
        }
    } onCancel: {
        isCancelled.withLock { $0 = true }
    }
}

final class BackgroundThreads: Sendable {
    static let shared = BackgroundThreads(limit: Int(uv_available_parallelism()) - 1)

    struct Work: Sendable {
        let run: @Sendable () -> Void
        let fail: @Sendable (UVError) -> Void
    }

    private struct Line {
        var waiting: [Work] = []
        var threads = 0
    }

    private let line = Lock(Line())
    let limit: Int

    /// - Parameter limit: of threads; at least one.
    init(limit: Int) { self.limit = max(1, limit) }

    func take(_ work: Work) {
        let needsThread = line.withLock { line in
            line.waiting.append(work)
            guard line.threads < limit else { return false }
            line.threads += 1
            return true
        }
        if needsThread { start() }
    }

    private func start() {
        var thread = pthread_t()
        let myself = Unmanaged.passRetained(self)
        let status = pthread_create(
            &thread, nil,
            { argument in
                _ = cuv_run_when_idle()
                Unmanaged<BackgroundThreads>.fromOpaque(argument!).takeRetainedValue().work()
                return nil
            }, myself.toOpaque())
        guard status != 0 else {
            pthread_detach(thread)
            return
        }
        myself.release()
        // Those that there are go on; without any, nobody would.
        let stranded = line.withLock { line -> [Work] in
            line.threads -= 1
            guard line.threads == 0 else { return [] }
            defer { line.waiting = [] }
            return line.waiting
        }
        for work in stranded { work.fail(UVError(-status)) }
    }

    private func work() {
        while let work = next() { work.run() }
    }

    private func next() -> Work? {
        line.withLock { line in
            guard line.waiting.isEmpty else { return line.waiting.removeFirst() }
            line.threads -= 1
            return nil
        }
    }
}
