internal import Core

/// The database: one file, one writer with group commit, a few readers (architecture.md, decisions 3 and 4).
///
///     caller --write--> queue --> writer thread --COMMIT--> deliver --> caller
///     caller --read---> queue --> reader threads (snapshot) --deliver--> caller
///
/// Bodies are synchronous and have no effect but on the database. They run on a database thread, at most once.
package final class Storage: Sendable {
    private let writes: JobQueue
    private let reads: JobQueue
    private let shutdown: Shutdown

    /// Opens the database, brings its schema up to date (a snapshot first), and starts its threads. Blocks meanwhile.
    ///
    /// - Parameters:
    ///   - migrations: of all modules, the lower ones first; Storage's own come before them.
    ///   - deliver: runs a closure on the thread where callers go on: the loop. Called by database threads.
    /// - Throws: `StorageError.cannotOpen`.
    package init(
        _ configuration: StorageConfiguration, migrations: [Migration],
        deliver: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void, observer: StorageObserver = .none
    ) throws {
        let lock = try DatabaseLock(path: configuration.path)
        let connection: Connection
        let readers: [Connection]
        do {
            connection = try Connection.open(configuration.path, .write)
            try Migrator(configuration, StorageSchema.migrations + migrations).run(on: connection)
            readers = try (0..<configuration.readers).map { _ in try Connection.open(configuration.path, .query) }
        } catch {
            lock.release()
            throw error
        }
        let writes = JobQueue(limit: configuration.queueLimit)
        let reads = JobQueue(limit: configuration.queueLimit)
        let shutdown = Shutdown()
        let writer = Writer(connection, writes, observer: observer, deliver: deliver)
        let readerThreads = readers.map { connection in
            let reader = Reader(connection, reads, observer: observer, deliver: deliver)
            return DatabaseThread { reader.run() }
        }
        DatabaseThread {
            writer.run()
            // The last connection to close deletes the log, and only the writer may touch that.
            for thread in readerThreads { thread.join() }
            writer.close()
            lock.release()
            deliver { shutdown.finish() }
        }.detach()
        self.writes = writes
        self.reads = reads
        self.shutdown = shutdown
    }

    deinit {
        writes.close()
        reads.close()
    }

    /// Runs `body` in a transaction with the only connection that can write; returns after COMMIT.
    ///
    /// If `body` throws, all it did is undone and nothing else is.
    ///
    /// - Throws: what `body` throws; `StorageError.queueFull`, `.closed`; `.diskFull` and others when the transaction was
    ///   lost.
    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (Connection) throws -> Value
    ) async throws -> Value {
        try await perform(body, on: writes)
    }

    /// Runs `body` in a read transaction: all its queries see the same committed state.
    ///
    /// - Throws: what `body` throws; `StorageError.queueFull`, `.closed`.
    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (Connection) throws -> Value
    ) async throws -> Value {
        try await perform(body, on: reads)
    }

    /// Jobs that wait for the writer.
    package var writeQueueDepth: Int { writes.depth }

    /// Whether the queue is half full: writes come in faster than the disk takes them.
    package var isWriterBehind: Bool { writes.depth > writes.limit / 2 }

    /// Takes no more jobs, finishes those in the queues, copies the log into the database and closes it.
    package func close() async {
        await withUnsafeContinuation { continuation in
            shutdown.onFinish { continuation.resume() }
            reads.close()
            writes.close()
        }
    }

    private func perform<Value: Sendable>(
        _ body: @escaping @Sendable (Connection) throws -> Value, on queue: JobQueue
    ) async throws -> Value {
        try await withUnsafeThrowingContinuation { continuation in
            do throws(StorageError) {
                try queue.push(AwaitedJob(body, continuation))
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }
}
