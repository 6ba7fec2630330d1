package import Auth
package import Characters
package import ContentPacks
package import Core
package import Network
package import Parties
package import Storage

/// Bounds of the campaigns module.
package struct CampaignSettings: Sendable {
    /// Runs kept in memory, 1 and up; one takes about 20 KiB. Others are read from the tables when they are needed.
    package var cachedRuns = 1000

    package init() {}
}

/// Campaigns and their runs: what the packs offer, and what parties play of it.
@LoopActor
package final class CampaignsModule {
    package nonisolated static var migrations: [Migration] { CampaignSchema.migrations }

    /// Also for the channel: actions that come over a socket, who may join, what a newcomer is told.
    package let runs: RunService
    private let gate: Gate
    private let storage: Storage
    let contents: RunContents
    private let observer: CampaignObserver

    package init(
        gate: Gate, storage: Storage, surroundings: RunSurroundings, settings: CampaignSettings = CampaignSettings(),
        observer: CampaignObserver = .none, clock: Clock = .system
    ) {
        self.gate = gate
        self.storage = storage
        self.observer = observer
        contents = RunContents(storage: storage, artURL: surroundings.artURL)
        runs = RunService(
            storage: storage, clock: clock, contents: contents, surroundings: surroundings, observer: observer,
            cacheCapacity: settings.cachedRuns)
    }

    package func addRoutes(to router: Router) {
        CampaignSchemas.add(to: router)
        CampaignRoutes(gate: gate, storage: storage, contents: contents).add(to: router)
        RunRoutes(gate: gate, service: runs).add(to: router)
    }

    /// Offers what `library` holds, brings runs in line with their parties, waits for players on turn, and tells the
    /// observer how many runs there are.
    package func start(_ library: PackLibrary) async throws {
        try await offer(library)
        try await runs.followParties()
        try await runs.resumeWaits()
        for (status, count) in try await storage.read({ try RunStore.counts(in: $0) }) {
            observer.runsChanged(status, count)
        }
    }

    /// No turn is played by itself any more.
    package func stop() { runs.stopWaits() }

    /// Offers the campaigns of newly loaded packs in place of the former; runs go on with what they were begun with.
    ///
    /// - Parameter body: what else belongs to that transaction.
    package func offer(
        _ library: PackLibrary, _ body: @escaping @Sendable (Connection) throws -> Void = { _ in }
    ) async throws {
        try await contents.offer(library, body)
    }

    /// Hashes of the contents that unfinished runs are pinned to.
    package func contentsInPlay() async throws -> Set<String> {
        Set(try await storage.read { try CampaignStore.inPlay(in: $0) }.keys)
    }

    /// The packs that unfinished runs are pinned to, the most played first.
    package func packsInPlay() async throws -> [PackInPlay] {
        try await storage.read { try CampaignStore.packsInPlay(in: $0) }
    }

    /// The pack that a run is pinned to, and its campaign there.
    ///
    /// - Throws: 404 for no run.
    package func content(ofRun id: String) async throws -> (pack: Pack, campaign: Campaign) {
        let content = try await contents.pinned(try await runs.current(id).facts)
        return (content.pack, content.campaign)
    }

    /// What Parties tells while a run is in play.
    package var runHooks: RunHooks {
        var hooks = RunHooks()
        hooks.memberJoined = { [self] _, party in await follow(party) }
        hooks.memberLeft = { [self] _, party in await follow(party) }
        return hooks
    }

    /// The party has changed already, so a failure here is only told to the host; the next change or start heals it.
    private func follow(_ party: PartyID) async {
        do {
            try await runs.followParty(party)
        } catch {
            observer.failed("The run of party \(party) could not follow its members: \(error)")
        }
    }

    /// Fills what Characters asks about runs.
    package nonisolated static func fill(_ hooks: inout CharacterHooks) {
        hooks.isInUnfinishedRun = { try RunStore.isInUnfinishedRun($0, in: $1) }
        hooks.activeRuns = { player, language, connection in
            try RunStore.activeRuns(of: player, titlesIn: language, in: connection).map {
                ActiveRun(
                    id: $0.id, campaignTemplateID: $0.campaignTemplateID, title: $0.title, partyID: $0.partyID,
                    status: $0.status)
            }
        }
    }
}
