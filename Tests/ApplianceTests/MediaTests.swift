import ApplianceTesting
import Core
import Glibc
import MediaBroker
import Testing

@testable import Storage

@Suite("Pictures and sounds of the binary", .timeLimit(.minutes(30)))
struct MediaTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private static let admin = ["MIMIC_AUTH__ADMINS": "42", "MIMIC_DATA__MIN_FREE": "0"]

    /// A picture that no codec makes small: noise.
    private static func noise(_ seed: UInt64, side: Int = 400) -> [UInt8] {
        var random = SeededRandom(seed: seed)
        var pixels: [UInt8] = []
        for _ in 0..<side * side {
            pixels += [UInt8(random.integer(0...255)), UInt8(random.integer(0...255)), 0, 255]
        }
        return ImageCodec.encode(RasterImage(width: side, height: side, pixels: pixels), as: .png)
    }

    private func command(
        _ arguments: [String], through launcher: [String] = []
    ) async throws -> (code: Int32, text: String) {
        let process = try ServerProcess(["assets"] + arguments + ["--data", directory.data], through: launcher)
        return (try await process.waitForEnd(), process.printed)
    }

    @Test("killed in the middle of 200 jobs: after the restart each has ended exactly once, and files and rows agree")
    func killed() async throws {
        var unfinished = 0
        var asked: Set<String> = []
        var (run, token) = ("", "")
        while unfinished == 0 {
            let server = try await RunningServer(in: directory, environment: Self.admin)
            let player = try await TestPlayer.guest(server)
            run = try await player.begin("thirteenth_lantern").run
            token = player.token
            let uploader = try await TestPlayer.telegram(server)
            asked = try await withThrowingTaskGroup(of: Set<String>.self) { [run] group in
                for part in 0..<4 {
                    group.addTask { try await ask(server, player, run, part * 50..<part * 50 + 50) }
                }
                group.addTask {
                    for seed in 0..<3 { _ = try await uploader.upload(Self.noise(UInt64(seed), side: 64)) }
                    return []
                }
                return try await group.reduce(into: []) { $0.formUnion($1) }
            }
            server.killNow()
            unfinished = try count("SELECT count(*) FROM media_jobs WHERE finished_at IS NULL")
        }
        let server = try await RunningServer(in: directory, environment: Self.admin)
        // What is drawn waits for a core that nobody else wants: so looks only when the run's channel tells something.
        let channel = TestChannel(
            try await TestWebSocket(
                server.anotherClient(), "/ws/run/\(run)?history=0", headers: ["Authorization": "Bearer \(token)"]))
        while try count("SELECT count(*) FROM media_jobs WHERE finished_at IS NULL") > 0 {
            _ = try #require(try await channel.next())
        }
        #expect(try await server.stop() == 0)
        // The run tells of what its scenes show, too.
        let told = try doneEvents(of: run).filter(asked.contains)
        #expect(Set(told) == asked)
        #expect(told.count == asked.count, "a job ended twice")
        #expect(try count("SELECT count(*) FROM media_jobs WHERE crashes > 2") == 0)
        let verification = try await command(["verify"])
        #expect(verification.code == 0, "\(verification.text)")
    }

    /// Asks for a job a number, sounds that are known already and pictures in turn: their ids.
    private func ask(
        _ server: RunningServer, _ player: TestPlayer, _ run: String, _ numbers: Range<Int>
    ) async throws -> Set<String> {
        let player = TestPlayer(client: try server.anotherClient(), token: player.token)
        var ids: Set<String> = []
        for number in numbers {
            let payload: JSONValue =
                number % 2 == 0
                ? ["stubTranscript": "yes"] : ["prompt": .string("picture \(number)"), "width": 64, "height": 64]
            let job = try await player.post(
                "/v1/media/jobs",
                [
                    "jobType": number % 2 == 0 ? "stt" : "image", "payload": payload, "campaignRunId": .string(run),
                    "clientToken": .string("token \(number)"),
                ])
            ids.insert(try #require(job["jobId"]?.stringValue))
        }
        return ids
    }

    /// The jobs that the run's channel was told of.
    private func doneEvents(of run: String) throws -> [String] {
        try read { connection in
            try connection.all(
                """
                SELECT json_extract(body, '$.payload.jobId') FROM channel_events
                WHERE event_type = 'media.job.done' AND channel = ?1
                """, .text("run:\(run)")
            ) { $0.text(0) }
        }
    }

    private func count(_ sql: StaticString) throws -> Int { try read { try $0.first(sql) { $0.int(0) } ?? 0 } }

    private func read<Value>(_ body: (Connection) throws -> Value) throws -> Value {
        let connection = try Connection.open("\(directory.data)/mimic.db", .query)
        defer { connection.close() }
        return try body(connection)
    }

    @Test(
        "full disk: 507, nothing half-written, and pictures are kept again when there is room",
        .enabled(if: SmallFileSystem.isPossible))
    func fullDisk() async throws {
        mkdir(directory.data, 0o700)
        let disk = SmallFileSystem(folder: directory.data)
        let server = try await RunningServer(in: directory, environment: Self.admin, through: disk.launcher)
        let author = try await TestPlayer.telegram(server)
        #expect(try await author.upload(Self.noise(0)).status == 201)
        // A part of the next file still finds its place.
        try disk.fill(of: server.processID, leaving: 40_000)
        let refused = try await author.upload(Self.noise(1))
        #expect(refused.status == 507, "\(refused.text)")
        #expect(refused.json["error"] == "disk_full")
        let entrance = disk.entrance(to: server.processID)
        let verification = try await command(["verify", "--json"], through: entrance)
        #expect(verification.code == 0, "\(verification.text)")
        #expect(try JSON.parse(Array(verification.text.utf8))["checked"] == 1)
        #expect(try await author.get("/v1/me")["player"] != nil)
        disk.makeRoom(of: server.processID)
        #expect(try await author.upload(Self.noise(1)).status == 201)
        #expect(try await command(["verify"], through: entrance).code == 0)
        #expect(try await server.stop() == 0)
    }

    @Test("assets verify and gc say what they find and do, for people and for machines") func commands() async throws {
        let server = try await RunningServer(in: directory, environment: Self.admin)
        let author = try await TestPlayer.telegram(server)
        let id = try #require(try await author.upload(Self.noise(1, side: 32)).json["assetId"]?.stringValue)
        #expect(try await command(["verify"]).text == "")
        let refused = try await command(["gc"])
        #expect(refused.code == 1)
        #expect(refused.text.contains("A server that runs does this by itself."))
        #expect(try await server.stop() == 0)

        let hash = String(repeating: "ab", count: 32)
        try directory.write([1], to: "data/assets/ab/ab/\(hash).webp")
        try directory.write([1], to: "data/assets/notes.txt")
        let found = try await command(["verify", "--json"])
        #expect(found.code == 1)
        let report = try JSON.parse(Array(found.text.utf8))
        #expect(report["checked"] == 1)
        #expect(
            Set(report["findings"]?.list.compactMap { $0["path"]?.stringValue } ?? []) == [
                "ab/ab/\(hash).webp", "notes.txt",
            ])
        #expect(report["findings"]?.list.first?["fault"] == "stray")

        let collected = try await command(["gc", "--json"])
        #expect(collected.code == 0)
        #expect(
            try JSON.parse(Array(collected.text.utf8)) == ["marked": 0, "removed": 0, "freedBytes": 0, "strays": 1])
        let left = try await command(["verify"])
        #expect(left.text == "\(directory.data)/assets/notes.txt: stray: no asset is kept in this file")

        let path = "data/assets/" + (try file(of: id))
        try directory.spoil(path, from: 10)
        let damaged = try await command(["verify"])
        #expect(damaged.text.contains("damaged: its bytes are not those that it was kept with"))
    }

    /// Below the folder of assets.
    private func file(of id: String) throws -> String {
        let hash = try read { try $0.first("SELECT hash FROM assets WHERE id = ?1", .text(id)) { $0.text(0) } }
        let text = try #require(hash)
        return "\(text.prefix(2))/\(text.dropFirst(2).prefix(2))/\(text).webp"
    }

    @Test("counts jobs, hits and the queue in the metrics") func metrics() async throws {
        let server = try await RunningServer(in: directory)
        let player = try await TestPlayer.guest(server)
        let body: JSONValue = ["jobType": "stt", "payload": ["stubTranscript": "yes"], "clientToken": "t"]
        let job = try await player.post("/v1/media/jobs", body)
        let path = "/v1/media/jobs/\(job["jobId"]?.stringValue ?? "")"
        while try await player.get(path)["status"] != "succeeded" {}
        _ = try await player.post("/v1/media/jobs", body)
        var text = ""
        repeat {
            text = try await server.client.request("GET", "/metrics").text
        } while !text.contains("\nmedia_queue_depth 0\n")
        #expect(text.contains("\nmedia_jobs_total{type=\"stt\",provider=\"stub\",status=\"succeeded\"} 1\n"))
        #expect(text.contains("\nmedia_cache_hits_total{kind=\"token\"} 1\n"))
        #expect(text.contains("\nmedia_job_duration_seconds_count{type=\"stt\",provider=\"stub\"} 1\n"))
    }
}

extension TestPlayer {
    fileprivate func upload(_ bytes: [UInt8]) async throws -> TestResponse {
        try await client.request(
            "POST", "/v1/admin/assets", headers: ["Authorization": "Bearer \(token)", "Content-Type": "image/png"],
            body: bytes)
    }
}
