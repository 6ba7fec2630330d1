internal import Glibc

/// Reads a folder into memory. Blocks: call on a worker.
package struct FolderReader {
    /// A file that is bigger is an error.
    var fileBytes = 16 << 20
    /// All files together.
    var totalBytes = 256 << 20
    var files = 4000
    var depth = 6

    package enum Failure: Error, Equatable, CustomStringConvertible {
        case cannotRead(path: String, errno: Int32)
        case tooBig(path: String)
        case tooMany(path: String)
        case tooDeep(path: String)

        package var description: String {
            switch self {
            case .cannotRead(let path, let code): "\(path): \(String(cString: strerror(code)))"
            case .tooBig(let path): "\(path): the pack is too big"
            case .tooMany(let path): "\(path): too many files"
            case .tooDeep(let path): "\(path): folders too deep inside each other"
            }
        }
    }

    package init() {}

    /// Every file below `folder`, with paths relative to it, sorted. Hidden files, links and backup copies (`~`) are
    /// left out: a link could lead out of the folder.
    ///
    /// - Throws: `Failure`.
    package func files(in folder: String) throws(Failure) -> [PackFile] {
        var walk = Walk(limits: self)
        try walk.enter(folder, prefix: "", depth: 0)
        return walk.found.sorted { $0.path < $1.path }
    }

    private struct Walk {
        let limits: FolderReader
        var found: [PackFile] = []
        var bytes = 0

        mutating func enter(_ folder: String, prefix: String, depth: Int) throws(Failure) {
            guard depth <= limits.depth else { throw .tooDeep(path: folder) }
            for name in try names(in: folder) where !name.hasPrefix(".") && !name.hasSuffix("~") {
                let path = "\(folder)/\(name)"
                var status = stat()
                guard lstat(path, &status) == 0 else { throw .cannotRead(path: path, errno: errno) }
                switch status.st_mode & S_IFMT {
                case S_IFDIR: try enter(path, prefix: "\(prefix)\(name)/", depth: depth + 1)
                case S_IFREG: try add(path, as: prefix + name)
                default: break
                }
            }
        }

        private func names(in folder: String) throws(Failure) -> [String] {
            guard let directory = opendir(folder) else { throw .cannotRead(path: folder, errno: errno) }
            defer { closedir(directory) }
            var names: [String] = []
            while let entry = readdir(directory) {
                names.append(
                    withUnsafePointer(to: &entry.pointee.d_name) { name in
                        name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                    })
            }
            return names
        }

        private mutating func add(_ path: String, as name: String) throws(Failure) {
            guard found.count < limits.files else { throw .tooMany(path: path) }
            let content = try read(path)
            bytes += content.count
            guard bytes <= limits.totalBytes else { throw .tooBig(path: path) }
            found.append(PackFile(path: name, bytes: content))
        }

        /// Reads until the end, not to the size that `lstat` told: the file may be growing.
        private func read(_ path: String) throws(Failure) -> [UInt8] {
            let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
            guard descriptor >= 0 else { throw .cannotRead(path: path, errno: errno) }
            defer { close(descriptor) }
            var content: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 64 << 10)
            while true {
                let count = Glibc.read(descriptor, &buffer, buffer.count)
                if count == 0 { return content }
                if count < 0 {
                    if errno == EINTR { continue }
                    throw .cannotRead(path: path, errno: errno)
                }
                content += buffer[..<count]
                guard content.count <= limits.fileBytes else { throw .tooBig(path: path) }
            }
        }
    }
}
