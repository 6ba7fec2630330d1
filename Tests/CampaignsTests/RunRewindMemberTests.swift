import ApplianceTesting
import Core
import Testing

/// The people of a run that is taken back are those of now.
@Suite struct RunRewindMemberTests {
    @Test("who joined since stays, with what was brought and nothing that was won since")
    func joined() async throws {
        var house = try await GamingHouse(library: TalePack.library(leaderRewind: true))
        var (mira, oleg) = (try await house.player("Мира"), try await house.player("Олег"))
        let party = try await house.party(mira)
        let run = try await mira.begin(party, ["decision": "anyone"])
        house.clock.advance(by: .seconds(5))
        try await oleg.join(party, try #require(try await mira.party(party)["inviteCode"]))
        #expect(try await mira.choose(run, "pay").status == 200)
        #expect(try await oleg.choose(run, "row").status == 200)
        let rewound = try await mira.rewind(run, to: 0)
        #expect(rewound.json["party"]?.list.map { $0["role"] } == ["MAIN", "GUEST"])
        house = try await house.restarted(library: TalePack.library(leaderRewind: true))
        (mira, oleg) = (try mira.at(house), try oleg.at(house))
        #expect(try await oleg.choose(run, "swear").status == 200)
        #expect(try await mira.choose(run, "sing").status == 200)
        try await mira.finish(run)
        let sheets = try await [mira, oleg].asyncMap { try await $0.get("/v1/me").json["characters"]?.list.first }
        #expect(sheets.map { $0?["xp"] } == [0, 0])
        #expect(sheets.allSatisfy { $0?["inventory"]?.list.contains { $0["itemId"] == "rope" } == false })
    }

    @Test("who waited at the door comes in with the scene that is opened anew")
    func waiting() async throws {
        let house = try await GamingHouse(library: TalePack.library(leaderRewind: true))
        let (mira, oleg) = (try await house.player("Мира"), try await house.player("Олег"))
        let party = try await house.party(mira)
        let run = try await mira.begin(party, ["decision": "anyone"])
        #expect(try await mira.choose(run, "pay").status == 200)
        house.clock.advance(by: .seconds(5))
        try await oleg.join(party, try #require(try await mira.party(party)["inviteCode"]))
        #expect(try await oleg.choose(run, "row").json["error"] == "character_needed")
        #expect(try await mira.rewind(run, to: 0).status == 200)
        #expect(try await oleg.choose(run, "pay").status == 200)
    }

    @Test("who left since stays away, and comes back with what was won before the turn")
    func left() async throws {
        let house = try await GamingHouse(library: TalePack.library(leaderRewind: true))
        let (mira, oleg) = (try await house.player("Мира"), try await house.player("Олег"))
        let party = try await house.party(mira, oleg)
        let run = try await mira.begin(party, ["decision": "anyone"])
        #expect(try await oleg.choose(run, "pay").status == 200)
        #expect(try await mira.choose(run, "row").status == 200)
        try await oleg.leave(party)
        #expect(try await mira.rewind(run, to: 1).json["party"]?.list.map { $0["name"] } == ["Мира"])
        #expect(try await oleg.choose(run, "row").status == 403)
        try await oleg.join(party, try #require(try await mira.party(party)["inviteCode"]))
        #expect(try await oleg.choose(run, "row").status == 200)
        try await mira.finish(run)
        // What was taken home from the old branch is not taken away, and what the new one gave comes to it.
        #expect(try await oleg.get("/v1/me").json["characters"]?.list.first?["xp"] == 600)
        #expect(try await mira.get("/v1/me").json["characters"]?.list.first?["xp"] == 300)
        let summary = try await mira.get("/v1/campaign-runs/\(run)/summary").json["adventureSummary"]
        #expect(summary?["partySummary", "finalStats"]?.list.map { $0["xpGained"] } == [300, 300])
    }

    @Test("who left, won something elsewhere and came back keeps it when the run is taken back to before")
    func wonElsewhere() async throws {
        let house = try await GamingHouse(library: TalePack.library(leaderRewind: true))
        let (mira, oleg) = (try await house.player("Мира"), try await house.player("Олег"))
        let party = try await house.party(mira, oleg)
        let run = try await mira.begin(party, ["decision": "anyone"])
        #expect(try await mira.choose(run, "wait").status == 200)
        house.clock.advance(by: .seconds(5))
        try await oleg.leave(party)
        let elsewhere = try await oleg.begin(try await house.party(oleg))
        for choice in ["pay", "row"] { #expect(try await oleg.choose(elsewhere, choice).status == 200) }
        try await oleg.finish(elsewhere)
        try await oleg.join(party, try #require(try await mira.party(party)["inviteCode"]))
        let rewound = try await mira.rewind(run, to: 0)
        #expect(rewound.json["party"]?.list.map { $0["name"] } == ["Мира", "Олег"])
        #expect(try await oleg.choose(run, "swear").status == 200)
        try await oleg.finish(run)
        let sheet = try await oleg.get("/v1/me").json["characters"]?.list.first
        #expect(sheet?["inventory"]?.list.contains { $0["itemId"] == "rope" } == true)
        #expect(try #require(sheet?["xp"]?.integerValue) >= 300)
    }
}

extension Array {
    fileprivate func asyncMap<Value>(_ body: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await body(element)) }
        return values
    }
}
