import ApplianceTesting
import Core
import Storage

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
                // Immediate: runs up to its wait, and so stands in the queue before the next one.
                group.addImmediateTask {
                    do { try await self.write(body) } catch { return (index, error) }
                    return (index, nil)
                }
            }
            barrier.open()
            return await group.reduce(into: [(any Error)?](repeating: nil, count: bodies.count)) { $0[$1.0] = $1.1 }
        }
        try await blocked
        return errors
    }
}
