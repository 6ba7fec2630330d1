internal import Glibc

/// By what one sees that files have changed, without reading them.
package struct FileStamps: Sendable, Equatable {
    private struct Stamp: Sendable, Equatable {
        let device: UInt
        let file: UInt
        let size: Int
        /// Seconds and nanoseconds: of the content, and of owner and permissions too.
        let modified: [Int]
        let changed: [Int]
    }

    /// Nil for a file that is not there.
    private let stamps: [Stamp?]

    /// Follows symbolic links. Blocks.
    package init(_ paths: [String]) {
        stamps = paths.map { path in
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            return Stamp(
                device: status.st_dev, file: status.st_ino, size: status.st_size,
                modified: [status.st_mtim.tv_sec, status.st_mtim.tv_nsec],
                changed: [status.st_ctim.tv_sec, status.st_ctim.tv_nsec])
        }
    }
}
