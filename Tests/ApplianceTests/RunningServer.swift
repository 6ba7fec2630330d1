import ApplianceTesting
import Core
import Glibc
import Hashing
import Testing

/// The real binary on a port of its own, with a data folder of its own; ended with the test.
final class RunningServer: Sendable {
    static let botToken = "123456:a-token-for-tests"

    let directory: TemporaryDirectory
    private let process: ServerProcess
    let client: TestClient
    let port: UInt16
    private let tls: TestTLS?
    private let witness: TestClient.Witness

    /// - Parameters:
    ///   - directory: of a server before, to start again on the same data.
    ///   - launcher: of `ServerProcess`.
    ///   - tls: what the client speaks, when the environment has a certificate for the server.
    init(
        in directory: TemporaryDirectory? = nil, environment: [String: String] = [:], through launcher: [String] = [],
        tls: TestTLS? = nil
    ) async throws {
        let directory = try directory ?? TemporaryDirectory()
        self.directory = directory
        self.tls = tls
        process = try Self.process(in: directory, environment: environment, through: launcher)
        port = UInt16(try await process.port())
        witness = try await Self.contract.value.witness { Issue.record("\($0)") }
        client = try TestClient(port: port, tls: tls, witness: witness)
    }

    deinit { process.killNow() }

    /// A test that is not about them must not meet them on a busy machine.
    static let patience = [
        "MIMIC_LIMITS__HEAD_TIMEOUT": "600", "MIMIC_LIMITS__BODY_TIMEOUT": "3600",
        "MIMIC_LIMITS__IDLE_TIMEOUT": "3600", "MIMIC_PARTY_SYNC__HEARTBEAT": "3600",
    ]

    /// The process alone, which may not get as far as listening.
    static func process(
        in directory: TemporaryDirectory, environment: [String: String], through launcher: [String] = []
    ) throws -> ServerProcess {
        let standard = [
            "BOT_TOKEN": botToken, "MIMIC_AUTH__GUESTS": "true", "RATE_LIMIT_ENABLED": "false",
            "ENABLE_METRICS": "true", "MIMIC_AUTH__JWT_TTL": "3600",
        ].merging(patience) { own, _ in own }
        return try ServerProcess(
            ["serve", "--data", directory.data, "--listen", "127.0.0.1:0"],
            environment: standard.merging(environment) { _, own in own }, through: launcher)
    }

    /// With a connection of its own.
    func anotherClient() throws -> TestClient { try TestClient(port: port, tls: tls, witness: witness) }

    /// What the binary promises: every answer that a client of these tests gets is held against it.
    static let contract = Task {
        let process = try ServerProcess(["openapi"])
        try await process.waitForEnd()
        return Contract(try JSON.parseRequest(Array(process.printed.utf8)))
    }

    /// What `/readyz` says when each check had its say: on a busy machine one may take longer than it is waited for.
    func readiness() async throws -> TestResponse {
        while true {
            let answer = try await client.request("GET", "/readyz")
            if !answer.text.contains("no answer in time") { return answer }
        }
    }

    var data: String { directory.data }

    var processID: Int32 { process.processID }

    var printed: String { process.printed }

    /// SIGKILL: no word of farewell.
    func killNow() { process.killNow() }

    /// SIGKILL, without waiting for the end.
    func kill() { process.send(signal: SIGKILL) }

    /// SIGTERM, and the exit code.
    func stop() async throws -> Int32 { try await process.stop() }

    /// SIGTERM, without waiting for what comes of it.
    func terminate() { process.send(signal: SIGTERM) }

    /// The exit code of a server that ends by itself.
    func waitForEnd() async throws -> Int32 { try await process.waitForEnd() }

    func hangUp() { process.send(signal: SIGHUP) }

    /// Returns when `count` lines of the log have `text` in them.
    func waitForLine(_ text: String, count: Int = 1) async throws {
        let missing = Lock(count)
        _ = try await process.line { line in
            missing.withLock {
                if line.contains(text) { $0 -= 1 }
                return $0 == 0
            }
        }
    }

