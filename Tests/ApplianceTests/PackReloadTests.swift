import ApplianceTesting
import Core
import Glibc
import Testing

/// Packs that change, break and vanish under a server that plays them.
@Suite struct PackReloadTests {
    private static let admin = ["MIMIC_AUTH__ADMINS": "42"]

    private func write(_ pack: ReloadedPack, in directory: TemporaryDirectory) throws {
        for (path, text) in pack.files { try directory.write(Array(text.utf8), to: "data/packs/moor/\(path)") }
    }

    private func packs(_ admin: TestPlayer) async throws -> [String: JSONValue] {
        let list = try await admin.get("/v1/admin/packs").list
        return Dictionary(list.map { ($0["source"]?.stringValue ?? "-", $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// - Parameter count: of reloads of this server so far, with this one.
    private func reload(_ server: RunningServer, count: Int = 1) async throws {
        server.hangUp()
        try await server.waitForLine("Packs reloaded", count: count)
    }

    @Test("a pack that breaks stays on the shelf as it was, with its pictures, and the host learns why")
    func keeps() async throws {
        let directory = try TemporaryDirectory()
        try write(ReloadedPack(), in: directory)
        let server = try await RunningServer(in: directory, environment: Self.admin)
        let admin = try await TestPlayer.telegram(server)
        let loaded = try #require(try await packs(admin)["moor"])
        #expect(loaded["state"] == "loaded")
        #expect(loaded["id"] == "moor")
        #expect(loaded["campaigns"] == ["moor_tale"])

        try directory.write(Array("id: moor\ntitel: Болото\n".utf8), to: "data/packs/moor/pack.yaml")
        try directory.write(Array("<svg>broken</svg>".utf8), to: "data/packs/moor/assets/fen.svg")
        try await reload(server)
        #expect(server.printed.contains("moor/pack.yaml:2:1: error: unknown field"))
        #expect(server.printed.contains("Pack kept as it was before"))
        let kept = try #require(try await packs(admin)["moor"])
        #expect(kept["state"] == "kept")
        #expect(kept["contentHash"] == loaded["contentHash"])
        let problem = try #require(kept["problems"]?.list.first { $0["line"] == 2 })
        #expect(problem["file"] == "moor/pack.yaml")
        #expect(problem["severity"] == "error")
        let campaigns = try await admin.get("/v1/campaigns").list
        #expect(campaigns.contains { $0["id"] == "moor_tale" })
        let picture = try await server.client.request("GET", "/static/packs/moor/assets/fen.svg")
        #expect(picture.text == ReloadedPack.picture)
        let ready = try await server.readiness()
        #expect(ready.status == 200)
        #expect(ready.json["status"] == "degraded")
        #expect(ready.json["checks"]?["packs"] == "1 kept as before")
        let player = try await TestPlayer.guest(server)
        _ = try await player.begin("moor_tale")
    }

    @Test("a pack whose folder vanished leaves the shelf; a run plays it to its end, pictures and all")
    func vanishes() async throws {
        let directory = try TemporaryDirectory()
        try write(ReloadedPack(), in: directory)
        let server = try await RunningServer(in: directory, environment: Self.admin)
        let admin = try await TestPlayer.telegram(server)
        let player = try await TestPlayer.guest(server)
        let (_, run) = try await player.begin("moor_tale")
        #expect(try await packs(admin)["moor"]?["runs"] == 1)
        #expect(rename("\(directory.data)/packs/moor", "\(directory.path)/away") == 0)
        try await reload(server)
        #expect(try await admin.get("/v1/campaigns").list.contains { $0["id"] == "moor_tale" } == false)
        let orphan = try #require(try await packs(admin)["-"])
        #expect(orphan["id"] == "moor")
        #expect(orphan["state"] == "kept")
        #expect(orphan["runs"] == 1)
        let picture = try await server.client.request("GET", "/static/packs/moor/assets/fen.svg")
        #expect(picture.text == ReloadedPack.picture)
        _ = try await player.playToTheEnd(run)
        // Nobody plays it any more: the next reading forgets it.
        try await reload(server, count: 2)
        #expect(try await packs(admin)["-"] == nil)
        #expect(try await server.client.request("GET", "/static/packs/moor/assets/fen.svg").status == 404)
    }

    @Test("the list of packs is for authors and admins")
    func roles() async throws {
        let server = try await RunningServer()
        let player = try await TestPlayer.guest(server)
        #expect(try await player.send("GET", "/v1/admin/packs").status == 403)
        #expect(try await server.client.request("GET", "/v1/admin/packs").status == 401)
    }
}

/// A pack of one picture and two scenes.
struct ReloadedPack {
    static let picture = "<svg>fen</svg>"

    var files: [String: String] {
        [
            "pack.yaml": "id: moor\ntitle: Болото\n", "assets/fen.svg": Self.picture,
            "campaigns/moor_tale.yaml": """
            id: moor_tale
            title: Болото
            episodes:
              - id: ep_moor
                scenes:
                  - id: moor_path
                    title: Тропа
                    text: Тропа уходит в туман.
                    asset_id: fen
                    alt: Туман
                    choices:
                      - {id: left, label: Налево, goto: moor_end}
                      - {id: right, label: Направо, goto: moor_end}
                      - {id: ahead, label: Прямо, goto: moor_end}
                  - {id: moor_end, type: epilogue, title: Берег, text: Сухая земля., ending: shore}
            """,
        ]
    }
}
