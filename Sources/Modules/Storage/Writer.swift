internal import Core
internal import Glibc

// DESIGN
//
//      loop thread                    writer thread                              disk
//      storage.write { } --> JobQueue --> take all (at most 1,024)
//                                     BEGIN IMMEDIATE
//                                       job 1, job 2, …
//                                     (or, when one threw that had changed something: ROLLBACK, and from BEGIN
//                                       SAVEPOINT, job 1, RELEASE
//                                       SAVEPOINT, job 2, ROLLBACK TO, RELEASE, …)
//                                     COMMIT ----------------------------------> log, fsync
//      continuations resumed <-- one deliver() for all
//                                     checkpoint, when the log has grown --------> database
//
// * It never waits to fill a batch. While one fsync runs, the next batch gathers: load forms batches.
// * A batch has at most 1,024 jobs. Beyond a few hundred the fsync is already shared out to nothing (toolchain.md), and
//   the bound limits how long the first job waits for the last and how many a failed COMMIT takes with it.
// * A savepoint around each job costs a copy of every page that it touches, a tenth of the writer's time, and nearly no
//   job throws after it has changed something. So there are none at first; when one does, the transaction is rolled back
//   and run again with them: a body may run twice, and its effects are in the database once or not at all.
// * When the transaction is lost (disk full and I/O errors make SQLite roll back of itself; or COMMIT fails) every job in
//   it fails. Running the others again was rejected: what took the transaction would nearly always take the next one too,
//   and the callers would wait for it.
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
    private let checkpointPages: Int
    /// Whether the disk was full for the last batch.
    private var isOutOfRoom = false

    /// Jobs in one transaction.
    static let batchLimit = 1024

    init(
        _ connection: Connection, _ queue: JobQueue, checkpointPages: Int, observer: StorageObserver,
        deliver: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void
    ) {
        self.connection = connection
        self.queue = queue
        self.checkpointPages = checkpointPages
        self.observer = observer
        self.deliver = deliver
    }

    /// The thread's body: works until the queue is closed and empty.
    func run() {
        connection.watchLog()
        var batch: [Job] = []
        while queue.take(Self.batchLimit, into: &batch) {
            commit(batch)
            let finished = batch
            deliver { for job in finished { job.finish() } }
            batch.removeAll()
            // On a full disk it makes the room in the log free to be used over, if the database need not grow.
            if connection.logPages >= checkpointPages || isOutOfRoom { checkpoint() }
            isOutOfRoom = false
        }
    }

    /// Leaves one file without a log. After `run`, on the same thread, when the readers are closed.
    func close(_ lock: DatabaseLock) {
        // Said before the log is removed: of a process that is killed in between it must not be said that it lost one.
        if checkpoint(truncating: true) { lock.markClosed() }
        connection.close()
    }

    /// Runs every job; more than one transaction only when one is lost on the way, or must be run again.
    private func commit(_ batch: [Job]) {
        var rest = batch[...]
        var makesSavepoints = false
        while !rest.isEmpty {
            let started = Self.monotonicSeconds()
            do {
                try connection.begin(makingSavepoints: makesSavepoints)
            } catch {
                lose(rest, error)
                return
            }
            var done = rest.startIndex
            var loss: (any Error)?
            while done < rest.endIndex, loss == nil, !connection.needsSavepoints {
                loss = run(rest[done])
                done += 1
            }
            if connection.needsSavepoints, connection.isInTransaction {
                connection.rollBack()
                makesSavepoints = true
                continue
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

    /// Runs one job, to be undone alone.
    ///
    /// - Returns: what ended the whole transaction, if something did.
    private func run(_ job: Job) -> (any Error)? {
        do {
            try connection.savepoint { if let error = job.run(on: connection) { throw error } }
            return nil
        } catch {
            let storageError = error as? StorageError
            guard connection.isInTransaction else { return storageError ?? .transactionLost }
            if connection.needsSavepoints { return nil }
            job.fail(error)
            if let storageError, storageError.isFatal { observer.onFailure(storageError) }
            return nil
        }
    }

    private func end(_ transaction: ArraySlice<Job>, started: Double) {
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

    private func lose(_ jobs: ArraySlice<Job>, _ error: any Error) {
        connection.rollBack()
        for job in jobs { job.fail(error) }
        if case StorageError.diskFull = error { isOutOfRoom = true }
        observer.onFailure(error as? StorageError ?? .transactionLost)
    }

    /// A failure loses nothing, for the log stays until it is copied; but it grows meanwhile.
    ///
    /// - Returns: whether all of the log is in the database.
    @discardableResult
    private func checkpoint(truncating: Bool = false) -> Bool {
        do throws(StorageError) {
            return try connection.checkpoint(truncating: truncating)
        } catch {
            observer.onCheckpointFailure(error)
            return false
        }
    }

    private static func monotonicSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
