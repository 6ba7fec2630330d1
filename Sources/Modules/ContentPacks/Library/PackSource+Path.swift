internal import Glibc

extension PackSource {
    /// The pack that somebody names by its path, which is what its problems are told under: a folder with its
    /// `pack.yaml`, or one YAML file. Blocks.
    ///
    /// - Throws: `FolderReader.Failure`.
    package init(path: String) throws(FolderReader.Failure) {
        var name = Substring(path)
        while name.count > 1, name.hasSuffix("/") { name.removeLast() }
        var status = stat()
        guard stat(path, &status) == 0 else { throw .cannotRead(path: path, errno: errno) }
        let reader = FolderReader()
        if status.st_mode & S_IFMT == S_IFDIR {
            self.init(name: String(name), files: try reader.files(in: String(name)))
            return
        }
        let file = PackFile(path: path, bytes: [])
        guard file.isYAML, file.stem != "pack" else { throw .noPack(path: path) }
        self.init(name: path, files: [try reader.file(path)])
    }
}
