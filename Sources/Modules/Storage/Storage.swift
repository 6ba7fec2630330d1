internal import Core

/// The database: one file, one writer with group commit, a few readers (architecture.md, decisions 3 and 4).
///
///     caller --write--> queue --> writer thread --COMMIT--> deliver --> caller
///     caller --read---> queue --> reader threads (snapshot) --> caller
///
/// Bodies are synchronous and have no effect but on the database. They run on a database thread; the body of a write may
/// run twice, when another job of its batch threw after it had changed something.
public final class Storage: Sendable {
    private let writes: JobQueue
    private let reads: JobQueue
    private let shutdown: Shutdown
    private let deliver: @Sendable (@escaping @Sendable () -> Void) -> Void

    /// Opens the database, brings its schema up to date (a snapshot first), and starts its threads. Blocks meanwhile.
    ///
    /// - Parameters:
    ///   - migrations: of all modules, the lower ones first; Storage's own come before them.
    ///   - deliver: runs a closure on the thread where callers go on, after what runs there now: the loop. Called by the
    ///     writer thread and by those who read.
    /// - Throws: `StorageError.cannotOpen`.
    package init(
        _ configuration: StorageConfiguration, migrations: [Migration],
        deliver: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void, observer: StorageObserver = .none
    ) throws {
        let lock = try DatabaseLock(path: configuration.path)
        guard !lock.lacksLog else {
            lock.release()
            throw StorageError.cannotOpen(.logMissing(path: configuration.path))
        }
        let connection: Connection
        let readers: [Connection]
        do {
            connection = try Connection.open(configuration.path, .write, patience: configuration.patience)
            try Migrator(configuration, StorageSchema.migrations + migrations).run(on: connection)
            readers = try (0..<configuration.readers).map { _ in
                try Connection.open(configuration.path, .query, patience: configuration.patience)
            }
            lock.markOpen()
        } catch {
            lock.release()
            throw error
        }
        let writes = JobQueue(limit: configuration.queueLimit)
        let reads = JobQueue(limit: configuration.queueLimit)
        let shutdown = Shutdown()
        let writer = Writer(
            connection, writes, checkpointPages: configuration.checkpointPages, observer: observer, deliver: deliver)
        let readerThreads = readers.map { connection in
            let reader = Reader(connection, reads, observer: observer)
            return DatabaseThread { reader.run() }
        }
        DatabaseThread {
            writer.run()
            // The last connection to close deletes the log, and only the writer may touch that.
            for thread in readerThreads { thread.join() }
            writer.close(lock)
            lock.release()
            deliver { shutdown.finish() }
        }.detach()
        self.writes = writes
        self.reads = reads
        self.shutdown = shutdown
        self.deliver = deliver
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
    @inlinable public func write<Value: Sendable>(
        _ body: @escaping @Sendable (Connection) throws -> Value
    ) async throws -> Value {
        // Unsafe, that is unchecked: the writer thread is done with it when this goes on.
        nonisolated(unsafe) var value: Value?
        try await queueWrite { value = try body($0) }
        guard let value else { preconditionFailure("BUG: a job was done that never ran") }
        return value
    }

    /// Runs `body` in a read transaction: all its queries see the same committed state.
    ///
    /// - Throws: what `body` throws; `StorageError.queueFull`, `.closed`.
    @inlinable public func read<Value: Sendable>(
        _ body: @escaping @Sendable (Connection) throws -> Value
    ) async throws -> Value {
        // Unsafe, that is unchecked: the reader thread is done with it when this goes on.
        nonisolated(unsafe) var value: Value?
        try await queueRead { value = try body($0) }
        guard let value else { preconditionFailure("BUG: a job was done that never ran") }
        return value
    }

    @usableFromInline func queueWrite(_ work: @escaping @Sendable (Connection) throws -> Void) async throws {
        try await withUnsafeThrowingContinuation { continuation in
            do throws(StorageError) {
                try writes.push(Job(work, continuation))
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }

    @usableFromInline func queueRead(_ work: @escaping @Sendable (Connection) throws -> Void) async throws {
        try await withUnsafeThrowingContinuation { continuation in
            do throws(StorageError) {
                let reads = reads
                // Once for all that a turn of the loop asks for: `deliver` comes after what runs now.
                if try reads.append(Job(work, continuation)) { deliver { reads.wake() } }
            } catch {
                continuation.resume(throwing: error)
            }
        }
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
}
