internal import Glibc

/// Why a file could not be read.
package struct UnreadableFile: Error, Equatable {
    package let isMissing: Bool
    /// In the operating system's words.
    package let reason: String

    package init(isMissing: Bool, reason: String) {
        self.isMissing = isMissing
        self.reason = reason
    }
}

/// How the loader reads files: from the disk, or from a test's hand.
package struct FileReading: Sendable {
    package let read: @Sendable (_ path: String) throws(UnreadableFile) -> [UInt8]

    package init(read: @escaping @Sendable (_ path: String) throws(UnreadableFile) -> [UInt8]) { self.read = read }

    /// Whole files of at most 1 MiB.
    package static let disk = FileReading { path throws(UnreadableFile) in
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw UnreadableFile(code: errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count == 0 { return bytes }
            guard count > 0 else { throw UnreadableFile(code: errno) }
            bytes += buffer[..<count]
            guard bytes.count <= 1 << 20 else { throw UnreadableFile(isMissing: false, reason: "is larger than 1 MiB") }
        }
    }
}

extension UnreadableFile {
    fileprivate init(code: Int32) {
        self.init(isMissing: code == ENOENT, reason: String(cString: strerror(code)))
    }
}
