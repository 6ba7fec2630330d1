internal import Glibc

extension Storage {
    /// Reads a database in one transaction, for a command beside the server that may have it: nothing is written, no log
    /// is copied, and nobody waits. Blocks.
    ///
    /// The lock of the server (`DatabaseLock`) is not asked for: SQLite lets others read what was committed.
    ///
    /// - Parameter migrations: of all modules, as for a server.
    /// - Throws: `StorageError.cannotOpen`, also for a schema that is not this version's; what `body` throws.
    package static func inspect<Value>(
        _ path: String, migrations: [Migration], _ body: (Connection) throws -> Value
    ) throws -> Value {
        guard access(path, F_OK) == 0 else {
            throw StorageError.cannotOpen(.failed(path: path, reason: String(cString: strerror(errno))))
        }
        let connection = try Connection.open(path, .query)
        defer { connection.close() }
        try connection.run("BEGIN")
        let known = (StorageSchema.migrations + migrations).map { "\($0.module) \($0.version)" }
        let applied: [String]
        do {
            applied = try connection.all("SELECT module, version FROM migrations") { "\($0.text(0)) \($0.int(1))" }
        } catch {
            throw StorageError.whileOpening(path, error)
        }
        guard Set(applied) == Set(known) else {
            let reason = "its tables are not those of this version of Mimic: start the server once, or use its version"
            throw StorageError.cannotOpen(.failed(path: path, reason: reason))
        }
        return try body(connection)
    }
}
