import ApplianceTesting
import Auth
import Core
import Glibc
import Network
import Testing

@testable import PartySync
@testable import Storage

/// The hub over a real server and a real database, with people that a test admits, and a game that notes what it is asked.
final class HubHouse: Sendable {
    struct Game: Sendable {
        var roles: [PlayerID: Admission] = [:]
        var names: [PlayerID: String] = [:]
        var actions: [ChannelAction] = []
        var pauses = 0
        /// Happens between the moment of which somebody is admitted and their coming in.
        var admitting: @Sendable () async -> Void = {}
        /// Happens while a newcomer is told of the channel.
        var describing: @Sendable () async -> Void = {}
        /// Happens while an action is done.
        var meanwhile: @Sendable () async -> Void = {}
        /// What the game says to an action of this id.
        var refusals: [String: APIError] = [:]
        /// What it knows of an action of this id that was done before.
        var done: [String: DoneAction] = [:]
    }

    /// What the hub told its observer.
    struct Observed: Sendable, Equatable {
        var connections = 0
        var received = 0
        var sent = 0
        var refused: [String] = []
        var closed: [UInt16] = []
        var returned: [Bool] = []
    }

    /// The token of the service "scoreboard".
    static let serviceToken = "0123456789-scoreboard"

    static let run = ChannelName.run("0190a000-0000-7000-8000-000000000001")
    let clock = ManualClock()
    let temporary: TemporaryStorage
    let module: PartySyncModule
    let game: Lock<Game>
    let observed: Lock<Observed>
    private let server: TestServer
    private let auth: AuthModule

    init(limits: ChannelLimits = ChannelLimits(), limitsRequests: Bool = false) async throws {
        EventLoop.startInBackground()
        temporary = try TemporaryStorage(migrations: AuthModule.migrations + PartySyncModule.migrations)
        game = Lock(Game())
        observed = Lock(Observed())
        (server, module, auth) = try await Self.serve(
            limits, limitsRequests, temporary.storage, game, observed, clock.clock)
        try await temporary.storage.write { try EventLog.open(channel: Self.run.description, now: Sample.now, in: $0) }
    }

