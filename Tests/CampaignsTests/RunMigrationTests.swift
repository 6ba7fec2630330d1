import ApplianceTesting
import ContentPacks
import Core
import PartySync
import Storage
import Testing

@testable import Campaigns

/// Runs in play that go on with another version of their pack.
@Suite struct RunMigrationTests {
    /// The tale with other ids for a scene, a choice and a flag.
    private static let renaming = [
        ("scn_pier", "scn_dock"), ("id: wait", "id: tarry"), ("{key: paid", "{key: has_paid"),
        ("{set: paid", "{set: has_paid"), ("title: TITLE", "title: Новый паром"),
    ]

    private static let mapping: ContentMapping = {
        var mapping = ContentMapping()
        mapping.scenes = ["scn_pier": "scn_dock"]
        mapping.choices = ["scn_pier/wait": "tarry"]
        mapping.flags = ["paid": "has_paid"]
        return mapping
    }()

    private func pack(_ edits: [(String, String)] = []) throws -> Pack {
        try #require(TalePack.library(edits: edits, leaderRewind: true).pack("tale-pack"))
    }

    private func house() async throws -> GamingHouse {
        try await GamingHouse(library: TalePack.library(leaderRewind: true))
    }

    private func move(
        _ house: GamingHouse, to pack: Pack, _ mapping: ContentMapping = ContentMapping(), runs: Set<String>? = nil
    ) async throws -> MoveReport {
        try await house.runs.move(
            MoveOrder(pack: pack, mapping: mapping, runIDs: runs), by: MoveAuthority(actor: "player:9", traceID: "t"))
    }

    /// All rows of the run tables and the channels, to see that nothing was written.
    private func dump(_ house: GamingHouse) async throws -> [String] {
        try await house.database.storage.read { connection in
            try connection.all("SELECT id || content_hash || revision || next_position FROM campaign_runs") {
                $0.text(0)
            }
                + connection.all("SELECT run || ' ' || turn || hex(state) FROM run_snapshots") { $0.text(0) }
                + connection.all("SELECT content_hash FROM run_content") { $0.text(0) }
                + connection.all("SELECT channel_id || ' ' || seq FROM sync_events") { $0.text(0) }
                + connection.all("SELECT target FROM audit_log") { $0.text(0) }
        }
    }

