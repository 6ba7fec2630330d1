import ApplianceTesting
import Core
import PartySync
import Storage
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

    @Test("what is rolled and noted behind the screen reaches masters, and of players those whom it is for")
    func behindTheScreen() async throws {
        let house = try await GamingHouse()
        let (mira, lev) = (try await house.player("Мира"), try await house.player("Лев"))
        let master = try await house.guest("Ведущий", role: .gm)
        let run = try await mira.begin(try await house.party(mira, lev))
        _ = try await mira.choose(run, "talk")
        let actor = try #require(mira.characterID)
        try await house.database.storage.write { connection in
            for (position, visibility) in [(90, "gm"), (91, "actor")] {
                try connection.run(
                    """
                    INSERT INTO dice_rolls (run, number, who, why, formula, rolls, total, visibility, at, action_id,
                        position)
                    SELECT number, ?2, ?3, ?1, '1d20', '[7]', 7, ?4, 0, '', ?2 FROM campaign_runs
                    """,
                    .text("roll for \(visibility)"), .int(position), .id(actor), .text(visibility))
            }
            let channel = EventLog.channel(run: run)
            for (audience, text) in [(Audience.gm, "note for gm"), (.players([mira.id]), "word for mira")] {
                let payload = Array(#"{"text":"\#(text)"}"#.utf8)
                let event = PartyEvent(channel: channel, type: "table.note", payload: payload, audience: audience)
                _ = try EventLog.append(event, now: .systemNow(), in: connection)
            }
        }
        let told = ["roll for gm", "roll for actor", "note for gm", "word for mira"]
        for (reader, hears) in [(master, [0, 1, 2, 3]), (mira, [1, 3]), (lev, [])] {
            let log = try await reader.get("/v1/campaign-runs/\(run)/log?limit=200").text
            let events = try await reader.get("/v1/campaign-runs/\(run)/events?limit=200").text
            let heard = told.indices.filter { (log + events).contains(told[$0]) }
            #expect(heard == hears, "\(reader.id)")
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
        #expect(seen["currentScene", "npcSecrets"] == [["npcId": "ferryman", "secrets": ["He drowned his brother"]]])
        #expect(seen["flags"] == ["paid": false, "duke_is_near": true])
        #expect(try await master.get("/v1/campaign-runs/\(run)/log").status == 200)
        #expect(try await master.act(run, "pause").json["paused"] == true)
        #expect(try await master.act(run, "resume").status == 200)
        #expect(try await master.choose(run, "pay").json["error"] == "character_needed")
        #expect(try await master.post("/v1/campaign-runs/\(run)/abort", [:]).json["status"] == "ABORTED")
    }
}
