internal import CFaultyDisk
internal import Glibc

/// The disk under the databases of one folder, which fails when the test says so: full, read-only, errors of single
/// operations, and the cut of power. Made before the database is opened.
package final class FaultyDisk: @unchecked Sendable {
    package enum Operation: Sendable {
        case read, write, sync, truncate

        fileprivate var raw: FaultyOperation {
            switch self {
            case .read: FaultyRead
            case .write: FaultyWrite
            case .sync: FaultySync
            case .truncate: FaultyTruncate
            }
        }
    }

    // Locks itself, and lives until the end of the process.
    private let disk: OpaquePointer

    /// - Parameter folder: absolute, without symbolic links.
    package init(folder: String) {
        guard let disk = faulty_disk_make(folder) else { preconditionFailure("BUG: SQLite does not take the disk") }
        self.disk = disk
    }

    /// The operations after the next `skipped` ones fail, `times` of them.
    ///
    /// - Parameters:
    ///   - code: what SQLite's file layer makes of it, an extended result code; nil: that of a failing disk.
    ///   - error: `errno`.
    package func fail(
        _ operation: Operation, after skipped: Int = 0, times: Int = 1, code: Int32? = nil, error: Int32 = EIO
    ) {
        faulty_disk_fail(disk, operation.raw, Int64(skipped), Int64(times), code ?? operation.failure, error)
    }

    /// From now on it works again.
    package func heal() {
        for operation in [Operation.read, .write, .sync, .truncate] { fail(operation, times: 0) }
        faulty_disk_limit(disk, -1)
        faulty_disk_set_read_only(disk, 0)
    }

    /// How often SQLite has asked for it so far.
    package func count(of operation: Operation) -> Int { Int(faulty_disk_count(disk, operation.raw)) }

    /// Lets the files have so many bytes together.
    package func limit(to bytes: Int) { faulty_disk_limit(disk, Int64(bytes)) }

    /// Takes no change any more, as after `mount -o remount,ro`.
    package func becomeReadOnly() { faulty_disk_set_read_only(disk, 1) }

    /// Writes into `folder` what would be found after a power cut at this moment: what was synced, and nothing that was
    /// written before a sync that failed.
    package func cutPower(into folder: String) throws {
        let error = faulty_disk_cut_power(disk, folder)
        guard error == 0 else { throw ProcessError("\(folder): \(String(cString: strerror(error)))") }
    }
}

extension FaultyDisk.Operation {
    /// SQLITE_IOERR | n << 8 (https://sqlite.org/rescode.html).
    fileprivate var failure: Int32 {
        switch self {
        case .read: 10 | 1 << 8
        case .write: 10 | 3 << 8
        case .sync: 10 | 4 << 8
        case .truncate: 10 | 6 << 8
        }
    }
}
