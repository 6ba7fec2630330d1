import ApplianceTesting
import Core
import Testing

@testable import Campaigns

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

    @Test("forgets runs that are more than it may keep, and reads them again")
    func smallMemory() async throws {
        let house = try await GamingHouse(cachedRuns: 1)
        let players = [try await house.player("Мира"), try await house.player("Олег"), try await house.player("Яна")]
        var runs: [(player: Guest, id: String)] = []
        for player in players { runs.append((player, try await player.begin(try await house.party(player)))) }
        for choice in ["wait", "pay", "sing"] {
            for run in runs { #expect(try await run.player.choose(run.id, choice).status == 200) }
        }
        for run in runs {
            let shown = try await run.player.get("/v1/campaign-runs/\(run.id)").json
            #expect(shown["status"] == "EPILOGUE")
            #expect(shown["turn"] == 3)
        }
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

    @Test("keeps the contents of few older packs in memory, and reads the others again")
    func olderPacks() async throws {
        let house = try await GamingHouse()
        var runs: [(player: Guest, id: String, hash: JSONValue?)] = []
        for number in 0...RunContents.pinnedLimit + 1 {
            try await house.campaigns.offer(TalePack.library(title: "Паром \(number)"))
            let player = try await house.player("Мира \(number)")
            let run = try await player.begin(try await house.party(player))
            runs.append((player, run, try await player.get("/v1/campaign-runs/\(run)").json["contentHash"]))
        }
        for _ in 0..<2 {
            for run in runs {
                let state = try await run.player.choose(run.id, "wait")
                #expect(state.status == 200)
                #expect(state.json["contentHash"] == run.hash)
            }
        }
        #expect(await house.campaigns.contents.pinned.count == RunContents.pinnedLimit)
    }
}
