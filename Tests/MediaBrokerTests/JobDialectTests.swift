import ApplianceTesting
import Core
import Network
import Testing

@testable import MediaBroker

@Suite("POST /v1/media/jobs, first dialect", .timeLimit(.minutes(30))) struct JobDialectTests {
    @Test("answers 202 with the job as it is") func accepted() async throws {
        let house = try await MediaHouse(isWorking: false)
        let player = try await house.player("Nina")
        let body: JSONValue = [
            "jobType": "image", "payload": ["prompt": "a bridge"], "clientToken": "t1", "contentId": "c1",
            "sceneId": "s1",
        ]
        let answer = try await player.post("/v1/media/jobs", body)
        #expect(answer.status == 202, "\(answer.text)")
        #expect(answer.json["jobType"] == "image")
        #expect(answer.json["status"] == "queued")
        #expect(answer.json["result"] == .null)
        #expect(answer.json["resultUrl"] == .null)
        #expect(answer.json["error"] == .null)
        #expect(answer.json["clientToken"] == "t1")
        #expect(answer.json["contentId"] == "c1")
        #expect(answer.json["campaignRunId"] == .null)
        #expect(answer.json["sceneId"] == "s1")
        #expect(answer.json["createdAt"] == .string(house.clock.now.rfc3339))
        await house.stop()
    }

    @Test("makes a picture, whose result says where it is") func image() async throws {
        let house = try await MediaHouse(providers: [TestProvider("sketch")])
        let player = try await house.player("Nina")
        let asked = try await player.ask("image", ["prompt": "a bridge", "style": "ink", "width": 512])
        let job = try await house.end(of: asked.jobID, for: player)
        #expect(job["status"] == "succeeded")
        let url = try #require(job["result"]?["cdnUrl"]?.stringValue)
        #expect(url.hasPrefix("/assets/") && url.hasSuffix(".webp"))
        #expect(job["resultUrl"] == .string(url))
        #expect(job["result"]?["style"] == "ink")
        let shown = try await player.client.request("GET", url)
        let header = try ImageCodec.probe(shown.body)
        #expect(job["result"]?["width"] == .integer(Int64(header.width)))
        #expect(job["result"]?["height"] == .integer(Int64(header.height)))
        await house.stop()
    }

    @Test("tells how far a job in work is, in either way to look at it") func progress() async throws {
        let gate = Gateway()
        let house = try await MediaHouse(providers: [TestProvider.waiting(for: gate, percent: 40)])
        let player = try await house.player("Nina")
        let id = try await player.ask("image", ["prompt": "a bridge"]).jobID
        while try await player.get("/v1/media/jobs/\(id)").json["progress"] != 40 { await Task.yield() }
        #expect(try await player.get("/v1/media/jobs").json["items"]?.elements.map { $0["progress"] } == [40])
        gate.open()
        #expect(try await house.end(of: id, for: player)["progress"] == .null)
        await house.stop()
    }

    @Test("makes a sound with its duration and voice") func speech() async throws {
        let house = try await MediaHouse(providers: [TestProvider("tone")])
        let player = try await house.player("Nina")
        let asked = try await player.ask("tts", ["text": "Тихо.", "voice": "anna"])
        let job = try await house.end(of: asked.jobID, for: player)
        #expect(job["status"] == "succeeded", "\(job)")
        #expect(job["result"]?["durationMs"] == 1000)
        #expect(job["result"]?["voice"] == "anna")
        let url = try #require(job["result"]?["audioUrl"]?.stringValue)
        #expect(url.hasSuffix(".ogg"))
        #expect(try await player.client.request("GET", url).body == Array("OggSТихо.".utf8))
        await house.stop()
    }

    @Test("speaks Russian where a letter is Cyrillic, unless the request says otherwise")
    func language() async throws {
        let tone = TestProvider("tone")
        let house = try await MediaHouse(providers: [tone])
        let player = try await house.player("Nina")
        for payload: JSONValue in [["text": "Да"], ["text": "Yes"], ["text": "Да", "language": "en"]] {
            let asked = try await player.ask("tts", payload)
            _ = try await house.end(of: asked.jobID, for: player)
        }
        let languages = tone.orders.withLock { $0 }.map { order in
            if case .speech(let order) = order { order.language } else { "" }
        }
        #expect(languages == ["ru", "en", "en"])
        await house.stop()
    }

    @Test("makes an avatar with its seed, of no prompt too") func avatar() async throws {
        let house = try await MediaHouse(providers: [TestProvider("sketch")])
        let player = try await house.player("Nina")
        let asked = try await player.ask("avatar", ["seed": 7])
        let job = try await house.end(of: asked.jobID, for: player)
        #expect(job["result"]?["seed"] == 7)
        #expect(job["result"]?["cdnUrl"]?.stringValue?.hasSuffix(".webp") == true)
        await house.stop()
    }

    @Test("passes stubTranscript through") func transcript() async throws {
        let house = try await MediaHouse()
        let player = try await house.player("Nina")
        let asked = try await player.ask("stt", ["stubTranscript": "open the door"])
        let job = try await house.end(of: asked.jobID, for: player)
        #expect(job["result"] == ["transcript": "open the door", "confidence": 1])
        #expect(job["resultUrl"] == .null)
        await house.stop()
    }

    @Test("says that there is no recogniser when there is no stubTranscript") func noRecogniser() async throws {
        let house = try await MediaHouse()
        let answer = try await house.player("Nina").ask("stt", [:])
        #expect(answer.status == 202)
        #expect(answer.json["status"] == "failed")
        #expect(answer.json["error"]?.stringValue?.contains("stubTranscript") == true)
        await house.stop()
    }

    @Test("puts media.public_base_url in front of links") func publicBase() async throws {
        let house = try await MediaHouse(
            providers: [TestProvider("sketch")], configure: { $0.baseURL = "https://cdn.example.org" })
        let player = try await house.player("Nina")
        let asked = try await player.ask("image", ["prompt": "a bridge"])
        let job = try await house.end(of: asked.jobID, for: player)
        #expect(job["resultUrl"]?.stringValue?.hasPrefix("https://cdn.example.org/assets/") == true)
        await house.stop()
    }

    static let wrong: [(body: JSONValue, field: String)] = [
        ([:], "type"),
        (["jobType": "poem", "payload": [:]], "jobType"),
        (["jobType": "tts"], "payload"),
        (["jobType": "tts", "payload": [:]], "payload.text"),
        (["jobType": "tts", "payload": ["text": "a", "speed": 3]], "payload.speed"),
        (["jobType": "image", "payload": ["prompt": ""]], "payload.prompt"),
        (["jobType": "image", "payload": ["prompt": "a", "width": 4096]], "payload.width"),
        (["jobType": "image", "payload": ["prompt": "a", "postproc": "upscale"]], "payload.postproc"),
        (["type": "SCENE_ART"], "entity_ref"),
        (["type": "SCENE_ART", "entity_ref": ["kind": "scene"]], "entity_ref.id"),
        (["type": "POEM", "entity_ref": ["kind": "scene", "id": "a"]], "type"),
        (["type": "SCENE_ART", "entity_ref": ["kind": "scene", "id": "a"], "spec": [:]], "spec.prompt"),
        (["type": "SCENE_ART", "entity_ref": ["kind": "scene", "id": "a"], "provider": "dali"], "provider"),
    ]

    @Test("refuses what is wrong by its name", arguments: wrong)
    func refuses(sample: (body: JSONValue, field: String)) async throws {
        let house = try await MediaHouse(isWorking: false)
        let answer = try await house.player("Nina").post("/v1/media/jobs", sample.body)
        #expect(answer.status == 422)
        #expect(
            answer.json["details"]?.elements.contains { $0["field"] == .string(sample.field) } == true, "\(answer.text)"
        )
        #expect(try await house.jobs() == 0)
        await house.stop()
    }

    @Test("needs a token") func unauthorized() async throws {
        let house = try await MediaHouse(isWorking: false)
        let answer = try await house.client().request("POST", "/v1/media/jobs", json: ["jobType": "tts"])
        #expect(answer.status == 401)
        await house.stop()
    }

    @Test("forgets a player's own words when the job has succeeded") func forgetsText() async throws {
        let house = try await MediaHouse(providers: [TestProvider("sketch")])
        let player = try await house.player("Nina")
        let asked = try await player.ask("image", ["prompt": "what Nina wrote"])
        _ = try await house.end(of: asked.jobID, for: player)
        #expect(try await house.row(asked.jobID)?.hasWork == false)
        await house.stop()
    }
}
