internal import CSQLite
internal import Glibc

/// A connection to the database, inside a transaction that `Storage` began and will end.
///
/// Bound to one database thread: it must not leave the body it was given to. SQL is `StaticString` only, so no
/// query can be built from input; parameters are numbered (`?1`), values are bound.
public final class Connection {
    let handle: OpaquePointer
    /// Prepared once each. Bounded by the number of SQL literals in the binary.
    private var statements: [StatementKey: Statement] = [:]
    /// Pages in the write-ahead log after the last commit; only the writer asks to be told.
    private(set) var logPages = 0
    private var makesSavepoints = true
    /// Whether something that had changed the database threw without a savepoint to go back to: the transaction must be
    /// rolled back and run again with them.
    private(set) var needsSavepoints = false
    private var isOpen = true

    /// - Parameter handle: an open database, which this connection closes at its end.
    init(owning handle: OpaquePointer) {
        self.handle = handle
    }

    deinit { close() }

    /// Must be the last use. Without it the connection closes when the last reference goes, on whatever thread that is.
    func close() {
        guard isOpen else { return }
        isOpen = false
        statements.removeAll()
        sqlite3_close_v2(handle)
    }

    /// Runs a statement to its end; rows are passed over.
    ///
    /// - Throws: `StorageError`.
    package func run(_ sql: StaticString, _ values: SQLValue...) throws {
        try forEachRow(sql, values) { _ in true }
    }

    /// Calls `body` with each row.
    ///
    /// - Throws: `StorageError`, and what `body` throws.
    package func forEach(_ sql: StaticString, _ values: SQLValue..., body: (Row) throws -> Void) throws {
        try forEachRow(sql, values) { row in
            try body(row)
            return true
        }
    }

    /// Every row, mapped. For results of a bounded size: put a LIMIT into the SQL.
    ///
    /// - Throws: `StorageError`, and what `map` throws.
    @inlinable public func all<Value>(
        _ sql: StaticString, _ values: SQLValue..., map: (Row) throws -> Value
    ) throws -> [Value] {
        var result: [Value] = []
        try forEachRow(sql, values) { row in
            result.append(try map(row))
            return true
        }
        return result
    }

    /// The first row, mapped; nil when there is none.
    ///
    /// - Throws: `StorageError`, and what `map` throws.
    @inlinable public func first<Value>(
        _ sql: StaticString, _ values: SQLValue..., map: (Row) throws -> Value
    ) throws -> Value? {
        var result: Value?
        // A writing statement has done all its work, and checked its foreign keys, before its first RETURNING row
        // (https://sqlite.org/opcode.html, FkCheck), so nothing is lost when the others are not read.
        try forEachRow(sql, values) { row in
            result = try map(row)
            return false
        }
        return result
    }

    /// Begins a transaction.
    ///
    /// - Parameter makingSavepoints: false when what throws is hoped to have changed nothing; see `needsSavepoints`.
    func begin(makingSavepoints: Bool) throws {
        makesSavepoints = makingSavepoints
        needsSavepoints = false
        try run("BEGIN IMMEDIATE")
    }

    /// Runs `body`; if it throws, what it did is undone, and nothing before it. May be nested.
    ///
    /// For a refusal that is stored in the same transaction: `savepoint` the attempt, catch its error, store that.
    ///
    /// - Throws: what `body` throws; `StorageError` when the whole transaction is lost.
    @discardableResult
    package func savepoint<Value>(_ body: () throws -> Value) throws -> Value {
        guard makesSavepoints else { return try attempt(body) }
        try run("SAVEPOINT attempt")
        do {
            let value = try body()
            // SQLite may have rolled back everything, and the body may not have let that error through.
            guard isInTransaction else { throw StorageError.transactionLost }
            try run("RELEASE attempt")
            return value
        } catch {
            guard isInTransaction else { throw error }
            do {
                try run("ROLLBACK TO attempt")
                try run("RELEASE attempt")
            } catch {
                // Half a job must not be committed with the others.
                rollBack()
                throw error
            }
            throw error
        }
    }

