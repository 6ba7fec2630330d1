internal import CMinizip
internal import Glibc

/// Reads the files of a .zip that came from a stranger, in memory. Takes as long as its content: call it on a worker.
///
/// Nothing is believed: sizes are counted as they come, names are checked and never joined to a path here, and what is
/// neither a plain file nor a folder is refused.
package struct ZipArchive {
    /// Of one file, unpacked.
    var fileBytes = 16 << 20
    /// Of all files together, unpacked.
    var totalBytes = 64 << 20
    /// Entries, folders and passed over ones too.
    var entries = 8000

    package enum Failure: Error, Equatable, CustomStringConvertible {
        /// Not a .zip, cut off, or with other bytes than its checksums say.
        case damaged
        case tooMany
        /// All in all, or one of its files.
        case tooBig(String)
        /// Why the entry is refused.
        case entry(String, problem: String)

        package var description: String {
            switch self {
            case .damaged: "it is no .zip file, or a damaged one"
            case .tooMany: "it has too many files"
            case .tooBig(let name): "it is too big when unpacked, at \"\(name)\""
            case .entry(let name, let problem): "\"\(name)\" \(problem)"
            }
        }
    }

    package init() {}

    /// Every file, sorted by path. Hidden files, backup copies (`~`) and what macOS adds (`__MACOSX`) are left out, as in a
    /// folder.
    ///
    /// - Throws: `Failure`.
    package func files(of archive: [UInt8]) throws(Failure) -> [PackFile] {
        let result: Result<[PackFile], Failure> = archive.withUnsafeBytes { bytes in
            do throws(Failure) {
                let opened = try OpenArchive(bytes)
                defer { opened.close() }
                return .success(try read(opened))
            } catch {
                return .failure(error)
            }
        }
        return try result.get().sorted { $0.path < $1.path }
    }

    private func read(_ archive: OpenArchive) throws(Failure) -> [PackFile] {
        var names = ArchiveNames()
        var files: [PackFile] = []
        var total = 0
        guard try archive.count() <= entries else { throw .tooMany }
        var isThere = try archive.goToFirst()
        var seen = 0
        while isThere {
            seen += 1
            guard seen <= entries else { throw .tooMany }
            let entry = try archive.entry()
            if let path = try names.take(entry) {
                let room = min(fileBytes, totalBytes - total)
                let bytes = try archive.read(atMost: room, entry.name)
                total += bytes.count
                files.append(PackFile(path: path, bytes: bytes))
            }
            isThere = try archive.goToNext()
        }
        return files
    }
}

/// What the archive's own directory says of one entry.
struct ArchiveEntry {
    let name: String
    let isEncrypted: Bool
    /// Stored or deflated: what everybody can read.
    let isCommon: Bool
    /// `S_IFREG`, `S_IFLNK`, …; 0 when the system that packed it does not tell.
    let kind: mode_t
}

/// An archive in memory, by minizip.
private final class OpenArchive {
    private let file: unzFile
    /// Where minizip reads; it has its address.
    private let source: UnsafeMutablePointer<Source>

    /// The bytes, and how far they are read.
    struct Source {
        let bytes: UnsafeRawBufferPointer
        var position: Int
    }

    /// - Parameter bytes: stay where they are until `close`.
    init(_ bytes: UnsafeRawBufferPointer) throws(ZipArchive.Failure) {
        source = .allocate(capacity: 1)
        source.initialize(to: Source(bytes: bytes, position: 0))
        var functions = zlib_filefunc64_def()
        functions.opaque = UnsafeMutableRawPointer(source)
        functions.zopen64_file = { opaque, _, _ in opaque }
        functions.zread_file = { _, stream, buffer, size in OpenArchive.source(stream).pointee.read(buffer, Int(size)) }
        functions.zwrite_file = { _, _, _, _ in 0 }
        functions.ztell64_file = { _, stream in UInt64(OpenArchive.source(stream).pointee.position) }
        functions.zseek64_file = { _, stream, offset, origin in
            OpenArchive.source(stream).pointee.seek(offset, origin)
        }
        functions.zclose_file = { _, _ in 0 }
        functions.zerror_file = { _, _ in 0 }
        guard let file = unzOpen2_64("", &functions) else {
            source.deallocate()
            throw .damaged
        }
        self.file = file
    }

