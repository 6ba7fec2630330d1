internal import ContentPacks
internal import Observability

/// The content of this server: the packs in the binary, and the host's own in the data folder.
struct Packs: Sendable {
    let library: PackLibrary
    /// Why the host's folder could not be read; its packs are missing then.
    let folderProblem: String?

    /// Reads and parses everything. Blocks: not on the loop.
    static func load(folder: String) -> Packs {
        let embedded = EmbeddedAssets.files(below: "packs").map { PackFile(path: $0.path, bytes: Array($0.bytes)) }
        do {
            let own = try FolderReader().files(in: folder)
            let sources = PackSource.sources(in: embedded) + PackSource.sources(in: own)
            return Packs(library: PackLibrary.load(sources), folderProblem: nil)
        } catch {
            return Packs(library: PackLibrary.load(PackSource.sources(in: embedded)), folderProblem: "\(error)")
        }
    }

    /// Tells the host what is wrong, an error or a warning a line.
    func report(to logger: Logger) {
        if let folderProblem {
            logger.error(.gatewayAPI, "The packs of the data folder are not loaded: \(folderProblem)")
        }
        for problem in library.problems {
            logger.log(problem.severity == .error ? .error : .warning, .gatewayAPI, "Pack: \(problem)", [])
        }
        logger.info(
            .gatewayAPI, "Packs loaded", .int("packs", library.entries.count),
            .int("campaigns", library.campaigns.count), .int("broken", library.broken.count))
    }

    /// For `/readyz`: nil when every pack is there.
    var problem: String? {
        if folderProblem != nil { return "the packs folder cannot be read" }
        return library.broken.isEmpty ? nil : "\(library.broken.count) broken"
    }
}
