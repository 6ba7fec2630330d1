internal import Auth
internal import Campaigns
internal import Characters
internal import Configuration
internal import Core
internal import MediaBroker
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
    private let partySync: PartySyncModule
    private let campaigns: CampaignsModule
    private let media: MediaBrokerModule
    private let client: HTTPClient
    private let housekeeping: Housekeeping
    private let diskSpace: DiskSpace
    private let server: Server
    private let certificates: Certificates?
    private let redirect: HTTPSRedirect?
    private let shelf: PackShelf

    /// What blocks, done before the loop turns: the database and the packs.
    struct Ground: Sendable {
        let settings: Settings
        let folder: DataFolder
        let secret: [UInt8]
        let logger: Logger
        let metrics: Metrics
        let storage: Storage
        let packs: Packs
        let client: HTTPClient
        let providers: [any MediaProvider]
        /// Nil: the server speaks plain HTTP.
        let tls: TLSContext?
    }

    /// Of all modules, the lower ones first.
    nonisolated static let migrations =
        AuthModule.migrations + CharactersModule.migrations + PartySyncModule.migrations + PartiesModule.migrations
        + CampaignsModule.migrations + MediaBrokerModule.migrations

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
        let tls = try settings.tlsContext()
        let client = HTTPClient(settings.httpClient, onFinish: ClientMetrics(in: metrics).finished)
        let providers = try settings.providers(client) { provider, state in
            logger.warning(
                .mediaBroker, "the breaker of a service for pictures is \(state.rawValue)", .text("provider", provider))
        }
        do {
            let secret = try SigningSecret.load(configured: settings.auth.jwtSecret, path: folder.secret)
            let packs = Packs.loading(folder: folder.packs)
            // Also of a start that fails: a process does not end while its threads read.
            defer { _ = packs() }
            let storage = try Storage(
                StorageConfiguration(path: folder.database, applicationVersion: Version.current),
                migrations: migrations, deliver: { done in EventLoop.shared.post { done() } },
                observer: observer)
            return Ground(
                settings: settings, folder: folder, secret: secret, logger: logger, metrics: metrics,
                storage: storage, packs: packs(), client: client, providers: providers, tls: tls)
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
        var authentication = settings.authentication
        authentication.rateLimits.exemptsPrivateLogins = exemptsPrivateLogins
        auth = AuthModule(
            settings: authentication, secret: ground.secret, storage: storage, observer: .observing(logger))
        characters = CharactersModule(auth: auth, storage: storage, settings: settings.characters)
        parties = PartiesModule(
            auth: auth, characters: characters, storage: storage, settings: settings.parties)
        partySync = PartySyncModule(
            auth: auth, storage: storage, limits: settings.channels, services: settings.services,
            observer: .observing(logger, ChannelMetrics(in: ground.metrics)))
        let (presence, hub) = (auth.gate.presence, partySync.hub)
        let mediaSettings = settings.media(folder: folder.assets, secret: ground.secret)
        var surroundings = RunSurroundings(
            publish: { hub.publish($0) },
            show: { hub.show($0) },
            isOnline: { player, time in hub.isConnected(player) || presence.wasHere(player, within: time) })
        let promised = PromisedArt(mediaSettings)
        surroundings.artURL = { promised.url(of: $0, in: PackContent(pack: $1, campaign: $2)) }
        campaigns = CampaignsModule(
            gate: auth.gate, storage: storage, surroundings: surroundings,
            observer: .observing(logger, CampaignMetrics(in: ground.metrics)))
        shelf = PackShelf(ground.packs, folder: folder.packs, campaigns: campaigns, logger: logger)
        housekeeping = Housekeeping(storage: storage, historyKeep: settings.partySync.historyKeep, logger: logger)
        diskSpace = DiskSpace(
            minimum: UInt64(settings.data.minFree) << 20, logger: logger, metrics: ground.metrics,
            measure: { [path = folder.path] in DiskSpace.free(at: path) })
        client = ground.client
        media = MediaBrokerModule(
            gate: auth.gate, storage: storage,
            settings: mediaSettings, providers: ground.providers,
            surroundings: .serving(campaigns: campaigns, shelf: shelf, hub: hub, diskSpace: diskSpace),
            observer: .observing(logger, MediaMetrics(in: ground.metrics)))
        var network = settings.network
        network.tls = ground.tls
        let observer = ServerObserver.observing(logger, ground.metrics)
        server = Server(router: router, settings: network, observer: observer)
        redirect = settings.redirect(to: server, observer)
        certificates = settings.certificateFiles.map { [server, logger] in
            Certificates($0, server: server, logger: logger)
        }
        connectModules()
        addRoutes(metrics: ground.metrics)
    }

    /// What a lower module must ask of a higher one.
    private func connectModules() {
        CampaignsModule.fill(&characters.hooks)
        parties.hooks = campaigns.runHooks
        let (hub, campaigns) = (partySync.hub, campaigns)
        parties.hooks.announced = { party in
            hub.refresh(.party(party))
            await hub.review(.party(party))
            if let run = try? await campaigns.runs.unfinishedRun(of: party) { await hub.review(.run(run)) }
        }
        campaigns.runs.surroundings.askForArt = { [media] wish in
            media.ask(
                for: wish.subjects, in: PackContent(pack: wish.pack, campaign: wish.campaign), runID: wish.runID,
                sceneID: wish.sceneID)
        }
        hub.surroundings = Channels(storage: storage, runs: campaigns.runs, presence: auth.gate.presence).surroundings
    }

    private func addRoutes(metrics: Metrics) {
        let observability = ObservabilityModule(
            settings.selfReport, logger: logger, metrics: metrics, probes: probes)
        observability.addRoutes(to: router)
        SystemRoutes(settings: settings).add(to: router)
        auth.addRoutes(to: router)
        characters.addRoutes(to: router)
        parties.addRoutes(to: router)
        partySync.addRoutes(
            to: router, kinds: PartiesModule.events + CampaignsModule.events + MediaBrokerModule.events,
            version: Version.api,
            publicURL: settings.server.publicURL)
        campaigns.addRoutes(to: router)
        shelf.addRoutes(to: router)
        media.addRoutes(to: router)
        PackRoutes(
            gate: auth.gate, shelf: shelf, campaigns: campaigns,
            hasRoom: { [diskSpace] in await diskSpace.outcome() == .well }
        ).add(to: router)
        InvitationRoutes(gate: auth.gate, storage: storage, publicURL: settings.server.publicURL).add(to: router)
        PageRoutes().add(to: router)
        settings.challenges?.add(to: router)
    }

    /// - Throws: `Failure`, when an address cannot be listened on; then nothing listens.
    func start() async throws {
        try await auth.start()
        try await shelf.start()
        try await media.start()
        do {
            try server.start()
            try redirect?.start()
        } catch {
            throw Failure.failed(
                "mimic: \(error). Stop what holds it, or choose another address with --listen or server.listen.")
        }
        housekeeping.start()
        diskSpace.start()
        certificates?.start()
        reportAddresses()
        ServiceManager.notify(.ready)
    }

    private func reportAddresses() {
        for address in server.addresses {
            logger.info(.gatewayAPI, "listening", .text("address", "\(address)"))
        }
        if let path = settings.server.unixSocket {
            logger.info(.gatewayAPI, "listening", .text("address", "unix:\(path)"))
        }
        for address in redirect?.addresses ?? [] {
            logger.info(.gatewayAPI, "redirecting to HTTPS", .text("address", "\(address)"))
        }
    }

    /// Where it listens on TCP, with the ports that the system chose.
    var addresses: [ListenAddress] { server.addresses }

    /// Reads anew what can change while the server runs: the packs and the certificate.
    func reload() async {
        ServiceManager.notify(.reloading)
        defer { ServiceManager.notify(.ready) }
        await certificates?.reload()
        await shelf.reload()
    }

    /// Moves runs in play, by the word of who has the machine; nothing listens.
    func move(_ order: MoveOrder) async throws -> MoveReport {
        try await campaigns.runs.move(order, by: MoveAuthority(actor: "host"))
    }

    /// Takes away what nobody needs of pictures and sounds, by the word of who has the machine; nothing listens.
    func collectAssets(patience: Duration?) async throws -> SweepReport { try await media.sweep(patience: patience) }

    func stop() async {
        ServiceManager.notify(.stopping)
        certificates?.stop()
        partySync.hub.announceRestart()
        async let redirected: Void? = redirect?.stop()
        await server.stop(farewell: { [partySync] in partySync.farewell() })
        await redirected
        housekeeping.stop()
        diskSpace.stop()
        await media.stop()
        client.close()
        campaigns.stop()
        await auth.stop()
        await storage.close()
    }

    /// What `/readyz` tries.
    private var probes: [HealthProbe] {
        [
            HealthProbe("database", .essential) { [storage] in
                do { try await storage.probeRead() } catch { return .failed("cannot be read") }
                return .well
            },
            HealthProbe("disk", .essential) { [storage, diskSpace] in
                do {
                    try await storage.probeWrite(now: .systemNow())
                } catch StorageError.diskFull {
                    return .failed("full")
                } catch {
                    return .failed("cannot be written")
                }
                return await diskSpace.outcome()
            },
            HealthProbe("writerQueue", .essential) { [storage] in
                storage.isWriterBehind ? .failed("too long") : .well
            },
            HealthProbe("packs", .secondary) { [shelf] in shelf.packs.problem.map { .failed($0) } ?? .well },
        ]
    }
}