    /// What a Telegram client would hand to the Mini App of `botToken`.
    static func initData(user: Int, name: String = "Вера", at time: Timestamp = .systemNow()) -> String {
        let user = #"{"id":\#(user),"first_name":"\#(name)","language_code":"ru"}"#
        let fields = ["auth_date": String(time.seconds), "query_id": "AAHdF6IQAAAAAN0XohDhrOrc", "user": user]
        let lines = fields.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "\n")
        let secret = HMACSHA256.authenticate(Array(botToken.utf8), key: Array("WebAppData".utf8))
        let hash = Hex.encode(HMACSHA256.authenticate(Array(lines.utf8), key: secret))
        let encoded = fields.map { "\($0.key)=\(percentEncode($0.value))" } + ["hash=\(hash)"]
        return encoded.joined(separator: "&")
    }

    private static func percentEncode(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain = Character(UnicodeScalar(byte)).isLetter && byte < 128 || byte >= 48 && byte <= 57
            return isPlain ? String(UnicodeScalar(byte)) : "%" + Hex.encode([byte])
        }.joined()
    }
}

/// A signed-in player of a `RunningServer`: calls with the token, and fails loudly.
struct TestPlayer: Sendable {
    struct Refused: Error, CustomStringConvertible {
        let description: String
    }

    let client: TestClient
    let token: String

    static func telegram(_ server: RunningServer, user: Int = 42) async throws -> TestPlayer {
        try await signIn(
            server, "/v1/auth/telegram", ["initData": .string(RunningServer.initData(user: user))])
    }

    static func guest(_ server: RunningServer, _ name: String = "Гость") async throws -> TestPlayer {
        try await signIn(server, "/v1/auth/guest", ["displayName": .string(name)])
    }

    private static func signIn(_ server: RunningServer, _ path: String, _ body: JSONValue) async throws -> TestPlayer {
        let client = try server.anotherClient()
        let answer = try await client.request("POST", path, json: body)
        guard answer.status == 200, let token = answer.json["accessToken"]?.stringValue else {
            throw Refused(description: "POST \(path): \(answer.status) \(answer.text)")
        }
        return TestPlayer(client: client, token: token)
    }

    private var authorization: [String: String] { ["Authorization": "Bearer \(token)"] }

    /// The body of a 2xx answer.
    ///
    /// - Throws: `Refused` for any other.
    func get(_ path: String) async throws -> JSONValue {
        try check("GET \(path)", await client.request("GET", path, headers: authorization))
    }

    func post(_ path: String, _ body: JSONValue = [:], key: String? = nil) async throws -> JSONValue {
        try check("POST \(path)", await send("POST", path, body, key: key))
    }

    /// The answer, whatever it is.
    func send(_ method: String, _ path: String, _ body: JSONValue = [:], key: String? = nil) async throws
        -> TestResponse
    {
        var headers = authorization
        headers["Idempotency-Key"] = key
        return try await client.request(method, path, headers: headers, json: body)
    }

    private func check(_ what: String, _ answer: TestResponse) throws -> JSONValue {
        guard (200..<300).contains(answer.status) else {
            throw Refused(description: "\(what): \(answer.status) \(answer.text)")
        }
        return answer.json
    }

    /// A character, its party, and a run of `campaign`: the ids.
    func begin(_ campaign: String, character name: String = "Странница") async throws -> (character: Int64, run: String)
    {
        let archetypes = try await get("/v1/archetypes")
        guard case .array(let presets)? = archetypes["items"], let preset = presets.first?["id"]?.stringValue else {
            throw Refused(description: "no archetypes: \(archetypes)")
        }
        let made = try await post("/v1/characters", ["name": .string(name), "archetype": .string(preset)])
        let character = made["id"]?.integerValue ?? 0
        let party = try await post("/v1/parties", ["leaderCharacterId": .integer(character)])
        let run = try await post(
            "/v1/campaign-runs",
            ["campaignTemplateId": .string(campaign), "partyId": .integer(party["id"]?.integerValue ?? 0)])
        return (character, run["id"]?.stringValue ?? "")
    }

    /// Advances until the run is completed: the states of the run after each action.
    func playToTheEnd(_ run: String, atMost limit: Int = 200) async throws -> [JSONValue] {
        var states: [JSONValue] = []
        while states.count < limit {
            let state = try await post(
                "/v1/campaign-runs/\(run)/action",
                ["actionType": "advance", "actionId": .string("step-\(states.count)")])
            states.append(state)
            if state["status"] == "COMPLETED" { return states }
        }
        throw Refused(description: "not completed after \(limit) actions: \(states.last ?? .null)")
    }
}

extension JSONValue {
    /// The elements of a list, or of the `items` of a page.
    var list: [JSONValue] {
        if case .array(let elements) = self { return elements }
        if case .array(let elements)? = self["items"] { return elements }
        return []
    }
}
