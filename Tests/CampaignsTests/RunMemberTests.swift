import ApplianceTesting
import Core
import Testing

@testable import Campaigns

/// Who comes and goes while a run is in play.
@Suite struct RunMemberTests {
    @Test("who joins enters with the next scene as a guest")
    func joins() async throws {
        let house = try await GamingHouse()
        let (mira, oleg) = (try await house.player("Мира"), try await house.player("Олег"))
        let party = try await house.party(mira)
        let run = try await mira.begin(party, ["decision": "anyone"])
        house.clock.advance(by: .seconds(5))
        try await oleg.join(party, try #require(try await mira.party(party)["inviteCode"]))
        let waiting = try await oleg.get("/v1/campaign-runs/\(run)")
        #expect(waiting.status == 200)
        #expect(waiting.json["party"]?.list.map { $0["role"] } == ["MAIN", "GUEST"])
        #expect(try await oleg.choose(run, "pay").json["error"] == "character_needed")
        #expect(try await mira.choose(run, "pay").status == 200)
        #expect(try await oleg.choose(run, "row").status == 200)
        #expect(try await oleg.get("/v1/me").json["activeRuns"]?.list.map { $0["id"] } == [.string(run)])
    }

    @Test("who leaves takes home what was won, is free for another run, and may read again when this one is over")
    func leaves() async throws {
        let house = try await GamingHouse()
        let (mira, oleg) = (try await house.player("Мира"), try await house.player("Олег"))
        let party = try await house.party(mira, oleg)
        let run = try await mira.begin(party, ["decision": "anyone"])
        #expect(try await oleg.choose(run, "pay").status == 200)
        try await oleg.leave(party)
        #expect(try await oleg.get("/v1/campaign-runs/\(run)").status == 403)
        #expect(try await oleg.choose(run, "row").status == 403)
        let seen = try await mira.get("/v1/campaign-runs/\(run)").json
        #expect(seen["party"]?.list.map { $0["name"] } == ["Мира"])
        let bag = try await oleg.get("/v1/me").json["characters"]?.list.first?["inventory"]?.list
        #expect(bag?.contains { $0["itemId"] == "rope" } == true)
        #expect(try await oleg.start(try await house.party(oleg)).status == 201)
        #expect(try await mira.choose(run, "row").status == 200)
        try await mira.finish(run)
        let summary = try await oleg.get("/v1/campaign-runs/\(run)/summary")
        #expect(summary.json["adventureSummary", "partySummary", "members"]?.list.count == 2)
    }

    @Test("who comes back is in the run at once, with what it has now")
    func comesBack() async throws {
        let house = try await GamingHouse()
        let (mira, oleg) = (try await house.player("Мира"), try await house.player("Олег"))
        let party = try await house.party(mira, oleg)
        let run = try await mira.begin(party, ["decision": "anyone"])
        #expect(try await oleg.choose(run, "pay").status == 200)
        #expect(try await mira.choose(run, "row").status == 200)
        try await oleg.leave(party)
        try await oleg.join(party, try #require(try await mira.party(party)["inviteCode"]))
        let members = try await oleg.get("/v1/campaign-runs/\(run)").json["party"]?.list
        #expect(members?.map { $0["role"] } == ["MAIN", "MAIN"])
        try await mira.finish(run)
        let character = try await oleg.get("/v1/me").json["characters"]?.list.first
        #expect(character?["xp"] == 300)
        #expect(character?["inventory"]?.list.filter { $0["itemId"] == "rope" }.map { $0["quantity"] } == [1])
    }

    @Test("what was won before leaving and coming back is told as won in this run, and is won once")
    func toldOnce() async throws {
        let house = try await GamingHouse()
        let (mira, oleg) = (try await house.player("Мира"), try await house.player("Олег"))
        let party = try await house.party(mira, oleg)
        let run = try await mira.begin(party, ["decision": "anyone"])
        #expect(try await oleg.choose(run, "pay").status == 200)
        #expect(try await mira.choose(run, "row").status == 200)
        try await oleg.leave(party)
        try await oleg.join(party, try #require(try await mira.party(party)["inviteCode"]))
        try await mira.finish(run)
        let summary = try await oleg.get("/v1/campaign-runs/\(run)/summary").json["adventureSummary"]
        let stats = try #require(summary?["partySummary", "finalStats"]?.list)
        #expect(stats.map { $0["xpGained"] } == [300, 300])
        #expect(stats.map { $0["xp"] } == [300, 300])
        #expect(summary?["rewards"]?.list.filter { $0["type"] == "xp" }.map { $0["amount"] } == [300, 300])
        #expect(try await oleg.get("/v1/me").json["characters"]?.list.first?["xp"] == 300)
    }

    @Test("who comes when everybody has left plays on at once")
    func takesOver() async throws {
        let house = try await GamingHouse()
        let (mira, oleg) = (try await house.player("Мира"), try await house.player("Олег"))
        let party = try await house.party(mira)
        let code = try #require(try await mira.party(party)["inviteCode"])
        let run = try await mira.begin(party)
        try await mira.leave(party)
        house.clock.advance(by: .seconds(5))
        try await oleg.join(party, code)
        #expect(try await oleg.choose(run, "pay").status == 200)
        #expect(try await oleg.post("/v1/campaign-runs/\(run)/abort", [:]).status == 200)
    }

    @Test("the leader's leaving passes the word to the next one")
    func leaderLeaves() async throws {
        let house = try await GamingHouse()
        let (mira, oleg) = (try await house.player("Мира"), try await house.player("Олег"))
        let party = try await house.party(mira, oleg)
        let run = try await mira.begin(party, ["decision": "leader"])
        #expect(try await oleg.choose(run, "pay").status == 403)
        try await mira.leave(party)
        #expect(try await oleg.choose(run, "pay").status == 200)
    }

    @Test("who watches reads and does not act")
    func watches() async throws {
        let house = try await GamingHouse()
        let (mira, oleg) = (try await house.player("Мира"), try await house.player("Олег"))
        let run = try await mira.begin(try await house.party(mira, watchedBy: [oleg]), ["decision": "anyone"])
        let seen = try await oleg.get("/v1/campaign-runs/\(run)")
        #expect(seen.status == 200)
        #expect(seen.json["party"]?.list.count == 1)
        #expect(try await oleg.choose(run, "pay").status == 403)
        let principal = Principal(playerID: oleg.id, sessionID: "s", displayName: "Олег", roles: [.player])
        #expect(try await house.runs.access(of: principal, to: run) == .spectator)
    }

    @Test("the x-card pauses for all and is nobody's")
    func safetyPause() async throws {
        let house = try await GamingHouse()
        let (mira, oleg) = (try await house.player("Мира"), try await house.player("Олег"))
        let run = try await mira.begin(try await house.party(mira, oleg), ["decision": "anyone"])
        let principal = Principal(playerID: oleg.id, sessionID: "s", displayName: "Олег", roles: [.player])
        try await house.runs.pauseForSafety(run, askedBy: principal)
        await #expect(throws: RunError.paused) { try await house.runs.pauseForSafety(run, askedBy: principal) }
        #expect(try await mira.choose(run, "pay").json["error"] == "paused")
        let events = try await mira.get("/v1/campaign-runs/\(run)/events").json.items
        let paused = events.filter { $0["eventType"] == "campaign.paused" }
        #expect(paused.count == 1)
        #expect(paused.first?["senderId"] == .null)
        let log = try await mira.get("/v1/campaign-runs/\(run)/log").json.items
        #expect(!log.contains { $0["kind"] == "decision" })
    }
}
