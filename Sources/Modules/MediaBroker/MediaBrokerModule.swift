package import Auth
package import ContentPacks
package import Core
package import Network
package import PartySync
package import Storage

/// Pictures and sounds: made in the background, once per content, kept in a folder (media.md). It never delays a scene.
@LoopActor
package final class MediaBrokerModule {
    package nonisolated static var migrations: [Migration] { MediaSchema.migrations }
    /// The events that it tells on channels.
    package nonisolated static var events: [EventKind] { MediaEvents.kinds }

    let assets: Assets
    let queue: MediaQueue
    private let artDesk: ArtDesk
    private let gate: Gate
    private let workshop: Workshop
    private let surroundings: MediaSurroundings
    private nonisolated let settings: MediaSettings
    private nonisolated let links: AssetLinks
    private var timer: LoopTimer?
    private var tidying: Task<Void, Never>?

    private static let tidyInterval = Duration.seconds(3600)

    /// - Parameter providers: who makes things; of one name, the first.
    package init(
        gate: Gate, storage: Storage, settings: MediaSettings, providers: [any MediaProvider] = [],
        surroundings: MediaSurroundings = MediaSurroundings(), observer: MediaObserver = .none, clock: Clock = .system
    ) {
        self.gate = gate
        self.settings = settings
        self.surroundings = surroundings
        links = AssetLinks(base: settings.baseURL, secret: settings.secret)
        assets = Assets(
            folder: AssetFolder(path: settings.folder), storage: storage, clock: clock, quota: settings.maximumBytes,
            hasRoom: surroundings.hasRoom)
        workshop = Workshop(
            storage: storage, assets: assets, settings: settings,
            providers: Dictionary(providers.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first }),
            events: MediaEvents(links: links),
            announced: surroundings.announced, observer: observer, clock: clock)
        queue = MediaQueue(
            storage: storage, workshop: workshop, workers: settings.workers, observer: observer, clock: clock)
        artDesk = ArtDesk(promised: PromisedArt(settings), workshop: workshop, queue: queue)
    }

    package func addRoutes(to router: Router) {
        MediaSchemas.add(to: router)
        AssetRoutes(gate: gate, assets: assets, links: links).add(to: router)
        PromisedArtRoute(storage: workshop.storage, links: links, clock: workshop.clock).add(to: router)
        UploadRoutes(gate: gate, assets: assets, links: links).add(to: router)
        let planner = JobPlanner(
            surroundings: surroundings, settings: settings, providers: Set(workshop.providers.keys))
        JobRoutes(gate: gate, workshop: workshop, queue: queue, planner: planner).add(to: router)
    }

    /// Begins to work on jobs, those first that were in work when the process ended, and clears away what a crash has left.
    package func start() async throws {
        let folder = assets.folder
        _ = try await onWorker { folder.removeUnfinished() }
        try await queue.start()
        timer = LoopTimer(after: .zero, repeating: Self.tidyInterval) { [weak self] in self?.beginTidying() }
    }

    package func stop() async {
        timer?.cancel()
        timer = nil
        await queue.stop()
        await tidying?.value
    }

    /// Queues pictures that are not there yet for a run that shows them, or may show them next; its channel is told of
    /// each. Returns at once: play never waits for art.
    package func ask(
        for subjects: [(subject: ArtSubject, url: String)], in content: PackContent, runID: String, sceneID: String
    ) {
        artDesk.ask(for: subjects, in: content, runID: runID, sceneID: sceneID)
    }

    /// Takes away what nobody needs.
    ///
    /// - Parameter patience: how long an asset must have been without use; a day, where nobody says otherwise.
    package func sweep(patience: Duration? = nil) async throws -> SweepReport {
        try await AssetSweep(assets: assets).run(patience: patience ?? AssetSweep.patience)
    }

    private func beginTidying() {
        guard tidying == nil else { return }
        tidying = Task.onLoop { [self] in
            do {
                try await tidy()
            } catch {
                workshop.observer.failed("Old media were not cleared away", String(describing: error))
            }
            tidying = nil
        }
    }

    func tidy() async throws {
        try await assets.noteShown()
        let time = workshop.clock.now().adding(.zero - settings.keepTime)
        let storage = workshop.storage
        while try await storage.write({ try MediaJobStore.forget(before: time, limit: 200, in: $0) }) > 0 {}
        try await storage.write { try MediaBudget.forget(before: time, in: $0) }
        _ = try await sweep()
        artDesk.forgetWhatIsThere()
    }
}
