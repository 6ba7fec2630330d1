internal import Core
internal import Files
internal import Glibc

/// A copy of the database as it was at one moment, in one file without a log, while play goes on.
package enum Snapshot {
    /// How many are kept of those that migrations make.
    package static let kept = 3

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
        do throws(FileFailure) {
            try Files.synchronise(partial)
            try Files.move(partial, to: target)
        } catch {
            unlink(partial)
            throw .cannotOpen(
                error.isDiskFull ? .diskFull(path: target) : .failed(path: target, reason: error.reason))
        }
    }

    /// The name of the copy that is made before the migration of this number.
    static func name(before number: Int, at time: Timestamp) -> String {
        "mimic-\(time.rfc3339.filter { $0.isLetter || $0.isNumber })-before-\(number).db"
    }

    /// Removes all but the newest `kept` of the copies with such names, and halves that a crash left. Of the host's own
    /// files it knows nothing.
    ///
    /// The newest by the number of the migration, which only grows; the time is the wall clock's, and may have been set.
    static func prune(in folder: String) {
        let names = Files.names(in: folder).filter { $0.hasPrefix("mimic-") }
        for name in names where name.hasSuffix(".db.partial") { unlink("\(folder)/\(name)") }
        let numbered = names.compactMap { name in number(of: name).map { (number: $0, name: name) } }
        for old in numbered.sorted(by: >).dropFirst(kept) { unlink("\(folder)/\(old.name)") }
    }

    /// Nil when the name is not one of ours.
    private static func number(of name: String) -> Int? {
        guard name.hasSuffix(".db"), let mark = name.firstRange(of: "-before-") else { return nil }
        return Int(name[mark.upperBound...].dropLast(3))
    }
}
