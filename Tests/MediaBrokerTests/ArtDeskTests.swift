import ApplianceTesting
import ContentPacks
import Core
import Network
import Storage
import Testing

@testable import MediaBroker

@Suite("The pictures of a run") struct ArtDeskTests {
    private static let content = PackContent(pack: SamplePack.pack, campaign: SamplePack.pack.campaigns[0])

    private func ask(
        _ house: MediaHouse, _ type: ArtType, _ kind: String, _ id: String, run: String = "r1", ordersNew: Bool = true
    ) async throws -> ArtDesk.Answer {
        let (art, now) = (house.media.art, house.clock.now)
        let wish = ArtDesk.Wish(type, of: EntityRef(kind: kind, id: id), runID: run, sceneID: "s1")
        let answer = try await house.temporary.storage.write {
            try art.picture(wish, in: Self.content, ordersNew: ordersNew, now: now, in: $0)
        }
        await house.media.wake()
        return answer
    }

    @Test("are there at once where they lie in the pack") func lying() async throws {
        let house = try await MediaHouse(isWorking: false)
        let answer = try await ask(house, .scene, "scene", "scn_pier")
        #expect(answer == .ready(url: "/static/packs/season-1/assets/pier.svg", assetID: nil))
        #expect(try await house.jobs() == 0)
        await house.stop()
    }

    @Test("are queued once for all who look, and told of on each run's channel") func queued() async throws {
        let gate = Gateway()
        let house = try await MediaHouse(providers: [TestProvider.waiting(for: gate)])
        let first = try await ask(house, .npc, "npc", "drawn")
        guard case .pending(let id) = first else {
            Issue.record("\(first)")
            return
        }
        #expect(try await ask(house, .npc, "npc", "drawn") == first)
        #expect(try await ask(house, .npc, "npc", "drawn", run: "r2") == first)
        gate.open()
        _ = try await house.waitForJob(id) { $0.isFinished }
        for run in ["r1", "r2"] { #expect(try await house.events(of: run).count == 1) }
        guard case .ready(let url, let assetID?) = try await ask(house, .npc, "npc", "drawn") else {
            Issue.record("it is not there")
            return
        }
        #expect(url == "/assets/\(assetID).webp")
        await house.stop()
    }

    @Test("are not there for who has none, and not ordered again where they could not be made") func none() async throws {
        let sketch = TestProvider.failing(9, with: .permanent(reason: "no"))
        let house = try await MediaHouse(providers: [sketch])
        #expect(try await ask(house, .npc, "npc", "plain") == .none)
        guard case .pending(let id) = try await ask(house, .npc, "npc", "drawn") else {
            Issue.record("nothing was ordered")
            return
        }
        _ = try await house.waitForJob(id) { $0.isFinished }
        #expect(try await ask(house, .npc, "npc", "drawn") == .none)
        #expect(sketch.count == 1)
        await house.stop()
    }

    @Test("are only looked for where they are not to be ordered") func looking() async throws {
        let house = try await MediaHouse(isWorking: false)
        #expect(try await ask(house, .npc, "npc", "drawn", ordersNew: false) == .none)
        #expect(try await house.jobs() == 0)
        await house.stop()
    }
}
