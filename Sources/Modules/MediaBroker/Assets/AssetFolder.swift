internal import Glibc
internal import Hashing
internal import Network

/// The files of the asset store. Everything here blocks: call it on a worker.
///
///     assets/.new-<random>                 being written
///     assets/ab/cd/<sha256>.<ext>          whole, and on the disk
struct AssetFolder: Sendable {
    let path: String

    private static let unfinished = ".new-"

    /// A file as it is found.
    struct Entry: Sendable, Equatable {
        /// Below the folder.
        let path: String
        /// 64 hex digits and a format that the store knows; nil: not a name of ours.
        let name: Name?

        struct Name: Sendable, Equatable {
            let hash: String
            let format: AssetFormat
        }
    }

    func absolute(_ relative: String) -> String { "\(path)/\(relative)" }

    func open(_ asset: StoredAsset) throws(FileFailure) -> OpenFile { try OpenFile(absolute(asset.path)) }

    /// Whether the file is there with so many bytes.
    func has(_ relative: String, bytes: Int) -> Bool {
        var status = stat()
        return lstat(absolute(relative), &status) == 0 && status.st_mode & S_IFMT == S_IFREG
            && Int(status.st_size) == bytes
    }

    /// Writes under another name, and gives the file its own when it is on the disk; then the folder. A crash leaves the
    /// whole file or none, or one that is `unfinished`.
    ///
    /// - Throws: `FileFailure`; then nothing new is there.
    func put(_ bytes: [UInt8], at relative: String) throws(FileFailure) {
        let target = absolute(relative)
        let staging = absolute(Self.unfinished + Hex.encode(randomBytes(8)))
        let folder = String(target[..<(target.lastIndex(of: "/") ?? target.startIndex)])
        do throws(FileFailure) {
            try makeFolders(of: relative)
            try write(bytes, to: staging)
            guard rename(staging, target) == 0 else { throw FileFailure(target, errno) }
            try synchronise(folder)
        } catch {
            unlink(staging)
            throw error
        }
    }

    /// Nothing happens when it is not there.
    func remove(_ relative: String) throws(FileFailure) {
        guard unlink(absolute(relative)) == 0 || errno == ENOENT else { throw FileFailure(absolute(relative), errno) }
    }

    /// Files that were being written when the process ended: nobody writes now.
    ///
    /// - Returns: how many there were.
    @discardableResult
    func removeUnfinished() -> Int {
        let names = names(in: path).filter { $0.hasPrefix(Self.unfinished) }
        for name in names { unlink(absolute(name)) }
        return names.count
    }

    /// Every file, folder by folder, but for what is being written.
    func forEachFile(_ body: (Entry) throws -> Void) rethrows {
        for outer in names(in: path).sorted() where !outer.hasPrefix(Self.unfinished) {
            try visit(outer, body)
        }
    }

    private func visit(_ relative: String, _ body: (Entry) throws -> Void) rethrows {
        var status = stat()
        guard lstat(absolute(relative), &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFDIR else { return try body(Entry(path: relative, name: name(relative))) }
        for inner in names(in: absolute(relative)).sorted() { try visit("\(relative)/\(inner)", body) }
    }

    private func name(_ relative: String) -> Entry.Name? {
        guard let last = relative.split(separator: "/").last, let dot = last.lastIndex(of: "."),
            let format = AssetFormat(fileExtension: last[last.index(after: dot)...])
        else { return nil }
        let hash = String(last[..<dot])
        return StoredAsset.path(hash: hash, format) == relative && hash.utf8.count == 64
            ? Entry.Name(hash: hash, format: format) : nil
    }

    private func write(_ bytes: [UInt8], to path: String) throws(FileFailure) {
        let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
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

    /// A folder that is new is on the disk only when the one above it is synchronised.
    private func makeFolders(of relative: String) throws(FileFailure) {
        var folder = path
        try makeFolder(folder, in: String(folder[..<(folder.lastIndex(of: "/") ?? folder.endIndex)]))
        for part in relative.split(separator: "/").dropLast() {
            try makeFolder("\(folder)/\(part)", in: folder)
            folder += "/\(part)"
        }
    }

    private func makeFolder(_ path: String, in parent: String) throws(FileFailure) {
        if mkdir(path, 0o700) == 0 { return try synchronise(parent) }
        guard errno == EEXIST else { throw FileFailure(path, errno) }
    }

    private func synchronise(_ path: String) throws(FileFailure) {
        let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFailure(path, errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw FileFailure(path, errno) }
    }

    private func names(in folder: String) -> [String] {
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
}
