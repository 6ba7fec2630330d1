import ApplianceTesting
import Core
import Testing

@testable import PartySync

@Suite("What the hub tells whoever counts")
struct HubObserverTests {
    @Test("are its sockets, messages both ways, refusals, closes, and who came back to find all or not")
    func observes() async throws {
        let house = try await HubHouse()
        let (ann, bob) = (try await house.person("Анна"), try await house.person("Борис"))
        let (hers, his) = (try await house.open(ann), try await house.open(bob, "?hello=false"))
        let hello = try await hers.next("system.hello")
        let before = house.observed.withLock { $0 }
        #expect(before.connections == 2)
        try await hers.chat("раз")
        #expect(try await hers.said() == "раз")
        #expect(try await his.said() == "раз")
        try await hers.send("system.notice", [:])
        _ = try await hers.next("system.error")
        let seen = house.observed.withLock { $0 }
        #expect(seen.received == 2)
        #expect(seen.refused == ["reserved_event"])
        #expect(seen.sent >= 5, "a hello, a chat for each, an error, and that he came")

        await house.endSession(of: bob)
        #expect(try await his.said() == "closed 4401")
        await house.refresh()
        #expect(house.observed.withLock { $0.closed } == [4401])
        #expect(house.observed.withLock { $0.connections } == 1)

        let epoch = try #require(hello["payload"]?["epoch"]?.stringValue)
        for query in ["?since=0&epoch=\(epoch)", "?since=0&epoch=another"] {
            _ = try await house.open(ann, query).next("system.hello")
        }
        #expect(house.observed.withLock { $0.returned } == [true, false])
    }
}
