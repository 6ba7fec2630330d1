import ApplianceTesting
import ContentPacks
import Core
import Storage
import Testing

@testable import Campaigns

/// The indexes are those that the queries need.
@Suite struct RunStoreTests {
    @Test("no query of a run reads a whole table")
    func plans() async throws {
        let house = try await GamingHouse()
        let (player, party, character) = (PlayerID(rawValue: 1), PartyID(rawValue: 1), CharacterID(rawValue: 1))
        let plans = try await house.database.storage.read { connection in
            try connection.queryPlans {
                _ = try RunStore.load("r", in: connection)
                _ = try RunStore.revision(of: "r", in: connection)
                _ = try RunStore.answer(to: .init(playerID: player, actionID: "a"), of: "r", in: connection)
                _ = try RunStore.unfinishedRun(of: party, in: connection)
                _ = try RunStore.isInUnfinishedRun(character, in: connection)
                _ = try RunStore.runs(of: player, status: "SCENE", before: "r", limit: 10, in: connection)
                _ = try RunStore.activeRuns(of: player, titlesIn: .english, in: connection)
                _ = try RunStore.summary(of: "r", in: connection)
                _ = try RunStore.scenes(of: "r", in: connection)
                _ = try RunStore.chronicle(of: "r", by: [character], in: connection)
                _ = try RunStore.snapshot(1, of: "r", in: connection)
                _ = try RunStore.rewinds(of: "r", in: connection)
                _ = try RunStore.rewoundRolls(of: "r", in: connection)
                _ = try StoredRoll.all(of: "r", in: connection)
                _ = try RunLog(runID: "r", isMaster: false, reader: player).page(after: -1, limit: 10, in: connection)
                _ = try CampaignStore.pinned("sha256:", in: connection)
            }
        }
        #expect(plans.count >= 13)
        for plan in plans { #expect(plan.fullScans.isEmpty, "\(plan.sql)\n\(plan.steps)") }
    }

    @Test("no write of a run reads a whole table, or makes one")
    func writingPlans() async throws {
        let house = try await GamingHouse()
        let mira = try await house.player("Мира")
        let run = try await mira.begin(try await house.party(mira))
        let plans = try await house.database.storage.write { connection in
            let live = try #require(try RunStore.load(run, in: connection))
            return try connection.queryPlans {
                var change = RunChange(of: live, at: house.clock.now)
                change.update {
                    $0.state.flags["paid"] = true
                    $0.state.relations["ferryman"] = [live.state.members[0].characterID: 1]
                    $0.state.members[0].hp -= 1
                }
                change.closeScene(inputContext: ShownScene.noFlags, resultFlags: ShownScene.noFlags)
                change.remember([
                    ChronicleEntry(.micro, "CHOICE", characterID: live.state.members[0].characterID, payload: [:])
                ])
                try RunStore.apply(change, snapshot: change.snapshot, in: connection)
            }
        }
        for table in ["UPDATE campaign_runs", "UPDATE run_characters", "INSERT INTO character_events"] {
            #expect(plans.contains { $0.sql.hasPrefix(table) })
        }
        for plan in plans {
            #expect(plan.fullScans.isEmpty, "\(plan.sql)\n\(plan.steps)")
            #expect(!plan.makesTable, "\(plan.sql)")
        }
    }

    @Test("a write computed from an old revision changes nothing")
    func conflict() async throws {
        let house = try await GamingHouse()
        let mira = try await house.player("Мира")
        let run = try await mira.begin(try await house.party(mira))
        // From now on the service has it in memory.
        #expect(try await mira.get("/v1/campaign-runs/\(run)").status == 200)
        let live = try #require(try await house.database.storage.read { try RunStore.load(run, in: $0) })
        var change = RunChange(of: live, at: house.clock.now)
        change.update { $0.setPaused(true, at: house.clock.now) }
        let (first, second) = (change, change)
        try await house.database.storage.write { _ = try RunStore.apply(first, snapshot: first.snapshot, in: $0) }
        await #expect(throws: RunStore.Conflict.self) {
            try await house.database.storage.write { _ = try RunStore.apply(second, snapshot: second.snapshot, in: $0) }
        }
        // The service's own memory is behind as well: it notices, reads anew and says so.
        let late = try await mira.choose(run, "pay")
        #expect(late.json["error"] == "stale_scene")
        #expect(late.json["run", "paused"] == true)
        #expect(try await mira.choose(run, "pay").json["error"] == "paused")
    }

    @Test("takes nobody in whom another run was quicker to take")
    func newcomer() async throws {
        let house = try await GamingHouse()
        let (mira, oleg) = (try await house.player("Мира"), try await house.player("Олег"))
        let run = try await mira.begin(try await house.party(mira))
        let elsewhere = try await oleg.begin(try await house.party(oleg))
        func change() async throws -> RunChange {
            let (live, other) = try await house.database.storage.read {
                (try RunStore.load(run, in: $0), try RunStore.load(elsewhere, in: $0))
            }
            var change = RunChange(of: try #require(live), at: house.clock.now)
            let newcomer = try #require(other).state.members[0]
            change.update { $0.state.waiting.append(newcomer) }
            return change
        }
        let early = try await change()
        await #expect(throws: RunStore.Conflict.self) {
            try await house.database.storage.write { _ = try RunStore.apply(early, snapshot: early.snapshot, in: $0) }
        }
        #expect(try await oleg.post("/v1/campaign-runs/\(elsewhere)/abort", [:]).status == 200)
        let late = try await change()
        try await house.database.storage.write { _ = try RunStore.apply(late, snapshot: late.snapshot, in: $0) }
    }

    @Test("keeps one row for each scene, roll and flag, and the state of every turn")
    func rows() async throws {
        let house = try await GamingHouse()
        let mira = try await house.player("Мира")
        let run = try await mira.begin(try await house.party(mira))
        for choice in ["wait", "talk", "ask"] { #expect(try await mira.choose(run, choice).status == 200) }
        func count(_ sql: StaticString, _ value: SQLValue) async throws -> Int? {
            try await house.database.storage.read { try $0.first(sql, value) { $0.int(0) } }
        }
        let number = SQLValue.optional(try await count("SELECT number FROM campaign_runs WHERE id = ?1", .text(run)))
        #expect(try await count("SELECT count(*) FROM scene_states WHERE run = ?1", number) == 4)
        #expect(try await count("SELECT sum(resolved) FROM scene_states WHERE run = ?1", number) == 3)
        #expect(try await count("SELECT count(*) FROM run_snapshots WHERE run = ?1", number) == 4)
        #expect(try await count("SELECT count(*) FROM dice_rolls WHERE run = ?1", number) == 2)
        #expect(try await count("SELECT count(*) FROM run_actions WHERE run = ?1", number) == 3)
        #expect(try await count("SELECT count(*) FROM flag_states WHERE campaign_run_id = ?1", .text(run)) == 2)
        #expect(
            try await count("SELECT count(*) FROM character_campaign_runs WHERE campaign_run_id = ?1", .text(run)) == 1)
        #expect(try await count("SELECT count(*) FROM episodes WHERE campaign_template_id = ?1", "tale") == 1)
    }
}
