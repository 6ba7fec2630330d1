import ApplianceTesting
import Core
import Testing

/// Every way in which a run says no, by its status and word.
@Suite struct RunRefusalTests {
    @Test(
        "refuses to start with a reason",
        arguments: [
            (["campaignTemplateId": "nowhere"], 404, "not_found"),
            (["partyId": 999], 404, "not_found"),
            (["characterIds": []], 400, "empty_party"),
            (["characterIds": [999]], 422, "invalid_request"),
            (["decision": "dice"], 422, "invalid_request"),
            (["decisionSeconds": 14], 422, "invalid_request"),
            (["decisionSeconds": 181], 422, "invalid_request"),
            (["language": "fr"], 422, "invalid_request"),
            (["profile": "epic"], 422, "invalid_request"),
            (["partyId": "seven"], 422, "invalid_request"),
        ] as [([String: JSONValue], Int, String)])
    func start(body: [String: JSONValue], status: Int, word: String) async throws {
        let house = try await GamingHouse()
        let mira = try await house.player("Мира")
        let answer = try await mira.start(try await house.party(mira), body)
        #expect(answer.status == status, "\(answer.text)")
        #expect(answer.json["error"] == .string(word))
    }

    @Test("does not keep and send back what was too long to mean anything")
    func echoes() async throws {
        let house = try await GamingHouse()
        let mira = try await house.player("Мира")
        let party = try await house.party(mira)
        let long = JSONValue.string(String(repeating: "x", count: 100_000))
        let strangers = JSONValue.array((1000...9999).map { .integer($0) })
        var answers = [
            try await mira.start(party, ["campaignTemplateId": long]),
            try await mira.start(party, ["characterIds": strangers]),
        ]
        let id = try await mira.begin(party)
        answers += [
            try await mira.act(id, "choose", ["choiceId": long]),
            try await mira.act(id, "freeform", ["text": "пою", "skill": long]),
            try await mira.act(id, "freeform", ["text": long]),
            try await mira.act(id, "advance", [:], ["expectedSceneId": long]),
        ]
        for answer in answers {
            #expect((400..<500).contains(answer.status))
            #expect(answer.body.count < 10_000)
        }
    }

    @Test("refuses strangers, watchers, busy parties and busy characters")
    func startAgain() async throws {
        let house = try await GamingHouse()
        let (mira, oleg) = (try await house.player("Мира"), try await house.player("Олег"))
        let (party, other) = (try await house.party(mira), try await house.party(mira))
        let watched = try await house.party(mira, watchedBy: [oleg])
        #expect(try await oleg.start(party).status == 403)
        #expect(try await oleg.start(watched).status == 403)
        _ = try await mira.begin(party)
        #expect(try await mira.start(party).json["error"] == "party_busy")
        #expect(try await mira.start(other).json["error"] == "character_busy")
        let retired = try await mira.post("/v1/characters/\(try #require(mira.characterID))/retire", [:])
        #expect(retired.json["error"] == "character_busy")
    }

    @Test(
        "refuses an action with a reason",
        arguments: [
            (["actionType": "choose", "payload": ["choiceId": "fly"]], 422, "unknown_choice"),
            (["actionType": "choose", "payload": [:]], 422, "invalid_request"),
            (["actionType": "choose"], 422, "invalid_request"),
            (["actionType": "dance"], 422, "invalid_request"),
            (["payload": [:]], 422, "invalid_request"),
            (["actionType": "freeform", "payload": ["text": " "]], 422, "invalid_request"),
            (["actionType": "freeform", "payload": ["text": "x", "skill": "cooking"]], 422, "invalid_request"),
            (["actionType": "vote", "payload": ["voteId": "v", "optionId": "o"]], 409, "invalid_phase"),
            (["actionType": "extend"], 409, "invalid_phase"),
            (["actionType": "attack", "payload": ["targetId": "wolf"]], 409, "invalid_phase"),
            (["actionType": "resume"], 409, "invalid_phase"),
            (["actionType": "advance", "expectedTurn": 3], 409, "stale_scene"),
            (["actionType": "advance", "expectedSceneId": "gone"], 409, "stale_scene"),
            (["actionType": "advance", "characterId": 999], 422, "character_needed"),
            (["actionType": "advance", "actionId": ""], 422, "invalid_request"),
            (["actionType": "advance", "actionId": "a b"], 422, "invalid_request"),
        ] as [(JSONValue, Int, String)])
    func action(body: JSONValue, status: Int, word: String) async throws {
        let house = try await GamingHouse()
        let mira = try await house.player("Мира")
        let run = try await mira.begin(try await house.party(mira))
        let before = try await mira.get("/v1/campaign-runs/\(run)")
        let answer = try await mira.post("/v1/campaign-runs/\(run)/action", body)
        #expect(answer.status == status, "\(answer.text)")
        #expect(answer.json["error"] == .string(word))
        #expect(try await mira.get("/v1/campaign-runs/\(run)").body == before.body)
    }

