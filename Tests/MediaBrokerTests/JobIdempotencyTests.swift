import ApplianceTesting
import Core
import Network
import Testing

@testable import MediaBroker

@Suite("One job for one content") struct JobIdempotencyTests {
    @Test("gives the same job for the same token, whatever else is said") func token() async throws {
        let house = try await MediaHouse(isWorking: false)
        let player = try await house.player("Nina")
        let first = try await player.ask("image", ["prompt": "a bridge"], token: "t1")
        let second = try await player.ask("image", ["prompt": "another"], token: "t1")
        #expect(first.jobID == second.jobID)
        #expect(second.status == 202)
        #expect(house.seen.cacheHits.withLock { $0 } == ["token"])
        #expect(try await house.jobs() == 1)
        await house.stop()
    }

    @Test("gives another caller with the same token a job of their own") func anothersToken() async throws {
        let house = try await MediaHouse(isWorking: false)
        let (nina, osip) = (try await house.player("Nina"), try await house.player("Osip"))
        let first = try await nina.ask("image", ["prompt": "a bridge"], token: "t1")
        let second = try await osip.ask("image", ["prompt": "a bridge"], token: "t1")
        #expect(first.jobID != second.jobID)
        await house.stop()
    }

    /// The defaults of media.md "Jobs".
    static let equal: [(type: String, short: JSONValue, long: JSONValue)] = [
        (
            "tts", ["text": "Hello"], ["text": "Hello", "voice": "default", "speed": .number(1), "model": "default"]
        ),
        (
            "image", ["prompt": "a bridge"],
            [
                "prompt": "a bridge", "style": "concept", "seed": 0, "width": 1024, "height": 1024, "model": "default",
                "postproc": "none",
            ]
        ),
    ]

    @Test("fills what is missing with the defaults", arguments: equal)
    func defaults(sample: (type: String, short: JSONValue, long: JSONValue)) async throws {
        let house = try await MediaHouse(isWorking: false)
        let player = try await house.player("Nina")
        let first = try await player.ask(sample.type, sample.short)
        let second = try await player.ask(sample.type, sample.long)
        #expect(first.jobID == second.jobID)
        #expect(house.seen.cacheHits.withLock { $0 } == ["content"])
        await house.stop()
    }

    static let other: [(type: String, payload: JSONValue)] = [
        ("tts", ["text": "Hello!"]), ("tts", ["text": "Hello", "voice": "anna"]),
        ("tts", ["text": "Hello", "speed": 2]),
        ("tts", ["text": "Hello", "model": "b"]), ("image", ["prompt": "Hello"]), ("avatar", ["prompt": "Hello"]),
        ("image", ["prompt": "Hello", "style": "ink"]), ("image", ["prompt": "Hello", "seed": 1]),
        ("image", ["prompt": "Hello", "width": 512]), ("image", ["prompt": "Hello", "height": 512]),
        ("image", ["prompt": "Hello", "model": "b"]), ("image", ["prompt": "Hello", "negative": "fog"]),
    ]

    @Test("gives another job for whatever else is to be made") func otherContent() async throws {
        let house = try await MediaHouse(isWorking: false)
        let player = try await house.player("Nina")
        var ids = [try await player.ask("tts", ["text": "Hello"]).jobID]
        for sample in Self.other { ids.append(try await player.ask(sample.type, sample.payload).jobID) }
        #expect(Set(ids).count == 1 + Self.other.count)
        await house.stop()
    }

    @Test("answers another caller with the same job, and with their own token, run and scene")
    func anothersContent() async throws {
        let house = try await MediaHouse(providers: [TestProvider("sketch")])
        let (nina, osip) = (try await house.player("Nina"), try await house.player("Osip"))
        let body: JSONValue = [
            "jobType": "image", "payload": ["prompt": "a bridge"], "contentId": "nina's", "sceneId": "s1",
        ]
        let first = try await nina.post("/v1/media/jobs", body)
        _ = try await house.end(of: first.jobID, for: nina)
        let second = try await osip.ask("image", ["prompt": "a bridge"])
        #expect(second.jobID == first.jobID)
        #expect(second.json["status"] == "succeeded")
        #expect(second.json["contentId"] == .null)
        #expect(second.json["sceneId"] == .null)
        let own = try await nina.get("/v1/media/jobs/\(first.jobID)").json
        #expect(own["contentId"] == "nina's")
        await house.stop()
    }

    @Test("makes nothing twice under another token: the new job is done at once") func secondToken() async throws {
        let sketch = TestProvider("sketch")
        let house = try await MediaHouse(providers: [sketch])
        let player = try await house.player("Nina")
        let first = try await player.ask("image", ["prompt": "a bridge"], token: "t1")
        let made = try await house.end(of: first.jobID, for: player)
        let second = try await player.ask("image", ["prompt": "a bridge"], token: "t2")
        #expect(second.jobID != first.jobID)
        #expect(second.json["status"] == "succeeded")
        #expect(second.json["clientToken"] == "t2")
        #expect(second.json["resultUrl"] == made["resultUrl"])
        #expect(sketch.count == 1)
        await house.stop()
    }

    @Test("lets an equal job wait for the one in work, and takes its result") func equalInWork() async throws {
        let gate = Gateway()
        let sketch = TestProvider.waiting(for: gate)
        let house = try await MediaHouse(providers: [sketch])
        let player = try await house.player("Nina")
        let first = try await player.ask("image", ["prompt": "a bridge"], token: "t1")
        _ = try await house.waitForJob(first.jobID) { $0.status == "processing" }
        let second = try await player.ask("image", ["prompt": "a bridge"], token: "t2")
        gate.open()
        let jobs = [
            try await house.end(of: first.jobID, for: player), try await house.end(of: second.jobID, for: player),
        ]
        #expect(jobs[0]["resultUrl"] == jobs[1]["resultUrl"])
        #expect(jobs[1]["status"] == "succeeded")
        #expect(sketch.count == 1)
        await house.stop()
    }

    @Test("makes anew what has failed") func afterFailure() async throws {
        let sketch = TestProvider.failing(1, with: .permanent(reason: "no"))
        let house = try await MediaHouse(providers: [sketch])
        let player = try await house.player("Nina")
        let first = try await player.ask("image", ["prompt": "a bridge"])
        #expect(try await house.end(of: first.jobID, for: player)["status"] == "failed")
        let second = try await player.ask("image", ["prompt": "a bridge"])
        #expect(second.jobID != first.jobID)
        #expect(try await house.end(of: second.jobID, for: player)["status"] == "succeeded")
        await house.stop()
    }

    @Test("repeats the first answer under an Idempotency-Key") func idempotencyKey() async throws {
        let house = try await MediaHouse(isWorking: false)
        let player = try await house.player("Nina")
        let body: JSONValue = ["jobType": "stt", "payload": ["stubTranscript": "a"]]
        let first = try await player.post("/v1/media/jobs", body, key: "k")
        let second = try await player.post("/v1/media/jobs", body, key: "k")
        #expect(first.jobID == second.jobID)
        #expect(second.header("Idempotency-Replayed") == "true")
        await house.stop()
    }
}
