import ApplianceTesting
import Core
import Glibc
import Testing

@testable import Storage

/// Packs that come over HTTP.
@Suite struct PackUploadTests {
    private func server(_ directory: TemporaryDirectory, _ environment: [String: String] = [:]) async throws
        -> (server: RunningServer, admin: TestPlayer)
    {
        let own = ["MIMIC_AUTH__ADMINS": "42"].merging(environment) { $1 }
        let server = try await RunningServer(in: directory, environment: own)
        return (server, try await TestPlayer.telegram(server))
    }

    private func send(
        _ bytes: [UInt8], by player: TestPlayer, query: String = "", type: String = "application/zip"
    ) async throws -> TestResponse {
        try await player.client.request(
            "POST", "/v1/admin/packs\(query)",
            headers: ["Authorization": "Bearer \(player.token)", "Content-Type": type], body: bytes)
    }

    private func moor(_ edits: (String, String)...) -> [UInt8] {
        TestZip(
            ReloadedPack().files.mapValues { text in edits.reduce(text) { $0.replacing($1.0, with: $1.1) } }
        ).bytes
    }

    /// What lies in the folder of the packs, hidden things too.
    private func names(_ directory: TemporaryDirectory) -> [String] {
        guard let folder = opendir("\(directory.data)/packs") else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    @Test("a good pack is in force with the answer, in the folder, and in the audit log; a newer one replaces it")
    func takes() async throws {
        let directory = try TemporaryDirectory()
        let (server, admin) = try await server(directory)
        let checked = try await send(moor(), by: admin, query: "?dryRun=true")
        #expect(checked.status == 200, "\(checked.text)")
        #expect(checked.json["state"] == "loaded")
        #expect(names(directory) == [])

        let taken = try await send(moor(), by: admin)
        #expect(taken.status == 200, "\(taken.text)")
        #expect(taken.json["id"] == "moor")
        #expect(taken.json["contentHash"] == checked.json["contentHash"])
        #expect(names(directory) == ["moor"])
        #expect(try directory.read("data/packs/moor/assets/fen.svg") == Array(ReloadedPack.picture.utf8))
        let player = try await TestPlayer.guest(server)
        let (_, run) = try await player.begin("moor_tale")
        #expect(
            try await server.client.request("GET", "/static/packs/moor/assets/fen.svg").text == ReloadedPack.picture)

        let newer = try await send(moor(("title: Тропа", "title: Гать")), by: admin)
        #expect(newer.json["contentHash"] != taken.json["contentHash"])
        #expect(newer.json["earlierRuns"] == 1)
        #expect(names(directory) == ["moor"])
        let state = try await player.get("/v1/campaign-runs/\(run)")
        #expect(state["currentScene"]?["generatedPayload"]?["title"] == "Тропа")
        #expect(try await server.stop() == 0)
        let database = try Connection.open("\(directory.data)/mimic.db", .query)
        let audit = try AuditLog.entries(of: "pack:moor", in: database).map(\.entry)
        database.close()
        #expect(audit.map(\.action) == ["pack_upload", "pack_upload"])
        #expect(audit.map { $0.before["contentHash"] } == [.null, taken.json["contentHash"]])
        #expect(audit.map { $0.after["contentHash"] } == [taken.json["contentHash"], newer.json["contentHash"]])
        // It is there for the next start too.
        let (again, host) = try await self.server(directory)
        let list = try await host.get("/v1/admin/packs").list
        #expect(list.first { $0["id"] == "moor" }?["contentHash"] == newer.json["contentHash"])
        #expect(try await again.stop() == 0)
    }

    @Test("a broken pack is refused with what is wrong, and what was there stays")
    func refusesBroken() async throws {
        let directory = try TemporaryDirectory()
        let (server, admin) = try await server(directory)
        let first = try await send(moor(), by: admin)
        let broken = try await send(moor(("goto: moor_end", "goto: moor_edn")), by: admin)
        #expect(broken.status == 422)
        #expect(broken.json["error"] == "broken_pack")
        let detail = try #require(broken.json["details"]?.list.first)
        #expect(detail["field"]?.stringValue?.hasPrefix("moor/campaigns/moor_tale.yaml:") == true)
        #expect(detail["problem"]?.stringValue?.contains("did you mean \"moor_end\"") == true)
        let list = try await admin.get("/v1/admin/packs").list
        #expect(list.first { $0["id"] == "moor" }?["contentHash"] == first.json["contentHash"])
        #expect(list.first { $0["id"] == "moor" }?["state"] == "loaded")
        #expect(names(directory) == ["moor"])
        // Another pack that would take its campaign.
        let thief = try await send(moor(("id: moor\n", "id: thief\n")), by: admin)
        #expect(thief.status == 422)
        #expect(thief.text.contains("is taken by moor"))
        #expect(try await server.client.request("GET", "/readyz").json["checks"]?["packs"] == "ok")
    }

