import ApplianceTesting
import Core
import Testing

@Suite("A campaign over the API")
struct CampaignTests {
    @Test(
        "is played from a Telegram login to a summary whose dice verify",
        arguments: ["small_hour", "thirteenth_lantern"])
    func playsToTheSummary(campaign: String) async throws {
        let server = try await RunningServer()
        let player = try await TestPlayer.telegram(server)
        let (_, run) = try await player.begin(campaign)
        let started = try await player.get("/v1/campaign-runs/\(run)")
        let commitment = try #require(started["seedCommitment"]?.stringValue)
        #expect(started["status"] == "SCENE")
        #expect(try await player.send("GET", "/v1/campaign-runs/\(run)/dice").status == 409)
        #expect(try await player.send("GET", "/v1/campaign-runs/\(run)/summary").status == 404)

        let states = try await player.playToTheEnd(run)
        #expect(states.count >= 4)
        #expect(states.last?["turn"]?.integerValue == Int64(states.count))

        let summary = try await player.get("/v1/campaign-runs/\(run)/summary")
        #expect(summary["adventureSummary"]?["campaignRunId"]?.stringValue == run)
        // A whole fight is one moment of the story, however many turns it took.
        let turnsInFights = states.count {
            $0["currentScene"]?["generatedPayload"]?["fight"]?["isFresh"]?.boolValue == false
        }
        #expect(summary["adventureSummary"]?["timeline"]?.list.count == states.count - turnsInFights)
        #expect(summary["adventureSummary"]?["narrative"]?.stringValue?.contains("Странница") == true)
        #expect(summary["retconPackage"]?["campaignRunId"]?.stringValue == run)

        let dice = try await player.get("/v1/campaign-runs/\(run)/dice")
        #expect(dice["rolls"]?.list.isEmpty == false)
        #expect(DiceProof.faults(of: dice, promised: commitment) == [])
        let again = try await player.send("POST", "/v1/campaign-runs/\(run)/action", ["actionType": "advance"])
        #expect(again.status == 409)
        #expect(again.json["error"] == "invalid_phase")
    }

    @Test("plays a single-file pack in Russian out of the data folder, unchanged, to its end")
    func playsSingleFilePack() async throws {
        let directory = try TemporaryDirectory()
        let pack = try Fixture.read("examples/packs/\(Fixture.singleFilePack).yaml")
        try directory.write(pack, to: "data/packs/\(Fixture.singleFilePack).yaml")
        let server = try await RunningServer(in: directory)
        let campaigns = try await server.client.request("GET", "/v1/campaigns").json.list
        #expect(campaigns.contains { $0["id"]?.stringValue == Fixture.singleFilePack })

        let player = try await TestPlayer.guest(server)
        let (character, run) = try await player.begin(Fixture.singleFilePack)
        let first = try await player.get("/v1/campaign-runs/\(run)")
        #expect(first["currentScene"]?["generatedPayload"]?["scene"]?["choices"]?.list.count == 3)
        _ = try await player.playToTheEnd(run)
        let summary = try await player.get("/v1/campaign-runs/\(run)/summary")
        #expect(summary["adventureSummary"]?["timeline"]?.list.count ?? 0 >= 3)
        #expect(try directory.read("data/packs/\(Fixture.singleFilePack).yaml") == pack)
        let stats = try await player.get("/v1/characters/\(character)")["coreStats"]
        #expect(try #require(stats?["relation"]?.integerValue) > 0, "a social scene raises the relation")
    }

    @Test("keeps a broken pack out, says where it is broken, and serves the others")
    func survivesBrokenPack() async throws {
        let directory = try TemporaryDirectory()
        try directory.write(
            Array("title: Сломанный\nscenes:\n  - {id: scn_001, titel: опечатка}\n".utf8), to: "data/packs/broken.yaml")
        let server = try await RunningServer(in: directory)
        #expect(server.printed.contains("broken.yaml:3:"))
        #expect(server.printed.contains("did you mean"))
        let campaigns = try await server.client.request("GET", "/v1/campaigns").json.list
        #expect(!campaigns.isEmpty)
        #expect(!campaigns.contains { $0["id"] == "broken" })
        let ready = try await server.readiness()
        #expect(ready.status == 200)
        #expect(ready.json["status"] == "degraded")
    }

    @Test("goes on with its own content when the pack is replaced while it is played")
    func keepsPinnedContent() async throws {
        let directory = try TemporaryDirectory()
        let path = "data/packs/tale.yaml"
        try directory.write(Fixture.tale(title: "Старая пристань"), to: path)
        let server = try await RunningServer(in: directory)
        let player = try await TestPlayer.guest(server)
        let (_, run) = try await player.begin("tale")
        try directory.write(Fixture.tale(title: "Новая пристань"), to: path)
        server.hangUp()
        try await server.waitForLine("Packs reloaded")
        let current = try await player.get("/v1/campaign-runs/\(run)")
        #expect(current["currentScene"]?["generatedPayload"]?["title"] == "Старая пристань")
        let other = try await TestPlayer.guest(server)
        let (_, fresh) = try await other.begin("tale")
        let next = try await other.get("/v1/campaign-runs/\(fresh)")
        #expect(next["currentScene"]?["generatedPayload"]?["title"] == "Новая пристань")
        _ = try await player.playToTheEnd(run)
    }
}
