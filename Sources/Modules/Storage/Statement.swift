internal import CSQLite
internal import Glibc

/// A prepared statement of one connection. Bound to that connection's thread, and so not Sendable.
final class Statement {
    private let handle: OpaquePointer
    private let database: OpaquePointer
    /// Whether somebody reads its rows now; a nested use of the same SQL needs another statement.
    private(set) var isInUse = false

    /// - Throws: `StorageError` when the SQL does not compile.
    init(_ sql: StaticString, on database: OpaquePointer, isKept: Bool) throws(StorageError) {
        var handle: OpaquePointer?
        let flags = isKept ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
        let code = sql.withUTF8Buffer { text in
            text.withMemoryRebound(to: CChar.self) { text in
                sqlite3_prepare_v3(database, text.baseAddress, Int32(text.count), flags, &handle, nil)
            }
        }
        guard code == SQLITE_OK, let handle else {
            throw StorageError(SQLiteFailure(database, code: code, sql: sql.description))
        }
        self.handle = handle
        self.database = database
    }

    deinit { sqlite3_finalize(handle) }

    var row: Row { Row(handle) }
    var sql: String { String(cString: sqlite3_sql(handle)) }

    /// Binds `?1`, `?2`, … and marks the statement as in use until `finish`.
    func begin(_ values: [SQLValue]) throws(StorageError) {
        isInUse = true
        // Too many values is SQLITE_RANGE below; too few would silently be NULL.
        precondition(
            Int(sqlite3_bind_parameter_count(handle)) == values.count,
            "BUG: \(values.count) values for the parameters of: \(sql)")
        for index in values.indices {
            let code = bind(values[index], at: Int32(index + 1))
            if code != SQLITE_OK { throw error(code) }
        }
    }

    /// Goes to the next row; false after the last.
    func step() throws(StorageError) -> Bool {
        // SQLite does not keep the system's error of a COMMIT that failed, so it is read where the system left it.
        errno = 0
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw StorageError(SQLiteFailure(database, code: code, sql: sql, systemError: errno))
        }
    }

    /// Ready for the next use, with nothing bound.
    func finish() {
        // The code repeats the error of the last step, which was thrown already.
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
        isInUse = false
    }

    private func bind(_ value: SQLValue, at index: Int32) -> Int32 {
        switch value {
        case .null: return sqlite3_bind_null(handle, index)
        case .integer(let number): return sqlite3_bind_int64(handle, index, number)
        case .real(let number): return sqlite3_bind_double(handle, index, number)
        case .text(var text):
            // By count, so that a text may hold a NUL.
            return text.withUTF8 { bind($0, at: index) }
        case .json(let bytes):
            return bytes.withUnsafeBufferPointer { bind($0, at: index) }
        case .blob(let bytes):
            return bytes.withUnsafeBytes { csqlite_bind_blob(handle, index, $0.baseAddress, Int32($0.count)) }
        }
    }

    private func bind(_ text: UnsafeBufferPointer<UInt8>, at index: Int32) -> Int32 {
        text.withMemoryRebound(to: CChar.self) {
            csqlite_bind_text(handle, index, $0.baseAddress, Int32($0.count))
        }
    }

    private func error(_ code: Int32) -> StorageError {
        StorageError(SQLiteFailure(database, code: code, sql: sql))
    }
}

@available(*, unavailable, message: "a statement belongs to its connection's thread")
extension Statement: Sendable {}
