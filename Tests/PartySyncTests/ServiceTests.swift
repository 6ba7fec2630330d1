import ApplianceTesting
import Core
import Testing

@testable import PartySync

@Suite("Services on the live channel")
struct ServiceTests {
    @Test("come by their token in each of the three ways, as themselves")
    func tokens() async throws {
        let house = try await HubHouse()
        let hello = try await house.open(bearing: HubHouse.serviceToken).next("system.hello")
        #expect(hello["payload"]?["you"] == ["characterId": .null, "role": "service"])
        let path = "/ws/run/\(HubHouse.runID)"
        let query = TestChannel(
            try await TestWebSocket(house.client(), path + "?token=\(HubHouse.serviceToken)"))
        #expect(try await query.said() == "system.hello")
        let offered = ["Sec-WebSocket-Protocol": "party-sync.v1, bearer.\(HubHouse.serviceToken)"]
        #expect(try await TestChannel(TestWebSocket(house.client(), path, headers: offered)).said() == "system.hello")
    }

    @Test("hear what all hear and nothing else, speak as themselves, and have no hands")
    func hears() async throws {
        let house = try await HubHouse()
        let (ann, bob) = (try await house.person("Анна"), try await house.person("Борис"))
        let (hers, service) = (try await house.open(ann), try await house.open(bearing: HubHouse.serviceToken))
        for socket in [hers, service] { #expect(try await socket.said() == "system.hello") }
        try await hers.chat("привет")
        try await hers.send("chat.message", ["text": "тсс", "mode": "whisper", "to": .integer(bob.id.rawValue)])
        #expect(try await service.said(2) == ["привет", "skip 2"])
        await house.publish(try await house.append("для мастера", to: .gm))
        #expect(try await service.said() == "skip 3")
        try await service.send("vote_update", ["yes": 2])
        #expect(try await hers.next("vote_update")["senderId"] == "service:scoreboard")
        for (type, payload, word) in [
            ("campaign.completed", [:], "reserved_event"), ("typing", ["on": true], "forbidden"),
            ("action.request", ["action": [:]], "forbidden"), ("x-card", [:], "forbidden"),
        ] as [(String, JSONValue, JSONValue)] {
            try await service.send(type, payload)
            #expect(try await service.next("system.error")["payload"]?["code"] == word)
        }
        #expect(house.game.withLock { $0.actions.isEmpty && $0.pauses == 0 })
    }

    @Test("are not known by another token, and none is known where none is configured")
    func strangers() {
        let tokens = ServiceTokens([("clock", "first token, old"), ("clock", "second token"), ("board", "third token")])
        #expect(tokens.name(of: "first token, old") == "clock")
        #expect(tokens.name(of: "second token") == "clock")
        #expect(tokens.name(of: "third token") == "board")
        for token in ["", "clock", "third toke", "third token ", "Third token"] {
            #expect(tokens.name(of: token) == nil)
            #expect(ServiceTokens.none.name(of: token) == nil)
        }
    }
}
