import ApplianceTesting
import Auth
import Core
import Network
import PartySync
import Storage
import Testing

@testable import MediaBroker

/// A server with players and media on a database and a folder of its own, which can be restarted.
final class MediaHouse: Sendable {
    let temporary: TemporaryStorage
    let clock: ManualClock
    let server: TestServer
    let media: MediaBrokerModule
    let settings: MediaSettings
    let seen: Seen
    /// Where the assets are.
    let folder: AssetFolder

    /// What the module told.
    final class Seen: Sendable {
        let cacheHits = Lock<[String]>([])
        let failures = Lock<[String]>([])
        /// `type provider status`.
        let ended = Lock<[String]>([])
        let announced = Lock<[String]>([])
        let depths = Lock<[Int]>([])
    }

    static let migrations = AuthModule.migrations + PartySyncModule.migrations + MediaBrokerModule.migrations

    /// - Parameters:
    ///   - isWorking: whether jobs are worked on; false: the queue is left alone.
    ///   - directory: of a house before, to begin again on the same data.
    convenience init(
        providers: [any MediaProvider] = [], isWorking: Bool = true, in directory: TemporaryDirectory? = nil,
        clock: ManualClock = ManualClock(), surroundings: MediaSurroundings = MediaSurroundings(),
        rates: @Sendable (inout RateLimitSettings) -> Void = { $0.isEnabled = false },
        configure: @escaping @Sendable (inout MediaSettings) -> Void = { _ in }
    ) async throws {
        EventLoop.startInBackground()
        let temporary = try TemporaryStorage(migrations: Self.migrations, in: directory)
        var limits = RateLimitSettings()
        rates(&limits)
        try await self.init(temporary, clock, providers, isWorking, surroundings, limits, configure)
    }

    private init(
        _ temporary: TemporaryStorage, _ clock: ManualClock, _ providers: [any MediaProvider], _ isWorking: Bool,
        _ surroundings: MediaSurroundings, _ limits: RateLimitSettings,
        _ configure: @escaping @Sendable (inout MediaSettings) -> Void
    ) async throws {
        self.temporary = temporary
        self.clock = clock
        let seen = Seen()
        self.seen = seen
        var settings = MediaSettings(
            folder: "\(temporary.directory.path)/assets", secret: Array("a secret of more than sixteen bytes".utf8))
        configure(&settings)
        self.settings = settings
        folder = AssetFolder(path: settings.folder)
        var surroundings = surroundings
        surroundings.announced = { run in seen.announced.withLock { $0.append(run) } }
        let built = try await build(
            temporary.storage, clock.clock, settings, providers, surroundings, limits, seen, isWorking)
        media = built.media
        var errors = ServerObserver()
        errors.internalError = { cause in seen.failures.withLock { $0.append(cause.cause) } }
        server = try await TestServer(router: built.router, observer: errors)
    }

    /// Stops in good order.
    func stop() async {
        await media.stop()
        await server.stop()
        await temporary.storage.close()
    }

    func client() throws -> TestClient {
        try server.client(witness: server.contract.witness { Issue.record("\($0)") })
    }

    func player(_ name: String, role: Role? = nil) async throws -> MediaPlayer {
        let client = try client()
        var answer = try await client.request("POST", "/v1/auth/guest", json: ["displayName": .string(name)])
        try #require(answer.status == 200, "\(answer.text)")
        let id = PlayerID(rawValue: try #require(answer.json["user"]?["id"]?.integerValue))
        if let role {
            let key = try #require(answer.json["guestKey"])
            try await temporary.storage.write {
                try $0.run("UPDATE players SET roles = ?2 WHERE id = ?1", .id(id), .text("[\"\(role.rawValue)\"]"))
            }
            answer = try await client.request("POST", "/v1/auth/guest/resume", json: ["guestKey": key])
        }
        let token = try #require(answer.json["accessToken"]?.stringValue)
        return MediaPlayer(id: id, token: token, client: client)
    }

    /// Keeps a picture as an upload would; of one width another for each seed.
    func keepPicture(width: Int = 24, isPrivate: Bool = false, uploadedBy: PlayerID? = nil) async throws -> StoredAsset
    {
        let png = ImageCodec.encode(.gradient(width: width, height: 16), as: .png)
        var new = try NewAsset(picture: png)
        new.isPrivate = isPrivate
        new.uploadedBy = uploadedBy
        return try await media.assets.keep(new)
    }

    /// Files below the store's folder, sorted.
    var files: [String] {
        var paths: [String] = []
        folder.forEachFile { paths.append($0.path) }
        return paths
    }

    func verify() throws -> AssetVerification {
        var verification = AssetVerification(folder: "\(temporary.directory.path)/assets")
        try verification.run { body in try Storage.inspect(temporary.path, migrations: Self.migrations, body) }
        return verification
    }
}

/// Somebody with an access token and a connection.
struct MediaPlayer: Sendable {
    let id: PlayerID
    let token: String
    let client: TestClient

    func get(_ target: String) async throws -> TestResponse {
        try await client.request("GET", target, headers: ["Authorization": "Bearer \(token)"])
    }

    func post(_ target: String, _ json: JSONValue = [:], key: String? = nil) async throws -> TestResponse {
        var headers = ["Authorization": "Bearer \(token)"]
        headers["Idempotency-Key"] = key
        return try await client.request("POST", target, headers: headers, body: JSON.encodeCanonical(json))
    }

    func upload(_ bytes: [UInt8], _ query: String = "", type: String = "image/png") async throws -> TestResponse {
        try await client.request(
            "POST", "/v1/admin/assets\(query)",
            headers: ["Authorization": "Bearer \(token)", "Content-Type": type], body: bytes)
    }
}

@LoopActor private func build(
    _ storage: Storage, _ clock: Clock, _ settings: MediaSettings, _ providers: [any MediaProvider],
    _ surroundings: MediaSurroundings, _ limits: RateLimitSettings, _ seen: MediaHouse.Seen, _ isWorking: Bool
) async throws -> (media: MediaBrokerModule, router: Router) {
    var authentication = AuthSettings()
    authentication.allowsGuests = true
    authentication.rateLimits = limits
    authentication.tokenLifetime = 3600
    let auth = AuthModule(
        settings: authentication, secret: Array(repeating: 7, count: 32), storage: storage, clock: clock)
    let observer = MediaObserver(
        depthChanged: { depth in seen.depths.withLock { $0.append(depth) } },
        jobEnded: { type, provider, status, _ in
            seen.ended.withLock { $0.append("\(type) \(provider) \(status)") }
        },
        cacheHit: { kind in seen.cacheHits.withLock { $0.append(kind) } },
        attemptFailed: { _, provider, cause in seen.failures.withLock { $0.append("\(provider): \(cause)") } },
        failed: { message, cause in seen.failures.withLock { $0.append("\(message): \(cause)") } })
    let media = MediaBrokerModule(
        gate: auth.gate, storage: storage, settings: settings, providers: providers, surroundings: surroundings,
        observer: observer, clock: clock)
    let router = Router()
    auth.addRoutes(to: router)
    media.addRoutes(to: router)
    try await auth.start()
    if isWorking { try await media.start() }
    return (media, router)
}
