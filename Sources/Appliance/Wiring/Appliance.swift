internal import Auth
internal import Campaigns
internal import Characters
internal import Configuration
internal import Core
internal import Network
internal import Observability
internal import Parties
internal import PartySync
internal import Storage

/// The whole server: every module, made bottom-up and wired to its neighbours.
///
/// Start: `init` opens and migrates the database and loads the packs; `start` brings the modules to life and listens.
/// Stop: `stop` finishes what is in flight, drains the writer and closes the database (architecture "Start and stop").
@LoopActor
final class Appliance {
    let router = Router()
    private let settings: Settings
    private let folder: DataFolder
    private let logger: Logger
    private let storage: Storage
    private let auth: AuthModule
    private let characters: CharactersModule
    private let parties: PartiesModule
    private let campaigns: CampaignsModule
    private let housekeeping: Housekeeping
    private let server: Server
    private let pictures = PackPictures()
    private var packs: Packs

    /// What blocks, done before the loop turns: the database and the packs.
    struct Ground: Sendable {
        let settings: Settings
        let folder: DataFolder
        let secret: [UInt8]
        let logger: Logger
        let metrics: Metrics
        let storage: Storage
        let packs: Packs
    }

    /// - Parameter onFatal: called on a database thread when the file cannot be trusted or used any more.
    /// - Throws: `Failure` with the reason for the host.
    nonisolated static func prepare(
        _ settings: Settings, _ folder: DataFolder, _ logger: Logger,
        onFatal: @escaping @Sendable (StorageError) -> Void = { _ in }
    ) throws -> Ground {
        let metrics = Metrics()
        var observer = StorageObserver.observing(logger, metrics)
        observer.onFailure = { [told = observer.onFailure] error in
            told(error)
            if error.isFatal { onFatal(error) }
        }
        do {
            let secret = try SigningSecret.load(configured: settings.auth.jwtSecret, path: folder.secret)
            let migrations =
                AuthModule.migrations + CharactersModule.migrations + PartySyncSchema.migrations
                + PartiesModule.migrations + CampaignsModule.migrations
            let storage = try Storage(
                StorageConfiguration(path: folder.database, applicationVersion: Version.current),
                migrations: migrations, deliver: { done in EventLoop.shared.post { done() } },
                observer: observer)
            return Ground(
                settings: settings, folder: folder, secret: secret, logger: logger, metrics: metrics,
                storage: storage, packs: Packs.load(folder: folder.packs))
        } catch let problem as SigningSecret.Problem {
            throw Failure(code: .configuration, reason: "mimic: \(problem)")
        } catch let error as StorageError {
            throw Failure.failed("mimic: \(error)")
        }
    }

    init(_ ground: Ground, exemptsPrivateLogins: Bool = false) {
        settings = ground.settings
        folder = ground.folder
        logger = ground.logger
        storage = ground.storage
        packs = ground.packs
        var authentication = settings.authentication
        authentication.rateLimits.exemptsPrivateLogins = exemptsPrivateLogins
        auth = AuthModule(settings: authentication, secret: ground.secret, storage: storage)
        characters = CharactersModule(auth: auth, storage: storage, settings: settings.characters)
        parties = PartiesModule(
            auth: auth, characters: characters, storage: storage, settings: settings.parties)
        let presence = auth.gate.presence
        campaigns = CampaignsModule(
            gate: auth.gate, storage: storage,
            surroundings: RunSurroundings(
                publish: { _ in },  // nobody listens until the channels have sockets; the events are in the log
                isOnline: { player, _ in presence.isOnline(player) }),
            observer: .observing(logger, CampaignMetrics(in: ground.metrics)))
        housekeeping = Housekeeping(storage: storage, historyKeep: settings.partySync.historyKeep, logger: logger)
        server = Server(
            router: router, settings: settings.network, observer: .observing(logger, ground.metrics))
        connectModules()
        addRoutes(metrics: ground.metrics)
    }

    /// What a lower module must ask of a higher one.
    private func connectModules() {
        CampaignsModule.fill(&characters.hooks)
        parties.hooks = campaigns.runHooks
    }

    private func addRoutes(metrics: Metrics) {
        let observability = ObservabilityModule(
            settings.selfReport, logger: logger, metrics: metrics, probes: probes)
        observability.addRoutes(to: router)
        SystemRoutes(settings: settings).add(to: router)
        auth.addRoutes(to: router)
        characters.addRoutes(to: router)
        parties.addRoutes(to: router)
        campaigns.addRoutes(to: router)
        pictures.addRoutes(to: router)
        PageRoutes().add(to: router)
    }

    /// - Throws: `Failure`, when an address cannot be listened on; then nothing listens.
    func start() async throws {
        packs.report(to: logger)
        pictures.replace(with: packs.library)
        try await auth.start()
        try await campaigns.start(packs.library)
        do {
            try server.start()
        } catch {
            throw Failure.failed(
                "mimic: \(error). Stop what holds it, or choose another address with --listen or server.listen.")
        }
        housekeeping.start()
        for address in server.addresses {
            logger.info(.gatewayAPI, "listening", .text("address", "\(address)"))
        }
        ServiceManager.notify(.ready)
    }

    /// Where it listens, with the ports that the system chose.
    var addresses: [Network.ListenAddress] { server.addresses }

    /// Reads the packs anew; runs go on with the content that they are pinned to.
    func reloadPacks() async {
        ServiceManager.notify(.reloading)
        defer { ServiceManager.notify(.ready) }
        let path = folder.packs
        guard let fresh = try? await onWorker({ Packs.load(folder: path) }) else { return }
        fresh.report(to: logger)
        do {
            try await campaigns.offer(fresh.library)
            pictures.replace(with: fresh.library)
            packs = fresh
            logger.info(.gatewayAPI, "Packs reloaded")
        } catch {
            logger.error(.gatewayAPI, "The packs are not reloaded: \(error). Those loaded before stay in force.")
        }
    }

    func stop() async {
        ServiceManager.notify(.stopping)
        await server.stop()
        housekeeping.stop()
        await auth.stop()
        await storage.close()
    }

    /// What `/readyz` tries.
    private var probes: [HealthProbe] {
        [
            HealthProbe("database", .essential) { [storage] in
                do { try await storage.probeRead() } catch { return "cannot be read" }
                return nil
            },
            HealthProbe("disk", .essential) { [storage] in
                do { try await storage.probeWrite(now: .systemNow()) } catch { return "cannot be written" }
                return nil
            },
            HealthProbe("writerQueue", .essential) { [storage] in
                storage.isWriterBehind ? "too long" : nil
            },
            HealthProbe("packs", .secondary) { [unowned self] in packs.problem },
        ]
    }
}