    @LoopActor private static func serve(
        _ limits: ChannelLimits, _ limitsRequests: Bool, _ storage: Storage, _ game: Lock<Game>,
        _ observed: Lock<Observed>, _ clock: Clock
    ) async throws -> (TestServer, PartySyncModule, AuthModule) {
        var settings = AuthSettings()
        settings.allowsGuests = true
        settings.rateLimits.isEnabled = limitsRequests
        let auth = AuthModule(
            settings: settings, secret: Array("a secret of more than sixteen bytes".utf8), storage: storage,
            clock: clock)
        let surroundings = HubSurroundings(
            admit: { principal, channel in
                guard channel == Self.run else { throw APIError.notFound("No such run.") }
                guard let admission = game.withLock({ $0.roles[principal.playerID] }) else {
                    throw APIError.forbidden("Not yours.")
                }
                await game.withLock { $0.admitting }()
                return admission
            },
            describe: { channel, _ in
                guard channel == Self.run else { throw APIError.notFound("No such run.") }
                await game.withLock { $0.describing }()
                return game.withLock { game in
                    ChannelDescription(
                        members: game.roles.compactMap { player, admission in
                            admission.characterID.map {
                                .init(playerID: player, characterID: $0, displayName: game.names[player] ?? "")
                            }
                        }, run: Array(#"{"turn":3}"#.utf8))
                }
            },
            act: { action in
                await game.withLock { $0.meanwhile }()
                let actionID = action.body["actionId"]?.stringValue ?? ""
                let (refusal, done) = game.withLock { game in
                    game.actions.append(action)
                    return (game.refusals[actionID], game.done[actionID])
                }
                if let refusal { throw refusal }
                return done
            },
            pauseForSafety: { _, _ in game.withLock { $0.pauses += 1 } })
        let module = PartySyncModule(
            auth: auth, storage: storage, limits: limits,
            services: ServiceTokens([("clock", "another token of its own"), ("scoreboard", serviceToken)]),
            observer: observer(of: observed), clock: clock)
        module.hub.surroundings = surroundings
        let router = Router()
        auth.addRoutes(to: router)
        module.addRoutes(to: router)
        return (try await TestServer(router: router), module, auth)
    }

    private static func observer(of observed: Lock<Observed>) -> HubObserver {
        HubObserver(
            connectionsChanged: { count in observed.withLock { $0.connections = count } },
            received: { observed.withLock { $0.received += 1 } },
            sent: { count in observed.withLock { $0.sent += count } },
            refused: { word in observed.withLock { $0.refused.append(word) } },
            closed: { code in observed.withLock { $0.closed.append(code) } },
            returned: { isRecovered in observed.withLock { $0.returned.append(isRecovered) } })
    }

    struct Person: Sendable {
        let token: String
        let id: PlayerID
        var character: CharacterID { CharacterID(rawValue: id.rawValue + 100) }
    }

    /// A guest, on the channel as `role`, or a stranger to it.
    func person(_ name: String, _ role: Admission.Role? = .member) async throws -> Person {
        let answer = try await server.client().request("POST", "/v1/auth/guest", json: ["displayName": .string(name)])
        let id = PlayerID(rawValue: try #require(answer.json["user"]?["id"]?.integerValue))
        let person = Person(token: try #require(answer.json["accessToken"]?.stringValue), id: id)
        if let role {
            game.withLock {
                $0.roles[id] = Admission(role, as: role == .member ? person.character : nil)
                $0.names[id] = name
            }
        }
        return person
    }

    static let runID = String(run.description.dropFirst("run:".count))

    func open(_ person: Person, _ query: String = "") async throws -> TestChannel {
        try await open(bearing: person.token, query)
    }

    func open(bearing token: String, _ query: String = "") async throws -> TestChannel {
        let headers = ["Authorization": "Bearer \(token)"]
        return TestChannel(try await TestWebSocket(server.client(), "/ws/run/\(Self.runID)" + query, headers: headers))
    }

    /// - Parameter message: what of the message is of interest; it is a `timer_tick` with an empty payload otherwise.
    func broadcast(
        _ token: String?, _ message: [String: JSONValue] = [:], to campaign: String = runID,
        headers: [String: String] = [:]
    ) async throws -> TestResponse {
        var headers = headers
        headers["Authorization"] = token.map { "Bearer \($0)" }
        let plain: [String: JSONValue] = ["eventType": "timer_tick", "payload": [:]]
        let message = JSONValue.object(plain.merging(message) { $1 })
        return try await server.client().request(
            "POST", "/v1/campaigns/\(Self.runID)/broadcast", headers: headers,
            json: ["campaignId": .string(campaign), "message": message])
    }

    func client() throws -> TestClient { try server.client() }

    /// Stores events as some module does, and tells the hub in the order that the test wants.
    func append(_ texts: String..., to audience: Audience = .all) async throws -> [StoredEvent] {
        try await append(texts, to: audience)
    }

    func append(_ texts: [String], to audience: Audience = .all) async throws -> [StoredEvent] {
        try await temporary.storage.write { connection in
            try texts.map {
                try EventLog.append(
                    Sample.chat($0, on: Self.run.description, from: nil, to: audience), now: Sample.now, in: connection)
            }
        }
    }

    /// Sockets that are open on all channels.
    @LoopActor var connections: Int { module.hub.connections }

    /// Bytes that wait for the sockets of somebody.
    @LoopActor func unsent(to person: Person) -> Int {
        module.hub.seats[person.id]?.reduce(0) { $0 + $1.socket.unsent } ?? 0
    }

    @LoopActor func publish(_ events: [StoredEvent]) { module.hub.publish(events) }

    @LoopActor func endSession(of person: Person) { auth.sessions.endAll(of: person.id) }

    @LoopActor func review() async { await module.hub.review(Self.run) }

    @LoopActor func refresh() { module.hub.refresh(Self.run) }

    /// The hub looks whether there is more; some turns later, while the loop stands still, an event comes into the table;
    /// then the hub is told of it. When it has done looking, a mark follows that is stored nowhere.
    @LoopActor func publishWhileLooking(_ text: String, afterTurns turns: Int) async throws {
        let table = try Connection.open(temporary.path, .query)
        let channel = try #require(module.hub.channels[Self.run.description])
        refresh()
        for _ in 0..<turns { await Task.yield() }
        let stored = Lock<StoredEvent?>(nil)
        let (storage, event) = (temporary.storage, Sample.chat(text, on: Self.run.description, from: nil))
        let writing = Task.detached {
            try await storage.write { connection in
                let event = try EventLog.append(event, now: Sample.now, in: connection)
                stored.withLock { $0 = event }
            }
        }
        func isThere() throws -> Bool {
            guard let seq = stored.withLock({ $0?.seq }) else { return false }
            return try !EventLog.stored(after: seq - 1, on: Self.run.description, limit: 1, in: table).isEmpty
        }
        while try !isThere() { sched_yield() }
        module.hub.publish([try #require(stored.withLock { $0 })])
        try await writing.value
        while channel.isCatchingUp { await Task.yield() }
        channel.show(Sample.chat("mark", on: Self.run.description))
    }
}