    /// Once.
    func close() {
        unzClose(file)
        source.deallocate()
    }

    private static func source(_ stream: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<Source> {
        guard let stream else { fatalError("BUG: minizip reads from nowhere") }
        return stream.assumingMemoryBound(to: Source.self)
    }

    func count() throws(ZipArchive.Failure) -> Int {
        var info = unz_global_info64()
        guard unzGetGlobalInfo64(file, &info) == UNZ_OK else { throw .damaged }
        return Int(clamping: info.number_entry)
    }

    func goToFirst() throws(ZipArchive.Failure) -> Bool { try isThere(unzGoToFirstFile(file)) }
    func goToNext() throws(ZipArchive.Failure) -> Bool { try isThere(unzGoToNextFile(file)) }

    private func isThere(_ code: Int32) throws(ZipArchive.Failure) -> Bool {
        if code == UNZ_END_OF_LIST_OF_FILE { return false }
        guard code == UNZ_OK else { throw .damaged }
        return true
    }

    func entry() throws(ZipArchive.Failure) -> ArchiveEntry {
        var info = unz_file_info64()
        var name = [CChar](repeating: 0, count: 1025)
        guard unzGetCurrentFileInfo64(file, &info, &name, UInt(name.count - 1), nil, 0, nil, 0) == UNZ_OK else {
            throw .damaged
        }
        let bytes = name.prefix(min(Int(info.size_filename), name.count - 1)).map(UInt8.init(bitPattern:))
        let shown = String(decoding: bytes.prefix(80), as: UTF8.self)
        guard info.size_filename < name.count else { throw .entry(shown, problem: "has too long a name") }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .entry(shown, problem: "has a name that is not UTF-8")
        }
        // The upper byte says which system's attributes these are: 3 is Unix, 19 is macOS (APPNOTE 4.4.2).
        let isUnix = [3, 19].contains(info.version >> 8)
        return ArchiveEntry(
            name: text, isEncrypted: info.flag & 1 != 0, isCommon: [0, 8].contains(info.compression_method),
            kind: isUnix ? mode_t(truncatingIfNeeded: info.external_fa >> 16) & S_IFMT : 0)
    }

    /// The bytes of the current entry, counted as they come.
    func read(atMost limit: Int, _ name: String) throws(ZipArchive.Failure) -> [UInt8] {
        guard unzOpenCurrentFile(file) == UNZ_OK else { throw .damaged }
        var content: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = unzReadCurrentFile(file, &buffer, UInt32(buffer.count))
            guard count >= 0 else {
                unzCloseCurrentFile(file)
                throw .damaged
            }
            if count == 0 { break }
            guard content.count + Int(count) <= limit else {
                unzCloseCurrentFile(file)
                throw .tooBig(name)
            }
            content += buffer[..<Int(count)]
        }
        // Tells of a checksum that is not that of the bytes.
        guard unzCloseCurrentFile(file) == UNZ_OK else { throw .damaged }
        return content
    }
}

extension OpenArchive.Source {
    /// - Returns: bytes read.
    fileprivate mutating func read(_ buffer: UnsafeMutableRawPointer?, _ size: Int) -> UInt {
        let part = bytes[position..<min(bytes.count, position + size)]
        guard let buffer, !part.isEmpty else { return 0 }
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: part).baseAddress!, byteCount: part.count)
        position += part.count
        return UInt(part.count)
    }

    /// - Returns: 0, or -1 for a place outside of the bytes.
    fileprivate mutating func seek(_ offset: UInt64, _ origin: Int32) -> Int {
        let start =
            switch origin {
            case ZLIB_FILEFUNC_SEEK_CUR: position
            case ZLIB_FILEFUNC_SEEK_END: bytes.count
            default: 0
            }
        // Offsets back from the current place come as the unsigned numbers that they wrap to.
        let (target, isOver) = start.addingReportingOverflow(Int(truncatingIfNeeded: offset))
        guard !isOver, (0...bytes.count).contains(target) else { return -1 }
        position = target
        return 0
    }
}
