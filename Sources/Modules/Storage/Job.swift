/// What waits in a queue: work for a database thread, and a task that waits for it.
///
/// Not generic, for generic code in another module looks up its types at run time, at each step: the work leaves what it
/// makes where its task finds it (`Storage.read`).
final class Job: @unchecked Sendable {
    private enum Outcome {
        case done
        case failed(any Error)
    }

    private let work: @Sendable (Connection) throws -> Void
    // Unsafe, that is unchecked: a queue never drops a job, and `finish` is called in one place for each queue.
    private let continuation: UnsafeContinuation<Void, any Error>
    // Touched by one thread at a time: the database thread, then the one that finishes. The queue's mutex and `deliver`
    // order them.
    private var outcome: Outcome?

    init(_ work: @escaping @Sendable (Connection) throws -> Void, _ continuation: UnsafeContinuation<Void, any Error>) {
        self.work = work
        self.continuation = continuation
    }

    /// Database thread. Runs the work and keeps its outcome.
    ///
    /// - Returns: the error, if the work threw one.
    func run(on connection: Connection) -> (any Error)? {
        do {
            try work(connection)
            outcome = .done
            return nil
        } catch {
            outcome = .failed(error)
            return error
        }
    }

    /// Database thread. Replaces the outcome: what the work did was not kept, or it was not run.
    func fail(_ error: any Error) { outcome = .failed(error) }

    /// Hands the outcome to who waits. Once, after everything else.
    func finish() {
        switch outcome {
        case .done: continuation.resume()
        case .failed(let error): continuation.resume(throwing: error)
        case nil: fatalError("BUG: a job finished that never ran")
        }
    }
}
