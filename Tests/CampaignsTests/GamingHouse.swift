import ApplianceTesting
import Auth
import Characters
import ContentPacks
import Core
import Network
import Parties
import PartySync
import Storage
import Testing

@testable import Campaigns

/// A server with players, parties and campaigns on a database of its own, which can be restarted.
final class GamingHouse: Sendable {
    let database: TemporaryStorage
    let server: TestServer
    let runs: RunService
    let campaigns: CampaignsModule
    let clock: ManualClock
    /// What was sent to the channels.
    let published: Lock<[StoredEvent]>
    /// What was shown on the channels, and is stored nowhere.
    let shown: Lock<[PartyEvent]>
    /// Players whose sockets are open.
    let online: Lock<Set<PlayerID>>
    /// `type result` of each action.
    let actions: Lock<[String]>
    /// The pictures that runs have asked for.
    let wishes: Lock<[ArtWish]>

    static let migrations =
        AuthModule.migrations + CharactersModule.migrations + PartySyncSchema.migrations + PartiesModule.migrations
        + CampaignsModule.migrations

    /// - Parameter cachedRuns: that the service keeps in memory.
    convenience init(library: PackLibrary = TalePack.library(), cachedRuns: Int = 1000) async throws {
        try await self.init(
            database: TemporaryStorage(migrations: Self.migrations), clock: ManualClock(), library: library,
            cachedRuns: cachedRuns)
    }

    private init(
        database: TemporaryStorage, clock: ManualClock, library: PackLibrary, cachedRuns: Int = 1000
    ) async throws {
        EventLoop.startInBackground()
        self.database = database
        self.clock = clock
        let (published, online, actions) = (Lock<[StoredEvent]>([]), Lock<Set<PlayerID>>([]), Lock<[String]>([]))
        let shown = Lock<[PartyEvent]>([])
        let wishes = Lock<[ArtWish]>([])
        var surroundings = RunSurroundings(
            publish: { events in published.withLock { $0 += events } },
            show: { event in shown.withLock { $0.append(event) } },
            isOnline: { player, _ in online.withLock { $0.contains(player) } })
        // Everything is drawn but the far shore.
        surroundings.artURL = { subject, pack, _ in
            subject.id == "scn_end" ? nil : "/art/\(pack.id)/\(subject.kind.rawValue)/\(subject.id)"
        }
        surroundings.askForArt = { wish in wishes.withLock { $0.append(wish) } }
        let observer = CampaignObserver(
            actionAnswered: { type, result in actions.withLock { $0.append("\(type) \(result)") } })
        let built = try await build(
            database.storage, clock.clock, surroundings, observer, library, cachedRuns)
        campaigns = built.campaigns
        runs = built.runs
        var errors = ServerObserver()
        errors.internalError = { Issue.record("\($0.route.map(String.init(describing:)) ?? "?"): \($0.cause)") }
        server = try await TestServer(router: built.router, observer: errors)
        self.published = published
        self.shown = shown
        self.online = online
        self.actions = actions
        self.wishes = wishes
    }

    /// The same database, everything else anew.
    func restarted(library: PackLibrary = TalePack.library()) async throws -> GamingHouse {
        await server.stop()
        await campaigns.stop()
        return try await GamingHouse(database: try await database.reopened(), clock: clock, library: library)
    }

    /// A client of its own connection, whose answers are held against the contract.
    func newClient() throws -> TestClient {
        try server.client(witness: server.contract.witness { Issue.record("\($0)") })
    }

    /// A guest with a token, and a character when it has a name.
    func guest(_ name: String, role: Role? = nil) async throws -> Guest {
        let client = try newClient()
        var answer = try await client.request("POST", "/v1/auth/guest", json: ["displayName": .string(name)])
        try #require(answer.status == 200, "\(answer.text)")
        let id = PlayerID(rawValue: try #require(answer.json["user"]?["id"]?.integerValue))
        if let role {
            let key = try #require(answer.json["guestKey"])
            try await database.storage.write {
                try $0.run("UPDATE players SET roles = ?2 WHERE id = ?1", .id(id), .text("[\"\(role.rawValue)\"]"))
            }
            answer = try await client.request("POST", "/v1/auth/guest/resume", json: ["guestKey": key])
        }
        let token = try #require(answer.json["accessToken"]?.stringValue)
        return Guest(id: id, token: token, client: client)
    }

    /// A guest who plays: with a character of the same name.
    func player(_ name: String) async throws -> Guest {
        let guest = try await guest(name)
        let answer = try await guest.post(
            "/v1/characters", ["name": .string(name), "archetype": "ferry guest", "coreStats": ["cha": 16, "hp": 12]])
        try #require(answer.status == 201, "\(answer.text)")
        let id = CharacterID(rawValue: try #require(answer.json["id"]?.integerValue))
        guest.character.withLock { $0 = id }
        return guest
    }

    /// A party of the players' characters; the first one leads.
    func party(_ players: Guest..., watchedBy watchers: [Guest] = []) async throws -> PartyID {
        let leader = try #require(players.first)
        let made = try await leader.post("/v1/parties", ["leaderCharacterId": try leader.characterJSON])
        try #require(made.status == 201, "\(made.text)")
        let party = PartyID(rawValue: try #require(made.json["id"]?.integerValue))
        let code = try #require(made.json["inviteCode"])
        for player in players.dropFirst() { try await player.join(party, code) }
        for watcher in watchers { try await watcher.join(party, code, role: "SPECTATOR") }
        return party
    }

    /// Time passes, and what was waited for in a run is done.
    func pass(_ duration: Duration, in run: String) async throws {
        clock.advance(by: duration)
        await runs.endWait(run)
        // The loop's own timer may have been quicker: what it began is done when the run's queue is free.
        try await runs.writing(run) { _, _ in }
    }
}

@LoopActor private func build(
    _ storage: Storage, _ clock: Clock, _ surroundings: RunSurroundings, _ observer: CampaignObserver,
    _ library: PackLibrary, _ cachedRuns: Int
) async throws -> (campaigns: CampaignsModule, runs: RunService, router: Router) {
    var settings = AuthSettings()
    settings.allowsGuests = true
    settings.rateLimits.isEnabled = false
    settings.tokenLifetime = 3600
    let auth = AuthModule(
        settings: settings, secret: Array(repeating: 7, count: 32), storage: storage, clock: clock)
    let characters = CharactersModule(auth: auth, storage: storage, clock: clock)
    CampaignsModule.fill(&characters.hooks)
    let parties = PartiesModule(auth: auth, characters: characters, storage: storage, clock: clock)
    var campaignSettings = CampaignSettings()
    campaignSettings.cachedRuns = cachedRuns
    let campaigns = CampaignsModule(
        gate: auth.gate, storage: storage, surroundings: surroundings, settings: campaignSettings, observer: observer,
        clock: clock)
    parties.hooks = campaigns.runHooks
    let router = Router()
    auth.addRoutes(to: router)
    characters.addRoutes(to: router)
    parties.addRoutes(to: router)
    campaigns.addRoutes(to: router)
    try await auth.start()
    try await campaigns.start(library)
    return (campaigns, campaigns.runs, router)
}
