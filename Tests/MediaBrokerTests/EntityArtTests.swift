import ApplianceTesting
import ContentPacks
import Core
import Network
import Testing

@testable import MediaBroker

@Suite("POST /v1/media/jobs, second dialect") struct EntityArtTests {
    private static func surroundings(_ pack: Pack = SamplePack.pack) -> MediaSurroundings {
        var surroundings = MediaSurroundings()
        surroundings.pack = { id in id == pack.id ? pack : nil }
        return surroundings
    }

    @Test("answers at once with the picture that lies in the pack") func lying() async throws {
        let house = try await MediaHouse(isWorking: false, surroundings: Self.surroundings())
        let answer = try await house.player("Nina").askArt("SCENE_ART", "scene", "scn_pier")
        #expect(answer.status == 202)
        #expect(answer.json["type"] == "SCENE_ART")
        #expect(answer.json["entity_ref"] == ["kind": "scene", "id": "scn_pier"])
        #expect(answer.json["requested_at"] == .string(house.clock.now.rfc3339))
        #expect(answer.json["status"] == "DONE")
        #expect(answer.json["provider"] == "STATIC")
        #expect(answer.json["result_url"] == "/static/packs/season-1/assets/pier.svg")
        #expect(answer.json["error"] == .null)
        #expect(house.seen.cacheHits.withLock { $0 } == ["static"])
        #expect(house.seen.ended.withLock { $0 } == ["SCENE_ART static succeeded"])
        await house.stop()
    }

    @Test("makes what the pack describes, with its palette, rarity and likeness") func described() async throws {
        let sketch = TestProvider("sketch")
        let house = try await MediaHouse(providers: [sketch], surroundings: Self.surroundings())
        let player = try await house.player("Nina")
        let asked = try await player.askArt("ITEM_ICON", "item", "lamp")
        #expect(asked.json["status"] == "PENDING")
        #expect(asked.json["provider"] == "GEN")
        let job = try await house.end(of: asked.jobID, for: player)
        #expect(job["status"] == "DONE")
        #expect(job["result_url"]?.stringValue?.hasSuffix(".webp") == true)
        guard case .image(let order)? = sketch.orders.withLock({ $0.first }) else {
            Issue.record("no picture was ordered")
            return
        }
        #expect(order.prompt == "a lamp")
        #expect(order.subject == .item)
        #expect(order.rarity == "rare")
        #expect(order.likeness == "season-1/item/lamp")
        #expect(order.palette == ["#101820", "#f2e9d8"])
        #expect(order.width == 256 && order.height == 256)
        await house.stop()
    }

    @Test(
        "composes by the type",
        arguments: [
            (ArtType.scene, ImageOrder.Subject.scene), (.location, .scene), (.npc, .portrait), (.monster, .creature),
            (.item, .item),
        ])
    func subjects(type: ArtType, subject: ImageOrder.Subject) throws {
        let wish = EntityArt.Wish(
            type: type, entity: EntityRef(kind: "npc", id: "anybody"), spec: MediaSpec(prompt: "somebody"))
        guard case .ordered(let order, _) = EntityArt(wish, in: nil) else {
            Issue.record("nothing is ordered")
            return
        }
        #expect(order.subject == subject)
        #expect((64...2048).contains(order.width) && (64...2048).contains(order.height))
    }

    @Test("makes what the request describes, whether the entity is there or not", arguments: ["plain", "nobody"])
    func ownSpec(id: String) async throws {
        let house = try await MediaHouse(providers: [TestProvider("sketch")], surroundings: Self.surroundings())
        let player = try await house.player("Nina")
        let asked = try await player.askArt("NPC_PORTRAIT", "npc", id, ["spec": ["prompt": "a guard"]])
        #expect(asked.json["provider"] == "GEN")
        #expect(try await house.end(of: asked.jobID, for: player)["status"] == "DONE")
        await house.stop()
    }

    static let hopeless: [(kind: String, id: String, more: [String: JSONValue], reason: String)] = [
        ("npc", "nobody", [:], "The pack season-1 has no npc nobody."),
        ("npc", "plain", [:], "The npc plain has no asset_id and no media_spec."),
        ("ghost", "plain", [:], "The pack season-1 has no ghost plain."),
        ("npc", "drawn", ["provider": "STATIC"], "The npc drawn has no asset_id."),
    ]

    @Test("fails with the reason where there is nothing to show", arguments: hopeless)
    func fails(sample: (kind: String, id: String, more: [String: JSONValue], reason: String)) async throws {
        let house = try await MediaHouse(isWorking: false, surroundings: Self.surroundings())
        let answer = try await house.player("Nina").askArt("NPC_PORTRAIT", sample.kind, sample.id, sample.more)
        #expect(answer.status == 202)
        #expect(answer.json["status"] == "FAILED")
        #expect(answer.json["error"] == .string(sample.reason))
        await house.stop()
    }

    @Test("looks into the pack that entity_ref names") func namedPack() async throws {
        let house = try await MediaHouse(isWorking: false, surroundings: Self.surroundings())
        let answer = try await house.player("Nina").post(
            "/v1/media/jobs",
            ["type": "NPC_PORTRAIT", "entity_ref": ["kind": "npc", "id": "drawn", "packId": "season-9"]])
        #expect(answer.json["error"] == "There is no pack season-9.")
        #expect(answer.json["entity_ref"]?["packId"] == "season-9")
        await house.stop()
    }

    @Test("never says a secret of the pack") func secrets() async throws {
        let house = try await MediaHouse(isWorking: false, surroundings: Self.surroundings())
        let player = try await house.player("Nina")
        let texts = [
            try await player.askArt("NPC_PORTRAIT", "npc", "plain").text, try await player.get("/v1/media/jobs").text,
        ]
        #expect(!texts.contains { $0.contains("duke") })
        await house.stop()
    }

    @Test("makes one picture anew when one description is edited or the version rises") func contentKeys() {
        func key(_ pack: Pack, _ kind: String, _ id: String) -> ContentKey? {
            let wish = EntityArt.Wish(type: .npc, entity: EntityRef(kind: kind, id: id))
            guard case .ordered(_, let key) = EntityArt(wish, in: PackContent(pack: pack, campaign: nil)) else {
                return nil
            }
            return key
        }
        let (pack, edited) = (SamplePack.pack, SamplePack.makePack(prompt: "a young ferryman"))
        #expect(key(pack, "npc", "drawn") != nil)
        #expect(key(pack, "npc", "drawn") != key(edited, "npc", "drawn"))
        #expect(key(pack, "location", "mill") == key(edited, "location", "mill"))
        #expect(key(pack, "location", "mill") != key(SamplePack.makePack(version: "S1-v0.2"), "location", "mill"))
    }

    @Test("gives the same job for the same picture in the pack") func sameLying() async throws {
        let house = try await MediaHouse(isWorking: false, surroundings: Self.surroundings())
        let player = try await house.player("Nina")
        let first = try await player.askArt("SCENE_ART", "scene", "scn_pier")
        let second = try await player.askArt("SCENE_ART", "scene", "scn_pier")
        #expect(first.jobID == second.jobID)
        await house.stop()
    }
}
