import ApplianceTesting
import ContentPacks
import Core
import Network
import Testing

@testable import MediaBroker

@Suite("Whose media jobs are") struct JobRightsTests {
    /// Runs that nobody may see but the first guest of a house; `open` all may.
    private static var surroundings: MediaSurroundings {
        var surroundings = MediaSurroundings()
        surroundings.checkAccess = { principal, run in
            if run == "open" { return }
            guard run == "r1" else { throw APIError.notFound("Campaign run \(run) does not exist.") }
            guard principal.playerID.rawValue == 1 else { throw APIError.forbidden("not yours") }
        }
        surroundings.contentOfRun = { _ in PackContent(pack: SamplePack.pack, campaign: SamplePack.pack.campaigns[0]) }
        return surroundings
    }

    @Test("lets nobody make a job for a run that they may not see", arguments: [("r1", 403), ("r2", 404)])
    func strangersRun(run: String, status: Int) async throws {
        let house = try await MediaHouse(isWorking: false, surroundings: Self.surroundings)
        _ = try await house.player("Nina")
        let answer = try await house.player("Osip").ask("image", ["prompt": "a"], run: run)
        #expect(answer.status == status)
        #expect(try await house.jobs() == 0)
        await house.stop()
    }

    @Test("tells the run's channel of the end, in the transaction of the end") func event() async throws {
        let house = try await MediaHouse(providers: [TestProvider("sketch")], surroundings: Self.surroundings)
        let player = try await house.player("Nina")
        let asked = try await player.ask("image", ["prompt": "a"], run: "r1")
        let job = try await house.end(of: asked.jobID, for: player)
        #expect(
            try await house.events(of: "r1") == [
                [
                    "jobId": .string(asked.jobID), "status": "succeeded", "entityRef": .null,
                    "resultUrl": try #require(job["resultUrl"]),
                ]
            ])
        #expect(house.seen.announced.withLock { $0 }.last == "r1")
        await house.stop()
    }

    @Test("tells of a failure in the words of the second dialect") func failureEvent() async throws {
        let sketch = TestProvider.failing(1, with: .permanent(reason: "no"))
        let house = try await MediaHouse(providers: [sketch], surroundings: Self.surroundings)
        let player = try await house.player("Nina")
        let asked = try await player.askArt("NPC_PORTRAIT", "npc", "drawn", ["campaignRunId": "r1"])
        _ = try await house.end(of: asked.jobID, for: player)
        let event = try #require(try await house.events(of: "r1").first)
        #expect(event["status"] == "FAILED")
        #expect(event["entityRef"] == ["kind": "npc", "id": "drawn"])
        #expect(event["resultUrl"] == .null)
        await house.stop()
    }

    @Test("tells every run that waits for the same job") func severalRuns() async throws {
        let gate = Gateway()
        let house = try await MediaHouse(providers: [TestProvider.waiting(for: gate)], surroundings: Self.surroundings)
        let (nina, osip) = (try await house.player("Nina"), try await house.player("Osip"))
        let first = try await nina.ask("image", ["prompt": "a"], run: "r1")
        let second = try await osip.ask("image", ["prompt": "a"], run: "open")
        #expect(first.jobID == second.jobID)
        gate.open()
        _ = try await house.end(of: first.jobID, for: nina)
        #expect(try await house.events(of: "r1").count == 1)
        #expect(try await house.events(of: "open").count == 1)
        // Who asks later, for another run, tells that one too.
        _ = try await nina.ask("image", ["prompt": "a"], run: "open")
        #expect(try await house.events(of: "open").count == 2)
        await house.stop()
    }

    @Test("shows a job to who asked for it, to admins, and to who may see its run; to nobody else")
    func readers() async throws {
        let house = try await MediaHouse(isWorking: false, surroundings: Self.surroundings)
        let (nina, osip) = (try await house.player("Nina"), try await house.player("Osip"))
        let admin = try await house.player("Vera", role: .admin)
        let body: JSONValue = ["jobType": "tts", "payload": ["text": "hm"], "clientToken": "t1"]
        let asked = try await nina.post("/v1/media/jobs", body)
        let path = "/v1/media/jobs/\(asked.jobID)"
        #expect(try await nina.get(path).json["clientToken"] == "t1")
        #expect(try await osip.get(path).status == 404)
        let seen = try await admin.get(path)
        #expect(seen.status == 200)
        #expect(seen.json["clientToken"] == .null)
        let shared = try await nina.ask("tts", ["text": "hm"], token: "t2", run: "open")
        #expect(try await osip.get("/v1/media/jobs/\(shared.jobID)").status == 200)
        await house.stop()
    }

    @Test("finds no job under another id", arguments: ["0190a3b4-0000-7000-8000-000000000000", "x"])
    func unknown(id: String) async throws {
        let house = try await MediaHouse(isWorking: false)
        #expect(try await house.player("Nina").get("/v1/media/jobs/\(id)").status == 404)
        await house.stop()
    }

    // MARK: Lists

    @Test("lists one's own, the newest first, page by page; admins everybody's") func lists() async throws {
        let house = try await MediaHouse(isWorking: false)
        let (nina, osip) = (try await house.player("Nina"), try await house.player("Osip"))
        let admin = try await house.player("Vera", role: .admin)
        var ids: [String] = []
        for number in 0..<3 {
            house.clock.advance(by: .seconds(1))
            ids.append(try await nina.ask("image", ["prompt": .string("p\(number)")]).jobID)
        }
        house.clock.advance(by: .seconds(1))
        let other = try await osip.ask("tts", ["text": "a"]).jobID
        let first = try await nina.get("/v1/media/jobs?limit=2").json
        #expect(first.jobIDs == [ids[2], ids[1]])
        let cursor = try #require(first["nextCursor"]?.stringValue)
        let second = try await nina.get("/v1/media/jobs?limit=2&cursor=\(cursor)").json
        #expect(second.jobIDs == [ids[0]])
        #expect(second["nextCursor"] == .null)
        #expect(try await admin.get("/v1/media/jobs").json.jobIDs == [other] + ids.reversed())
        await house.stop()
    }

    @Test("filters by status and type, in the words of either dialect", arguments: [Role.player, .admin])
    func filters(role: Role) async throws {
        let house = try await MediaHouse(isWorking: false)
        let nina = try await house.player("Nina", role: role)
        let failed = try await nina.ask("stt", [:]).jobID
        let queued = try await nina.ask("image", ["prompt": "a"]).jobID
        let art = try await nina.askArt("ITEM_ICON", "item", "cup").jobID
        for (query, expected) in [
            ("status=queued", [queued]), ("status=PENDING", [queued]), ("status=FAILED", [art, failed]),
            ("type=stt", [failed]), ("type=ITEM_ICON", [art]), ("status=failed&type=stt", [failed]),
            ("status=succeeded", []),
        ] {
            #expect(try await Set(nina.get("/v1/media/jobs?\(query)").json.jobIDs) == Set(expected), "\(query)")
        }
        #expect(try await nina.get("/v1/media/jobs?status=done").status == 422)
        await house.stop()
    }

    // MARK: Cancel and retry

    @Test("gives a job up when its asker cancels it, and keeps nothing of what comes later") func cancels() async throws
    {
        let gate = Gateway()
        let sketch = TestProvider.waiting(for: gate)
        let house = try await MediaHouse(providers: [sketch], surroundings: Self.surroundings)
        let player = try await house.player("Nina")
        let asked = try await player.ask("image", ["prompt": "a"], run: "r1")
        _ = try await house.waitForJob(asked.jobID) { $0.status == "processing" }
        let answer = try await player.post("/v1/media/jobs/\(asked.jobID)/cancel")
        #expect(answer.status == 200)
        #expect(answer.json["status"] == "failed")
        #expect(answer.json["error"] == "It was cancelled.")
        #expect(try await house.events(of: "r1").count == 1)
        gate.open()
        let next = try await player.ask("tts", ["text": "a"])
        _ = try await house.end(of: next.jobID, for: player)
        #expect(try await house.row(asked.jobID)?.status == "failed")
        #expect(house.files.isEmpty)
        await house.stop()
    }

    @Test("is asked once more to cancel what an admin had tried anew meanwhile: it goes on") func cancelsOnce()
        async throws
    {
        let gate = Gateway()
        let house = try await MediaHouse(providers: [TestProvider.waiting(for: gate)])
        let (nina, admin) = (try await house.player("Nina"), try await house.player("Vera", role: .admin))
        let path = "/v1/media/jobs/\(try await nina.ask("image", ["prompt": "a"]).jobID)"
        let id = String(path.dropFirst("/v1/media/jobs/".count))
        _ = try await house.waitForJob(id) { $0.status == "processing" }
        let first = try await nina.post("\(path)/cancel", key: "once")
        #expect(first.status == 200)
        #expect(try await admin.post("\(path)/retry").status == 202)
        _ = try await house.waitForJob(id) { $0.status == "processing" }
        let second = try await nina.post("\(path)/cancel", key: "once")
        #expect(second.status == 200 && second.json == first.json)
        gate.open()
        #expect(try await house.waitForJob(id) { $0.isFinished }.status == "succeeded")
        await house.stop()
    }

    @Test("gives a job up at once that rests before it is made") func cancelsResting() async throws {
        let sketch = TestProvider("sketch")
        let house = try await MediaHouse(providers: [sketch], configure: { $0.processingDelay = .seconds(86_400) })
        let player = try await house.player("Nina")
        let asked = try await player.ask("image", ["prompt": "a"])
        _ = try await house.waitForJob(asked.jobID) { $0.status == "processing" }
        #expect(try await player.post("/v1/media/jobs/\(asked.jobID)/cancel").json["status"] == "failed")
        // Returns only when nothing is in work any more.
        await house.stop()
        #expect(sketch.count == 0)
    }

    @Test("cancels nothing that is finished, another's, or waited for by others") func cannotCancel() async throws {
        let house = try await MediaHouse(isWorking: false)
        let (nina, osip) = (try await house.player("Nina"), try await house.player("Osip"))
        let done = try await nina.ask("stt", [:]).jobID
        #expect(try await nina.post("/v1/media/jobs/\(done)/cancel").error == "job_finished")
        let shared = try await nina.ask("image", ["prompt": "a"]).jobID
        #expect(try await osip.post("/v1/media/jobs/\(shared)/cancel").status == 404)
        _ = try await osip.ask("image", ["prompt": "a"])
        #expect(try await osip.post("/v1/media/jobs/\(shared)/cancel").error == "job_shared")
        let admin = try await house.player("Vera", role: .admin)
        #expect(try await admin.post("/v1/media/jobs/\(shared)/cancel").status == 200)
        await house.stop()
    }

    @Test("lets admins try a failed job anew") func retries() async throws {
        let sketch = TestProvider.failing(1, with: .permanent(reason: "no"))
        let house = try await MediaHouse(providers: [sketch])
        let (nina, admin) = (try await house.player("Nina"), try await house.player("Vera", role: .admin))
        let asked = try await nina.ask("image", ["prompt": "a"])
        _ = try await house.end(of: asked.jobID, for: nina)
        let path = "/v1/media/jobs/\(asked.jobID)/retry"
        #expect(try await nina.post(path).status == 403)
        let answer = try await admin.post(path)
        #expect(answer.status == 202)
        #expect(try await house.end(of: asked.jobID, for: nina)["status"] == "succeeded")
        #expect(try await admin.post(path).error == "not_retryable")
        let hopeless = try await nina.ask("stt", [:]).jobID
        #expect(try await admin.post("/v1/media/jobs/\(hopeless)/retry").error == "not_retryable")
        await house.stop()
    }

    // MARK: Limits

    @Test("lets one caller ask four times at once, and then twice a second") func rateLimit() async throws {
        let house = try await MediaHouse(isWorking: false, rates: { _ in })
        let (nina, osip) = (try await house.player("Nina"), try await house.player("Osip"))
        var answers: [Int] = []
        for number in 0..<5 { answers.append(try await nina.ask("tts", ["text": .string("\(number)")]).status) }
        #expect(answers == [202, 202, 202, 202, 429])
        #expect(try await osip.ask("tts", ["text": "a"]).status == 202)
        house.clock.advance(by: .milliseconds(500))
        #expect(try await nina.ask("tts", ["text": "again"]).status == 202)
        await house.stop()
    }

    @Test("lets sketch make what is over a player's budget for paid providers, and says so")
    func playersBudget() async throws {
        let openai = TestProvider("openai")
        let house = try await MediaHouse(
            providers: [openai, TestProvider("sketch")],
            configure: {
                $0.pictureProviders = ["openai", "sketch"]
                $0.ordersPerPlayerAndDay = 1
            })
        let (nina, osip) = (try await house.player("Nina"), try await house.player("Osip"))
        func ask(_ player: MediaPlayer, _ prompt: String) async throws -> JSONValue {
            let asked = try await player.ask("image", ["prompt": .string(prompt)])
            return try await house.end(of: asked.jobID, for: player)
        }
        #expect(try await ask(nina, "a")["notice"] == .null)
        let over = try await ask(nina, "b")
        #expect(over["status"] == "succeeded")
        #expect(over["notice"] == "The budget of a player for today for openai is used up, so sketch made it.")
        #expect(try await ask(osip, "c")["notice"] == .null)
        #expect(openai.count == 2)
        await house.stop()
    }

    @Test("counts the orders of a run whoever gives them") func runsBudget() async throws {
        let openai = TestProvider("openai")
        let house = try await MediaHouse(
            providers: [openai, TestProvider("sketch")], surroundings: Self.surroundings,
            configure: {
                $0.pictureProviders = ["openai", "sketch"]
                $0.ordersPerRun = 1
            })
        let (nina, osip) = (try await house.player("Nina"), try await house.player("Osip"))
        for (player, prompt) in [(nina, "a"), (osip, "b")] {
            let asked = try await player.ask("image", ["prompt": .string(prompt)], run: "open")
            _ = try await house.end(of: asked.jobID, for: player)
        }
        #expect(openai.count == 1)
        await house.stop()
    }

    @Test("holds no free provider against the budget") func freeProviders() async throws {
        let house = try await MediaHouse(
            providers: [TestProvider("sketch")], configure: { $0.ordersPerPlayerAndDay = 0 })
        let player = try await house.player("Nina")
        let asked = try await player.ask("image", ["prompt": "a"])
        let job = try await house.end(of: asked.jobID, for: player)
        #expect(job["status"] == "succeeded")
        #expect(job["notice"] == .null)
        await house.stop()
    }
}

extension JSONValue {
    /// Of a page of jobs.
    fileprivate var jobIDs: [String] {
        (self["items"]?.elements ?? []).compactMap { ($0["jobId"] ?? $0["id"])?.stringValue }
    }
}
