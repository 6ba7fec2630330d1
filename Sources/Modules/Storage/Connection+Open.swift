internal import CSQLite
internal import Glibc

extension Connection {
    enum Access {
        /// The writer's; the file is made if it is not there.
        case write
        /// A reader's.
        case query
        /// Reads everything in order to write another file, which `query_only` would forbid.
        case copy
    }

    /// `sqlite3_config` works only before the first open of the process.
    private static let isConfigured: Bool =
        csqlite_configure() == SQLITE_OK && csqlite_begin_writeback_early() == SQLITE_OK
        && csqlite_register_gathering_log() == SQLITE_OK

    /// Opens the file at `path`.
    ///
    /// - Parameter patience: how long it waits for another program that holds the database.
    /// - Throws: `StorageError.cannotOpen`.
    static func open(
        _ path: String, _ access: Access, patience: Duration = StorageConfiguration.defaultPatience
    ) throws(StorageError) -> Connection {
        precondition(isConfigured, "BUG: SQLite was used before it was configured")
        let flags =
            switch access {
            case .write: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
            case .query, .copy: SQLITE_OPEN_READONLY
            }
        var handle: OpaquePointer?
        // One thread at a time uses a connection, so SQLite's own mutex would only cost.
        let code = sqlite3_open_v2(
            path, &handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
            access == .write ? csqlite_gathering_log : nil)
        guard code == SQLITE_OK, let handle else {
            let failure = SQLiteFailure(handle, code: code, sql: "open")
            sqlite3_close_v2(handle)
            throw .cannotOpen(OpenProblem(failure, path: path))
        }
        let connection = Connection(owning: handle)
        do {
            sqlite3_busy_timeout(handle, Int32(patience / .milliseconds(1)))
            try connection.configure(access, path: path)
        } catch {
            throw .whileOpening(path, error)
        }
        return connection
    }

    private func configure(_ access: Access, path: String) throws {
        switch access {
        case .write:
            // SQLite falls back to reading when the file may not be written.
            if sqlite3_db_readonly(handle, "main") == 1 { throw StorageError.cannotOpen(.fileReadOnly(path: path)) }
            // Before anything is changed in it.
            if try isForeign() { throw StorageError.cannotOpen(.foreign(path: path)) }
            guard try journalMode() == "wal" else {
                let reason = "its file system has no shared memory for a write-ahead log"
                throw StorageError.cannotOpen(.failed(path: path, reason: reason))
            }
            try runScript(
                """
                PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
                PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = 67108864;
                PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF
                """)
        case .query:
            try runScript(
                """
                PRAGMA query_only = ON; PRAGMA cache_size = -8000; PRAGMA temp_store = MEMORY;
                PRAGMA trusted_schema = OFF
                """)
        case .copy:
            break
        }
    }

    /// Whether there are tables, but not the one that every database of ours begins with.
    private func isForeign() throws -> Bool {
        let ours = try first("SELECT count(*), sum(name = 'migrations') FROM sqlite_schema") { row in
            row.int(0) == 0 || row.int(1) > 0
        }
        return ours == false
    }

    /// Asks for a write-ahead log, and says what SQLite could do.
    private func journalMode() throws -> String? {
        try first("PRAGMA journal_mode = WAL") { $0.text(0) }
    }
}

extension StorageError {
    /// `error`, told as a reason why the database at `path` cannot be opened.
    static func whileOpening(_ path: String, _ error: any Error) -> StorageError {
        guard let error = error as? StorageError else { return .cannotOpen(.failed(path: path, reason: "\(error)")) }
        return error.failure.map { .cannotOpen(OpenProblem($0, path: path)) } ?? error
    }
}

extension OpenProblem {
    init(_ failure: SQLiteFailure, path: String) {
        switch failure.primaryCode {
        case _ where failure.isDiskFull: self = .diskFull(path: path)
        case SQLITE_NOTADB: self = .notADatabase(path: path)
        case SQLITE_BUSY: self = .locked(path: path)
        case SQLITE_CORRUPT: self = .corrupt(path: path, reason: failure.message)
        case SQLITE_PERM: self = .fileReadOnly(path: path)
        case _ where failure.isReadOnly: self = .fileReadOnly(path: path)
        case SQLITE_CANTOPEN where failure.systemError == EACCES || failure.systemError == EROFS:
            self = .fileReadOnly(path: path)
        default: self = .failed(path: path, reason: failure.description)
        }
    }
}
