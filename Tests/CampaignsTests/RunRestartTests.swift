import ApplianceTesting
import Core
import Testing

/// Everything comes back from the tables.
@Suite struct RunRestartTests {
    @Test("goes on after a restart exactly where it was, in every scene")
    func everyScene() async throws {
        var house = try await GamingHouse()
        var mira = try await house.player("Мира")
        let run = try await mira.begin(try await house.party(mira))
        for choice in ["wait", "talk", "ask"] {
            let before = try await mira.choose(run, choice)
            #expect(before.status == 200)
            house = try await house.restarted()
            mira = try mira.at(house)
            #expect(try await mira.get("/v1/campaign-runs/\(run)").json == before.json)
        }
        try await mira.finish(run)
        let ended = try await mira.get("/v1/campaign-runs/\(run)").json
        let dice = try await mira.get("/v1/campaign-runs/\(run)/dice").json
        house = try await house.restarted()
        mira = try mira.at(house)
        #expect(try await mira.get("/v1/campaign-runs/\(run)").json == ended)
        #expect(try await mira.get("/v1/campaign-runs/\(run)/dice").json == dice)
        #expect(dice["rolls"]?.list.map { $0["number"] } == [0, 1])
    }

    @Test("plays the pack that it was begun with, whatever the folder holds now")
    func pinned() async throws {
        var house = try await GamingHouse()
        var mira = try await house.player("Мира")
        let party = try await house.party(mira)
        let run = try await mira.begin(party)
        let hash = try await mira.get("/v1/campaign-runs/\(run)").json["contentHash"]
        house = try await house.restarted(library: TalePack.library(title: "Другой паром"))
        mira = try mira.at(house)
        #expect(try await mira.choose(run, "pay").json["contentHash"] == hash)
        try await mira.finish(run)
        let next = try await mira.start(party)
        #expect(next.status == 201)
        #expect(next.json["contentHash"] != hash)
    }
}