    @Test("who saw a run with content that its move has just taken away is told to ask again")
    func movedMeanwhile() async throws {
        let house = try await house()
        await #expect(throws: RunError.moving) {
            try await house.database.storage.read { _ = try RunContents.pack(of: "taken away", in: $0) }
        }
        #expect(RunError.moving.apiError.status == 503 && RunError.moving.apiError.retryAfter == 1)
    }

    @Test("goes on in the same place with the new texts, also after a restart, to its end")
    func moves() async throws {
        var house = try await house()
        var mira = try await house.player("Мира")
        let run = try await mira.begin(try await house.party(mira))
        for choice in ["wait", "pay"] { _ = try await mira.choose(run, choice) }
        let before = try await mira.get("/v1/campaign-runs/\(run)").json
        #expect(before["currentScene", "sceneId"] == "scn_river")
        let pack = try pack([("Паром скрипит посреди реки", "Паром тонет")] + Self.renaming)

        let report = try await move(house, to: pack, Self.mapping)
        #expect(report.runs.map(\.verdict) == [.moved])
        #expect(report.runs[0].losses.isEmpty && report.runs[0].lostTurns.isEmpty)
        let after = try await mira.get("/v1/campaign-runs/\(run)").json
        #expect(after["contentHash"] == .string(pack.contentHash))
        #expect(after["turn"] == 2)
        #expect(after["currentScene", "sceneId"] == "scn_river")
        #expect(after["currentSceneId"] != before["currentSceneId"])
        #expect(after["currentScene", "generatedPayload", "summary"] == "Паром тонет.")
        #expect(after["flags"] == ["has_paid": true])
        #expect(after["party"] == before["party"])
        // Who still looks at the old scene is told so.
        let stale = try await mira.choose(run, "row", ["expectedSceneId": before["currentSceneId"] ?? .null])
        #expect(stale.json["error"] == "stale_scene")

        house = try await house.restarted(library: PackLibrary.load([]))
        mira = try mira.at(house)
        #expect(try await mira.get("/v1/campaign-runs/\(run)").json == after)
        try await mira.finish(run)
        let summary = try await mira.get("/v1/campaign-runs/\(run)/summary").json
        let timeline = try #require(summary["adventureSummary", "timeline"]?.list)
        #expect(timeline.map { $0["sceneId"] } == ["scn_dock", "scn_dock", "scn_river", "scn_end"])
        #expect(timeline.first?["title"] == "Причал")
        #expect(summary["retconPackage", "metaStats", "choices", "scn_dock"] == ["pay": 1, "tarry": 1])
    }

    @Test("everybody hears of it: the channel, the log and the audit log; the chronicle stays")
    func tells() async throws {
        let house = try await house()
        let mira = try await house.player("Мира")
        let run = try await mira.begin(try await house.party(mira))
        _ = try await mira.choose(run, "wait")
        let character = try #require(mira.characterID)
        let chronicle = try await mira.get("/v1/characters/\(character)/chronicle").json
        let old = try await mira.get("/v1/campaign-runs/\(run)").json["contentHash"]
        house.published.withLock { $0 = [] }
        let pack = try pack(Self.renaming)
        _ = try await move(house, to: pack, Self.mapping)

        let events = try house.published.withLock { try $0.map { try JSON.parse($0.bytes) } }
        #expect(events.map { $0["eventType"] } == ["campaign.migrated", "campaign.scene_started", "scene.update"])
        #expect(events[0]["payload", "fromContentHash"] == old)
        #expect(events[0]["payload", "contentHash"] == .string(pack.contentHash))
        #expect(events[2]["payload", "scene", "sceneId"] == "scn_dock")
        let log = try await mira.get("/v1/campaign-runs/\(run)/log").json.items
        #expect(log.map { $0["position"] } == log.indices.map { .integer(Int64($0)) })
        #expect(log.suffix(2).map { $0["kind"] } == ["migration", "scene"])
        #expect(log[log.count - 2]["fromContentHash"] == old)
        #expect(try await mira.get("/v1/characters/\(character)/chronicle").json == chronicle)
        let audit = try await house.database.storage.read { try AuditLog.entries(of: "run:\(run)", in: $0) }
        let entry = try #require(audit.last?.entry)
        #expect(entry.actor == "player:9")
        #expect(entry.action == "migrate")
        #expect(entry.before == ["contentHash": old ?? .null, "sceneId": "scn_pier"])
        #expect(
            entry.after == [
                "contentHash": .string(pack.contentHash), "sceneId": "scn_dock", "mapping": Self.mapping.json,
            ])
    }

    @Test("can be taken back to the scenes of before, as the new content has them, and not to those that it lacks")
    func rewinds() async throws {
        let house = try await house()
        let mira = try await house.player("Мира")
        let run = try await mira.begin(try await house.party(mira))
        for choice in ["wait", "pay"] { _ = try await mira.choose(run, choice) }
        _ = try await move(house, to: try pack(Self.renaming), Self.mapping)
        let back = try await mira.rewind(run, to: 1)
        #expect(back.status == 200, "\(back.text)")
        #expect(back.json["currentScene", "sceneId"] == "scn_dock")
        #expect(back.json["flags"] == ["has_paid": false])
        #expect(try await mira.choose(run, "tarry").json["turn"] == 2)

        // The dock vanishes without a heir while the run is on the river.
        _ = try await mira.choose(run, "pay")
        let gone = try pack(Self.renaming + [("scn_dock", "scn_lost")])
        let report = try await move(house, to: gone)
        #expect(report.runs.map(\.verdict) == [.moved])
        #expect(report.runs[0].lostTurns == [0, 1, 2])
        #expect(report.runs[0].losses == [.scene("scn_dock")])
        let refused = try await mira.rewind(run, to: 1)
        #expect(refused.json["error"] == "not_a_boundary")
        #expect(refused.json["message"] == "The campaign has no longer the scene of turn 1: go back to another.")
        try await mira.finish(run)
        // What the scenes were called is remembered, though nobody has them any more.
        let summary = try await mira.get("/v1/campaign-runs/\(run)/summary").json
        let timeline = try #require(summary["adventureSummary", "timeline"]?.list)
        #expect(timeline.first?["sceneId"] == "scn_dock")
        #expect(timeline.first?["title"] == "Причал")
    }

    @Test("a dry run writes nothing, and says what an order without it does")
    func dry() async throws {
        let house = try await house()
        let mira = try await house.player("Мира")
        let run = try await mira.begin(try await house.party(mira))
        let before = try await dump(house)
        var slip = Self.mapping
        slip.scenes["scn_peir"] = "scn_dock"
        let slipped = try await house.runs.survey(MoveOrder(pack: try pack(Self.renaming), mapping: slip))
        #expect(slipped.strangers == ["scenes: nothing was called \"scn_peir\", did you mean \"scn_pier\"?"])
        let order = MoveOrder(pack: try pack(Self.renaming), mapping: Self.mapping)
        let survey = try await house.runs.survey(order)
        #expect(survey.runs.map(\.verdict) == [.ready])
        #expect(survey.runs.map(\.id) == [run])
        #expect(survey.strangers.isEmpty)
        #expect(try await dump(house) == before)
        // The same without the service, as a command has it.
        #expect(try await house.database.storage.read { try MoveReport(surveying: order, in: $0) } == survey)
        #expect(try await move(house, to: order.pack, Self.mapping) == survey.moved)
        #expect(try await house.runs.survey(order).runs.isEmpty, "it is there already")
    }

    @Test("a run that needs a mapping stays, is told why, and goes with what was proposed")
    func proposes() async throws {
        let house = try await house()
        let (mira, lev) = (try await house.player("Мира"), try await house.player("Лев"))
        let run = try await mira.begin(try await house.party(mira))
        let other = try await lev.begin(try await house.party(lev))
        _ = try await lev.choose(other, "pay")
        let pack = try pack(Self.renaming)
        let report = try await move(house, to: pack)
        #expect(report.runs.map(\.id) == [run, other].sorted())
        #expect(report.runs.first { $0.id == run }?.verdict == .needsMapping)
        #expect(report.runs.first { $0.id == run }?.obstacles == [.sceneGone("scn_pier")])
        #expect(report.runs.first { $0.id == run }?.isHelpedByProposal == true)
        #expect(report.runs.first { $0.id == other }?.verdict == .moved)
        #expect(report.proposal.scenes == ["scn_pier": "scn_dock"])
        #expect(try await mira.choose(run, "wait").json["currentScene", "sceneId"] == "scn_pier")
        let second = try await move(house, to: pack, report.proposal)
        #expect(second.runs.map(\.verdict) == [.moved])
        #expect(try await mira.get("/v1/campaign-runs/\(run)").json["currentScene", "sceneId"] == "scn_dock")
    }

    @Test("only the runs that are named, and none that is over, are moved")
    func named() async throws {
        let house = try await house()
        let (mira, lev, ada) = (
            try await house.player("Мира"), try await house.player("Лев"), try await house.player("Ада")
        )
        let first = try await mira.begin(try await house.party(mira))
        let second = try await lev.begin(try await house.party(lev))
        let over = try await ada.begin(try await house.party(ada))
        try await ada.finish(over)
        let pack = try pack([("Паром скрипит", "Паром поёт")])
        #expect(try await move(house, to: pack, runs: [second, over]).runs.map(\.id) == [second])
        #expect(try await mira.get("/v1/campaign-runs/\(first)").json["contentHash"] != .string(pack.contentHash))
        #expect(try await lev.get("/v1/campaign-runs/\(second)").json["contentHash"] == .string(pack.contentHash))
    }

    @Test("a campaign that is gone keeps its runs")
    func campaignGone() async throws {
        let house = try await house()
        let mira = try await house.player("Мира")
        let run = try await mira.begin(try await house.party(mira))
        let text = String(decoding: try pack().encoded(), as: UTF8.self).replacing(
            #""id":"tale""#, with: #""id":"saga""#)
        let report = try await move(house, to: try Pack(decoding: Array(text.utf8)))
        #expect(report.runs.map(\.verdict) == [.cannot])
        #expect(report.runs[0].obstacles == [.campaignGone("tale")])
        #expect(try await mira.choose(run, "wait").status == 200)
    }

    @Test("who acts meanwhile acts before or after, and nothing is lost")
    func meanwhile() async throws {
        let house = try await house()
        let mira = try await house.player("Мира")
        let run = try await mira.begin(try await house.party(mira))
        let pack = try pack([("Паром скрипит", "Паром поёт")])
        async let acted = (0..<5).asyncMap { _ in try await mira.choose(run, "wait").status }
        let report = try await move(house, to: pack)
        #expect(report.runs.map(\.verdict) == [.moved])
        #expect(try await acted == [200, 200, 200, 200, 200])
        let seen = try await mira.get("/v1/campaign-runs/\(run)").json
        #expect(seen["turn"] == 5)
        #expect(seen["contentHash"] == .string(pack.contentHash))
    }

    @Test("a failure moves nobody, and the runs in memory are not taken for moved")
    func allOrNothing() async throws {
        struct Failure: Error {}
        let house = try await house()
        let mira = try await house.player("Мира")
        let run = try await mira.begin(try await house.party(mira))
        let (before, pack) = (try await dump(house), try pack(Self.renaming))
        await #expect(throws: Failure.self) {
            try await house.runs.move(
                MoveOrder(pack: pack, mapping: Self.mapping), by: MoveAuthority(actor: "host")
            ) { _, _ in throw Failure() }
        }
        #expect(try await dump(house) == before)
        let seen = try await mira.choose(run, "wait").json
        #expect(seen["currentScene", "sceneId"] == "scn_pier")
        #expect(seen["contentHash"] != .string(pack.contentHash))
    }
}

extension Sequence where Element: Sendable {
    /// One after the other.
    fileprivate func asyncMap<Value>(_ body: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await body(element)) }
        return values
    }
}
