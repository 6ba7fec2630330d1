internal import Glibc

/// A copy of the database as it was at one moment, in one file without a log, while play goes on.
package enum Snapshot {
    /// Copies the database at `path` to `target`, which appears whole or not at all. Blocks for as long as the copy
    /// takes: call it on a worker.
    ///
    /// `VACUUM INTO` reads one snapshot and writes a compact file; the online backup API would start again from the
    /// beginning after each commit unless it copied in one step, and copies free pages too.
    ///
    /// - Throws: `StorageError`; a file at `target` is replaced.
    package static func write(of path: String, to target: String) throws(StorageError) {
        // A connection of its own: VACUUM cannot run within a transaction, where readers' bodies are.
        let connection = try Connection.open(path, .copy)
        let partial = target + ".partial"
        unlink(partial)
        do {
            try connection.run("VACUUM INTO ?1", .text(partial))
        } catch {
            unlink(partial)
            throw error as? StorageError ?? .transactionLost
        }
        // VACUUM INTO leaves it to us to put the file on the disk.
        var code = Folder.synchronise(partial)
        if code == 0, rename(partial, target) != 0 { code = errno }
        if code == 0 { code = Folder.synchronise(Folder.of(target)) }
        guard code == 0 else {
            unlink(partial)
            throw .cannotOpen(
                code == ENOSPC
                    ? .diskFull(path: target) : .failed(path: target, reason: String(cString: strerror(code))))
        }
    }
}
