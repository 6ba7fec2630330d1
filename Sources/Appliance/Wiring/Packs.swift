internal import ContentPacks
internal import Dispatch
internal import Observability

/// The content of this server: the packs in the binary, and the host's own in the data folder.
struct Packs: Sendable {
    let library: PackLibrary
    /// Why the host's folder could not be read; its packs are as they were before, at a start missing.
    let folderProblem: String?

    /// Reads and parses everything. Blocks: not on the loop.
    ///
    /// - Parameter former: what is in force: a pack that cannot be loaded any more stays as it was.
    static func load(folder: String, after former: Packs? = nil) -> Packs {
        do {
            let own = try FolderReader().packs(in: folder)
            return Packs(library: PackLibrary.load(embedded + own, after: former?.library), folderProblem: nil)
        } catch {
            let library = PackLibrary.load(embedded, after: former?.library, missing: "\(error)")
            return Packs(library: library, folderProblem: "\(error)")
        }
    }

    /// As `load`, as if `upload` stood in the folder already, in the place of a pack of its name.
    ///
    /// - Throws: `FolderReader.Failure` when the folder cannot be read.
    static func load(folder: String, after former: Packs, with upload: PackSource) throws -> Packs {
        let own = try FolderReader().packs(in: folder).filter { $0.name != upload.name } + [upload]
        let sources = embedded + own.sorted { $0.name < $1.name }
        return Packs(library: PackLibrary.load(sources, after: former.library), folderProblem: nil)
    }

    private static var embedded: [PackSource] {
        PackSource.sources(
            in: EmbeddedAssets.files(below: "packs").map { PackFile(path: $0.path, bytes: Array($0.bytes)) },
            builtIn: true)
    }

    /// `load` on another thread: the packs take as long as the rest of a start, and need nothing of it.
    ///
    /// - Returns: waits for them.
    static func loading(folder: String) -> () -> Packs {
        let group = DispatchGroup()
        // Unsafe, that is unchecked: read after the group is done.
        nonisolated(unsafe) var packs: Packs?
        DispatchQueue.global().async(group: group) { packs = load(folder: folder) }
        return {
            group.wait()
            guard let packs else { fatalError("BUG: packs that were loaded are not there") }
            return packs
        }
    }

    /// Problems that go into the log one by one; `mimic pack check` shows the others.
    private static let reported = 20

    /// Tells the host what keeps packs out, a problem a line: errors, and warnings of the same files, which may say why.
    /// Other warnings are for the authors: they are only counted.
    func report(to logger: Logger) {
        if let folderProblem {
            logger.error(.gatewayAPI, "The packs of the data folder cannot be read: \(folderProblem)")
        }
        let problems = library.problems
        let errors = problems.filter { $0.severity == .error }
        let files = Set(errors.map(\.position.file))
        let told = problems.filter { files.contains($0.position.file) }
        for problem in told.prefix(Self.reported) { logger.error(.gatewayAPI, "Pack: \(problem)") }
        if told.count > Self.reported {
            logger.error(
                .gatewayAPI, "Packs have more problems: mimic pack check shows them",
                .int("problems", told.count - Self.reported))
        }
        for standing in library.standings where standing.state == .kept {
            logger.error(
                .gatewayAPI, "Pack kept as it was before, for its files have errors", .text("pack", standing.source))
        }
        logger.info(
            .gatewayAPI, "Packs loaded", .int("packs", library.entries.count),
            .int("campaigns", library.campaigns.count), .int("broken", library.broken.count),
            .int("warnings", problems.count - errors.count))
    }

    /// For `/readyz`: nil when every pack is there, as its files are.
    var problem: String? {
        if folderProblem != nil { return "the packs folder cannot be read" }
        let told = [(PackStanding.State.broken, "broken"), (.kept, "kept as before")].compactMap { state, word in
            let count = library.standings.count { $0.state == state }
            return count == 0 ? nil : "\(count) \(word)"
        }
        return told.isEmpty ? nil : told.joined(separator: ", ")
    }
}
