/// The files of one pack.
package struct PackSource: Sendable, Equatable {
    /// What problems are told under: the folder's name, or the name of the single file.
    package let name: String
    /// Paths relative to the pack's folder.
    package let files: [PackFile]

    package init(name: String, files: [PackFile]) {
        self.name = name
        self.files = files.sorted { $0.path < $1.path }
    }

    /// Whether it is one YAML file and not a folder with its `pack.yaml`.
    var isSingleFile: Bool { files.count == 1 && files[0].path == name && files[0].isYAML }

    /// The packs of a `packs/` folder: each folder in it is one, and each YAML file beside them.
    ///
    /// - Parameter files: paths relative to that folder. Other files beside the packs are no part of any.
    package static func sources(in files: [PackFile]) -> [PackSource] {
        var folders: [String: [PackFile]] = [:]
        var sources: [PackSource] = []
        for file in files {
            let parts = file.path.split(separator: "/", maxSplits: 1)
            if parts.count == 2 {
                folders[String(parts[0]), default: []].append(PackFile(path: String(parts[1]), bytes: file.bytes))
            } else if file.isYAML {
                sources.append(PackSource(name: file.path, files: [file]))
            }
        }
        sources += folders.map { PackSource(name: $0.key, files: $0.value) }
        return sources.sorted { $0.name < $1.name }
    }
}
