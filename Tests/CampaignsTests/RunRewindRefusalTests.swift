import ApplianceTesting
import Core
import Storage
import Testing

/// Who may not take a run back, and where to it cannot go.
@Suite struct RunRewindRefusalTests {
    @Test("is the leader's in a campaign that allows it, and a master's in every one", arguments: [false, true])
    func byWhom(leaderMay: Bool) async throws {
        let house = try await GamingHouse(library: TalePack.library(leaderRewind: leaderMay))
        let (mira, oleg) = (try await house.player("Мира"), try await house.player("Олег"))
        let (watcher, stranger) = (try await house.player("Яна"), try await house.player("Пётр"))
        let master = try await house.guest("Ведущая", role: .gm)
        let party = try await house.party(mira, oleg, watchedBy: [watcher])
        let run = try await mira.begin(party, ["decision": "anyone"])
        #expect(try await mira.choose(run, "wait").status == 200)
        for refused in leaderMay ? [oleg, watcher, stranger] : [mira, oleg, watcher, stranger] {
            let answer = try await refused.rewind(run, to: 0)
            #expect(answer.status == 403)
            #expect(answer.json["error"] == "forbidden")
        }
        #expect(try await mira.get("/v1/campaign-runs/\(run)").json["turn"] == 1)
        #expect(try await (leaderMay ? mira : master).rewind(run, to: 0).status == 200)
        #expect(try await mira.choose(run, "wait").status == 200)
        #expect(try await master.rewind(run, to: 0).status == 200)
        let nobody = try house.newClient()
        #expect(try await nobody.request("POST", "/v1/campaign-runs/\(run)/rewind", json: [:]).status == 401)
        #expect(try await master.rewind("none", to: 0).status == 404)
    }

    @Test(
        "goes to an earlier turn only, for a reason that is given",
        arguments: [
            (["toTurn": 1, "reason": "так"], "unknown_turn"), (["toTurn": 2, "reason": "так"], "unknown_turn"),
            (["toTurn": -1, "reason": "так"], "invalid_request"),
            (["toTurn": "0", "reason": "так"], "invalid_request"),
            (["reason": "так"], "invalid_request"), (["toTurn": 0], "invalid_request"),
            (["toTurn": 0, "reason": "  "], "invalid_request"),
            (["toTurn": 0, "reason": .string(String(repeating: "я", count: 281))], "invalid_request"),
        ] as [(JSONValue, String)])
    func whereTo(body: JSONValue, word: String) async throws {
        let house = try await GamingHouse()
        let (mira, master) = (try await house.player("Мира"), try await house.guest("Ведущая", role: .gm))
        let run = try await mira.begin(try await house.party(mira))
        let before = try await mira.choose(run, "wait").json
        let answer = try await master.post("/v1/campaign-runs/\(run)/rewind", body)
        #expect(answer.status == (word == "invalid_request" ? 422 : 409))
        #expect(answer.json["error"] == .string(word))
        #expect(try await mira.get("/v1/campaign-runs/\(run)").json == before)
    }

    @Test("does not go into the middle of a scene that goes on")
    func notABoundary() async throws {
        let house = try await GamingHouse()
        let (mira, master) = (try await house.player("Мира"), try await house.guest("Ведущая", role: .gm))
        let run = try await mira.begin(try await house.party(mira))
        for _ in 0..<2 { #expect(try await mira.choose(run, "wait").status == 200) }
        try await house.database.storage.write { connection in
            try connection.run("UPDATE run_snapshots SET position = NULL WHERE turn = 1")
        }
        #expect(try await master.rewind(run, to: 1).json["error"] == "not_a_boundary")
        #expect(try await master.rewind(run, to: 0).status == 200)
    }

    @Test("does not go to a scene that the campaign has no longer")
    func sceneIsGone() async throws {
        let house = try await GamingHouse()
        let (mira, master) = (try await house.player("Мира"), try await house.guest("Ведущая", role: .gm))
        let run = try await mira.begin(try await house.party(mira))
        for choice in ["pay", "row"] { #expect(try await mira.choose(run, choice).status == 200) }
        try await house.database.storage.write { connection in
            try connection.run(
                """
                UPDATE run_snapshots SET state = CAST(replace(CAST(state AS TEXT), '"scn_pier"', '"scn_gone"') AS BLOB)
                WHERE turn = 0
                """)
        }
        #expect(try await master.rewind(run, to: 0).json["error"] == "not_a_boundary")
        #expect(try await master.rewind(run, to: 1).status == 200)
    }

    @Test("does not wake a run that is over", arguments: [false, true])
    func finished(aborted: Bool) async throws {
        let house = try await GamingHouse()
        let (mira, master) = (try await house.player("Мира"), try await house.guest("Ведущая", role: .gm))
        let run = try await mira.begin(try await house.party(mira))
        #expect(try await mira.choose(run, "wait").status == 200)
        if aborted {
            #expect(try await mira.post("/v1/campaign-runs/\(run)/abort", [:]).status == 200)
        } else {
            try await mira.finish(run)
        }
        let answer = try await master.rewind(run, to: 0)
        #expect(answer.status == 409)
        #expect(answer.json["error"] == "invalid_phase")
    }

    @Test("leaves a pause to who made it, and comes back out of the epilogue")
    func pausedEpilogue() async throws {
        let house = try await GamingHouse()
        let (mira, master) = (try await house.player("Мира"), try await house.guest("Ведущая", role: .gm))
        let run = try await mira.begin(try await house.party(mira))
        for choice in ["pay", "row"] { #expect(try await mira.choose(run, choice).status == 200) }
        #expect(try await mira.act(run, "pause").json["status"] == "EPILOGUE")
        let rewound = try await master.rewind(run, to: 1)
        #expect(rewound.json["paused"] == true)
        #expect(rewound.json["status"] == "SCENE")
        #expect(try await mira.choose(run, "sing").json["error"] == "paused")
        #expect(try await mira.act(run, "resume").status == 200)
        #expect(try await mira.choose(run, "sing").json["status"] == "EPILOGUE")
    }
}
