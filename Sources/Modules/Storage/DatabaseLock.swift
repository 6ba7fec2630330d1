internal import Glibc

/// Keeps two servers from one database: an exclusive `flock` on `<path>.lock`, which the kernel drops with the process.
///
/// SQLite's own locks do not do it: two servers would take turns, each with its own view of who is connected.
package struct DatabaseLock: Sendable {
    private let descriptor: Int32

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
        // For the message above in the next process, nothing else: so a failure to write it does not matter.
        let number = Array("\(getpid())\n".utf8)
        if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, number, number.count, 0) }
        self.descriptor = descriptor
    }

    /// Once. The file stays: to remove it would let a third process lock a new file beside the second's old one.
    package func release() { Glibc.close(descriptor) }

    private static func readHolder(_ descriptor: Int32) -> Int32? {
        var digits = [UInt8](repeating: 0, count: 12)
        let count = pread(descriptor, &digits, digits.count, 0)
        guard count > 0 else { return nil }
        return Int32(String(decoding: digits[..<count].prefix { $0 >= 48 && $0 <= 57 }, as: UTF8.self))
    }

    private static func problem(_ code: Int32, _ path: String) -> OpenProblem {
        let folder = Folder.of(path)
        return switch code {
        case ENOENT, ENOTDIR: .folderMissing(folder: folder)
        case EACCES, EPERM, EROFS: .folderReadOnly(folder: folder)
        case ENOSPC, EDQUOT: .diskFull(path: path)
        default: .failed(path: path + ".lock", reason: String(cString: strerror(code)))
        }
    }
}
