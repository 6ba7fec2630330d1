import ApplianceTesting
import Campaigns
import Core
import PartySync
import Testing

/// A run from its start to its summary.
@Suite struct RunCourseTests {
    @Test("begins with the first scene, in the leader's language, and tells both channels")
    func begins() async throws {
        let house = try await GamingHouse()
        let mira = try await house.player("Мира")
        let party = try await house.party(mira)
        let answer = try await mira.start(party, ["language": "ru"])
        #expect(answer.status == 201)
        let run = answer.json
        #expect(run["status"] == "SCENE")
        #expect(run["turn"] == 0)
        #expect(run["language"] == "ru")
        #expect(run["decision"] == "leader")
        #expect(run["paused"] == false)
        #expect(run["vote"] == .null)
        #expect(run["lastOutcome"] == .null)
        #expect(run["flags"] == ["paid": false])
        #expect(run["currentSceneId"] == run["currentScene", "id"])
        let scene = try #require(run["currentScene"])
        #expect(scene["sceneId"] == "scn_pier")
        #expect(scene["sceneOrder"] == 1)
        #expect(scene["profile"] == "scene.v1")
        #expect(scene["resolved"] == false)
        let payload = try #require(scene["generatedPayload"])
        #expect(payload["title"] == "Причал")
        #expect(payload["campaignRunId"] == run["id"])
        #expect(payload["combat"] == .null)
        #expect(payload["freeform"] == ["allowed": true, "limit": 280])
        #expect(
            payload["scene", "choices"]?.list.first == [
                "id": "talk", "label": "Уговорить паромщика", "skillCheck": ["skill": "persuasion", "dc": 12],
            ])
        #expect(
            payload["media", "sceneArt"] == [
                "assetId": "pier", "url": "/static/packs/tale-pack/assets/pier.svg", "alt": "Причал вечером",
                "status": "ready",
            ])
        let member = try #require(run["party"]?.list.first)
        #expect(member["name"] == "Мира")
        #expect(member["hp"] == member["maxHp"])
        let types = house.published.withLock { $0.map(\.channel) }
        #expect(Set(types) == ["run:\(run["id"]!.stringValue!)", "party:\(party)"])
        #expect(run["sync", "seq"] == 2)
        let again = try await mira.get("/v1/campaign-runs/\(run["id"]!.stringValue!)")
        #expect(again.json == run)
    }

    @Test("goes on to the summary, merges what was won, and frees party and character")
    func completes() async throws {
        let house = try await GamingHouse()
        let mira = try await house.player("Мира")
        let party = try await house.party(mira)
        let run = try await mira.begin(party)
        let paid = try await mira.choose(run, "pay", ["expectedTurn": 0])
        #expect(paid.status == 200)
        #expect(paid.json["turn"] == 1)
        #expect(paid.json["flags"] == ["paid": true])
        #expect(paid.json["currentScene", "sceneType"] == "social")
        #expect(
            paid.json["currentScene", "generatedPayload", "social", "dialogue"]?.list.first?["speaker"] == "Паромщик")
        #expect(paid.json["lastOutcome", "result"] == "success")
        #expect(try await mira.get("/v1/campaign-runs/\(run)/summary").status == 404)
        let rowed = try await mira.choose(run, "row")
        #expect(rowed.json["status"] == "EPILOGUE")
        #expect(rowed.json["currentScene", "generatedPayload", "epilogue", "summary"] == "Вы ступаете на берег.")
        let ended = try await mira.act(run, "advance")
        #expect(ended.json["status"] == "COMPLETED")
        #expect(ended.json["finishedAt"] != .null)
        #expect(ended.json["currentScene", "resolved"] == true)

        let summary = try await mira.get("/v1/campaign-runs/\(run)/summary")
        #expect(summary.status == 200)
        let adventure = try #require(summary.json["adventureSummary"])
        #expect(adventure["timeline"]?.list.map { $0["sceneId"] } == ["scn_pier", "scn_river", "scn_end"])
        #expect(adventure["partySummary", "members"]?.list.first?["name"] == "Мира")
        #expect(summary.json["retconPackage", "campaignTemplateId"] == "tale")
        #expect(summary.json["retconPackage", "metaStats", "choices", "scn_pier", "pay"] == 1)

        let me = try await mira.get("/v1/me")
        #expect(me.json["activeRuns"] == [])
        let character = try #require(me.json["characters"]?.list.first)
        #expect(character["xp"] == 300)
        #expect(character["level"] == 2)
        #expect(character["inventory"]?.list.contains { $0["itemId"] == "rope" && $0["quantity"] == 1 } == true)
        #expect(try await mira.start(party).status == 201)
    }

    @Test("publishes seed and rolls at the end, which anybody can recompute")
    func dice() async throws {
        let house = try await GamingHouse()
        let mira = try await house.player("Мира")
        let begun = try await mira.start(try await house.party(mira)).json
        let run = try #require(begun["id"]?.stringValue)
        let talked = try await mira.choose(run, "talk", ["actionId": "a-1"])
        let check = try #require(talked.json["lastOutcome", "checks"]?.list.first)
        #expect(try await mira.get("/v1/campaign-runs/\(run)/dice").json["error"] == "invalid_phase")
        try await mira.finish(run)
        let published = try await mira.get("/v1/campaign-runs/\(run)/dice").json
        let rolls = try #require(published["rolls"]).list
        #expect(rolls.map { $0["number"] } == rolls.indices.map { .integer(Int64($0)) })
        #expect(rolls.first?["actionId"] == "a-1")
        #expect(rolls.first?["total"] == check["total"])
        let commitment = try #require(begun["seedCommitment"]?.stringValue)
        #expect(DiceProof.faults(of: published, promised: commitment) == [])
    }

    @Test("aborts for the leader, keeps what was won, and has no summary")
    func aborts() async throws {
        let house = try await GamingHouse()
        let (mira, oleg) = (try await house.player("Мира"), try await house.player("Олег"))
        let party = try await house.party(mira, oleg)
        let run = try await mira.begin(party)
        #expect(try await mira.choose(run, "pay").status == 200)
        #expect(try await oleg.post("/v1/campaign-runs/\(run)/abort", [:]).status == 403)
        let aborted = try await mira.post("/v1/campaign-runs/\(run)/abort", [:], key: "k")
        #expect(aborted.json["status"] == "ABORTED")
        let replayed = try await mira.post("/v1/campaign-runs/\(run)/abort", [:], key: "k")
        #expect(replayed.body == aborted.body)
        #expect(try await mira.post("/v1/campaign-runs/\(run)/abort", [:]).json["error"] == "invalid_phase")
        #expect(try await mira.choose(run, "row").json["error"] == "invalid_phase")
        #expect(try await mira.get("/v1/campaign-runs/\(run)/summary").status == 404)
        #expect(try await mira.get("/v1/campaign-runs/\(run)/dice").status == 200)
        let character = try await mira.get("/v1/me").json["characters"]?.list.first
        #expect(character?["inventory"]?.list.contains { $0["itemId"] == "rope" } == true)
        #expect(try await mira.start(party).status == 201)
    }

    @Test("lists runs, pages the log in order, and shows the channel's history")
    func reads() async throws {
        let house = try await GamingHouse()
        let mira = try await house.player("Мира")
        let run = try await mira.begin(try await house.party(mira))
        _ = try await mira.choose(run, "talk")
        #expect(try await mira.get("/v1/me").json["activeRuns"]?.list.first?["title"] == "The ferry")
        let list = try await mira.get("/v1/campaign-runs?status=SCENE").json
        #expect(list.items.map { $0["id"] } == [.string(run)])
        #expect(try await mira.get("/v1/campaign-runs?status=COMPLETED").json.items == [])
        #expect(try await mira.get("/v1/campaign-runs?status=DONE").status == 422)

        let whole = try await mira.get("/v1/campaign-runs/\(run)/log").json
        #expect(whole.items.map { $0["kind"] } == ["scene", "decision", "roll", "scene"])
        #expect(whole["nextCursor"] == .null)
        var paged: [JSONValue] = []
        var cursor = ""
        repeat {
            let page = try await mira.get("/v1/campaign-runs/\(run)/log?limit=1\(cursor)").json
            paged += page.items
            cursor = page["nextCursor"]?.stringValue.map { "&cursor=\($0)" } ?? ""
        } while !cursor.isEmpty
        #expect(paged == whole.items)

        let events = try await mira.get("/v1/campaign-runs/\(run)/events?limit=3").json
        #expect(
            events.items.map { $0["eventType"] } == [
                "campaign.phase_applied", "campaign.scene_started", "scene.update",
            ])
        #expect(events["nextBefore"] != .null)
    }
}
