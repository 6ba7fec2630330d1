import ApplianceTesting
import Core
import Network
import Storage
import Testing

@testable import MediaBroker

@Suite("The queue of media jobs") struct JobQueueTests {
    @Test("tries again after a temporary failure, 2 s and then 8 s later") func backoff() async throws {
        let sketch = TestProvider.failing(2)
        let house = try await MediaHouse(providers: [sketch])
        let player = try await house.player("Nina")
        let asked = try await player.ask("image", ["prompt": "a"])
        let first = try await house.waitForJob(asked.jobID) { $0.attempts == 1 }
        #expect(first.dueAt == house.clock.now.adding(.seconds(2)))
        await house.advance(by: .seconds(2))
        let second = try await house.waitForJob(asked.jobID) { $0.attempts == 2 }
        #expect(second.dueAt == house.clock.now.adding(.seconds(8)))
        await house.advance(by: .seconds(8))
        #expect(try await house.end(of: asked.jobID, for: player)["status"] == "succeeded")
        #expect(sketch.count == 3)
        await house.stop()
    }

    @Test("fails a job after three attempts, with the reason of the last") func threeAttempts() async throws {
        let sketch = TestProvider.failing(9)
        let house = try await MediaHouse(providers: [sketch])
        let player = try await house.player("Nina")
        let asked = try await player.ask("image", ["prompt": "a"])
        for attempt in 1...2 {
            _ = try await house.waitForJob(asked.jobID) { $0.attempts == attempt }
            await house.advance(by: .seconds(10))
        }
        let job = try await house.end(of: asked.jobID, for: player)
        #expect(job["status"] == "failed")
        #expect(job["error"] == "busy")
        #expect(sketch.count == 3)
        #expect(house.seen.ended.withLock { $0 } == ["image sketch failed"])
        await house.stop()
    }

    @Test(
        "waits as long as a service asks, but no more than ten minutes", arguments: [(60, 60), (86_400, 600), (1, 2)])
    func retryAfter(wish: Int, wait: Int) async throws {
        let sketch = TestProvider.failing(1, with: .temporary(reason: "later", retryAfter: .seconds(wish)))
        let house = try await MediaHouse(providers: [sketch])
        let asked = try await house.player("Nina").ask("image", ["prompt": "a"])
        let row = try await house.waitForJob(asked.jobID) { $0.attempts == 1 }
        #expect(row.dueAt == house.clock.now.adding(.seconds(wait)))
        await house.stop()
    }

    @Test("fails at once when the same order would fail the same way") func permanent() async throws {
        let tone = TestProvider.failing(9, name: "tone", with: .permanent(reason: "no such voice"))
        let house = try await MediaHouse(providers: [tone])
        let player = try await house.player("Nina")
        let asked = try await player.ask("tts", ["text": "a"])
        let job = try await house.end(of: asked.jobID, for: player)
        #expect(job["error"] == "no such voice")
        #expect(tone.count == 1)
        await house.stop()
    }

    @Test("lets sketch make what the chosen provider cannot, and says so") func fallback() async throws {
        let openai = TestProvider.failing(9, name: "openai", with: .unavailable(reason: "no key"))
        let house = try await MediaHouse(
            providers: [openai, TestProvider("sketch")], configure: { $0.pictureProviders = ["openai", "sketch"] })
        let player = try await house.player("Nina")
        let asked = try await player.ask("image", ["prompt": "a"])
        let job = try await house.end(of: asked.jobID, for: player)
        #expect(job["status"] == "succeeded")
        #expect(job["notice"] == "openai could not make it, so sketch did: no key")
        #expect(house.seen.ended.withLock { $0 } == ["image sketch succeeded"])
        await house.stop()
    }

    @Test("takes for no picture what is none, whatever the provider says") func lies() async throws {
        let liar = TestProvider("sketch") { _, _ in MadeMedia(bytes: Array("<html>".utf8), mediaType: "image/png") }
        let house = try await MediaHouse(providers: [liar])
        let player = try await house.player("Nina")
        let asked = try await player.ask("image", ["prompt": "a"])
        let job = try await house.end(of: asked.jobID, for: player)
        #expect(job["status"] == "failed")
        #expect(job["error"]?.stringValue?.contains("sent no picture") == true)
        #expect(house.files.isEmpty)
        await house.stop()
    }