    @Test("a single file comes with its name, and a folder that is called otherwise is replaced where it is")
    func names() async throws {
        let directory = try TemporaryDirectory()
        for (path, text) in ReloadedPack().files {
            try directory.write(Array(text.utf8), to: "data/packs/fens/\(path)")
        }
        let (server, admin) = try await server(directory)
        let replaced = try await send(moor(("title: Тропа", "title: Гать")), by: admin)
        #expect(replaced.json["source"] == "fens", "\(replaced.text)")
        #expect(names(directory) == ["fens"])
        // A pack whose id is the name of that folder would put it away.
        let fens = TestZip(
            Dictionary(
                uniqueKeysWithValues: ReloadedPack().files.map { path, text in
                    (
                        path.replacing("moor_", with: "fen_"),
                        text.replacing("id: moor\n", with: "id: fens\n").replacing("moor_", with: "fen_")
                    )
                })
        ).bytes
        let refused = try await send(fens, by: admin)
        #expect(refused.status == 409, "\(refused.text)")
        #expect(refused.json["error"] == "folder_taken")
        let tale = Fixture.tale(title: "Пристань")
        let yaml = "application/yaml; charset=utf-8"
        #expect(try await send(tale, by: admin, type: yaml).status == 422)
        #expect(try await send(tale, by: admin, query: "?name=a.b", type: yaml).status == 422)
        let taken = try await send(tale, by: admin, query: "?name=tale", type: yaml)
        #expect(taken.json["campaigns"] == ["tale"], "\(taken.text)")
        #expect(names(directory) == ["fens", "tale.yaml"])
        #expect(try await server.stop() == 0)
    }

    @Test("what is no pack is refused: a .zip that is none, one that leads out of its folder, another type")
    func refusesOthers() async throws {
        let directory = try TemporaryDirectory()
        let (server, admin) = try await server(directory)
        #expect(try await send(Array("no zip".utf8), by: admin).status == 422)
        let slip = TestZip(ReloadedPack().files.merging(["../../escaped.txt": "x"]) { $1 }).bytes
        let refused = try await send(slip, by: admin)
        #expect(refused.status == 422)
        #expect(refused.text.contains("leads out of the archive"))
        #expect(access("\(directory.path)/escaped.txt", F_OK) != 0)
        #expect(try await send(moor(), by: admin, type: "text/plain").status == 415)
        #expect(try await send(moor(), by: admin, query: "?dryRun=perhaps").status == 422)
        #expect(names(directory) == [])
        #expect(try await server.stop() == 0)
    }

    @Test("who may not upload is told so before the megabytes come")
    func admission() async throws {
        let directory = try TemporaryDirectory()
        let (server, admin) = try await server(directory)
        let guest = try await TestPlayer.guest(server)
        func promised(_ bytes: Int, _ token: String?) async throws -> TestResponse {
            let client = try server.anotherClient()
            let authorization = token.map { "Authorization: Bearer \($0)\r\n" } ?? ""
            try await client.send(
                "POST /v1/admin/packs HTTP/1.1\r\nHost: h\r\n\(authorization)Content-Type: application/zip\r\n"
                    + "Content-Length: \(bytes)\r\n\r\n")
            return try await client.readResponse()
        }
        #expect(try await promised(20 << 20, nil).status == 401)
        #expect(try await promised(20 << 20, guest.token).status == 403)
        #expect(try await promised((32 << 20) + 1, admin.token).status == 413)
    }

    @Test("a disk that is nearly full takes no pack")
    func noRoom() async throws {
        let directory = try TemporaryDirectory()
        let (server, admin) = try await server(directory, ["MIMIC_DATA__MIN_FREE": "100000000"])
        #expect(try await send(moor(), by: admin, query: "?dryRun=true").status == 200)
        #expect(try await send(moor(), by: admin).status == 507)
        #expect(names(directory) == [])
        #expect(try await server.stop() == 0)
    }
}
