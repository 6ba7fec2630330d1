/// A pack that somebody sent: the files, and what it is to be called in the host's folder.
package struct PackUpload: Sendable {
    package let source: PackSource

    package enum Failure: Error, Equatable, CustomStringConvertible {
        case archive(ZipArchive.Failure)
        case noPack
        /// `pack.yaml` has no id that a folder can be called by.
        case noID
        case badName(String)

        package var description: String {
            switch self {
            case .archive(let failure): failure.description
            case .noPack: "there is no pack.yaml, neither at the top nor in the one folder at the top"
            case .noID: "pack.yaml has no id of a-z, 0-9, _ and -, by which the pack's folder is called"
            case .badName(let name): "\"\(name)\" is no id: a-z, 0-9, _ and -, at most 64"
            }
        }
    }

    /// A folder pack as a .zip, with `pack.yaml` at its top or in the one folder there. Takes long: on a worker.
    ///
    /// - Throws: `Failure`.
    package init(zip bytes: [UInt8]) throws(Failure) {
        let files: [PackFile]
        do throws(ZipArchive.Failure) {
            files = try ZipArchive().files(of: bytes)
        } catch {
            throw .archive(error)
        }
        let tops = Set(files.map { $0.path.prefix { $0 != "/" } })
        let inner: [PackFile]
        if files.contains(where: { $0.path == "pack.yaml" }) {
            inner = files
        } else if tops.count == 1, let top = tops.first, files.contains(where: { $0.path == "\(top)/pack.yaml" }) {
            inner = files.map { PackFile(path: String($0.path.dropFirst(top.count + 1)), bytes: $0.bytes) }
        } else {
            throw .noPack
        }
        guard let manifest = inner.first(where: { $0.path == "pack.yaml" }), let id = Self.id(in: manifest) else {
            throw .noID
        }
        source = PackSource(name: id, files: inner)
    }

    /// A single-file pack.
    ///
    /// - Parameter name: the id of its campaign, and the file's stem.
    /// - Throws: `Failure.badName`.
    package init(yaml bytes: [UInt8], name: String) throws(Failure) {
        guard Identifier.isValid(name), name != "pack" else { throw .badName(name) }
        let file = "\(name).yaml"
        source = PackSource(name: file, files: [PackFile(path: file, bytes: bytes)])
    }

    private init(_ source: PackSource) { self.source = source }

    /// In the place of the source that has the pack in force: folders may be called otherwise than their packs.
    package func replacing(_ standings: [PackStanding]) -> PackUpload {
        guard !source.isSingleFile,
            let standing = standings.first(where: { !$0.isBuiltIn && $0.entry?.pack.id == source.name }),
            !standing.source.lowercased().hasSuffix(".yaml"), !standing.source.lowercased().hasSuffix(".yml")
        else { return self }
        return PackUpload(PackSource(name: standing.source, files: source.files))
    }

    private static func id(in manifest: PackFile) -> String? {
        guard let root = try? YAMLParser.parse(manifest.bytes, file: manifest.path),
            case .scalar(let id)? = root["id"]?.content, Identifier.isValid(id.text)
        else { return nil }
        return id.text
    }
}
