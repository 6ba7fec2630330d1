import ApplianceTesting
import Core
import PartySync
import Storage
import Testing

@testable import Campaigns

/// A run that is taken back to an earlier scene, and played on.
@Suite struct RunRewindTests {
    /// Three turns without dice, over all three scenes.
    private static let course = ["wait", "pay", "row"]

    private func play(_ guest: Guest, _ run: String, _ choices: [String]) async throws {
        for choice in choices {
            let answer = try await guest.choose(run, choice)
            try #require(answer.status == 200, "\(answer.text)")
        }
    }

    /// What of a run comes back with a rewind: all but the name of the scene state, what led to it, and the channel's end.
    private func lasting(_ run: JSONValue) -> JSONValue {
        var members = run.members
        members["currentSceneId"] = nil
        members["lastOutcome"] = nil
        members["sync"] = nil
        members["currentScene"] = .object((run["currentScene"] ?? [:]).members.filter { $0.key != "id" })
        return .object(members)
    }

    @Test("stands again as it stood at the end of any turn, and is played to its end from there", arguments: 0..<3)
    func everyTurn(turn: Int) async throws {
        var house = try await GamingHouse(library: TalePack.library(leaderRewind: true))
        var mira = try await house.player("Мира")
        let run = try await mira.begin(try await house.party(mira))
        var states = [try await mira.get("/v1/campaign-runs/\(run)").json]
        for choice in Self.course { states.append(try await mira.choose(run, choice).json) }

        let rewound = try await mira.rewind(run, to: turn)
        try #require(rewound.status == 200, "\(rewound.text)")
        #expect(lasting(rewound.json) == lasting(states[turn]))
        #expect(rewound.json["lastOutcome"] == .null)
        #expect(!states.map { $0["currentSceneId"] }.contains(rewound.json["currentSceneId"]))

        house = try await house.restarted()
        mira = try mira.at(house)
        #expect(try await mira.get("/v1/campaign-runs/\(run)").json == rewound.json)
        for (index, choice) in Self.course.enumerated().dropFirst(turn) {
            let again = try await mira.choose(run, choice, ["expectedTurn": .integer(Int64(index))])
            #expect(lasting(again.json) == lasting(states[index + 1]))
        }
        try await mira.finish(run)
        let summary = try await mira.get("/v1/campaign-runs/\(run)/summary").json
        let timeline = summary["adventureSummary", "timeline"]?.list
        #expect(timeline?.map { $0["sceneId"] } == ["scn_pier", "scn_pier", "scn_river", "scn_end"])
        #expect(timeline?.map { $0["order"] } == [1, 2, 3, 4])
        #expect(summary["retconPackage", "metaStats", "turns"] == 4)
        #expect(try await mira.get("/v1/me").json["characters"]?.list.first?["xp"] == 300)
    }

