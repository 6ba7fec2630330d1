/// What waits in a queue: a body to run on a database thread and somebody who waits for its outcome.
///
/// A class-bound protocol over one generic class, so that a job is one allocation whatever its body returns.
protocol Job: AnyObject, Sendable {
    /// Database thread. Runs the body and keeps its outcome.
    ///
    /// - Returns: the error, if the body threw one.
    func run(on connection: Connection) -> (any Error)?
    /// Database thread. Replaces the outcome: what the body did was not kept, or it was not run.
    func fail(_ error: any Error)
    /// Hands the outcome to who waits. Once, after everything else.
    func finish()
}

final class AwaitedJob<Value: Sendable>: Job, @unchecked Sendable {
    private let body: @Sendable (Connection) throws -> Value
    // Unsafe, that is unchecked: a queue never drops a job, and `finish` is called in one place for each queue.
    private let continuation: UnsafeContinuation<Value, any Error>
    // Touched by one thread at a time: the database thread, then the one `deliver` chose. The queue's mutex and
    // `deliver` order them.
    private var outcome: Result<Value, any Error>?

    init(
        _ body: @escaping @Sendable (Connection) throws -> Value,
        _ continuation: UnsafeContinuation<Value, any Error>
    ) {
        self.body = body
        self.continuation = continuation
    }

    func run(on connection: Connection) -> (any Error)? {
        do {
            outcome = .success(try body(connection))
            return nil
        } catch {
            outcome = .failure(error)
            return error
        }
    }

    func fail(_ error: any Error) { outcome = .failure(error) }

    func finish() {
        guard let outcome else { fatalError("BUG: a job finished that never ran") }
        continuation.resume(with: outcome)
    }
}