    @Test(
        "keeps what this program has drawn as it is, and encodes anew what others have",
        arguments: ["sketch", "openai"])
    func ownPictures(name: String) async throws {
        let drawn = ImageSamples.picture(.webp)
        let provider = TestProvider(name) { _, _ in MadeMedia(bytes: drawn, mediaType: "image/webp") }
        let house = try await MediaHouse(providers: [provider], configure: { $0.pictureProviders = [name] })
        let player = try await house.player("Nina")
        let asked = try await player.ask("image", ["prompt": "a"])
        let job = try await house.end(of: asked.jobID, for: player)
        let url = try #require(job["resultUrl"]?.stringValue)
        #expect(try await (player.client.request("GET", url).body == drawn) == (name == "sketch"))
        #expect(job["result"]?["width"] == 24)
        await house.stop()
    }

    @Test("takes for no sound what is none") func liesOfSound() async throws {
        let liar = TestProvider("tone") { _, _ in MadeMedia(bytes: [1, 2, 3], mediaType: "audio/ogg") }
        let house = try await MediaHouse(providers: [liar])
        let player = try await house.player("Nina")
        let asked = try await player.ask("tts", ["text": "a"])
        #expect(try await house.end(of: asked.jobID, for: player)["status"] == "failed")
        await house.stop()
    }

    @Test("gives up a provider that never answers") func neverAnswers() async throws {
        let gate = Gateway()
        defer { gate.open() }
        let service = TestProvider.waiting(for: gate, name: "openai")
        let house = try await MediaHouse(
            providers: [service],
            configure: {
                $0.attemptTime = .milliseconds(1)
                $0.pictureProviders = ["openai"]
            })
        let asked = try await house.player("Nina").ask("image", ["prompt": "a"])
        _ = try await house.waitForJob(asked.jobID) { $0.attempts == 1 }
        #expect(house.seen.failures.withLock { $0 } == ["openai: openai did not answer within 0 s."])
        await house.stop()
    }

    @Test("lets what is made here take as long as it takes") func patience() async throws {
        let gate = Gateway()
        let house = try await MediaHouse(
            providers: [TestProvider.waiting(for: gate), TestProvider.waiting(for: gate, name: "openai")],
            configure: { $0.attemptTime = .milliseconds(1) })
        let player = try await house.player("Nina")
        let here = try await player.ask("image", ["prompt": "a"])
        _ = try await house.waitForJob(here.jobID) { $0.status == "processing" }
        let there = try await player.post(
            "/v1/media/jobs",
            [
                "type": "SCENE_ART", "entity_ref": ["kind": "scene", "id": "a"], "provider": "openai",
                "spec": ["prompt": "b"],
            ])
        let id = try #require(there.json["id"]?.stringValue, "\(there.text)")
        _ = try await house.waitForJob(id) { $0.attempts == 1 }
        gate.open()
        #expect(try await house.end(of: here.jobID, for: player)["status"] == "succeeded")
        #expect(try await house.row(here.jobID)?.attempts == 0)
        await house.stop()
    }

