import Core
import Dispatch
import Storage

/// Holds a database thread inside a body until the test lets it go, so that other jobs gather behind it.
final class Barrier: Sendable {
    private let isReached = Lock(false)
    private let opening = DispatchSemaphore(value: 0)

    /// Called by the body: blocks its thread.
    func wait() {
        isReached.withLock { $0 = true }
        opening.wait()
    }

    /// Called by the test: returns when a body stands at the barrier.
    func reached() async {
        while !isReached.withLock({ $0 }) { await Task.yield() }
    }

    func open() { opening.signal() }
}

/// What the writer told its observer.
final class Observed: Sendable {
    let batches = Lock<[Int]>([])
    let failures = Lock<[StorageError]>([])

    var observer: StorageObserver {
        StorageObserver(
            onCommit: { batch in self.batches.withLock { $0.append(batch.jobs) } },
            onFailure: { error in self.failures.withLock { $0.append(error) } })
    }
}

extension Storage {
    typealias Body = @Sendable (Connection) throws -> Void

    /// Runs `bodies` so that they wait in the queue together, in order, and so share a batch.
    ///
    /// - Returns: for each what it threw.
    func writeTogether(_ bodies: [Body]) async throws -> [(any Error)?] {
        let barrier = Barrier()
        async let blocked: Void = write { _ in barrier.wait() }
        await barrier.reached()
        let errors = await withTaskGroup(of: (Int, (any Error)?).self) { group in
            for (index, body) in bodies.enumerated() {
                group.addTask {
                    do { try await self.write(body) } catch { return (index, error) }
                    return (index, nil)
                }
                while writeQueueDepth <= index { await Task.yield() }
            }
            barrier.open()
            return await group.reduce(into: [(any Error)?](repeating: nil, count: bodies.count)) { $0[$1.0] = $1.1 }
        }
        try await blocked
        return errors
    }
}
