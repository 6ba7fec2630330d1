import ApplianceTesting
import Core
import Network
import Storage
import Testing

@testable import Parties

@Suite struct PartyLeavingTests {
    @Test("passes the lead to the one who has been there longest") func succession() async throws {
        let house = try await PartyHouse()
        let ann = try await house.guest("Ann")
        let table = try await house.party(ann)
        let watcher = try await house.guest("Watcher")
        house.clock.advance(by: .seconds(1))
        _ = try await house.join(table, watcher, code: table.code, role: "SPECTATOR")
        let bob = try await house.guest("Bob")
        let carl = try await house.guest("Carl")
        for guest in [carl, bob] {
            house.clock.advance(by: .seconds(1))
            _ = try await house.join(table, guest, code: table.code)
        }
        let left = try await house.leave(table, ann)
        #expect(left.status == 200 && left.json == ["left": true])
        #expect(
            try await house.roles(table, bob)
                == [carl.character: "LEADER", bob.character: "MEMBER", watcher.character: "SPECTATOR"])
        #expect(try await house.eventTypes(table, bob).suffix(2) == ["party.leave", "party.state"])
        await house.stop()
    }

    @Test("survives everybody leaving, and is led by the first to come back") func empty() async throws {
        let house = try await PartyHouse()
        let ann = try await house.guest("Ann")
        let bob = try await house.guest("Bob")
        let table = try await house.party(ann)
        _ = try await house.join(table, bob, code: table.code)
        _ = try await house.leave(table, bob)
        _ = try await house.leave(table, ann)
        #expect(try await house.send("GET", table.path, ann.token).status == 403)
        let recorded = try await house.temporary.storage.read {
            try PartyStore.find(PartyID(rawValue: table.id), in: $0)
        }
        #expect(recorded?.leaderCharacterID.rawValue == ann.character)
        #expect(try await house.join(table, bob).json["role"] == "LEADER")
        #expect(try await house.join(table, ann).json["role"] == "MEMBER")
        await house.stop()
    }

    @Test("lets nobody else leave for a character, nor one that is not there") func refusals() async throws {
        let house = try await PartyHouse()
        let ann = try await house.guest("Ann")
        let bob = try await house.guest("Bob")
        let table = try await house.party(ann)
        let thief = PartyHouse.Guest(token: bob.token, character: ann.character)
        #expect(try await house.leave(table, thief).status == 403)
        #expect(try await house.leave(table, bob).status == 404)
        #expect(try await house.leave(PartyHouse.Table(id: 99, code: ""), ann).status == 404)
        let wrong = try await house.send("POST", table.path + "/leave", ann.token, [:])
        #expect(wrong.status == 422 && wrong.wrongFields == ["characterId"])
        await house.stop()
    }

    @Test("lets the leader send others away, not the leader") func kick() async throws {
        let house = try await PartyHouse()
        let ann = try await house.guest("Ann")
        let bob = try await house.guest("Bob")
        let table = try await house.party(ann)
        _ = try await house.join(table, bob, code: table.code)
        func kick(_ character: Int64, by guest: PartyHouse.Guest) async throws -> TestResponse {
            try await house.send("POST", table.path + "/kick", guest.token, ["characterId": .integer(character)])
        }
        #expect(try await kick(ann.character, by: bob).status == 403)
        let own = try await kick(ann.character, by: ann)
        #expect(own.status == 409 && own.error == "cannot_kick_leader")
        #expect(try await kick(999, by: ann).status == 404)
        #expect(try await house.send("GET", table.path, ann.token).json["inviteCode"] == .string(table.code))
        #expect(try await kick(bob.character, by: ann).status == 200)
        #expect(try await house.roles(table, ann) == [ann.character: "LEADER"])
        #expect(try await house.send("GET", table.path, bob.token).status == 403)
        await house.stop()
    }

    @Test("tells a run in play who comes and goes, once each") func hooks() async throws {
        let house = try await PartyHouse()
        let heard = Lock<[String]>([])
        await house.listen { word in heard.withLock { $0.append(word) } }
        let ann = try await house.guest("Ann")
        let bob = try await house.guest("Bob")
        let table = try await house.party(ann)
        _ = try await house.join(table, bob, code: table.code, role: "SPECTATOR")
        #expect(heard.withLock { $0 } == [])
        _ = try await house.join(table, bob, role: "MEMBER")
        _ = try await house.join(table, bob, role: "MEMBER")
        _ = try await house.join(table, bob, role: "SPECTATOR")
        _ = try await house.leave(table, bob)
        _ = try await house.leave(table, ann)
        let (bobs, anns) = (bob.character, ann.character)
        #expect(heard.withLock { $0 } == ["joined \(bobs)", "left \(bobs)", "left \(anns)"])
        await house.stop()
    }
}

extension PartyHouse {
    @LoopActor fileprivate func listen(_ hear: @escaping @Sendable (String) -> Void) {
        parties.hooks.memberJoined = { character, _ in hear("joined \(character)") }
        parties.hooks.memberLeft = { character, _ in hear("left \(character)") }
    }
}
