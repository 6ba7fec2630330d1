import ApplianceTesting
import ContentPacks
import Core
import Network
import Storage
import Testing

@testable import MediaBroker

@Suite("Pictures that a scene promises") struct PromisedArtTests {
    private static let content = PackContent(pack: SamplePack.pack, campaign: SamplePack.pack.campaigns[0])
    private static let told = ArtSubject(kind: .npc, id: "plain", spec: MediaSpec(prompt: "A plain man."))

    private func ask(_ house: MediaHouse, _ subject: ArtSubject, run: String = "r1") async throws -> String {
        let url = try #require(PromisedArt(house.settings).url(of: subject, in: Self.content))
        await house.media.ask(for: [(subject, url)], in: Self.content, runID: run, sceneID: "s1")
        return url
    }

    @Test("are found where they were promised, once they are made; every run's channel is told") func made()
        async throws
    {
        let gate = Gateway()
        let house = try await MediaHouse(providers: [TestProvider.waiting(for: gate)])
        let url = try await ask(house, Self.told)
        #expect(try await ask(house, Self.told, run: "r2") == url)
        let client = try house.server.client()
        #expect(try await client.request("GET", url).status == 202)
        #expect(try await client.request("GET", "/assets/art/nothing.webp").status == 404)
        gate.open()
        for run in ["r1", "r2"] { _ = try await house.waitForEvents(of: run, count: 1) }
        let sent = try await client.request("GET", url)
        #expect(sent.status == 302)
        let target = try #require(sent.header("Location"))
        #expect(target.hasPrefix("/assets/"))
        let picture = try await client.request("GET", target)
        #expect(picture.status == 200 && picture.header("Content-Type") == "image/webp")
        await house.stop()
    }

    @Test("are not promised of what lies in the pack, and of what is not told only where the host wants it")
    func none() async throws {
        let house = try await MediaHouse(isWorking: false)
        #expect(PromisedArt(house.settings).url(of: ArtSubject(kind: .scene, id: "scn_pier"), in: Self.content) == nil)
        #expect(PromisedArt(house.settings).url(of: ArtSubject(kind: .npc, id: "plain"), in: Self.content) == nil)
        var settings = MediaSettings(folder: "", secret: [])
        #expect(PromisedArt(settings).url(of: Self.told, in: Self.content) != nil)
        settings.drawsMissing = false
        #expect(PromisedArt(settings).url(of: ArtSubject(kind: .npc, id: "drawn"), in: Self.content) != nil)
        #expect(PromisedArt(settings).url(of: Self.told, in: Self.content) == nil)
        await house.stop()
    }

    @Test("are made anew for who comes to a scene when they have been cleared away") func forgotten() async throws {
        let house = try await MediaHouse(providers: [TestProvider("sketch")])
        let url = try await ask(house, Self.told)
        _ = try await house.waitForEvents(of: "r1", count: 1)
        for days in [90, 1] {
            house.clock.advance(by: .seconds(days * 86_400))
            try await house.media.tidy()
        }
        #expect(house.files.isEmpty)
        #expect(try await ask(house, Self.told) == url)
        _ = try await house.waitForEvents(of: "r1", count: 2)
        #expect(try await house.server.client().request("GET", url).status == 302)
        await house.stop()
    }

    @Test("are not ordered again by every scene where they could not be made") func failed() async throws {
        let sketch = TestProvider.failing(9, with: .permanent(reason: "no"))
        let house = try await MediaHouse(providers: [sketch])
        let url = try await ask(house, Self.told)
        _ = try await house.waitForEvents(of: "r1", count: 1)
        #expect(try await house.server.client().request("GET", url).status == 404)
        _ = try await ask(house, Self.told, run: "r2")
        // Orders are taken one after the other: when this one is done, that of the second run was looked at.
        _ = try await ask(house, ArtSubject(kind: .npc, id: "drawn"), run: "r3")
        _ = try await house.waitForEvents(of: "r3", count: 1)
        #expect(sketch.count == 2)
        await house.stop()
    }
}
