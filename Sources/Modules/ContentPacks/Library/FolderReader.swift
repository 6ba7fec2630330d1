internal import Glibc

/// Reads a folder into memory. Blocks: call on a worker.
package struct FolderReader {
    /// Bytes of one file.
    var fileBytes = 16 << 20
    /// Bytes of all files together.
    var totalBytes = 256 << 20
    /// Files and folders, hidden ones too.
    var files = 4000
    /// Folders inside each other.
    var depth = 6

    package enum Failure: Error, Equatable, CustomStringConvertible {
        case cannotRead(path: String, errno: Int32)
        case tooBig(path: String, limit: Int)
        case tooMuch(path: String, limit: Int)
        case tooMany(path: String, limit: Int)
        case tooDeep(path: String, limit: Int)
        case noPack(path: String)

        package var description: String {
            switch self {
            case .cannotRead(let path, let code): "\(path): \(String(cString: strerror(code)))"
            case .tooBig(let path, let limit): "\(path): a file of a pack has at most \(limit) bytes"
            case .tooMuch(let path, let limit): "\(path): with this file the pack has more than \(limit) bytes"
            case .tooMany(let path, let limit): "\(path): a pack has at most \(limit) files and folders"
            case .tooDeep(let path, let limit): "\(path): at most \(limit) folders stand inside each other"
            case .noPack(let path): "\(path): not a pack: name its folder, or the file of a single-file pack"
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

    /// The packs of a `packs/` folder, each read by itself: one that cannot be read takes nothing from the others, and
    /// tells so when it is loaded. The limits are for each of them.
    ///
    /// - Throws: `Failure` when the folder itself cannot be read.
    package func packs(in folder: String) throws(Failure) -> [PackSource] {
        var sources: [PackSource] = []
        for name in try Self.names(in: folder, atMost: files).sorted() where Self.isShown(name) {
            let path = "\(folder)/\(name)"
            let file = PackFile(path: name, bytes: [])
            do throws(Failure) {
                switch try Self.kind(of: path) {
                case S_IFDIR:
                    let files = try files(in: path)
                    if !files.isEmpty { sources.append(PackSource(name: name, files: files)) }
                case S_IFREG where file.isYAML:
                    let bytes = try Self.read(path, mode: O_NOFOLLOW, limit: fileBytes)
                    sources.append(PackSource(name: name, files: [PackFile(path: name, bytes: bytes)]))
                default: break
                }
            } catch {
                sources.append(PackSource(name: name, unreadable: "\(error)"))
            }
        }
        return sources
    }

    /// One file by its own name, links followed: who named it wants that one.
    ///
    /// - Throws: `Failure`.
    package func file(_ path: String) throws(Failure) -> PackFile {
        PackFile(path: path, bytes: try Self.read(path, mode: 0, limit: fileBytes))
    }

    /// Reads until the end, not to the size that `lstat` told: the file may be growing.
    private static func read(_ path: String, mode: Int32, limit: Int) throws(Failure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | mode)
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
            guard content.count <= limit else { throw .tooBig(path: path, limit: limit) }
        }
    }

    /// `S_IFDIR`, `S_IFREG`, …; of a link, `S_IFLNK`.
    private static func kind(of path: String) throws(Failure) -> mode_t {
        var status = stat()
        guard lstat(path, &status) == 0 else { throw .cannotRead(path: path, errno: errno) }
        return status.st_mode & S_IFMT
    }

    /// - Throws: `Failure.tooMany` beyond `limit`, the hidden ones and the `met` of other folders counted too.
    private static func names(in folder: String, after met: Int = 0, atMost limit: Int) throws(Failure) -> [String] {
        guard let directory = opendir(folder) else { throw .cannotRead(path: folder, errno: errno) }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name != ".", name != ".." else { continue }
            guard met + names.count < limit else { throw .tooMany(path: folder, limit: limit) }
            names.append(name)
        }
        return names
    }

    /// Neither hidden nor a backup copy.
    private static func isShown(_ name: String) -> Bool { !name.hasPrefix(".") && !name.hasSuffix("~") }

    private struct Walk {
        let limits: FolderReader
        var found: [PackFile] = []
        var bytes = 0
        var entries = 0

        mutating func enter(_ folder: String, prefix: String, depth: Int) throws(Failure) {
            guard depth <= limits.depth else { throw .tooDeep(path: folder, limit: limits.depth) }
            let names = try FolderReader.names(in: folder, after: entries, atMost: limits.files)
            entries += names.count
            for name in names where FolderReader.isShown(name) {
                let path = "\(folder)/\(name)"
                switch try FolderReader.kind(of: path) {
                case S_IFDIR: try enter(path, prefix: "\(prefix)\(name)/", depth: depth + 1)
                case S_IFREG: try add(path, as: prefix + name)
                default: break
                }
            }
        }

        private mutating func add(_ path: String, as name: String) throws(Failure) {
            let content = try FolderReader.read(path, mode: O_NOFOLLOW, limit: limits.fileBytes)
            bytes += content.count
            guard bytes <= limits.totalBytes else { throw .tooMuch(path: path, limit: limits.totalBytes) }
            found.append(PackFile(path: name, bytes: content))
        }
    }
}