    @Test("tells at the end the branch that was played, and nothing of the one that was taken back")
    func retold() async throws {
        let house = try await GamingHouse(library: TalePack.library(leaderRewind: true))
        let mira = try await house.player("Мира")
        let run = try await mira.begin(try await house.party(mira))
        try await play(mira, run, ["swear", "ask"])
        #expect(try await mira.rewind(run, to: 0).status == 200)
        try await play(mira, run, ["pay", "sing"])
        try await mira.finish(run)
        let summary = try await mira.get("/v1/campaign-runs/\(run)/summary").json
        let (adventure, retcon) = (try #require(summary["adventureSummary"]), try #require(summary["retconPackage"]))
        #expect(adventure["timeline"]?.list.map { $0["sceneId"] } == ["scn_pier", "scn_river", "scn_end"])
        #expect(adventure["worldLocalEffects"] == [])
        #expect(adventure["partySummary", "finalStats"]?.list.first?["relations"] == [:])
        #expect(retcon["worldDeltas"] == [])
        #expect(retcon["playerImpact"]?.list.first?["actions"] == 3)
        #expect(retcon["metaStats", "rolls"] == 0)
        #expect(retcon["metaStats", "choices", "scn_pier"] == ["pay": 1])
        #expect(retcon["metaStats", "choices", "scn_river"] == ["sing": 1])
    }

    @Test("may be taken back again, from within the new branch and behind it")
    func twice() async throws {
        let house = try await GamingHouse(library: TalePack.library(leaderRewind: true))
        let mira = try await house.player("Мира")
        let run = try await mira.begin(try await house.party(mira))
        try await play(mira, run, ["wait", "talk", "ask"])
        #expect(try await mira.rewind(run, to: 1).status == 200)
        try await play(mira, run, ["swear", "sing"])
        #expect(try await mira.rewind(run, to: 2).json["currentScene", "sceneId"] == "scn_river")
        #expect(try await mira.rewind(run, to: 0).json["flags"] == ["paid": false])
        try await play(mira, run, ["talk"])
        try await mira.finish(run)

        let log = try await mira.get("/v1/campaign-runs/\(run)/log?limit=200").json.items
        #expect(log.map { $0["position"] } == log.indices.map { .integer(Int64($0)) })
        let rewinds = log.filter { $0["kind"] == "rewind" }
        #expect(rewinds.map { $0["toTurn"] } == [1, 2, 0])
        #expect(rewinds.map { $0["rewound"] } == [true, true, false])
        #expect(rewinds.allSatisfy { $0["playerId"] == .integer(mira.id.rawValue) })
        let last = try #require(log.lastIndex { $0["kind"] == "rewind" })
        #expect(log[..<last].allSatisfy { $0["rewound"] == true })
        #expect(log[last...].allSatisfy { $0["rewound"] == false })
        let decisions = log.filter { $0["kind"] == "decision" }
        #expect(
            decisions.prefix(6).map { $0["payload", "choiceId"] } == ["wait", "talk", "ask", "swear", "sing", "talk"])

        let rolls = try await mira.get("/v1/campaign-runs/\(run)/dice").json["rolls"]?.list ?? []
        #expect(rolls.map { $0["number"] } == rolls.indices.map { .integer(Int64($0)) })
        let played = log.filter { $0["kind"] == "roll" && $0["rewound"] == false }
        let summary = try await mira.get("/v1/campaign-runs/\(run)/summary").json
        #expect(summary["retconPackage", "metaStats", "rolls"] == .integer(Int64(played.count)))
        #expect(rolls.count > played.count)
    }

    @Test("answers a repeat of an old branch's action as it did then, and does nothing")
    func oldActions() async throws {
        var house = try await GamingHouse(library: TalePack.library(leaderRewind: true))
        var mira = try await house.player("Мира")
        let run = try await mira.begin(try await house.party(mira))
        let first = try await mira.choose(run, "pay", ["actionId": "a1"])
        let rewound = try await mira.rewind(run, to: 0, key: "back")
        for _ in 0..<2 {
            let repeated = try await mira.choose(run, "pay", ["actionId": "a1"])
            #expect(repeated.json == first.json)
            #expect(repeated.header("Idempotency-Replayed") == "true")
            let again = try await mira.rewind(run, to: 0, key: "back")
            #expect(again.body == rewound.body)
            #expect(again.header("Idempotency-Replayed") == "true")
            house = try await house.restarted()
            mira = try mira.at(house)
        }
        #expect(try await mira.get("/v1/campaign-runs/\(run)").json == rewound.json)
        let stale = try await mira.choose(run, "pay", ["expectedTurn": 1])
        #expect(stale.json["error"] == "stale_scene")
    }

    @Test("the tables hold the restored state, and nothing that only the old branch had")
    func tables() async throws {
        let house = try await GamingHouse(library: TalePack.library(leaderRewind: true))
        let mira = try await house.player("Мира")
        let run = try await mira.begin(try await house.party(mira))
        func rows() async throws -> [String] {
            try await house.database.storage.read { connection in
                try connection.all(
                    """
                    SELECT key || '=' || value FROM flag_states WHERE campaign_run_id = ?1
                    UNION ALL SELECT npc_id || '=' || value FROM relations WHERE campaign_run_id = ?1
                    UNION ALL SELECT hp || items || xp_gained || absent FROM run_characters WHERE campaign_run_id = ?1
                    UNION ALL SELECT status || turn FROM campaign_runs WHERE id = ?1
                    UNION ALL SELECT 'snapshot ' || turn FROM run_snapshots
                    ORDER BY 1
                    """, .text(run)
                ) { $0.text(0) }
            }
        }
        let before = try await rows()
        try await play(mira, run, ["wait", "swear", "row"])
        #expect(try await rows() != before)
        #expect(try await mira.rewind(run, to: 0).status == 200)
        #expect(try await rows() == before)
    }

