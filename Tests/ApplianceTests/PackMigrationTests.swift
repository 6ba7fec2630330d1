import ApplianceTesting
import Core
import Glibc
import Testing

/// Runs of a real server that go on with another version of their pack, by the commands and by the route.
@Suite struct PackMigrationTests {
    /// The moor with another name for a scene: a run that stands there needs a mapping.
    private static let renamed = "moor_path:moor_trail"

    private func write(_ rename: String? = nil, to folder: String, in directory: TemporaryDirectory) throws {
        let names = rename?.split(separator: ":").map(String.init)
        for (path, text) in ReloadedPack().files {
            let text = names.map { text.replacing($0[0], with: $0[1]) } ?? text
            try directory.write(Array(text.utf8), to: "\(folder)/\(path)")
        }
    }

    private func run(_ arguments: [String]) async throws -> (code: Int32, text: String) {
        let process = try ServerProcess(["pack"] + arguments)
        let code = try await process.waitForEnd()
        return (code, process.printed)
    }

    /// A server with a run that stands on the path, and both versions of the pack beside its data.
    private func moor() async throws -> (
        directory: TemporaryDirectory, server: RunningServer, player: TestPlayer, run: String
    ) {
        let directory = try TemporaryDirectory()
        try write(to: "data/packs/moor", in: directory)
        try write(to: "old", in: directory)
        try write(Self.renamed, to: "new", in: directory)
        let server = try await RunningServer(in: directory, environment: ["MIMIC_AUTH__ADMINS": "42"])
        let player = try await TestPlayer.guest(server)
        let (_, run) = try await player.begin("moor_tale")
        return (directory, server, player, run)
    }

    @Test("diff tells which runs of a running server can move, and disturbs nobody")
    func diffs() async throws {
        let (directory, server, player, run) = try await moor()
        let (old, new) = (directory.path + "/old", directory.path + "/new")
        let plain = try await self.run(["diff", old, new])
        #expect(plain.code == 0)
        #expect(plain.text.contains("  - moor_path \"Тропа\", now perhaps moor_trail"))
        #expect(!plain.text.contains(run))

        let told = try await self.run(["diff", old, new, "--data", directory.data])
        #expect(told.code == 1)
        #expect(told.text.contains("\(run) moor_tale, turn 0, in \"moor_path\": needs a mapping"))
        #expect(told.text.contains("    the scene \"moor_path\", where it stands, is gone"))
        #expect(told.text.hasSuffix("scenes:\n  moor_path: moor_trail"))
        let json = try JSON.parse(
            Array(try await self.run(["diff", old, new, "--json", "--data", directory.data]).text.utf8))
        #expect(json["runs"]?["runs"]?.list.first?["verdict"] == "needs_mapping")
        #expect(json["runs"]?["proposedMapping"] == ["scenes": ["moor_path": "moor_trail"]])
        #expect(json["diff"]?["changes"]?.list.isEmpty == false)

        // The server's log of the database is its own: it is there, and all that was played is in it after a crash.
        _ = try await player.playToTheEnd(run)
        server.killNow()
        #expect(try await self.run(["diff", old, new, "--data", directory.data]).code == 0)
        #expect(access(directory.data + "/mimic.db-wal", F_OK) == 0)
        let again = try await RunningServer(in: directory)
        let status = try await TestPlayer(client: again.client, token: player.token).get("/v1/campaign-runs/\(run)")
        #expect(status["status"] == "COMPLETED")
    }

    @Test("migrate moves the runs of a stopped server, and does not touch a running one")
    func migrates() async throws {
        let (directory, server, player, run) = try await moor()
        let new = directory.path + "/new"
        try directory.write(Array("scenes:\n  moor_path: moor_trail\n".utf8), to: "map.yaml")
        let by = ["--data", directory.data, "--map", directory.path + "/map.yaml"]
        let dry = try await self.run(["migrate", new, "--dry-run"] + by)
        #expect(dry.code == 0)
        #expect(dry.text.contains("Runs that can be moved as they are: 1"))
        let refused = try await self.run(["migrate", new, "--apply"] + by)
        #expect(refused.code == 1)
        #expect(refused.text.contains("in use by another Mimic"))
        #expect(refused.text.contains("/v1/admin/packs/moor/migrate"))
        #expect(try await server.stop() == 0)

        let unmapped = try await self.run(["migrate", new, "--apply", "--data", directory.data])
        #expect(unmapped.code == 1)
        #expect(unmapped.text.contains("Runs that need a mapping: 1"))
        let moved = try await self.run(["migrate", new, "--apply", "--run", run, "--json"] + by)
        #expect(moved.code == 0, "\(moved.text)")
        let report = try JSON.parse(Array(moved.text.utf8))
        #expect(report["runs"]?.list.first?["verdict"] == "moved")
        let again = try await self.run(["migrate", new, "--apply", "--run", run] + by)
        #expect(again.code == 1)
        #expect(again.text.contains("no unfinished run \(run)"))

        let restarted = try await RunningServer(in: directory)
        let state = try await TestPlayer(client: restarted.client, token: player.token).get("/v1/campaign-runs/\(run)")
        #expect(state["currentScene"]?["sceneId"] == "moor_trail")
        #expect(state["contentHash"] == report["contentHash"])
    }

