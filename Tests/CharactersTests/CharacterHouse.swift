import ApplianceTesting
import Auth
import Core
import Network
import Storage
import Testing

@testable import Characters

/// Auth and Characters over a real database and a real server.
final class CharacterHouse: Sendable {
    let clock = ManualClock()
    let temporary: TemporaryStorage
    let characters: CharactersModule
    private let client: TestClient
    private let server: TestServer

    init(settings change: @Sendable (inout CharacterSettings) -> Void = { _ in }) async throws {
        EventLoop.startInBackground()
        var authSettings = AuthSettings()
        authSettings.allowsGuests = true
        authSettings.rateLimits.isEnabled = false
        var settings = CharacterSettings()
        change(&settings)
        temporary = try TemporaryStorage(migrations: AuthModule.migrations + CharactersModule.migrations)
        let auth = await AuthModule(
            settings: authSettings, secret: Array("a secret of more than sixteen bytes".utf8),
            storage: temporary.storage, clock: clock.clock)
        characters = await CharactersModule(
            auth: auth, storage: temporary.storage, settings: settings, clock: clock.clock)
        server = try await Self.serve(auth, characters)
        client = try server.client(witness: server.contract.witness { Issue.record("\($0)") })
    }

    @LoopActor private static func serve(
        _ auth: AuthModule, _ characters: CharactersModule
    ) async throws -> TestServer {
        let router = Router()
        auth.addRoutes(to: router)
        characters.addRoutes(to: router)
        return try await TestServer(router: router)
    }

    func stop() async {
        await server.stop()
        await temporary.storage.close()
    }

    /// A new player; the token.
    func guest(_ name: String = "Ann") async throws -> String {
        let response = try await client.request("POST", "/v1/auth/guest", json: ["displayName": .string(name)])
        return response.json["accessToken"]?.stringValue ?? ""
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

    /// A new character; its id.
    func character(_ token: String, _ name: String = "Bran", archetype: String = "warrior") async throws -> Int64 {
        let response = try await send(
            "POST", "/v1/characters", token, ["name": .string(name), "archetype": .string(archetype)])
        return response.json["id"]?.integerValue ?? 0
    }
}

extension TestResponse {
    /// The fields that a 422 names.
    var wrongFields: [String] {
        let details = json["details"]?.elements ?? []
        return details.compactMap { $0["field"]?.stringValue }
    }

    /// The ids of a list's items.
    var itemIDs: [Int64] {
        let items = json["items"]?.elements ?? []
        return items.compactMap { $0["id"]?.integerValue }
    }
}
