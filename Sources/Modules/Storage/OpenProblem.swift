/// Why a database cannot be opened, in words for the host: what, where, and what to do.
package enum OpenProblem: Equatable, Sendable, CustomStringConvertible {
    case folderMissing(folder: String)
    case folderReadOnly(folder: String)
    case fileReadOnly(path: String)
    case notADatabase(path: String)
    case corrupt(path: String, reason: String)
    /// A database, but of another program.
    case foreign(path: String)
    /// `process` holds the lock file; nil when it did not leave its number.
    case inUse(path: String, process: Int32?)
    /// Another program than Mimic holds it.
    case locked(path: String)
    /// The last server was killed, and what it had not yet copied from its log into the database is gone with the log.
    case logMissing(path: String)
    /// Holds a migration that this version does not know.
    case newerSchema(path: String, module: String, version: Int, writtenBy: String, running: String)
    case migrationFailed(path: String, module: String, version: Int, reason: String, snapshot: String?)
    case diskFull(path: String)
    case failed(path: String, reason: String)

    package var description: String {
        switch self {
        case .folderMissing(let folder):
            "The data folder \(folder) does not exist. Create it, or set data.directory to one that does."
        case .folderReadOnly(let folder):
            "Mimic may not write to the data folder \(folder). Give its user write access (chown), or set "
                + "data.directory to another one."
        case .fileReadOnly(let path):
            "Mimic may not write to the database \(path). Give its user write access (chown, chmod u+w)."
        case .notADatabase(let path):
            "\(path) is not a database. Move it away, or bring back a copy of the database."
        case .corrupt(let path, let reason):
            "The database \(path) is damaged (\(reason)). Nothing was changed. Bring back a copy of it; "
                + "the folder snapshots beside it may have one."
        case .foreign(let path):
            "\(path) is a database of another program: it has tables, but none of Mimic's. Move it away, or set "
                + "data.directory to another folder."
        case .inUse(let path, let process):
            "The database \(path) is in use by another Mimic\(process.map { " (process \($0))" } ?? ""). Stop that one "
                + "first, or set data.directory to another folder."
        case .locked(let path):
            "The database \(path) is locked by another program, the sqlite3 shell perhaps. End that one and start again."
        case .logMissing(let path):
            "The last server did not come to its end, and \(path)-wal, in which it kept the newest changes, is not there. "
                + "Put it back beside the database and start again. If another program has copied it into the database "
                + "since, as the sqlite3 shell does, or if what was in it may be lost, remove \(path).lock instead."
        case .newerSchema(let path, let module, let version, let writtenBy, let running):
            "The database \(path) was written by Mimic \(writtenBy) (\(module) \(version)), which is newer than this "
                + "one (\(running)). Install Mimic \(writtenBy) or newer, or go back to a "
                + "copy of the folder snapshots beside it."
        case .migrationFailed(let path, let module, let version, let reason, let snapshot):
            "The database \(path) could not be brought to \(module) \(version): \(reason). That step was undone."
                + (snapshot.map { " The database as it was before is in \($0)." } ?? "")
        case .diskFull(let path):
            "The disk that holds \(path) is full. Free some space and start again; nothing is lost."
        case .failed(let path, let reason):
            "The database \(path) cannot be opened: \(reason)."
        }
    }
}
