/// The files of one pack.
package struct PackSource: Sendable, Equatable {
    /// What problems are told under: the folder's name, or the name of the single file.
    package let name: String
    /// Whether it came with the program, and not from the host's folder.
    package let isBuiltIn: Bool
    /// Paths relative to the pack's folder.
    package let files: [PackFile]
    /// Why it could not be read; then it has no files.
    let failure: String?

    package init(name: String, files: [PackFile], isBuiltIn: Bool = false) {
        self.name = name
        self.isBuiltIn = isBuiltIn
        self.files = files.sorted { $0.path < $1.path }
        failure = nil
    }

    init(name: String, unreadable failure: String) {
        self.name = name
        isBuiltIn = false
        files = []
        self.failure = failure
    }

    /// Whether it is one YAML file and not a folder with its `pack.yaml`.
    var isSingleFile: Bool { files.count == 1 && files[0].path == name && files[0].isYAML }

    /// The packs of a `packs/` folder: each folder in it is one, and each YAML file beside them.
    ///
    /// - Parameter files: paths relative to that folder. Other files beside the packs are no part of any.
    package static func sources(in files: [PackFile], builtIn: Bool = false) -> [PackSource] {
        var folders: [String: [PackFile]] = [:]
        var sources: [PackSource] = []
        for file in files {
            let parts = file.path.split(separator: "/", maxSplits: 1)
            if parts.count == 2 {
                folders[String(parts[0]), default: []].append(PackFile(path: String(parts[1]), bytes: file.bytes))
            } else if file.isYAML {
                sources.append(PackSource(name: file.path, files: [file], isBuiltIn: builtIn))
            }
        }
        sources += folders.map { PackSource(name: $0.key, files: $0.value, isBuiltIn: builtIn) }
        return sources.sorted { $0.name < $1.name }
    }
}

extension PackSource {
    /// The pack, unless an error forbids it, and every problem with paths as in the pack.
    package func read() -> (pack: Pack?, problems: [Problem]) {
        let (pack, problems) = draft()
        return (problems.contains { $0.severity == .error } ? nil : pack, problems)
    }

    /// As much of the pack as could be read, whatever its errors: to be looked at, not to be played.
    package func draft() -> (pack: Pack?, problems: [Problem]) {
        if let failure { return (nil, [Problem(.error, at: start, failure)]) }
        return isSingleFile ? SingleFilePack.read(files[0]) : FolderPack.read(files)
    }

    /// Where what is wrong with the whole of it is told.
    var start: Position { Position(file: isAFile ? name : "pack.yaml", line: 1, column: 1) }

    /// Whether problems are told under its own name: of what could not be read nothing inside is known.
    private var isAFile: Bool { isSingleFile || failure != nil }

    /// A problem with the pack's name in front of its file.
    func named(_ problem: Problem) -> Problem {
        guard !isAFile else { return problem }
        let place = problem.position
        return Problem(
            problem.severity, at: Position(file: "\(name)/\(place.file)", line: place.line, column: place.column),
            problem.message)
    }

    func assets(of pack: Pack) -> [String: (asset: Asset, bytes: [UInt8])] {
        let byPath = Dictionary(files.map { ($0.path, $0.bytes) }, uniquingKeysWith: { first, _ in first })
        var assets: [String: (asset: Asset, bytes: [UInt8])] = [:]
        for asset in pack.assets {
            if let bytes = byPath[asset.path] { assets[asset.id] = (asset, bytes) }
        }
        return assets
    }
}
