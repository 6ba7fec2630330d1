import ApplianceTesting
import Core
import Hashing
import Network
import Storage
import Testing

@testable import Auth

/// Auth over a real database and a real server, with a clock that the test moves. Limits are off unless a test asks.
final class AuthHouse: Sendable {
    static let botToken = "7000000001:AAF-not-a-real-token"
    static let secret = Array("a secret of more than sixteen bytes".utf8)

    let clock: ManualClock
    let temporary: TemporaryStorage
    let auth: AuthModule
    let client: TestClient
    /// Who signed in by which way.
    let signIns = Lock<[String]>([])
    private let server: TestServer

    init(
        on temporary: TemporaryStorage? = nil, clock: ManualClock = ManualClock(),
        settings change: @Sendable (inout AuthSettings) -> Void = { _ in }
    ) async throws {
        EventLoop.startInBackground()
        var settings = AuthSettings()
        settings.telegram = .botToken(Self.botToken)
        settings.allowsGuests = true
        settings.rateLimits.isEnabled = false
        change(&settings)
        self.clock = clock
        self.temporary = try temporary ?? TemporaryStorage(migrations: AuthSchema.migrations)
        auth = await AuthModule(
            settings: settings, secret: Self.secret, storage: self.temporary.storage,
            observer: AuthObserver { [signIns] player, way, _ in
                signIns.withLock { $0.append("\(player) \(way.rawValue)") }
            }, clock: clock.clock)
        try await auth.start()
        server = try await Self.serve(auth, self.temporary.storage)
        client = try server.client()
    }

    @LoopActor private static func serve(_ auth: AuthModule, _ storage: Storage) async throws -> TestServer {
        let router = Router()
        auth.addRoutes(to: router)
        addProbes(to: router, auth.gate, storage)
        return try await TestServer(router: router)
    }

    /// - Parameter limit: for requests in flight.
    func stop(within limit: Duration = .seconds(1)) async {
        await auth.stop()
        await server.stop(within: limit)
        await temporary.storage.close()
    }

    /// A client of its own connection.
    func newClient() throws -> TestClient { try server.client() }

    // MARK: - Requests

    func post(
        _ path: String, _ body: JSONValue = [:], token: String? = nil, headers: [String: String] = [:]
    ) async throws -> TestResponse {
        var headers = headers
        if let token { headers["Authorization"] = "Bearer \(token)" }
        return try await client.request("POST", path, headers: headers, json: body)
    }

    /// `GET /probe`: 200 with the caller's id, name and roles.
    func probe(_ token: String?) async throws -> TestResponse {
        try await client.request("GET", "/probe", headers: token.map { ["Authorization": "Bearer \($0)"] } ?? [:])
    }

    func guest(_ name: String = "Ann") async throws -> SignedIn {
        SignedIn(try await post("/v1/auth/guest", ["displayName": .string(name)]))
    }

    func telegram(
        _ id: Int64 = 42, name: String = "Ann", extra: [String: String] = [:]
    ) async throws -> TestResponse {
        var fields = ["user": #"{"id":\#(id),"first_name":"\#(name)","language_code":"ru","username":"nan"}"#]
        fields.merge(extra) { $1 }
        let initData = SignedInitData.make(token: Self.botToken, fields: fields, authDate: clock.now.seconds)
        return try await post("/v1/auth/telegram", ["initData": .string(initData)])
    }

    /// What a client keeps of a sign-in.
    struct SignedIn {
        let token: String
        let refreshToken: String
        let playerID: Int64
        let guestKey: String?

        init(_ response: TestResponse) {
            token = response.json["accessToken"]?.stringValue ?? ""
            refreshToken = response.json["refreshToken"]?.stringValue ?? ""
            playerID = response.json["user"]?["id"]?.integerValue ?? 0
            guestKey = response.json["guestKey"]?.stringValue
        }
    }

    // MARK: - Routes that stand for the rest of the API

    @LoopActor private static func addProbes(to router: Router, _ gate: Gate, _ storage: Storage) {
        router.on(.get, "/probe", Operation("", tag: "test", answers: [(200, nil)])) { request in
            let caller = try gate.caller(request)
            let roles = caller.principal.roles.map(\.rawValue).sorted().joined(separator: ",")
            return .text("\(caller.playerID) \(caller.principal.displayName) \(roles)")
        }
        router.on(.get, "/open", Operation("", tag: "test", auth: .optional, answers: [(200, nil)])) { request in
            .text(try gate.optionalCaller(request) == nil ? "nobody" : "somebody")
        }
        // Counts its calls in a table, and refuses a body of {"refuse":status} after it has counted.
        let name = PathParameter("name", .cleanText(1...20), "What is counted.")
        let count = Operation("", tag: "test", parameters: [name], answers: [(201, nil)])
        router.on(.post, "/count/{name}", count) { request in
            try await gate.commit(request) { caller in
                let name = try request.value(of: name)
                let status = try request.read(CountRequest.self).refuse
                return { connection in
                    let count = try PlayerStore.count(name, of: caller.playerID, in: connection)
                    if let status { throw APIError(status, "refused", "As was asked.") }
                    return .json(Array(#"{"count":\#(count)}"#.utf8), status: 201)
                }
            }
        }
    }
}

private struct CountRequest: RequestBody {
    let refuse: Int?

    init(reading fields: inout RequestFields) { refuse = fields.optional("refuse", .integer(400...599)) }

    static let example: JSONValue = [:]
}

extension PlayerStore {
    /// Counts in the player's own settings: a write of a test that needs no table of its own.
    fileprivate static func count(_ name: String, of player: PlayerID, in connection: Connection) throws -> Int {
        guard let found = try find(player, in: connection) else { return 0 }
        var settings = try JSON.decode([String: Int].self, from: Array(found.settings.utf8))
        settings[name, default: 0] += 1
        try update(
            player, displayName: found.displayName,
            settings: String(decoding: try JSON.encode(settings), as: UTF8.self), language: nil, in: connection)
        return settings[name]!
    }
}
