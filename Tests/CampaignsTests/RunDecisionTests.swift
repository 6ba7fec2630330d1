import ApplianceTesting
import Core
import Testing

/// Whose word counts.
@Suite struct RunDecisionTests {
    @Test("takes the leader's word when the party wants it so")
    func leader() async throws {
        let house = try await GamingHouse()
        let (mira, oleg) = (try await house.player("Мира"), try await house.player("Олег"))
        let run = try await mira.begin(try await house.party(mira, oleg), ["decision": "leader"])
        #expect(try await oleg.choose(run, "pay").json["error"] == "leader_decides")
        #expect(try await mira.choose(run, "pay").status == 200)
    }

    @Test("takes anyone's word when the party wants it so")
    func anyone() async throws {
        let house = try await GamingHouse()
        let (mira, oleg) = (try await house.player("Мира"), try await house.player("Олег"))
        let run = try await mira.begin(try await house.party(mira, oleg), ["decision": "anyone"])
        #expect(try await oleg.choose(run, "pay").status == 200)
        #expect(try await mira.choose(run, "row").status == 200)
    }

    @Test("lets any member decide when the leader is away for twice the time to decide")
    func absentLeader() async throws {
        let house = try await GamingHouse()
        let (mira, oleg) = (try await house.player("Мира"), try await house.player("Олег"))
        let run = try await mira.begin(
            try await house.party(mira, oleg), ["decision": "leader", "decisionSeconds": 15])
        house.clock.advance(by: .milliseconds(29_999))
        #expect(try await oleg.choose(run, "pay").json["error"] == "leader_decides")
        house.clock.advance(by: .milliseconds(1))
        house.online.withLock { _ = $0.insert(mira.id) }
        #expect(try await oleg.choose(run, "pay").json["error"] == "leader_decides")
        house.online.withLock { _ = $0.remove(mira.id) }
        #expect(try await oleg.choose(run, "pay").status == 200)
        #expect(try await oleg.choose(run, "row").json["error"] == "leader_decides")
    }

    @Test("waits for the leader no longer than the wait because the clock was set back")
    func clockSetBack() async throws {
        let house = try await GamingHouse()
        let (mira, oleg) = (try await house.player("Мира"), try await house.player("Олег"))
        let run = try await mira.begin(
            try await house.party(mira, oleg), ["decision": "leader", "decisionSeconds": 15])
        house.clock.jump(by: .seconds(-1))
        #expect(try await oleg.choose(run, "pay").json["error"] == "leader_decides")
        house.clock.jump(by: .seconds(-29))
        #expect(try await oleg.choose(run, "pay").status == 200)
    }

    @Test("of two who act on one scene at once, one is answered and one hears that it is over")
    func race() async throws {
        let house = try await GamingHouse()
        let (mira, oleg) = (try await house.player("Мира"), try await house.player("Олег"))
        let run = try await mira.begin(try await house.party(mira, oleg), ["decision": "anyone"])
        async let first = mira.choose(run, "pay", ["expectedTurn": 0])
        async let second = oleg.choose(run, "wait", ["expectedTurn": 0])
        let answers = try await [first, second].sorted { $0.status < $1.status }
        #expect(answers.map(\.status) == [200, 409])
        #expect(answers[1].json["error"] == "stale_scene")
        #expect(answers[1].json["run", "turn"] == 1)
        #expect(answers[1].json["run", "id"] == .string(run))
    }
}
