import ApplianceTesting
import Core
import PartySync
import Testing

@testable import Campaigns

/// Players who are waited for in a fight.
@Suite("Absent players of a fight")
struct RunAbsenceTests {
    /// A fight of Mira and Lada with a hare that can do nothing to them; a decision takes 60 s.
    private struct Table {
        let house: GamingHouse
        let party: PartyID
        let run: String
        /// The player on turn, and the other one.
        let awaited: Guest
        let other: Guest
        let turn: JSONValue

        /// The same after a restart.
        func restarted() async throws -> Table {
            let house = try await house.restarted(library: HuntPack.library())
            return Table(
                house: house, party: party, run: run, awaited: try awaited.at(house), other: try other.at(house),
                turn: turn)
        }

        func isHere(_ guest: Guest) { house.online.withLock { _ = $0.insert(guest.id) } }

        func pass(_ duration: Duration) async throws { try await house.pass(duration, in: run) }

        /// The run as it is, without anybody looking at it.
        func now() async throws -> RunState { try await house.runs.current(run).state }

        var awaitedNow: CharacterID? {
            get async throws { try await now().fight?.awaited }
        }
    }

    private func table(_ more: [String: JSONValue] = [:]) async throws -> Table {
        let house = try await GamingHouse(library: HuntPack.library())
        let (mira, lada) = (try await house.player("Мира"), try await house.player("Лада"))
        let party = try await house.party(mira, lada)
        let run = try await mira.begin(party, more)
        let entered = try await mira.choose(run, "hare")
        try #require(entered.status == 200, "\(entered.text)")
        let awaited = try await house.runs.current(run).state.fight?.awaited
        let (one, two) = awaited == mira.characterID ? (mira, lada) : (lada, mira)
        return Table(
            house: house, party: party, run: run, awaited: one, other: two, turn: try #require(entered.json["turn"]))
    }

    @Test("plays who does not act in time as defending, here or not, and no moment earlier", arguments: [false, true])
    func defends(awaitedIsHere: Bool) async throws {
        let table = try await table()
        table.isHere(table.other)
        if awaitedIsHere { table.isHere(table.awaited) }
        let shown = try await table.other.get("/v1/campaign-runs/\(table.run)").json
        #expect(shown["turnDeadline"] == .string(table.house.clock.now.adding(.seconds(60)).rfc3339))
        try await table.pass(.milliseconds(59_999))
        #expect(try await table.awaitedNow == table.awaited.characterID)
        try await table.pass(.milliseconds(1))
        let passed = try await table.other.get("/v1/campaign-runs/\(table.run)").json
        let me = try #require(table.other.characterID).description
        #expect(passed["currentScene", "generatedPayload", "fight", "turn"] == .string(me))
        #expect(passed["lastOutcome", "log"]?.list.first?.stringValue?.hasSuffix("только защищается.") == true)
        #expect(passed["turnDeadline"] == .string(table.house.clock.now.adding(.seconds(60)).rfc3339))
    }

    @Test("is in the log and on the channel like any action, and says that nobody did it")
    func isTold() async throws {
        let table = try await table()
        table.isHere(table.other)
        try await table.pass(.seconds(60))
        let log = try await table.other.get("/v1/campaign-runs/\(table.run)/log").json.items
        let decision = try #require(log.last { $0["kind"] == "decision" })
        #expect(decision["actionType"] == "defend")
        #expect(decision["payload"] == ["absent": true])
        #expect(decision["playerId"] == .integer(table.awaited.id.rawValue))
        #expect(decision["characterId"] == (try table.awaited.characterJSON))
        let events = try table.house.published.withLock { try $0.suffix(5).map { try JSON.parse($0.bytes) } }
        #expect(
            events.map { $0["eventType"] } == [
                "action.request", "action.result", "campaign.phase_applied", "campaign.phase_applied", "combat.update",
            ])
        #expect(events.allSatisfy { $0["senderId"] == .null })
        #expect(events.first?["payload", "action", "payload", "absent"] == true)
    }

    @Test("nobody is played while nobody else is here; who comes back waits as long as a decision may take")
    func rests() async throws {
        let table = try await table()
        table.isHere(table.awaited)
        try await table.pass(.seconds(600))
        #expect(try await table.awaitedNow == table.awaited.characterID)
        _ = try await table.awaited.get("/v1/campaign-runs/\(table.run)")
        #expect(await !table.house.runs.waits.holds(table.run))
        table.isHere(table.other)
        _ = try await table.other.get("/v1/campaign-runs/\(table.run)")
        try await table.pass(.seconds(59))
        #expect(try await table.awaitedNow == table.awaited.characterID)
        try await table.pass(.seconds(1))
        #expect(try await table.awaitedNow == table.other.characterID)
    }

