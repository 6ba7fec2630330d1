import ApplianceTesting
import Auth
import Core
import Testing

@testable import Parties

@Suite struct PartyJoiningTests {
    @Test("lets in whoever has the code, in any case and grouping") func code() async throws {
        let house = try await PartyHouse()
        let ann = try await house.guest("Ann")
        let bob = try await house.guest("Bob")
        let table = try await house.party(ann)
        for code in [nil, "ZZZZZZZZ", "!", table.code + "0"] {
            let refused = try await house.join(table, bob, code: code)
            #expect(refused.status == 403 && refused.error == "invite_required")
        }
        let typed = " " + table.code.prefix(4).lowercased() + "-" + table.code.suffix(4).lowercased()
        house.clock.advance(by: .seconds(1))
        let joined = try await house.join(table, bob, code: typed)
        #expect(joined.status == 200)
        #expect(
            joined.json == [
                "joinedAt": .string(house.clock.now.rfc3339), "role": "MEMBER", "partyId": .integer(table.id),
                "characterId": .integer(bob.character),
            ])
        #expect(try await house.roles(table, bob) == [ann.character: "LEADER", bob.character: "MEMBER"])
        #expect(try await house.eventTypes(table, bob) == ["party.state", "party.join", "party.state"])
        await house.stop()
    }

    @Test("finds the party by its code") func byCode() async throws {
        let house = try await PartyHouse()
        let ann = try await house.guest("Ann")
        let bob = try await house.guest("Bob")
        let table = try await house.party(ann)
        func join(_ code: JSONValue, role: JSONValue = .null) async throws -> TestResponse {
            try await house.send(
                "POST", "/v1/parties/join", bob.token,
                ["inviteCode": code, "characterId": .integer(bob.character), "role": role])
        }
        let unknown = try await join("ZZZZZZZZ")
        #expect(unknown.status == 403 && unknown.error == "invite_required")
        #expect(try await join(nil).wrongFields == ["inviteCode"])
        let joined = try await join(.string(table.code), role: "SPECTATOR")
        #expect(joined.status == 200 && joined.json["partyId"] == .integer(table.id))
        #expect(joined.json["role"] == "SPECTATOR")
        await house.stop()
    }

    @Test("needs no code for an open party, a second character, or who left freely") func withoutCode() async throws {
        let house = try await PartyHouse()
        let ann = try await house.guest("Ann")
        let bob = try await house.guest("Bob")
        let table = try await house.party(ann)
        let second = PartyHouse.Guest(token: ann.token, character: try await house.character(ann.token, "Dame Ann"))
        #expect(try await house.join(table, second).status == 200)
        _ = try await house.send("PATCH", table.path, ann.token, ["open": true])
        #expect(try await house.join(table, bob).status == 200)
        _ = try await house.send("PATCH", table.path, ann.token, ["open": false])
        #expect(try await house.leave(table, bob).status == 200)
        #expect(try await house.join(table, bob).status == 200)
        await house.stop()
    }

    @Test("wants the new code of who was kicked") func kicked() async throws {
        let house = try await PartyHouse()
        let ann = try await house.guest("Ann")
        let bob = try await house.guest("Bob")
        let table = try await house.party(ann)
        _ = try await house.join(table, bob, code: table.code)
        let kick = try await house.send(
            "POST", table.path + "/kick", ann.token, ["characterId": .integer(bob.character)])
        #expect(kick.status == 200)
        let code = try #require(kick.json["inviteCode"]?.stringValue)
        #expect(code != table.code)
        #expect(try await house.join(table, bob).error == "invite_required")
        #expect(try await house.join(table, bob, code: table.code).error == "invite_required")
        #expect(try await house.join(table, bob, code: code).status == 200)
        await house.stop()
    }

    @Test("tells mine from another's, the party from none, and names wrong fields") func refusals() async throws {
        let house = try await PartyHouse()
        let ann = try await house.guest("Ann")
        let bob = try await house.guest("Bob")
        let table = try await house.party(ann)
        let thief = PartyHouse.Guest(token: bob.token, character: ann.character)
        #expect(try await house.join(table, thief, code: table.code).status == 403)
        let nobody = PartyHouse.Guest(token: bob.token, character: 999)
        #expect(try await house.join(table, nobody, code: table.code).status == 404)
        #expect(try await house.join(PartyHouse.Table(id: 99, code: ""), bob).status == 404)
        let wrong = try await house.send(
            "POST", table.path + "/join", bob.token, ["inviteCode": 7, "characterId": "x", "role": "LEADER"])
        #expect(wrong.status == 422 && wrong.wrongFields == ["inviteCode", "characterId", "role"])
        _ = try await house.send("DELETE", "/v1/characters/\(bob.character)", bob.token)
        #expect(try await house.join(table, bob, code: table.code).error == "character_not_active")
        await house.stop()
    }

    @Test("joins once, and changes between playing and watching") func roles() async throws {
        let house = try await PartyHouse()
        let ann = try await house.guest("Ann")
        let bob = try await house.guest("Bob")
        let table = try await house.party(ann)
        let first = try await house.join(table, bob, code: table.code)
        house.clock.advance(by: .seconds(1))
        #expect(try await house.join(table, bob).json == first.json)
        #expect(try await house.join(table, bob, role: "SPECTATOR").json["role"] == "SPECTATOR")
        #expect(try await house.join(table, bob).json["role"] == "SPECTATOR")
        #expect(try await house.join(table, bob, role: "MEMBER").json["role"] == "MEMBER")
        // A leader who only watches hands the lead on.
        #expect(try await house.join(table, ann, role: "SPECTATOR").json["role"] == "SPECTATOR")
        #expect(try await house.roles(table, ann) == [ann.character: "SPECTATOR", bob.character: "LEADER"])
        await house.stop()
    }

    @Test("holds eight besides spectators") func full() async throws {
        let house = try await PartyHouse()
        let ann = try await house.guest("Ann")
        let table = try await house.party(ann)
        for number in 2...8 {
            let guest = try await house.guest("Guest \(number)")
            #expect(try await house.join(table, guest, code: table.code).status == 200)
        }
        let ninth = try await house.guest("Ninth")
        let refused = try await house.join(table, ninth, code: table.code)
        #expect(refused.status == 409 && refused.error == "party_full")
        #expect(try await house.join(table, ninth, code: table.code, role: "SPECTATOR").status == 200)
        #expect(try await house.join(table, ninth, role: "MEMBER").error == "party_full")
        await house.stop()
    }

    @Test("allows ten wrong codes an hour, and right ones always") func guessing() async throws {
        let house = try await PartyHouse {
            $0.rateLimits.isEnabled = true
            $0.rateLimits.exemptsPrivateLogins = true
        }
        let ann = try await house.guest("Ann")
        let bob = try await house.guest("Bob")
        let table = try await house.party(ann)
        for _ in 1...9 { #expect(try await house.join(table, bob, code: "ZZZZZZZZ").status == 403) }
        for _ in 1...3 { #expect(try await house.join(table, bob, code: table.code).status == 200) }
        _ = try await house.leave(table, bob)
        let carl = try await house.guest("Carl")
        #expect(try await house.join(table, carl, code: "ZZZZZZZZ").status == 403)
        // The address has used its ten up, whoever asks.
        let stopped = try await house.join(table, carl, code: table.code)
        #expect(stopped.status == 429 && stopped.error == "rate_limited" && stopped.header("Retry-After") == "360")
        house.clock.advance(by: .seconds(360))
        #expect(try await house.join(table, carl, code: table.code).status == 200)
        await house.stop()
    }

    @Test("repeats the answer to an idempotency key") func idempotency() async throws {
        let house = try await PartyHouse()
        let ann = try await house.guest("Ann")
        let bob = try await house.guest("Bob")
        let table = try await house.party(ann)
        let body: JSONValue = ["characterId": .integer(bob.character), "inviteCode": .string(table.code)]
        func join() async throws -> TestResponse {
            try await house.send(
                "POST", table.path + "/join", bob.token, body, headers: ["Idempotency-Key": "k"])
        }
        let first = try await join()
        _ = try await house.leave(table, bob)
        let second = try await join()
        #expect(second.body == first.body && second.header("Idempotency-Replayed") == "true")
        #expect(try await house.roles(table, ann) == [ann.character: "LEADER"])
        await house.stop()
    }
}