    @Test("takes the lines of a chronicle back with a line of its own, and deletes none")
    func chronicle() async throws {
        let house = try await GamingHouse(library: TalePack.library(leaderRewind: true))
        let mira = try await house.player("Мира")
        let run = try await mira.begin(try await house.party(mira))
        try await play(mira, run, ["swear"])
        let path = "/v1/characters/\(try #require(mira.characterID))/chronicle"
        let before = try await mira.get(path).json.items
        #expect(try await mira.rewind(run, to: 0).status == 200)
        try await play(mira, run, ["wait"])
        #expect(try await mira.rewind(run, to: 0).status == 200)
        let after = try await mira.get(path).json.items
        #expect(Array(after.suffix(before.count)) == before)
        #expect(after.map { $0["worldEventType"] }.prefix(3) == ["REWOUND", "CHOICE", "REWOUND"])
        let (second, choice, first) = (after[0], after[1], after[2])
        #expect(first["payload", "events"] == .array(before.reversed().compactMap { $0["id"] }))
        #expect(second["payload"] == ["fromTurn": 1, "toTurn": 0, "events": .array([try #require(choice["id"])])])
    }

    @Test("tells the channel who took the story back, from where to where and why, and the audit log")
    func told() async throws {
        let house = try await GamingHouse()
        let (mira, master) = (try await house.player("Мира"), try await house.guest("Ведущая", role: .gm))
        let run = try await mira.begin(try await house.party(mira))
        let paid = try await mira.choose(run, "pay").json
        house.published.withLock { $0 = [] }
        let rewound = try await master.rewind(run, to: 0, because: "  Начнём сначала ")
        #expect(rewound.status == 200)
        let told = try house.published.withLock { try $0.map { try JSON.parse($0.bytes) } }
        #expect(told.map { $0["eventType"] } == ["campaign.rewound", "campaign.scene_started", "scene.update"])
        #expect(told[0]["senderId"] == .string("player:\(master.id)"))
        #expect(
            told[0]["payload"] == [
                "runId": .string(run), "fromTurn": 1, "toTurn": 0, "reason": "Начнём сначала",
                "sceneId": try #require(rewound.json["currentSceneId"]),
            ])
        #expect(told[2]["payload", "turn"] == 0)
        let audit = try await house.database.storage.read { try AuditLog.entries(of: "run:\(run)", in: $0) }
        #expect(
            audit.map(\.entry) == [
                AuditEntry(
                    actor: "player:\(master.id)", action: "rewind", target: "run:\(run)", reason: "Начнём сначала",
                    before: ["turn": 1, "sceneId": try #require(paid["currentSceneId"])],
                    after: ["turn": 0, "sceneId": try #require(rewound.json["currentSceneId"])])
            ])
    }

    @Test("an action and a rewind at the same time are done one after the other", arguments: 0..<4)
    func concurrent(round: Int) async throws {
        let house = try await GamingHouse()
        let (mira, master) = (try await house.player("Мира"), try await house.guest("Ведущая", role: .gm))
        let run = try await mira.begin(try await house.party(mira))
        try await play(mira, run, ["wait", "pay"])
        async let action = mira.choose(run, "row", ["expectedTurn": 2])
        async let rewind = master.rewind(run, to: round % 2)
        let (acted, rewound) = try await (action, rewind)
        #expect(rewound.status == 200)
        #expect(acted.status == 200 || acted.json["error"] == "stale_scene", "\(acted.text)")
        #expect(try await mira.get("/v1/campaign-runs/\(run)").json["turn"] == .integer(Int64(round % 2)))
        let log = try await mira.get("/v1/campaign-runs/\(run)/log").json.items
        #expect(log.map { $0["position"] } == log.indices.map { .integer(Int64($0)) })
        #expect(log.filter { $0["kind"] == "decision" }.count == (acted.status == 200 ? 3 : 2))
    }
}

extension JSONValue {
    fileprivate var members: [String: JSONValue] {
        if case .object(let members) = self { members } else { [:] }
    }
}
