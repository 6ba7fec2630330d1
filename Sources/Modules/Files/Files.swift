internal import Glibc

/// Files and folders that outlive a power cut. Everything blocks: on a worker, or before the loop turns.
package enum Files {
    /// The folder that holds `path`.
    package static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// What is in a folder, in no order; nothing when it cannot be read.
    package static func names(in folder: String) -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// Makes a folder for its owner alone, if it is not there; the one above it must be.
    ///
    /// - Returns: whether it is new. It is on the disk only when the one above it is synchronised.
    @discardableResult
    package static func makeFolder(_ path: String) throws(FileFailure) -> Bool {
        if mkdir(path, 0o700) == 0 { return true }
        guard errno == EEXIST else { throw FileFailure(path, errno) }
        return false
    }

    /// Writes a file for its owner alone, which is then on the disk; its name is when its folder is synchronised.
    ///
    /// - Throws: also when something has that name already. Half a file may be left then.
    package static func write(_ bytes: [UInt8], toNew path: String) throws(FileFailure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileFailure(path, errno) }
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                throw FileFailure(path, errno)
            }
            rest = rest.dropFirst(count)
        }
        guard fsync(descriptor) == 0 else { throw FileFailure(path, errno) }
    }

    /// Gives a file or folder another name on the same disk, in the place of a file that has it.
    package static func move(_ path: String, to target: String) throws(FileFailure) {
        guard rename(path, target) == 0 else { throw FileFailure(target, errno) }
        try synchronise(folder(of: target))
    }

    /// Puts what was written to a file, or the list of names in a folder, on the disk.
    package static func synchronise(_ path: String) throws(FileFailure) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFailure(path, errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw FileFailure(path, errno) }
    }
}

/// What the operating system said of a file.
package struct FileFailure: Error, Equatable, CustomStringConvertible {
    package let path: String
    package let errno: Int32

    package init(_ path: String, _ errno: Int32) {
        self.path = path
        self.errno = errno
    }

    package var reason: String { String(cString: strerror(errno)) }
    package var description: String { "\(path): \(reason)" }
    package var isDiskFull: Bool { errno == ENOSPC || errno == EDQUOT }
    package var isMissing: Bool { errno == ENOENT }
}
