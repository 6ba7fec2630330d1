internal import Files
internal import Glibc

/// Keeps two servers from one database: an exclusive `flock` on `<path>.lock`, which the kernel drops with the process.
///
/// SQLite's own locks do not do it: two servers would take turns, each with its own view of who is connected.
///
/// Its file says who holds it, `1234`, and once the database is open also `1234 open`: a process that finds this left
/// over knows that the one before it was killed, and that there must be a write-ahead log.
package struct DatabaseLock: Sendable {
    private let descriptor: Int32
    /// The one before was killed while it had the database open, and its log is not there.
    let lacksLog: Bool

    /// Takes the lock, or fails at once.
    ///
    /// - Parameter path: of the database.
    /// - Throws: `StorageError.cannotOpen`: folder missing or read-only, or in use (with the other's process number).
    package init(path: String) throws(StorageError) {
        let descriptor = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .cannotOpen(Self.problem(errno, path)) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let holder = Self.readHolder(descriptor)
            Glibc.close(descriptor)
            throw .cannotOpen(.inUse(path: path, process: holder))
        }
        self.descriptor = descriptor
        let wasOpen = Self.read(descriptor).contains("open")
        lacksLog = wasOpen && access(path, F_OK) == 0 && access(path + "-wal", F_OK) != 0
        // Of the one before it must go on to be known.
        if !lacksLog { write("\(getpid())\n") }
    }

    /// The database is open, and has a log.
    func markOpen() { write("\(getpid()) open\n") }

    /// All of the log is in the database.
    func markClosed() { write("\(getpid())\n") }

    /// A failure does not matter: it is for the messages of the next process, nothing else.
    private func write(_ text: String) {
        let bytes = Array(text.utf8)
        if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, bytes, bytes.count, 0) }
    }

    /// Once. The file stays: to remove it would let a third process lock a new file beside the second's old one.
    ///
    /// Unlocked, and not only closed: a child process that is just being started has the descriptor until its exec.
    package func release() {
        flock(descriptor, LOCK_UN)
        Glibc.close(descriptor)
    }

    private static func readHolder(_ descriptor: Int32) -> Int32? { Int32(read(descriptor).prefix { $0.isNumber }) }

    private static func read(_ descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 20)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return String(decoding: bytes[..<max(0, count)], as: UTF8.self)
    }

    private static func problem(_ code: Int32, _ path: String) -> OpenProblem {
        let folder = Files.folder(of: path)
        return switch code {
        case ENOENT, ENOTDIR: .folderMissing(folder: folder)
        case EACCES, EPERM, EROFS: .folderReadOnly(folder: folder)
        case ENOSPC, EDQUOT: .diskFull(path: path)
        default: .failed(path: path + ".lock", reason: String(cString: strerror(code)))
        }
    }
}
