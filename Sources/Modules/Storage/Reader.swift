/// Runs queued reads in read transactions: all queries of a read see one committed state, and in it everything that was
/// committed before the read was asked for.
///
/// Several readers take from one queue. They never write or checkpoint, so they never wait for the writer nor it for
/// them.
///
/// A reader takes its share of what waits and reads all of that in one transaction: what a transaction takes and gives
/// back are locks on the file, and each hand-over to the loop may be a wake-up. The share is bounded, because what stands
/// behind a slow read waits for it.
final class Reader: @unchecked Sendable {
    // Not Sendable; touched by the reader's thread alone once `run` is called.
    private let connection: Connection
    private let queue: JobQueue
    private let observer: StorageObserver

    /// Jobs in one transaction.
    static let batchLimit = 16

    init(_ connection: Connection, _ queue: JobQueue, observer: StorageObserver) {
        self.connection = connection
        self.queue = queue
        self.observer = observer
    }

    /// The thread's body: works until the queue is closed and empty, then closes the connection.
    func run() {
        var batch: [Job] = []
        while queue.takeShare(atMost: Self.batchLimit, into: &batch) {
            for job in batch { run(job) }
            connection.rollBack()
            // Together, so that the loop is woken up once. No `deliver`: a task goes on where it belongs by itself.
            for job in batch { job.finish() }
            batch.removeAll(keepingCapacity: true)
        }
        connection.close()
    }

    private func run(_ job: Job) {
        do {
            // Also for who comes after an error with which SQLite ended the transaction.
            if !connection.isInTransaction { try connection.run("BEGIN") }
            if let error = job.run(on: connection) as? StorageError, error.isFatal { observer.onFailure(error) }
        } catch {
            job.fail(error)
        }
    }
}