    @Test("works on as many at the same time as it has workers", arguments: [1, 3]) func workers(count: Int)
        async throws
    {
        let gate = Gateway()
        let sketch = TestProvider.waiting(for: gate)
        let house = try await MediaHouse(providers: [sketch], configure: { $0.workers = count })
        let player = try await house.player("Nina")
        var ids: [String] = []
        for number in 0..<5 { ids.append(try await player.ask("image", ["prompt": .string("p\(number)")]).jobID) }
        for id in ids.prefix(count) { _ = try await house.waitForJob(id) { $0.status == "processing" } }
        #expect(sketch.count == count)
        gate.open()
        for id in ids { #expect(try await house.end(of: id, for: player)["status"] == "succeeded") }
        await house.stop()
    }

    @Test("says why when pictures take all the room they may") func quota() async throws {
        let house = try await MediaHouse(providers: [TestProvider("sketch")], configure: { $0.maximumBytes = 10 })
        let player = try await house.player("Nina")
        let asked = try await player.ask("image", ["prompt": "a"])
        let job = try await house.end(of: asked.jobID, for: player)
        #expect(job["status"] == "failed")
        #expect(job["error"]?.stringValue?.contains("media.max_bytes") == true)
        #expect(house.files.isEmpty)
        await house.stop()
    }

    @Test("tells how many wait") func depth() async throws {
        let house = try await MediaHouse(isWorking: false)
        let player = try await house.player("Nina")
        for number in 0..<3 { _ = try await player.ask("image", ["prompt": .string("p\(number)")]) }
        try await house.media.start()
        while house.seen.depths.withLock({ $0.first }) == nil { await Task.yield() }
        #expect(house.seen.depths.withLock { $0.first } == 3)
        await house.stop()
    }

    // MARK: Restart

    @Test("begins again after a crash what was in work, and takes that for no attempt") func crash() async throws {
        let house = try await MediaHouse(isWorking: false)
        let asked = try await house.player("Nina").ask("image", ["prompt": "a"])
        let again = try await house.crashed(in: asked.jobID, providers: [TestProvider("sketch")])
        let row = try await again.waitForJob(asked.jobID) { $0.isFinished }
        #expect(row.status == "succeeded")
        #expect(row.crashes == 1 && row.attempts == 0)
        await again.stop()
    }

    @Test("gives a job up in whose midst the server has ended three times") func thirdCrash() async throws {
        let gate = Gateway()
        defer { gate.open() }
        var house = try await MediaHouse(isWorking: false)
        let asked = try await house.player("Nina").ask("image", ["prompt": "a"])
        for crashes in 1...3 {
            house = try await house.crashed(in: asked.jobID, providers: [TestProvider.waiting(for: gate)])
            #expect(try await house.row(asked.jobID)?.crashes == crashes)
        }
        let row = try #require(try await house.row(asked.jobID))
        #expect(row.status == "failed")
        await house.stop()
    }

    @Test("gives back at a stop what is in work, which is no crash") func stop() async throws {
        let gate = Gateway()
        defer { gate.open() }
        let house = try await MediaHouse(providers: [TestProvider.waiting(for: gate)])
        let asked = try await house.player("Nina").ask("image", ["prompt": "a"])
        _ = try await house.waitForJob(asked.jobID) { $0.status == "processing" }
        let again = try await house.again(providers: [TestProvider("sketch")])
        let row = try await again.waitForJob(asked.jobID) { $0.isFinished }
        #expect(row.status == "succeeded")
        #expect(row.crashes == 0)
        await again.stop()
    }

    @Test("forgets after ninety days a job whose result nobody has looked at, and its file a day later")
    func forgets() async throws {
        let house = try await MediaHouse(providers: [TestProvider("sketch")])
        let player = try await house.player("Nina")
        let asked = try await player.ask("image", ["prompt": "a"])
        _ = try await house.end(of: asked.jobID, for: player)
        house.clock.advance(by: .seconds(90 * 86_400))
        try await house.media.tidy()
        #expect(try await house.jobs() == 0)
        house.clock.advance(by: .seconds(86_400))
        try await house.media.tidy()
        #expect(house.files.isEmpty)
        await house.stop()
    }

    @Test("keeps the job of a picture that was looked at") func keepsUsed() async throws {
        let house = try await MediaHouse(providers: [TestProvider("sketch")])
        let player = try await house.player("Nina")
        let asked = try await player.ask("image", ["prompt": "a"])
        let url = try #require(try await house.end(of: asked.jobID, for: player)["resultUrl"]?.stringValue)
        house.clock.advance(by: .seconds(80 * 86_400))
        _ = try await player.client.request("GET", url)
        try await house.media.tidy()
        house.clock.advance(by: .seconds(80 * 86_400))
        try await house.media.tidy()
        #expect(try await house.jobs() == 1)
        await house.stop()
    }
}

extension MediaHouse {
    /// The same data after the process has ended in the middle of a job.
    func crashed(in id: String, providers: [any MediaProvider]) async throws -> MediaHouse {
        await media.stop()
        try await temporary.storage.write {
            try $0.run("UPDATE media_jobs SET status = 'processing' WHERE id = ?1", .text(id))
        }
        await server.stop()
        await temporary.storage.close()
        return try await MediaHouse(providers: providers, in: temporary.directory, clock: clock)
    }

    /// The same data, everything else anew.
    func again(providers: [any MediaProvider]) async throws -> MediaHouse {
        await stop()
        return try await MediaHouse(providers: providers, in: temporary.directory, clock: clock)
    }
}