    @Test("who comes into a run whose fight rests waits as long as anybody")
    func newcomer() async throws {
        let table = try await table()
        try await table.pass(.seconds(600))
        let yana = try await table.house.player("Яна")
        table.isHere(yana)
        let code = try #require(try await table.awaited.party(table.party)["inviteCode"])
        try await yana.join(table.party, code)
        try await table.pass(.seconds(59))
        #expect(try await table.awaitedNow == table.awaited.characterID)
        try await table.pass(.seconds(1))
        #expect(try await table.awaitedNow == table.other.characterID)
    }

    @Test("who plays alone is never played, with one character or several")
    func alone() async throws {
        let house = try await GamingHouse(library: HuntPack.library())
        let mira = try await house.player("Мира")
        house.online.withLock { _ = $0.insert(mira.id) }
        let run = try await mira.begin(try await house.party(mira))
        let entered = try await mira.choose(run, "hare").json
        #expect(entered["turnDeadline"] == .null)
        try await house.pass(.seconds(600), in: run)
        #expect(try await mira.get("/v1/campaign-runs/\(run)").json["turn"] == entered["turn"])
        #expect(await !house.runs.waits.holds(run))
    }

    @Test("a pause freezes the wait, and it begins anew when the run goes on")
    func pause() async throws {
        let table = try await table()
        table.isHere(table.other)
        table.isHere(table.awaited)
        let leader = try #require(
            [table.awaited, table.other].min { ($0.characterID?.rawValue ?? 0) < ($1.characterID?.rawValue ?? 0) })
        try await table.pass(.seconds(30))
        let paused = try await leader.act(table.run, "pause")
        #expect(paused.json["turnDeadline"] == .null)
        try await table.pass(.seconds(600))
        #expect(try await table.awaitedNow == table.awaited.characterID)
        #expect(try await leader.act(table.run, "resume").status == 200)
        try await table.pass(.seconds(59))
        #expect(try await table.awaitedNow == table.awaited.characterID)
        try await table.pass(.seconds(1))
        #expect(try await table.awaitedNow == table.other.characterID)
    }

    @Test("a restart waits on, for what is left")
    func restart() async throws {
        var table = try await table()
        table.house.clock.advance(by: .seconds(45))
        table = try await table.restarted()
        table.isHere(table.other)
        try await table.pass(.seconds(14))
        #expect(try await table.awaitedNow == table.awaited.characterID)
        try await table.pass(.seconds(1))
        #expect(try await table.awaitedNow == table.other.characterID)
    }

    @Test("a restart after the time has come plays nobody before somebody is here who waits")
    func lateRestart() async throws {
        var table = try await table()
        table.house.clock.advance(by: .seconds(60))
        table = try await table.restarted()
        table.isHere(table.other)
        #expect(await !table.house.runs.waits.holds(table.run))
        _ = try await table.other.get("/v1/campaign-runs/\(table.run)")
        try await table.pass(.seconds(60))
        #expect(try await table.awaitedNow == table.other.characterID)
    }

    @Test("an action after its time is stale, one before it begins the next wait")
    func late() async throws {
        let table = try await table()
        table.isHere(table.other)
        table.isHere(table.awaited)
        try await table.pass(.seconds(60))
        let late = try await table.awaited.act(table.run, "defend", [:], ["expectedTurn": table.turn])
        #expect(late.status == 409)
        #expect(late.json["error"] == "stale_scene")
        #expect(late.json["run", "lastOutcome", "log"]?.list.isEmpty == false)
        table.house.clock.advance(by: .seconds(59))
        #expect(try await table.other.act(table.run, "defend").status == 200)
        try await table.pass(.seconds(1))
        #expect(try await table.awaitedNow == table.awaited.characterID)
    }

    @Test("of an action and the end of the wait at one moment exactly one counts")
    func race() async throws {
        let table = try await table()
        table.isHere(table.other)
        table.isHere(table.awaited)
        table.house.clock.advance(by: .seconds(60))
        async let act = table.awaited.act(table.run, "defend", [:], ["expectedTurn": table.turn])
        async let wait: Void = table.house.runs.endWait(table.run)
        let answer = try await act
        await wait
        #expect(answer.status == 200 || answer.json["error"] == "stale_scene", "\(answer.text)")
        let now = try await table.now()
        #expect(.integer(Int64(now.turn - 1)) == table.turn)
        #expect(now.fight?.awaited == table.other.characterID)
    }

    @Test("who leaves on turn is not waited for longer than anybody")
    func leaves() async throws {
        let house = try await GamingHouse(library: HuntPack.library())
        let players = [try await house.player("Мира"), try await house.player("Лада"), try await house.player("Яна")]
        let party = try await house.party(players[0], players[1], players[2])
        let run = try await players[0].begin(party)
        _ = try await players[0].choose(run, "hare")
        let awaited = try await house.runs.current(run).state.fight?.awaited
        let leaver = try #require(players.first { $0.characterID == awaited })
        try await leaver.leave(party)
        for player in players where player !== leaver { house.online.withLock { _ = $0.insert(player.id) } }
        try await house.pass(.seconds(60), in: run)
        let now = try await house.runs.current(run).state.fight?.awaited
        #expect(now != awaited && players.contains { $0.characterID == now })
    }
}
