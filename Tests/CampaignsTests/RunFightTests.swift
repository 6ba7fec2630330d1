import ApplianceTesting
import Campaigns
import Core
import PartySync
import Testing

/// Combats in rounds over HTTP; every answer is held against the contract on its way.
@Suite("Fights of a run")
struct RunFightTests {
    /// Mira alone before a fight of the hunt.
    private func hunt(_ choice: String) async throws -> (house: GamingHouse, mira: Guest, run: String, fight: JSONValue)
    {
        let house = try await GamingHouse(library: HuntPack.library())
        let mira = try await house.player("Мира")
        let run = try await mira.begin(try await house.party(mira), ["language": "ru"])
        let entered = try await mira.choose(run, choice)
        #expect(entered.status == 200, "\(entered.text)")
        return (house, mira, run, entered.json)
    }

    private func fight(_ run: JSONValue) -> JSONValue { run["currentScene", "generatedPayload", "fight"] ?? .null }

    private func foe(_ run: JSONValue) throws -> JSONValue {
        try #require(fight(run)["initiative"]?.list.first { $0["side"] == "monsters" && $0["standing"] == "standing" })
    }

    /// Acts until the fight is over.
    private func play(
        _ mira: Guest, _ run: String, _ first: JSONValue, _ act: (JSONValue) async throws -> TestResponse
    ) async throws -> JSONValue {
        var now = first
        var turns = 0
        while fight(now) != .null {
            let answer = try await act(now)
            try #require(answer.status == 200, "\(answer.text)")
            now = answer.json
            turns += 1
            try #require(turns <= 50)
        }
        return now
    }

    @Test("shows who fights where, whose turn it is, and what happened")
    func payload() async throws {
        let (_, mira, run, entered) = try await hunt("hare")
        let payload = try #require(entered["currentScene", "generatedPayload"])
        #expect(entered["currentScene", "profile"] == "combat.v1")
        #expect(payload["freeform", "allowed"] == false)
        #expect(payload["combat", "roundSummary"]?.list.last == "Раунд 1.")
        #expect(payload["combat", "actions"]?.list.first?["actor"] == "Мира")
        let id = try #require(mira.characterID).description
        #expect(payload["fight", "turn"] == .string(id))
        #expect(payload["fight", "zones"]?.list.map { $0["id"] } == ["near", "far", "cover"])
        #expect(payload["fight", "initiative"]?.list.map { $0["name"] } == ["Мира", "Заяц"])
        let moved = try await mira.act(run, "move", ["zone": "far"])
        #expect(moved.json["lastOutcome", "result"] == "success")
        #expect(moved.json["lastOutcome", "log"]?.list.contains("Мира теперь в отдалении.") == true)
        #expect(moved.json["currentScene", "sceneId"] == "scn_hare")
        #expect(fight(moved.json)["hasMoved"] == true)
        #expect(fight(moved.json)["turn"] == .string(id))
    }

