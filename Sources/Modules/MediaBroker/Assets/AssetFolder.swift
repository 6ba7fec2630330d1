internal import Files
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
        do throws(FileFailure) {
            try makeFolders(of: relative)
            try Files.write(bytes, toNew: staging)
            try Files.move(staging, to: target)
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
        let names = Files.names(in: path).filter { $0.hasPrefix(Self.unfinished) }
        for name in names { unlink(absolute(name)) }
        return names.count
    }

    /// Every file, folder by folder, but for what is being written.
    func forEachFile(_ body: (Entry) throws -> Void) rethrows {
        for outer in Files.names(in: path).sorted() where !outer.hasPrefix(Self.unfinished) {
            try visit(outer, body)
        }
    }

    private func visit(_ relative: String, _ body: (Entry) throws -> Void) rethrows {
        var status = stat()
        guard lstat(absolute(relative), &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFDIR else { return try body(Entry(path: relative, name: name(relative))) }
        for inner in Files.names(in: absolute(relative)).sorted() { try visit("\(relative)/\(inner)", body) }
    }

    private func name(_ relative: String) -> Entry.Name? {
        guard let last = relative.split(separator: "/").last, let dot = last.lastIndex(of: "."),
            let format = AssetFormat(fileExtension: last[last.index(after: dot)...])
        else { return nil }
        let hash = String(last[..<dot])
        return StoredAsset.path(hash: hash, format) == relative && hash.utf8.count == 64
            ? Entry.Name(hash: hash, format: format) : nil
    }

    /// A folder that is new is on the disk only when the one above it is synchronised.
    private func makeFolders(of relative: String) throws(FileFailure) {
        var folder = path
        try makeFolder(folder)
        for part in relative.split(separator: "/").dropLast() {
            folder += "/\(part)"
            try makeFolder(folder)
        }
    }

    private func makeFolder(_ path: String) throws(FileFailure) {
        if try Files.makeFolder(path) { try Files.synchronise(Files.folder(of: path)) }
    }
}
