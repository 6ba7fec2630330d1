internal import CSQLite
internal import Glibc

/// What SQLite said of a failed call. Holds the SQL and never the bound values.
package struct SQLiteFailure: Equatable, Sendable, CustomStringConvertible {
    /// The extended result code (https://sqlite.org/rescode.html).
    package let code: Int32
    package let message: String
    package let sql: String
    /// `errno` of the system call behind it, or 0.
    package let systemError: Int32

    init(code: Int32, message: String, sql: String, systemError: Int32 = 0) {
        self.code = code
        self.message = message
        self.sql = sql
        self.systemError = systemError
    }

    /// The failure of the last call on `database`.
    ///
    /// - Parameter systemError: `errno` as that call left it, if it was 0 before.
    init(_ database: OpaquePointer?, code: Int32, sql: String, systemError: Int32 = 0) {
        let extended = sqlite3_extended_errcode(database)
        let isLast = database != nil && extended & 0xFF == code & 0xFF
        self.code = isLast ? extended : code
        message = String(cString: isLast ? sqlite3_errmsg(database) : sqlite3_errstr(code))
        self.sql = sql
        let isOfSystem = [SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_FULL, SQLITE_READONLY].contains(code & 0xFF)
        self.systemError = !isOfSystem ? 0 : systemError != 0 ? systemError : sqlite3_system_errno(database)
    }

    /// The code without its extension.
    package var primaryCode: Int32 { code & 0xFF }

    /// Also when a quota or the size that a file may have is used up.
    var isDiskFull: Bool {
        primaryCode == SQLITE_FULL
            || [ENOSPC, EDQUOT, EFBIG].contains(systemError)
                && (primaryCode == SQLITE_IOERR || primaryCode == SQLITE_CANTOPEN)
    }

    /// The file, its folder or its disk takes no changes (any more).
    var isReadOnly: Bool { primaryCode == SQLITE_READONLY || primaryCode == SQLITE_IOERR && systemError == EROFS }

    package var description: String {
        let system = systemError == 0 ? "" : ", errno \(systemError)"
        return "SQLite \(code)\(system): \(message) [\(sql)]"
    }
}
