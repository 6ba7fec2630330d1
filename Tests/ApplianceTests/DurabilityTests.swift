import ApplianceTesting
import Core
import Testing

@Suite("What was acknowledged")
struct DurabilityTests {
    @Test("is there after SIGKILL under load: characters, actions and events")
    func survivesKill() async throws {
        let directory = try TemporaryDirectory()
        let server = try await RunningServer(
            in: directory, environment: ["MIMIC_GAME__MAX_ACTIVE_CHARACTERS": "100000"])
        let campaign = try #require(
            try await server.client.request("GET", "/v1/campaigns").json.list.first?["id"]?.stringValue)
        let makers = try await players(3, on: server)
        let actors = try await players(3, on: server)
        var runs: [String] = []
        for actor in actors { runs.append(try await actor.begin(campaign).run) }
        let tally = Tally(target: 150)

        try await withThrowingTaskGroup(of: Void.self) { group in
            for maker in makers { group.addTask { await tally.makeCharacters(maker) } }
            for (actor, run) in zip(actors, runs) { group.addTask { await tally.act(actor, run) } }
            group.addTask {
                // In the middle of the load, when enough was acknowledged to lose.
                await tally.waitForTarget()
                server.killNow()
            }
            try await group.waitForAll()
        }

        let revived = try await RunningServer(
            in: directory, environment: ["MIMIC_GAME__MAX_ACTIVE_CHARACTERS": "100000"])
        for maker in makers {
            let kept = try await characters(of: maker, on: revived)
            #expect(await tally.characters(of: maker).isSubset(of: kept))
        }
        for (actor, run) in zip(actors, runs) {
            let player = TestPlayer(client: try TestClient(port: revived.port), token: actor.token)
            let state = try await player.get("/v1/campaign-runs/\(run)")
            let turn = try #require(state["turn"]?.integerValue)
            #expect(turn >= (await tally.turn(of: run)), "an acknowledged action is lost")
            let results = try await actionResults(of: run, player)
            #expect(results == turn, "each committed action has its event, and no event is without its action")
        }
    }

    private func players(_ count: Int, on server: RunningServer) async throws -> [TestPlayer] {
        var players: [TestPlayer] = []
        for index in 0..<count { players.append(try await TestPlayer.guest(server, "Гость \(index)")) }
        return players
    }

    private func characters(of maker: TestPlayer, on server: RunningServer) async throws -> Set<Int64> {
        let player = TestPlayer(client: try TestClient(port: server.port), token: maker.token)
        var found: Set<Int64> = []
        var cursor: String?
        repeat {
            let page = try await player.get("/v1/characters?limit=200" + (cursor.map { "&cursor=\($0)" } ?? ""))
            found.formUnion(page.list.compactMap { $0["id"]?.integerValue })
            cursor = page["nextCursor"]?.stringValue
        } while cursor != nil
        return found
    }

    /// How many `action.result` events the run's channel holds.
    private func actionResults(of run: String, _ player: TestPlayer) async throws -> Int64 {
        var count: Int64 = 0
        var before: Int64?
        while true {
            let query = before.map { "&before=\($0)" } ?? ""
            let page = try await player.get("/v1/campaign-runs/\(run)/events?limit=200\(query)").list
            guard let oldest = page.compactMap({ $0["seq"]?.integerValue }).min() else { return count }
            count += Int64(page.filter { $0["eventType"] == "action.result" }.count)
            before = oldest
        }
    }
}

/// What the server acknowledged before it was killed.
private actor Tally {
    private let target: Int
    private var count = 0
    private var made: [String: Set<Int64>] = [:]
    private var turns: [String: Int64] = [:]
    private var waiting: CheckedContinuation<Void, Never>?

    init(target: Int) { self.target = target }

    func waitForTarget() async {
        if count < target { await withCheckedContinuation { waiting = $0 } }
    }

    func characters(of maker: TestPlayer) -> Set<Int64> { made[maker.token] ?? [] }
    func turn(of run: String) -> Int64 { turns[run] ?? 0 }

    /// Until the connection breaks.
    func makeCharacters(_ player: TestPlayer) async {
        while let made = try? await player.post("/v1/characters", ["name": "Ещё один", "archetype": "странник"]),
            let id = made["id"]?.integerValue
        {
            self.made[player.token, default: []].insert(id)
            acknowledge()
        }
    }

    /// Acts, and begins the scene anew, until the connection breaks.
    func act(_ player: TestPlayer, _ run: String) async {
        while let state = try? await player.post(
            "/v1/campaign-runs/\(run)/action", ["actionType": "freeform", "payload": ["text": "осматриваюсь вокруг"]]),
            let turn = state["turn"]?.integerValue
        {
            turns[run] = turn
            acknowledge()
            if state["status"] == "COMPLETED" { return }
        }
    }

    private func acknowledge() {
        count += 1
        if count >= target {
            waiting?.resume()
            waiting = nil
        }
    }
}