    @Test("a victory goes on with its scene, gives experience and loot, and is told once")
    func victory() async throws {
        let (house, mira, run, entered) = try await hunt("hare")
        let won = try await play(mira, run, entered) { now in
            try await mira.act(run, "attack", ["targetId": try foe(now)["id"] ?? .null])
        }
        #expect(won["lastOutcome", "result"] == "victory")
        #expect(won["lastOutcome", "text"]?.stringValue?.hasSuffix("Лес стихает.") == true)
        #expect(won["currentScene", "sceneId"] == "scn_won")
        let updates = house.published.withLock {
            $0.filter { String(decoding: $0.bytes, as: UTF8.self).contains("\"combat.update\"") }
        }
        #expect(updates.count >= 2)
        try await mira.finish(run)
        let summary = try await mira.get("/v1/campaign-runs/\(run)/summary").json
        #expect(
            summary["adventureSummary", "timeline"]?.list.map { $0["sceneId"] } == ["scn_wood", "scn_hare", "scn_won"])
        #expect(summary["adventureSummary", "timeline"]?.list[1]["outcome", "result"] == "victory")
        let deeds = try #require(summary["adventureSummary", "partySummary", "deeds"]).list
        #expect(deeds.filter { $0["type"] == "COMBAT" }.map { $0["importance"] } == ["MESO"])
        let dice = try await mira.get("/v1/campaign-runs/\(run)/dice").json
        let rolls = try #require(dice["rolls"]).list
        #expect(rolls.map { $0["number"] } == rolls.indices.map { .integer(Int64($0)) })
        #expect(rolls.first?["why"]?.stringValue?.hasPrefix("combat:scn_hare:initiative:") == true)
    }

    @Test("a defeat goes on with the story, and everybody is on their feet again")
    func defeat() async throws {
        let (_, mira, run, entered) = try await hunt("dragon")
        let lost = try await play(mira, run, entered) { _ in try await mira.act(run, "advance") }
        #expect(lost["lastOutcome", "result"] == "defeat")
        #expect(lost["currentScene", "sceneId"] == "scn_lost")
        #expect(lost["party"]?.list.map { $0["hp"] } == [1])
        #expect(lost["party"]?.list.map { $0["dead"] } == [false])
    }

    @Test("a flight goes on with its own scene, also as a choice")
    func flight() async throws {
        for asChoice in [false, true] {
            let (_, mira, run, entered) = try await hunt("distant")
            #expect(entered["currentScene", "generatedPayload", "scene", "choices"]?.list.count == 3)
            let away = asChoice ? try await mira.choose(run, "fight.flee") : try await mira.act(run, "flee")
            #expect(away.json["lastOutcome", "result"] == "flee", "\(away.text)")
            #expect(away.json["currentScene", "sceneId"] == "scn_away")
        }
    }

    @Test("says what cannot be done, and nothing has happened")
    func refusals() async throws {
        let (_, mira, run, entered) = try await hunt("hare")
        let me = JSONValue.string(try #require(mira.characterID).description)
        let refused: [(String, JSONValue, Int, JSONValue)] = [
            ("attack", ["targetId": "nobody"], 422, "unknown_target"), ("attack", [:], 422, "invalid_request"),
            ("attack", ["targetId": me], 422, "wrong_target"), ("move", ["zone": "roof"], 422, "unknown_zone"),
            ("move", ["zone": "near"], 422, "already_there"), ("flee", [:], 422, "no_way_out"),
            ("use_item", ["itemId": "paw"], 422, "no_such_item"),
            ("skill", ["skill": "survival"], 422, "wrong_target"), ("choose", ["choiceId": "a"], 422, "unknown_choice"),
            ("freeform", ["text": "Свистнуть"], 422, "freeform_not_allowed"),
        ]
        for (type, payload, status, word) in refused {
            let answer = try await mira.act(run, type, payload)
            #expect(answer.status == status, "\(type): \(answer.text)")
            #expect(answer.json["error"] == word, "\(type): \(answer.text)")
        }
        #expect(try await mira.get("/v1/campaign-runs/\(run)").json["turn"] == entered["turn"])
        let peaceful = try await GamingHouse()
        let lada = try await peaceful.player("Лада")
        let answer = try await lada.act(try await lada.begin(try await peaceful.party(lada)), "defend")
        #expect(answer.status == 409)
        #expect(answer.json["error"] == "invalid_phase")
    }

    @Test("everybody plays their own turns; who is absent too long is played as defending")
    func turns() async throws {
        let house = try await GamingHouse(library: HuntPack.library())
        let mira = try await house.player("Мира")
        let lada = try await house.player("Лада")
        let run = try await mira.begin(try await house.party(mira, lada), ["decision": "leader"])
        let entered = try await mira.choose(run, "hare").json
        let turn = try #require(fight(entered)["turn"]?.stringValue)
        let (first, second) = turn == mira.characterID?.description ? (mira, lada) : (lada, mira)
        let early = try await second.act(run, "defend")
        #expect(early.status == 409)
        #expect(early.json["error"] == "not_your_turn")
        #expect(try await second.act(run, "advance").json["error"] == "not_your_turn")
        house.clock.advance(by: .seconds(61))
        let passed = try await second.act(run, "advance")
        #expect(passed.status == 200, "\(passed.text)")
        #expect(passed.json["lastOutcome", "log"]?.list.first?.stringValue?.hasSuffix("только защищается.") == true)
        #expect(fight(passed.json)["turn"] == .string(try #require(second.characterID).description))
        #expect(try await first.act(run, "defend").json["error"] == "not_your_turn")
        #expect(try await second.act(run, "defend").status == 200)
    }

    @Test("a repeated action gets the first answer, and a restart finds the fight as it was")
    func repeats() async throws {
        let (house, mira, run, _) = try await hunt("hare")
        let first = try await mira.act(run, "defend", [:], ["actionId": "d-1"])
        try #require(first.status == 200, "\(first.text)")
        let before = try await mira.get("/v1/campaign-runs/\(run)").json
        #expect(fight(before) != .null)
        let again = try await house.restarted(library: HuntPack.library())
        let same = try mira.at(again)
        #expect(try await same.get("/v1/campaign-runs/\(run)").json == before)
        _ = try await same.act(run, "advance")
        #expect(try await same.act(run, "defend", [:], ["actionId": "d-1"]).json == first.json)
    }

    @Test("a run is taken back to the beginning of a fight, not into its middle")
    func rewinds() async throws {
        let (house, mira, run, entered) = try await hunt("hare")
        let master = try await house.guest("Ведущий", role: .gm)
        #expect(fight(entered)["isFresh"] == true)
        for _ in 0..<2 {
            let answer = try await mira.act(run, "defend")
            try #require(answer.status == 200, "\(answer.text)")
        }
        let refused = try await master.rewind(run, to: 2)
        #expect(refused.status == 409, "\(refused.text)")
        #expect(refused.json["error"] == "not_a_boundary")
        let back = try await master.rewind(run, to: 1)
        #expect(back.status == 200, "\(back.text)")
        #expect(fight(back.json)["isFresh"] == true)
        #expect(fight(back.json)["initiative"] == fight(entered)["initiative"])
        #expect(try await mira.act(run, "defend").status == 200)
    }
}