    @Test("a live server moves its own runs to the pack in force, and never shows the old one again")
    func route() async throws {
        let (directory, server, player, run) = try await moor()
        let admin = try await TestPlayer.telegram(server)
        try write(Self.renamed, to: "data/packs/moor", in: directory)
        server.hangUp()
        try await server.waitForLine("Packs reloaded")
        let path = "/v1/admin/packs/moor/migrate"
        #expect(try await player.get("/v1/campaign-runs/\(run)")["currentScene"]?["sceneId"] == "moor_path")
        #expect(try await admin.get("/v1/admin/packs").list.first { $0["id"] == "moor" }?["earlierRuns"] == 1)

        let survey = try await admin.post(path)
        #expect(survey["runs"]?.list.first?["verdict"] == "needs_mapping")
        let mapping = try #require(survey["proposedMapping"])
        #expect(mapping == ["scenes": ["moor_path": "moor_trail"]])
        // The same bytes twice: a key is for one body.
        let order = "{\"dryRun\": false, \"mapping\": {\"scenes\": {\"moor_path\": \"moor_trail\"}}}"
        let headers = ["Authorization": "Bearer \(admin.token)", "Idempotency-Key": "once"]
        let moved = try await server.client.request("POST", path, headers: headers, body: order)
        #expect(moved.json["runs"]?.list.map { $0["verdict"] } == ["moved"])
        let state = try await player.get("/v1/campaign-runs/\(run)")
        #expect(state["currentScene"]?["sceneId"] == "moor_trail")
        let replayed = try await server.client.request("POST", path, headers: headers, body: order)
        #expect(replayed.json == moved.json)
        #expect(replayed.header("Idempotency-Replayed") == "true")
        #expect(try await admin.get("/v1/admin/packs").list.first { $0["id"] == "moor" }?["earlierRuns"] == 0)
        _ = try await player.playToTheEnd(run)
    }

    @Test(
        "the route refuses what it cannot do",
        arguments: [
            ("/v1/admin/packs/none/migrate", [:], 404),
            ("/v1/admin/packs/moor/migrate", ["mapping": ["scens": [:]]], 422),
            ("/v1/admin/packs/moor/migrate", ["mapping": ["scenes": ["a": nil]]], 422),
            ("/v1/admin/packs/moor/migrate", ["mapping": ["scenes": ["a": "nowhere"]]], 422),
            ("/v1/admin/packs/moor/migrate", ["runIds": ["x"]], 422),
            ("/v1/admin/packs/moor/migrate", ["dryRun": 1], 422),
        ] as [(String, JSONValue, Int)])
    func refuses(path: String, body: JSONValue, status: Int) async throws {
        let directory = try TemporaryDirectory()
        try write(to: "data/packs/moor", in: directory)
        let server = try await RunningServer(in: directory, environment: ["MIMIC_AUTH__ADMINS": "42"])
        let admin = try await TestPlayer.telegram(server)
        #expect(try await admin.send("POST", path, body).status == status)
        let player = try await TestPlayer.guest(server)
        #expect(try await player.send("POST", path, body).status == 403)
    }

    @Test("the commands say what they need")
    func usage() async throws {
        let directory = try TemporaryDirectory()
        try write(to: "old", in: directory)
        let pack = directory.path + "/old"
        #expect(try await run(["diff", pack]).text.contains("NEW is missing"))
        #expect(try await run(["diff", pack]).code == 2)
        #expect(try await run(["diff", pack, pack, pack]).code == 2)
        #expect(try await run(["migrate", pack]).code == 2)
        #expect(try await run(["migrate", pack, "--apply", "--dry-run"]).code == 2)
        let nowhere = try await run(["diff", pack, pack, "--data", directory.path + "/none"])
        #expect(nowhere.code == 1)
        #expect(nowhere.text.contains("none/mimic.db"))
        try directory.write(Array("scenes: {a: nowhere}".utf8), to: "map.yaml")
        let map = try await run(["migrate", pack, "--dry-run", "--map", directory.path + "/map.yaml"])
        #expect(map.code == 1)
        #expect(map.text.contains("map.yaml: scenes: the pack has no \"nowhere\""))
    }
}
