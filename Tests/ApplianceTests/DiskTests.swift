import ApplianceTesting
import Core
import Glibc
import Testing

@Suite("The disk under the binary", .timeLimit(.minutes(30)))
struct DiskTests {
    private let directory: TemporaryDirectory
    private var folder: String { directory.path + "/data" }

    init() throws {
        directory = try TemporaryDirectory()
        mkdir(folder, 0o700)
    }

    @Test("full: 507 until there is room, and all that was answered is there", .enabled(if: SmallFileSystem.isPossible))
    func fullFileSystem() async throws {
        let disk = SmallFileSystem(folder: folder)
        let server = try await RunningServer(in: directory, environment: Self.crowd, through: disk.launcher)
        try await play(
            on: server, filling: { try disk.fill(of: server.processID) },
            emptying: { disk.makeRoom(of: server.processID) })
    }

    @Test(
        "full before the start: does not start, says so, and starts when there is room",
        .enabled(if: SmallFileSystem.isPossible))
    func fullBeforeStart() async throws {
        let disk = SmallFileSystem(folder: folder)
        let server = try await RunningServer(in: directory, through: disk.launcherOfTwoStarts)
        #expect(server.printed.contains("mimic.db is full. Free some space and start again; nothing is lost."))
        #expect(try await server.readiness().status == 200)
        #expect(try await server.stop() == 0)
    }

    @Test("a file at the size that it may have: the same, where nothing can be mounted")
    func fullFile() async throws {
        let server = try await RunningServer(in: directory, environment: Self.crowd)
        let limit = ProcessLimit.fileSize(of: server.processID)
        try await play(on: server, filling: { try limit.set(300_000) }, emptying: { try limit.set(nil) })
    }

    private static let crowd = ["MIMIC_GAME__MAX_ACTIVE_CHARACTERS": "1000000", "MIMIC_DATA__MIN_FREE": "0"]

    private func play(on server: RunningServer, filling: () throws -> Void, emptying: () throws -> Void) async throws {
        let player = try await TestPlayer.guest(server)
        var made: Set<Int64> = []
        func make() async throws -> TestResponse {
            let answer = try await player.send("POST", "/v1/characters", ["name": "Нина", "archetype": "странник"])
            if answer.status == 201 { made.insert(try #require(answer.json["id"]?.integerValue)) }
            return answer
        }
        #expect(try await make().status == 201)

        try filling()
        var refused = try await make()
        while refused.status == 201 { refused = try await make() }
        #expect(refused.status == 507)
        #expect(refused.json["error"] == "disk_full")
        #expect(try await characters(of: player) == made)
        let unready = try await server.readiness()
        #expect(unready.status == 503)
        #expect(unready.json["checks"]?["disk"] == "full")

        try emptying()
        for _ in 0..<10 {
            let answer = try await make()
            #expect(answer.status == 201, "\(answer.text) \(server.printed)")
        }
        #expect(try await characters(of: player) == made)
        #expect(server.printed.contains("A transaction was lost"))
        #expect(try await server.stop() == 0)
    }

    private func characters(of player: TestPlayer) async throws -> Set<Int64> {
        var found: Set<Int64> = []
        var page = try await player.get("/v1/characters?limit=200")
        while true {
            for character in page.list { found.insert(try #require(character["id"]?.integerValue)) }
            guard let next = page["nextCursor"]?.stringValue else { return found }
            page = try await player.get("/v1/characters?limit=200&cursor=\(next)")
        }
    }

    @Test("nearly full: degraded and a line in the log, while play is saved")
    func nearlyFull() async throws {
        let server = try await RunningServer(in: directory, environment: ["MIMIC_DATA__MIN_FREE": "100000000"])
        let ready = try await server.readiness()
        #expect(ready.status == 200)
        #expect(ready.json["status"] == "degraded")
        #expect(ready.json["checks"]?["disk"] == "nearly full")
        try await server.waitForLine("The disk of the data folder is nearly full")
        let player = try await TestPlayer.guest(server)
        _ = try await player.post("/v1/characters", ["name": "Нина", "archetype": "странник"])
        let metrics = try await server.client.request("GET", "/metrics").text
        #expect(metrics.contains("\ndata_free_bytes ") && !metrics.contains("\ndata_free_bytes 0\n"))
    }

    @Test("with a damaged database: does not start, and says what to do")
    func damagedBeforeStart() async throws {
        #expect(try await RunningServer(in: directory).stop() == 0)
        try directory.spoil("data/mimic.db", from: 4096)
        let before = try directory.read("data/mimic.db")
        let start = try ServerProcess(["serve", "--data", folder, "--listen", "127.0.0.1:0"])
        #expect(try await start.waitForEnd() == 1)
        #expect(start.printed.contains("mimic.db is damaged"))
        #expect(start.printed.contains("snapshots"))
        #expect(try directory.read("data/mimic.db") == before)
    }

    @Test("without the write-ahead log of a killed server: does not start, and says what to do")
    func logMissing() async throws {
        let server = try await RunningServer(in: directory)
        _ = try await TestPlayer.guest(server)
        server.killNow()
        #expect(unlink(folder + "/mimic.db-wal") == 0)
        let start = try ServerProcess(["serve", "--data", folder, "--listen", "127.0.0.1:0"])
        #expect(try await start.waitForEnd() == 1)
        #expect(start.printed.contains("mimic.db-wal"))
        #expect(start.printed.contains("remove \(folder)/mimic.db.lock"))
    }
}
