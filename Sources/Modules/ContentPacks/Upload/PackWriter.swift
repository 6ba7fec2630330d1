internal import CFileExchange
internal import Glibc

/// Puts packs into the host's folder: whole, or not at all. Blocks: call it on a worker.
package struct PackWriter {
    package struct Failure: Error, Equatable, CustomStringConvertible {
        package let path: String
        package let errno: Int32

        package var description: String { "\(path): \(String(cString: strerror(errno)))" }
        package var isDiskFull: Bool { errno == ENOSPC || errno == EDQUOT }
    }

    private let folder: String

    /// - Parameter folder: `packs/` of the data folder.
    package init(folder: String) { self.folder = folder }

    /// Writes the files of `source` to a hidden folder, and when they are on the disk, puts that in the place of what is
    /// there by the name of the source. A crash leaves the one or the other.
    ///
    /// - Throws: `Failure`; then what was there is as it was.
    package func put(_ source: PackSource) throws(Failure) {
        removeHalves()
        let staging = "\(folder)/\(Self.half)\(source.name)"
        let target = "\(folder)/\(source.name)"
        do throws(Failure) {
            if source.isSingleFile {
                try write(source.files[0].bytes, to: staging)
            } else {
                try makeFolder(staging)
                try write(source.files, below: staging)
            }
            try exchange(staging, with: target)
        } catch {
            remove(staging)
            throw error
        }
        // What was there before, if anything was.
        remove(staging)
    }

    /// Names of what is not whole: hidden, so that no reader takes it for a pack.
    private static let half = ".upload-"

    private func removeHalves() {
        for name in names(in: folder) where name.hasPrefix(Self.half) { remove("\(folder)/\(name)") }
    }

    private func write(_ files: [PackFile], below root: String) throws(Failure) {
        var folders = [root]
        for file in files {
            var path = root
            for part in file.path.split(separator: "/").dropLast() {
                path += "/\(part)"
                guard !folders.contains(path) else { continue }
                try makeFolder(path)
                folders.append(path)
            }
            try write(file.bytes, to: "\(root)/\(file.path)")
        }
        for path in folders { try synchronise(path) }
    }

    private func makeFolder(_ path: String) throws(Failure) {
        guard mkdir(path, 0o700) == 0 else { throw Failure(path: path, errno: errno) }
    }

    private func write(_ bytes: [UInt8], to path: String) throws(Failure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure(path: path, errno: errno) }
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                throw Failure(path: path, errno: errno)
            }
            rest = rest.dropFirst(count)
        }
        guard fsync(descriptor) == 0 else { throw Failure(path: path, errno: errno) }
    }

    /// In one step: a reader finds the old pack or the new one. Where the file system cannot exchange two names, a moment
    /// passes in which there is none.
    private func exchange(_ staging: String, with target: String) throws(Failure) {
        var status = stat()
        if lstat(target, &status) != 0 {
            guard rename(staging, target) == 0 else { throw Failure(path: target, errno: errno) }
        } else if cfile_exchange(staging, target) != 0 {
            guard errno == EINVAL || errno == ENOSYS else { throw Failure(path: target, errno: errno) }
            let aside = staging + ".old"
            guard rename(target, aside) == 0 else { throw Failure(path: target, errno: errno) }
            guard rename(staging, target) == 0 else {
                let code = errno
                rename(aside, target)
                throw Failure(path: target, errno: code)
            }
            remove(aside)
        }
        try synchronise(folder)
    }

    private func synchronise(_ path: String) throws(Failure) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(path: path, errno: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Failure(path: path, errno: errno) }
    }

    /// Whatever it is; links are removed, not followed.
    private func remove(_ path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            unlink(path)
            return
        }
        for name in names(in: path) { remove("\(path)/\(name)") }
        rmdir(path)
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
