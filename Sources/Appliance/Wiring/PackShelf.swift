internal import Campaigns
internal import ContentPacks
internal import Network
internal import Observability
internal import Storage

/// The packs in force, and how others come in their place: by SIGHUP, or by an upload. One change at a time.
///
/// Runs go on with the content that they are pinned to, whatever comes of its folder; their pictures stay with them as
/// long as the process lives.
@LoopActor
final class PackShelf {
    let folder: String
    private let campaigns: CampaignsModule
    private let logger: Logger
    private let pictures = PackPictures()
    private(set) var packs: Packs
    /// Packs that were in force before and that unfinished runs play, the newest first.
    private var former: [PackLibrary.Entry] = []
    /// The change that is under way, or was the last.
    private var change: Task<Void, Never>?

    init(_ packs: Packs, folder: String, campaigns: CampaignsModule, logger: Logger) {
        self.packs = packs
        self.folder = folder
        self.campaigns = campaigns
        self.logger = logger
    }

    func addRoutes(to router: Router) { pictures.addRoutes(to: router) }

    func start() async throws {
        packs.report(to: logger)
        pictures.replace(with: packs.library.entries)
        try await campaigns.start(packs.library)
    }

    /// Reads every pack anew.
    func reload() async {
        _ = try? await inTurn { [self] in await bringIntoForce() }
    }

    /// Runs `body` when every earlier change is done.
    func inTurn<Result: Sendable>(
        _ body: @escaping @Sendable @LoopActor () async throws -> Result
    ) async throws -> Result {
        let earlier = change
        let task = Task { @LoopActor in
            await earlier?.value
            return try await body()
        }
        change = Task { @LoopActor in _ = try? await task.value }
        return try await task.value
    }

    /// Within `inTurn` only.
    ///
    /// - Parameter body: what else belongs to the transaction that does it.
    /// - Returns: whether what is in the folders now is in force.
    func bringIntoForce(_ body: @escaping @Sendable (Connection) throws -> Void = { _ in }) async -> Bool {
        let (folder, present) = (folder, packs)
        guard let fresh = try? await onWorker({ Packs.load(folder: folder, after: present) }) else { return false }
        fresh.report(to: logger)
        do {
            try await campaigns.offer(fresh.library, body)
            let played = try await campaigns.contentsInPlay()
            former = (packs.library.entries + former).filter { played.contains($0.contentHash) }
            pictures.replace(with: fresh.library.entries + former)
            packs = fresh
            logger.info(.gatewayAPI, "Packs reloaded")
            return true
        } catch {
            logger.error(.gatewayAPI, "The packs are not reloaded: \(error). Those loaded before stay in force.")
            return false
        }
    }
}
