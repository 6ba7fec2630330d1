import ApplianceTesting
import Core
import Storage
import Testing

/// How the people of a campaign stand to those who play it: moved by effects and by what comes of checks, read by
/// conditions, told at the end.
@Suite struct RunRelationTests {
    /// The pier of `TalePack` with two players, of whom anybody may act.
    private struct Tale {
        let house: GamingHouse
        let mira: Guest
        let oleg: Guest
        let party: PartyID
        let run: String

        init() async throws {
            house = try await GamingHouse()
            (mira, oleg) = (try await house.player("Мира"), try await house.player("Олег"))
            party = try await house.party(mira, oleg)
            run = try await mira.begin(party, ["decision": "anyone"])
        }
    }

    private func relations(_ run: JSONValue) -> [JSONValue?] { run["party"]?.list.map { $0["relations"] } ?? [] }

    private func choices(_ run: JSONValue) -> [String] {
        let shown = run["currentScene", "generatedPayload", "scene", "choices"]?.list ?? []
        return shown.compactMap { $0["id"]?.stringValue }
    }

    @Test("an effect moves the relation of who acts, and of nobody else, and a restart keeps it")
    func effect() async throws {
        let tale = try await Tale()
        #expect(relations(try await tale.mira.get("/v1/campaign-runs/\(tale.run)").json) == [[:], [:]])
        let sworn = try await tale.oleg.choose(tale.run, "swear")
        #expect(relations(sworn.json) == [[:], ["ferryman": 1]])
        #expect(
            sworn.json["lastOutcome", "effects"]?.list.last == [
                "type": "relation", "characterId": try tale.oleg.characterJSON, "npcId": "ferryman", "relationDelta": 1,
            ])
        let rows = try await tale.house.database.storage.read { connection in
            try connection.all("SELECT npc_id, character_id, value FROM relations") {
                "\($0.text(0)) \($0.integer(1)) \($0.int(2))"
            }
        }
        #expect(rows == ["ferryman \(try #require(tale.oleg.characterID)) 1"])
        let house = try await tale.house.restarted()
        let again = try await tale.mira.at(house).get("/v1/campaign-runs/\(tale.run)")
        #expect(relations(again.json) == [[:], ["ferryman": 1]])
        withExtendedLifetime(house) {}
    }

    @Test("what comes of a check moves it, by the outcome's own effects", arguments: 0..<4)
    func check(round: Int) async throws {
        let tale = try await Tale()
        let talked = try await tale.mira.choose(tale.run, "talk")
        let moved: JSONValue = talked.json["lastOutcome", "result"] == "success" ? ["ferryman": 2] : [:]
        #expect(relations(talked.json) == [moved, [:]])
    }

    @Test("a condition reads the best of those who are here, so that one friend opens the way for all")
    func condition() async throws {
        let tale = try await Tale()
        #expect(choices(try await tale.oleg.choose(tale.run, "swear").json) == ["ask", "row", "sing", "steer"])
        try await tale.oleg.leave(tale.party)
        #expect(try await tale.mira.choose(tale.run, "steer").json["error"] == "unknown_choice")
        try await tale.oleg.join(tale.party, try #require(try await tale.mira.party(tale.party)["inviteCode"]))
        #expect(try await tale.mira.choose(tale.run, "steer").status == 200)
    }

    @Test("no friend, no way: the choice is neither shown nor taken")
    func withoutFriend() async throws {
        let tale = try await Tale()
        #expect(choices(try await tale.mira.choose(tale.run, "pay").json) == ["ask", "row", "sing"])
        #expect(try await tale.mira.choose(tale.run, "steer").json["error"] == "unknown_choice")
    }

    @Test("the retcon package and the summary tell how each one came to stand with whom")
    func told() async throws {
        let tale = try await Tale()
        #expect(try await tale.oleg.choose(tale.run, "swear").status == 200)
        #expect(try await tale.mira.choose(tale.run, "steer").status == 200)
        try await tale.mira.finish(tale.run)
        let told = try await tale.mira.get("/v1/campaign-runs/\(tale.run)/summary").json
        #expect(
            told["retconPackage", "playerImpact"]?.list.map { $0["relations"] } == [[:], ["ferryman": 1]])
        let summary = try #require(told["adventureSummary"])
        #expect(summary["partySummary", "finalStats"]?.list.map { $0["relations"] } == [[:], ["ferryman": 1]])
        let deeds = summary["partySummary", "deeds"]?.list.filter { $0["type"] == "RELATION_CHANGED" }
        #expect(deeds?.map { $0["characterId"] } == [try tale.oleg.characterJSON])
        #expect(deeds?.map { $0["importance"] } == ["MESO"])
        #expect(summary["timeline"]?.list.first?["effects"]?.list.last?["relationDelta"] == 1)
    }
}