    @Test("shows the current run to who acts on an old scene")
    func stale() async throws {
        let house = try await GamingHouse()
        let mira = try await house.player("Мира")
        let run = try await mira.begin(try await house.party(mira))
        let first = try await mira.get("/v1/campaign-runs/\(run)").json
        let after = try await mira.choose(run, "pay")
        let late = try await mira.choose(run, "pay", ["expectedSceneId": try #require(first["currentSceneId"])])
        #expect(late.status == 409)
        #expect(late.json["run"] == after.json)
    }

    @Test("keeps strangers out of everything")
    func strangers() async throws {
        let house = try await GamingHouse()
        let (mira, oleg) = (try await house.player("Мира"), try await house.player("Олег"))
        let run = try await mira.begin(try await house.party(mira))
        for part in ["", "/log", "/events", "/summary", "/dice"] {
            #expect(try await oleg.get("/v1/campaign-runs/\(run)\(part)").status == 403, "\(part)")
            #expect(try await oleg.get("/v1/campaign-runs/none\(part)").status == 404, "\(part)")
        }
        #expect(try await oleg.choose(run, "pay").status == 403)
        #expect(try await oleg.choose("none", "pay").status == 404)
        #expect(try await oleg.post("/v1/campaign-runs/\(run)/abort", [:]).status == 403)
        let nobody = try house.newClient()
        #expect(try await nobody.request("GET", "/v1/campaign-runs/\(run)").status == 401)
    }

    @Test("asks which of several characters acts, and refuses another's")
    func characters() async throws {
        let house = try await GamingHouse()
        let (mira, oleg) = (try await house.player("Мира"), try await house.player("Олег"))
        let party = try await house.party(mira, oleg)
        let twin = try await mira.post("/v1/characters", ["name": "Двойник", "archetype": "ferry guest"]).json["id"]
        let joined = try await mira.post(
            "/v1/parties/\(party)/join", ["characterId": try #require(twin), "role": "MEMBER"])
        #expect(joined.status == 200)
        let run = try await mira.begin(party, ["decision": "leader"])
        #expect(try await mira.choose(run, "pay").json["error"] == "character_needed")
        let stolen = try await mira.choose(run, "pay", ["characterId": try oleg.characterJSON])
        #expect(stolen.status == 403)
        #expect(try await mira.choose(run, "pay", ["characterId": try #require(twin)]).status == 200)
    }

    @Test("stands still while paused, and goes on when resumed")
    func paused() async throws {
        let house = try await GamingHouse()
        let (mira, oleg) = (try await house.player("Мира"), try await house.player("Олег"))
        let run = try await mira.begin(try await house.party(mira, oleg), ["decision": "anyone"])
        #expect(try await oleg.act(run, "pause").status == 403)
        let paused = try await mira.act(run, "pause")
        #expect(paused.json["paused"] == true)
        #expect(paused.json["turn"] == 0)
        #expect(try await mira.choose(run, "pay").json["error"] == "paused")
        #expect(try await mira.act(run, "pause").json["error"] == "invalid_phase")
        #expect(try await mira.act(run, "resume").json["paused"] == false)
        #expect(try await oleg.choose(run, "pay").status == 200)
        #expect(
            house.actions.withLock { $0 } == [
                "pause forbidden", "pause ok", "choose paused", "pause invalid_phase", "resume ok", "choose ok",
            ])
    }
}