    /// `savepoint` without one.
    private func attempt<Value>(_ body: () throws -> Value) throws -> Value {
        let changesBefore = sqlite3_total_changes64(handle)
        do {
            let value = try body()
            guard isInTransaction else { throw StorageError.transactionLost }
            return value
        } catch {
            if isInTransaction, sqlite3_total_changes64(handle) != changesBefore { needsSavepoints = true }
            throw error
        }
    }

    /// Rows inserted, updated or deleted by the last statement that could.
    package var changes: Int { Int(sqlite3_changes64(handle)) }

    /// Calls `body` with each row until it returns false. Not generic, so that what is around it can be specialised for
    /// its callers in other modules: looking up the types at run time took longer than reading a row. It is also why
    /// `first`, `all` and the types they name are public: what is only `package` is never specialised elsewhere.
    @usableFromInline package func forEachRow(
        _ sql: StaticString, _ values: [SQLValue], _ body: (Row) throws -> Bool
    ) throws {
        let statement = try statement(for: sql)
        // Also after an error: a statement that is not reset keeps its transaction from ending.
        defer { statement.finish() }
        try statement.begin(values)
        while try statement.step(), try body(statement.row) {}
    }

    private func statement(for sql: StaticString) throws(StorageError) -> Statement {
        let key = StatementKey(sql)
        if let kept = statements[key] {
            // The same SQL within its own `map`: rare, so not worth keeping a second one.
            return kept.isInUse ? try Statement(sql, on: handle, isKept: false) : kept
        }
        let statement = try Statement(sql, on: handle, isKept: true)
        statements[key] = statement
        return statement
    }

    /// They are prepared again when they are next needed.
    func forgetStatements() { statements.removeAll() }

    /// The SQL of the kept statements.
    var keptSQL: Set<String> { Set(statements.values.map(\.sql)) }
}

extension Connection {
    /// False also when SQLite rolled back of itself, as it does when the disk is full.
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// Runs several statements, which take no values: migrations and pragmas.
    func runScript(_ sql: StaticString) throws(StorageError) {
        let code = sql.withUTF8Buffer { text in
            // A StaticString ends with a NUL, which sqlite3_exec wants.
            text.withMemoryRebound(to: CChar.self) { sqlite3_exec(handle, $0.baseAddress, nil, nil, nil) }
        }
        guard code == SQLITE_OK else { throw StorageError(SQLiteFailure(handle, code: code, sql: sql.description)) }
    }

    /// Undoes the transaction, if there still is one.
    func rollBack() {
        guard isInTransaction else { return }
        // It fails only when there is nothing to roll back.
        try? run("ROLLBACK")
    }

    /// Takes over the checkpoints from SQLite's COMMIT, so that answers need not wait for them.
    func watchLog() {
        sqlite3_wal_hook(
            handle,
            { context, _, _, pages in
                Unmanaged<Connection>.fromOpaque(context!).takeUnretainedValue().logPages = Int(pages)
                return SQLITE_OK
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    /// Copies the write-ahead log into the database as far as readers allow; the next one copies the rest.
    ///
    /// - Returns: whether all of it was copied.
    /// - Throws: `StorageError`; then the log stays as it is.
    func checkpoint(truncating: Bool = false) throws(StorageError) -> Bool {
        let mode = truncating ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE
        var (pages, copied): (Int32, Int32) = (0, 0)
        errno = 0
        let code = sqlite3_wal_checkpoint_v2(handle, nil, mode, &pages, &copied)
        guard code == SQLITE_OK || code == SQLITE_BUSY else {
            throw StorageError(SQLiteFailure(handle, code: code, sql: "checkpoint", systemError: errno))
        }
        logPages = 0
        return code == SQLITE_OK && pages == copied
    }
}

/// A SQL literal, told by where it stands in the binary: literals never move and never change.
private struct StatementKey: Hashable {
    private let address: UInt
    private let count: Int

    init(_ sql: StaticString) {
        precondition(sql.hasPointerRepresentation, "BUG: one character is not SQL")
        address = UInt(bitPattern: sql.utf8Start)
        count = sql.utf8CodeUnitCount
    }
}

@available(*, unavailable, message: "a connection belongs to its thread")
extension Connection: Sendable {}
