internal import Core
internal import Glibc

// DESIGN
//
//      loop thread                    writer thread                              disk
//      storage.write { } --> JobQueue --> take all (at most 1,024)
//                                     BEGIN IMMEDIATE
//                                       SAVEPOINT, job 1, RELEASE
//                                       SAVEPOINT, job 2, ROLLBACK TO, RELEASE   (it threw)
//                                     COMMIT ----------------------------------> log, fsync
//      continuations resumed <-- one deliver() for all
//                                     checkpoint, when the log has grown --------> database
//
// * It never waits to fill a batch. While one fsync runs, the next batch gathers: load forms batches.
// * A batch has at most 1,024 jobs. Beyond a few hundred the fsync is already shared out to nothing (toolchain.md), and
//   the bound limits how long the first job waits for the last and how many a failed COMMIT takes with it.
// * A body runs at most once. When the transaction is lost (disk full and I/O errors make SQLite roll back of itself;
//   or COMMIT fails) every job in it fails. Running the others again was rejected: what took the transaction would
//   nearly always take the next one too, and the callers would wait for it.
// * Nobody hears of a job before the COMMIT that holds it. The checkpoint comes after the answers, so that they do not
//   wait for its two fsyncs.
// * Only this thread touches the connection, which is the only one that writes or checkpoints (SQLite before 3.51.3
//   can corrupt the log when several do).

/// Runs the queued jobs in shared transactions.
final class Writer: @unchecked Sendable {
    // Not Sendable; touched by the writer thread alone once `run` is called.
    private let connection: Connection
    private let queue: JobQueue
    private let deliver: @Sendable (@escaping @Sendable () -> Void) -> Void
    private let observer: StorageObserver

    /// Jobs in one transaction.
    static let batchLimit = 1024
    /// Pages of 4 KiB in the log above which it is copied into the database: 8 MiB.
    private static let checkpointPages = 2000

    init(
        _ connection: Connection, _ queue: JobQueue, observer: StorageObserver,
        deliver: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void
    ) {
        self.connection = connection
        self.queue = queue
        self.observer = observer
        self.deliver = deliver
    }

    /// The thread's body: works until the queue is closed and empty.
    func run() {
        connection.watchLog()
        var batch: [any Job] = []
        while queue.take(Self.batchLimit, into: &batch) {
            commit(batch)
            let finished = batch
            deliver { for job in finished { job.finish() } }
            batch.removeAll()
            if connection.logPages >= Self.checkpointPages { connection.checkpoint() }
        }
    }

    /// Leaves one file without a log. After `run`, on the same thread, when the readers are closed.
    func close() {
        connection.checkpoint(truncating: true)
        connection.close()
    }

    /// Runs every job; more than one transaction only when one is lost on the way.
    private func commit(_ batch: [any Job]) {
        var rest = batch[...]
        while !rest.isEmpty {
            let started = Self.monotonicSeconds()
            do {
                try connection.run("BEGIN IMMEDIATE")
            } catch {
                lose(rest, error)
                return
            }
            var done = rest.startIndex
            var loss: (any Error)?
            while done < rest.endIndex, loss == nil {
                loss = run(rest[done])
                done += 1
            }
            let transaction = rest[..<done]
            rest = rest[done...]
            if let loss {
                lose(transaction, loss)
            } else {
                end(transaction, started: started)
            }
        }
    }

    /// Runs one job in its savepoint.
    ///
    /// - Returns: what ended the whole transaction, if something did.
    private func run(_ job: any Job) -> (any Error)? {
        do {
            try connection.savepoint { if let error = job.run(on: connection) { throw error } }
            return nil
        } catch {
            let storageError = error as? StorageError
            guard connection.isInTransaction else { return storageError ?? .transactionLost }
            job.fail(error)
            if let storageError, storageError.isFatal { observer.onFailure(storageError) }
            return nil
        }
    }

    private func end(_ transaction: ArraySlice<any Job>, started: Double) {
        let commitStarted = Self.monotonicSeconds()
        do {
            try connection.run("COMMIT")
        } catch {
            lose(transaction, error)
            return
        }
        let ended = Self.monotonicSeconds()
        observer.onCommit(
            StorageObserver.Batch(
                jobs: transaction.count, seconds: ended - started, commitSeconds: ended - commitStarted,
                queueDepth: queue.depth))
    }

    private func lose(_ jobs: ArraySlice<any Job>, _ error: any Error) {
        connection.rollBack()
        for job in jobs { job.fail(error) }
        observer.onFailure(error as? StorageError ?? .transactionLost)
    }

    private static func monotonicSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
