import ApplianceTesting
import Core
import PartySync
import Testing

/// What a role may not see is never sent to it.
@Suite struct RunSecretTests {
    @Test("no secret is in anything that a player is sent")
    func players() async throws {
        let house = try await GamingHouse()
        let mira = try await house.player("Мира")
        let party = try await house.party(mira)
        var traffic: [[UInt8]] = []
        traffic.append(try await mira.get("/v1/campaigns").body)
        let begun = try await mira.start(party)
        traffic.append(begun.body)
        let run = try #require(begun.json["id"]?.stringValue)
        for choice in ["wait", "talk", "ask"] { traffic.append(try await mira.choose(run, choice).body) }
        traffic.append(try await mira.choose(run, "nothing", ["expectedTurn": 0]).body)
        try await mira.finish(run)
        for part in ["", "/log", "/events?limit=200", "/summary", "/dice"] {
            let answer = try await mira.get("/v1/campaign-runs/\(run)\(part)")
            #expect(answer.status == 200)
            traffic.append(answer.body)
        }
        let chronicle = try await mira.get("/v1/characters/\(try #require(mira.characterID))/chronicle?limit=200")
        #expect(chronicle.json.items.isEmpty == false)
        traffic.append(chronicle.body)
        traffic += house.published.withLock { $0.filter { $0.audience == .all }.map(\.bytes) }
        for bytes in traffic {
            let text = String(decoding: bytes, as: UTF8.self)
            for secret in TalePack.secrets { #expect(!text.contains(secret), "\(text)") }
        }
    }

    @Test("a master sees the secret of the scene and every flag, of any run")
    func master() async throws {
        let house = try await GamingHouse()
        let mira = try await house.player("Мира")
        let master = try await house.guest("Ведущий", role: .gm)
        let run = try await mira.begin(try await house.party(mira))
        let seen = try await master.get("/v1/campaign-runs/\(run)").json
        #expect(seen["currentScene", "secret"] == "Паромщик и есть герцог")
        #expect(seen["flags"] == ["paid": false, "duke_is_near": true])
        #expect(try await master.get("/v1/campaign-runs/\(run)/log").status == 200)
        #expect(try await master.act(run, "pause").json["paused"] == true)
        #expect(try await master.act(run, "resume").status == 200)
        #expect(try await master.choose(run, "pay").json["error"] == "character_needed")
        #expect(try await master.post("/v1/campaign-runs/\(run)/abort", [:]).json["status"] == "ABORTED")
    }
}
