/// Runs queued reads, one at a time, each in a read transaction: all its queries see one committed state.
///
/// Several readers take from one queue. They never write or checkpoint, so they never wait for the writer nor it for
/// them.
final class Reader: @unchecked Sendable {
    // Not Sendable; touched by the reader's thread alone once `run` is called.
    private let connection: Connection
    private let queue: JobQueue
    private let observer: StorageObserver
    private let deliver: @Sendable (@escaping @Sendable () -> Void) -> Void

    init(
        _ connection: Connection, _ queue: JobQueue, observer: StorageObserver,
        deliver: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void
    ) {
        self.connection = connection
        self.queue = queue
        self.observer = observer
        self.deliver = deliver
    }

    /// The thread's body: works until the queue is closed and empty, then closes the connection.
    func run() {
        var taken: [any Job] = []
        // One at a time, so that a slow read holds up nothing that the other reader could do.
        while queue.take(1, into: &taken) {
            let job = taken.removeLast()
            run(job)
            deliver { job.finish() }
        }
        connection.close()
    }

    private func run(_ job: any Job) {
        do {
            try connection.run("BEGIN")
            if let error = job.run(on: connection) as? StorageError, error.isFatal { observer.onFailure(error) }
            connection.rollBack()
        } catch {
            job.fail(error)
        }
    }
}
