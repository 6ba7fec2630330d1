internal import CFileExchange
package import Files
internal import Glibc

/// Puts packs into the host's folder: whole, or not at all. Blocks: call it on a worker.
package struct PackWriter {
    private let folder: String

    /// - Parameter folder: `packs/` of the data folder.
    package init(folder: String) { self.folder = folder }

    /// Writes the files of `source` to a hidden folder, and when they are on the disk, puts that in the place of what is
    /// there by the name of the source. A crash leaves the one or the other.
    ///
    /// - Throws: `FileFailure`; then what was there is as it was.
    package func put(_ source: PackSource) throws(FileFailure) {
        removeHalves()
        let staging = "\(folder)/\(Self.half)\(source.name)"
        let target = "\(folder)/\(source.name)"
        do throws(FileFailure) {
            if source.isSingleFile {
                try Files.write(source.files[0].bytes, toNew: staging)
            } else {
                // What lies in one that is there already nobody has checked.
                guard try Files.makeFolder(staging) else { throw FileFailure(staging, EEXIST) }
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
        for name in Files.names(in: folder) where name.hasPrefix(Self.half) { remove("\(folder)/\(name)") }
    }

    private func write(_ files: [PackFile], below root: String) throws(FileFailure) {
        var folders = [root]
        for file in files {
            var path = root
            for part in file.path.split(separator: "/").dropLast() {
                path += "/\(part)"
                guard !folders.contains(path) else { continue }
                try Files.makeFolder(path)
                folders.append(path)
            }
            try Files.write(file.bytes, toNew: "\(root)/\(file.path)")
        }
        for path in folders { try Files.synchronise(path) }
    }

    /// In one step: a reader finds the old pack or the new one. Where the file system cannot exchange two names, a moment
    /// passes in which there is none.
    private func exchange(_ staging: String, with target: String) throws(FileFailure) {
        var status = stat()
        if lstat(target, &status) != 0 {
            guard rename(staging, target) == 0 else { throw FileFailure(target, errno) }
        } else if cfile_exchange(staging, target) != 0 {
            guard errno == EINVAL || errno == ENOSYS else { throw FileFailure(target, errno) }
            let aside = staging + ".old"
            guard rename(target, aside) == 0 else { throw FileFailure(target, errno) }
            guard rename(staging, target) == 0 else {
                let code = errno
                rename(aside, target)
                throw FileFailure(target, code)
            }
            remove(aside)
        }
        try Files.synchronise(folder)
    }

    /// Whatever it is; links are removed, not followed.
    private func remove(_ path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            unlink(path)
            return
        }
        for name in Files.names(in: path) { remove("\(path)/\(name)") }
        rmdir(path)
    }
}
