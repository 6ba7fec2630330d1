import ApplianceTesting
import Auth
import Characters
import Core
import Network
import PartySync
import Storage
import Testing

@testable import Parties

/// Auth, Characters and Parties over a real database and a real server.
final class PartyHouse: Sendable {
    let clock = ManualClock()
    let temporary: TemporaryStorage
    let parties: PartiesModule
    private let client: TestClient
    private let server: TestServer

    init(
        auth change: @Sendable (inout AuthSettings) -> Void = { _ in }, settings: PartySettings = PartySettings()
    ) async throws {
        EventLoop.startInBackground()
        var authSettings = AuthSettings()
        authSettings.allowsGuests = true
        authSettings.rateLimits.isEnabled = false
        change(&authSettings)
        temporary = try TemporaryStorage(
            migrations: AuthModule.migrations + CharactersModule.migrations + PartySyncSchema.migrations
                + PartiesModule.migrations)
        (server, parties) = try await Self.serve(authSettings, settings, temporary.storage, clock.clock)
        client = try server.client(witness: server.contract.witness { Issue.record("\($0)") })
    }

    @LoopActor private static func serve(
        _ authSettings: AuthSettings, _ settings: PartySettings, _ storage: Storage, _ clock: Clock
    ) async throws -> (TestServer, PartiesModule) {
        let auth = AuthModule(
            settings: authSettings, secret: Array("a secret of more than sixteen bytes".utf8), storage: storage,
            clock: clock)
        let characters = CharactersModule(auth: auth, storage: storage, clock: clock)
        let parties = PartiesModule(
            auth: auth, characters: characters, storage: storage, settings: settings, clock: clock)
        let router = Router()
        auth.addRoutes(to: router)
        characters.addRoutes(to: router)
        parties.addRoutes(to: router)
        return (try await TestServer(router: router), parties)
    }

    func stop() async {
        await server.stop()
        await temporary.storage.close()
    }

    /// A player with a character.
    struct Guest {
        let token: String
        let character: Int64
    }

    func guest(_ name: String) async throws -> Guest {
        let response = try await client.request("POST", "/v1/auth/guest", json: ["displayName": .string(name)])
        let token = response.json["accessToken"]?.stringValue ?? ""
        return Guest(token: token, character: try await character(token, "Sir \(name)"))
    }

    func character(_ token: String, _ name: String) async throws -> Int64 {
        let body: JSONValue = ["name": .string(name), "archetype": "warrior"]
        return try await send("POST", "/v1/characters", token, body).json["id"]?.integerValue ?? 0
    }

    func send(
        _ method: String, _ path: String, _ token: String?, _ body: JSONValue? = nil, headers: [String: String] = [:]
    ) async throws -> TestResponse {
        var headers = headers
        if let token { headers["Authorization"] = "Bearer \(token)" }
        guard let body else { return try await client.request(method, path, headers: headers) }
        // Canonical: the same value must be the same bytes for its idempotency key.
        return try await client.request(method, path, headers: headers, body: try JSON.encodeCanonical(body))
    }

    /// A party that `leader` has made.
    func party(_ leader: Guest, name: String? = nil) async throws -> Table {
        var body: [String: JSONValue] = ["leaderCharacterId": .integer(leader.character)]
        if let name { body["name"] = .string(name) }
        let response = try await send("POST", "/v1/parties", leader.token, .object(body))
        return Table(
            id: response.json["id"]?.integerValue ?? 0, code: response.json["inviteCode"]?.stringValue ?? "")
    }

    struct Table {
        let id: Int64
        let code: String
        var path: String { "/v1/parties/\(id)" }
    }

    func join(
        _ table: Table, _ guest: Guest, code: String? = nil, role: String? = nil
    ) async throws -> TestResponse {
        var body: [String: JSONValue] = ["characterId": .integer(guest.character)]
        if let code { body["inviteCode"] = .string(code) }
        if let role { body["role"] = .string(role) }
        return try await send("POST", table.path + "/join", guest.token, .object(body))
    }

    func leave(_ table: Table, _ guest: Guest) async throws -> TestResponse {
        try await send("POST", table.path + "/leave", guest.token, ["characterId": .integer(guest.character)])
    }

    /// Roles by character, as `guest` sees the party.
    func roles(_ table: Table, _ guest: Guest) async throws -> [Int64: String] {
        let response = try await send("GET", table.path, guest.token)
        let members = response.json["members"]?.elements ?? []
        return members.reduce(into: [:]) { $0[$1["characterId"]!.integerValue!] = $1["role"]?.stringValue }
    }

    /// The types of the channel's events, the oldest first.
    func eventTypes(_ table: Table, _ guest: Guest) async throws -> [String] {
        let response = try await send("GET", table.path + "/events", guest.token)
        let events = response.json["items"]?.elements ?? []
        return events.compactMap { $0["eventType"]?.stringValue }
    }
}

extension TestResponse {
    var error: String? { json["error"]?.stringValue }

    /// The fields that a 422 names.
    var wrongFields: [String] {
        let details = json["details"]?.elements ?? []
        return details.compactMap { $0["field"]?.stringValue }
    }
}
