import ApplianceTesting
import Core
import Hashing
import Testing

@Suite("A campaign over the API")
struct CampaignTests {
    @Test("is played from a Telegram login to a summary whose dice verify")
    func playsToTheSummary() async throws {
        let server = try await RunningServer()
        let player = try await TestPlayer.telegram(server)
        let campaign = try #require(try await server.client.request("GET", "/v1/campaigns").json.list.first)
        let id = try #require(campaign["id"]?.stringValue)
        let (_, run) = try await player.begin(id)
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
        #expect(summary["adventureSummary"]?["timeline"]?.list.count == states.count)
        #expect(summary["adventureSummary"]?["narrative"]?.stringValue?.contains("Странница") == true)
        #expect(summary["retconPackage"]?["campaignRunId"]?.stringValue == run)

        try verify(try await player.get("/v1/campaign-runs/\(run)/dice"), commitment)
        let again = try await player.send("POST", "/v1/campaign-runs/\(run)/action", ["actionType": "advance"])
        #expect(again.status == 409)
        #expect(again.json["error"] == "invalid_phase")
    }

    /// Recomputes every face from the published seed, as anybody could.
    private func verify(_ dice: JSONValue, _ commitment: String) throws {
        let seed = try #require(dice["seed"]?.stringValue.flatMap(Hex.decode))
        #expect(commitment == Hex.encode(SHA256.hash(seed)))
        let rolls = try #require(dice["rolls"]).list
        #expect(!rolls.isEmpty)
        for (number, roll) in rolls.enumerated() {
            #expect(roll["number"]?.integerValue == Int64(number))
            let formula = try #require(roll["formula"]?.stringValue.flatMap { DiceFormula($0) })
            let action = roll["actionId"]?.stringValue ?? ""
            let faces = try #require(roll["rolls"]).list.compactMap(\.integerValue)
            #expect(!faces.isEmpty)
            for (die, face) in faces.enumerated() {
                let message = Array("mimic-dice-1:\(number):\(die):0:\(action)".utf8)
                let word = HMACSHA256.authenticate(message, key: seed)[..<4].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
                let sides = UInt64(formula.sides)
                // One word in 2^32 / sides is refused; with these few rolls none is.
                #expect(face == Int64(word % sides) + 1)
            }
        }
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
        let ready = try await server.client.request("GET", "/readyz")
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
