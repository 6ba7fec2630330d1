import ApplianceTesting
import ContentPacks
import Core
import Testing

@testable import Campaigns

@Suite("Pictures of a run") struct RunArtTests {
    @Test("what lies in the pack is shown at once, what is made says where it will be")
    func shown() async throws {
        let house = try await GamingHouse()
        let mira = try await house.player("Мира")
        let run = try await mira.begin(try await house.party(mira))
        let pier = try await mira.get("/v1/campaign-runs/\(run)").json["currentScene", "generatedPayload", "media"]
        #expect(pier?["sceneArt", "status"] == "ready")
        #expect(pier?["sceneArt", "entityRef"] == nil)
        let ferryman: JSONValue = [
            "assetId": nil, "url": "/art/tale-pack/npc/ferryman", "alt": "Паромщик", "status": "pending",
            "entityRef": ["kind": "npc", "id": "ferryman"],
        ]
        #expect(pier?["portraits"]?.list.map { $0["art"] } == [ferryman])
        let river = try await mira.choose(run, "pay").json["currentScene", "generatedPayload", "media"]
        #expect(
            river?["sceneArt"] == [
                "assetId": nil, "url": "/art/tale-pack/scene/scn_river", "alt": "Река", "status": "pending",
                "entityRef": ["kind": "scene", "id": "scn_river"],
            ])
        let shore = try await mira.choose(run, "row").json["currentScene", "generatedPayload", "media"]
        #expect(shore?["sceneArt"] == ["assetId": nil, "url": nil, "alt": "Тот берег", "status": "placeholder"])
    }

    @Test("a scene asks for its pictures and for those of the scenes that may come next, and for none twice over")
    func asked() async throws {
        let house = try await GamingHouse()
        let mira = try await house.player("Мира")
        let run = try await mira.begin(try await house.party(mira))
        _ = try await mira.choose(run, "wait")
        _ = try await mira.choose(run, "pay")
        let wishes = house.wishes.withLock { $0 }
        #expect(wishes.map { $0.subjects.map(\.subject.id) }.prefix(1) == [["ferryman", "scn_river"]])
        #expect(wishes.last?.subjects.map(\.subject.id) == ["scn_river", "ferryman"])
        #expect(wishes.allSatisfy { $0.runID == "\(run)" })
    }

    @Test("what is drawn of a scene or a person is what everybody is told, and no secret")
    func described() async throws {
        let house = try await GamingHouse()
        let mira = try await house.player("Мира")
        _ = try await mira.begin(try await house.party(mira))
        let subjects = try #require(house.wishes.withLock { $0.first }).subjects.map(\.subject)
        #expect(
            subjects.map(\.spec?.prompt) == ["Паромщик. Молчаливый старик.", "Река. Паром скрипит посреди реки."])
    }
}
