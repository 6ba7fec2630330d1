import ApplianceTesting
import Core
import Testing

@testable import Parties

@Suite struct PartyRouteTests {
    @Test("makes a party of one") func create() async throws {
        let house = try await PartyHouse()
        let ann = try await house.guest("Ann")
        let response = try await house.send(
            "POST", "/v1/parties", ann.token, ["leaderCharacterId": .integer(ann.character), "name": " Night watch "])
        #expect(response.status == 201)
        let party = response.json
        #expect(
            party.memberNames == [
                "id", "name", "leaderCharacterId", "activeCampaignRunId", "createdAt", "inviteCode", "decision",
                "decisionSeconds", "open", "members",
            ])
        let now = JSONValue.string(house.clock.now.rfc3339)
        #expect(party["name"] == "Night watch" && party["leaderCharacterId"] == .integer(ann.character))
        #expect(party["activeCampaignRunId"] == .null && party["createdAt"] == now)
        #expect(party["decision"] == "leader" && party["decisionSeconds"] == 60 && party["open"] == false)
        #expect(party["inviteCode"]?.stringValue?.utf8.count == 8)
        #expect(
            party["members"] == [
                [
                    "characterId": .integer(ann.character), "playerId": 1, "displayName": "Ann",
                    "characterName": "Sir Ann", "role": "LEADER", "online": true, "joinedAt": now,
                ]
            ])
        #expect(try await house.send("GET", "/v1/parties/1", ann.token).json == response.json)
        await house.stop()
    }

    @Test("wants a character of the caller's own to lead") func leaders() async throws {
        let house = try await PartyHouse()
        let ann = try await house.guest("Ann")
        let bob = try await house.guest("Bob")
        func create(_ leader: JSONValue, _ name: JSONValue = .null) async throws -> TestResponse {
            try await house.send("POST", "/v1/parties", ann.token, ["leaderCharacterId": leader, "name": name])
        }
        #expect(try await create(.integer(bob.character)).status == 403)
        #expect(try await create(999).status == 404)
        let wrong = try await create("x", .string(String(repeating: "n", count: 61)))
        #expect(wrong.status == 422 && wrong.wrongFields == ["leaderCharacterId", "name"])
        _ = try await house.send("DELETE", "/v1/characters/\(ann.character)", ann.token)
        let retired = try await create(.integer(ann.character))
        #expect(retired.status == 409 && retired.error == "character_not_active")
        await house.stop()
    }

    @Test("shows a party to its members only") func members() async throws {
        let house = try await PartyHouse()
        let ann = try await house.guest("Ann")
        let bob = try await house.guest("Bob")
        let table = try await house.party(ann)
        for path in [table.path, table.path + "/events"] {
            #expect(try await house.send("GET", path, bob.token).status == 403)
            #expect(try await house.send("GET", path, nil).status == 401)
        }
        #expect(try await house.send("GET", "/v1/parties/99", ann.token).status == 404)
        #expect(try await house.send("GET", "/v1/parties/99/events", ann.token).status == 404)
        await house.stop()
    }

    @Test("lists the parties of all my characters, the newest first") func list() async throws {
        let house = try await PartyHouse()
        let ann = try await house.guest("Ann")
        let second = PartyHouse.Guest(token: ann.token, character: try await house.character(ann.token, "Dame Ann"))
        let first = try await house.party(ann)
        _ = try await house.party(second)
        _ = try await house.party(try await house.guest("Bob"))
        _ = try await house.join(first, second)
        let page = try await house.send("GET", "/v1/parties?limit=1", ann.token)
        let items = page.json["items"]?.elements ?? []
        #expect(items.map { $0["id"] } == [2])
        let cursor = try #require(page.json["nextCursor"]?.stringValue)
        let next = try await house.send("GET", "/v1/parties?limit=1&cursor=\(cursor)", ann.token)
        let rest = next.json["items"]?.elements ?? []
        #expect(rest.map { $0["id"] } == [1] && next.json["nextCursor"] == .null)
        await house.stop()
    }

    @Test("lets the leader change it, each part alone") func patch() async throws {
        let house = try await PartyHouse()
        let ann = try await house.guest("Ann")
        let bob = try await house.guest("Bob")
        let table = try await house.party(ann, name: "Watch")
        _ = try await house.join(table, bob, code: table.code)
        #expect(try await house.send("GET", table.path, bob.token).json["decision"] == "vote")
        let changed = try await house.send(
            "PATCH", table.path, ann.token, ["decision": "anyone", "decisionSeconds": 180, "open": true])
        #expect(changed.status == 200 && changed.json["decision"] == "anyone" && changed.json["open"] == true)
        #expect(changed.json["decisionSeconds"] == 180 && changed.json["name"] == "Watch")
        let unnamed = try await house.send("PATCH", table.path, ann.token, ["name": nil])
        #expect(unnamed.json["name"] == .null && unnamed.json["decisionSeconds"] == 180)
        #expect(try await house.send("PATCH", table.path, bob.token, ["open": false]).status == 403)
        #expect(try await house.send("PATCH", "/v1/parties/99", ann.token, ["open": false]).status == 404)
        let wrong = try await house.send(
            "PATCH", table.path, ann.token,
            ["name": "", "decision": "dice", "decisionSeconds": 14, "open": 1])
        #expect(wrong.status == 422 && wrong.wrongFields == ["name", "decision", "decisionSeconds", "open"])
        await house.stop()
    }

    @Test("gives any member a new code, and the old one dies") func invite() async throws {
        var settings = PartySettings()
        settings.publicURL = "https://play.example.org"
        settings.telegramAppURL = "https://t.me/mimic_bot/play"
        let house = try await PartyHouse(settings: settings)
        let ann = try await house.guest("Ann")
        let bob = try await house.guest("Bob")
        let table = try await house.party(ann)
        let invite = try await house.send("POST", table.path + "/invite", ann.token)
        let code = try #require(invite.json["inviteCode"]?.stringValue)
        #expect(code != table.code)
        #expect(invite.json["browserUrl"] == .string("https://play.example.org/play?invite=\(code)"))
        #expect(invite.json["telegramUrl"] == .string("https://t.me/mimic_bot/play?startapp=\(code)"))
        #expect(try await house.join(table, bob, code: table.code).error == "invite_required")
        #expect(try await house.send("POST", table.path + "/invite", bob.token).status == 403)
        #expect(try await house.send("POST", "/v1/parties/99/invite", ann.token).status == 404)
        #expect(try await house.join(table, bob, code: code).status == 200)
        #expect(try await house.send("POST", table.path + "/invite", bob.token).status == 200)
        await house.stop()
    }

    @Test("knows who was here within a minute") func online() async throws {
        let house = try await PartyHouse()
        let ann = try await house.guest("Ann")
        let bob = try await house.guest("Bob")
        let table = try await house.party(ann)
        _ = try await house.join(table, bob, code: table.code)
        house.clock.advance(by: .seconds(60))
        let seen = try await house.send("GET", table.path, ann.token)
        let members = seen.json["members"]?.elements ?? []
        #expect(members.map { $0["online"] } == [true, false])
        await house.stop()
    }

    @Test("pages through the channel's events, the newest page first") func events() async throws {
        let house = try await PartyHouse()
        let ann = try await house.guest("Ann")
        let table = try await house.party(ann)
        for open in [true, false, true] {
            _ = try await house.send("PATCH", table.path, ann.token, ["open": .bool(open)])
        }
        func page(_ query: String) async throws -> (seqs: [Int64], next: JSONValue?) {
            let response = try await house.send("GET", table.path + "/events?\(query)", ann.token)
            guard case .array(let events) = response.json["items"] else { return ([], response.json["details"]) }
            return (events.compactMap { $0["seq"]?.integerValue }, response.json["nextBefore"])
        }
        #expect(try await page("limit=3") == ([2, 3, 4], 2))
        #expect(try await page("limit=3&before=2") == ([1], .null))
        #expect(try await house.send("GET", table.path + "/events?before=x", ann.token).status == 422)
        let response = try await house.send("GET", table.path + "/events?limit=1", ann.token)
        let events = response.json["items"]?.elements ?? []
        #expect(events[0]["channel"] == .string("party:\(table.id)") && events[0]["eventType"] == "party.state")
        #expect(events[0]["payload"]?["open"] == true && events[0]["payload"]?["inviteCode"] == nil)
        await house.stop()
    }

    @Test("shows members one another's characters") func characters() async throws {
        let house = try await PartyHouse()
        let ann = try await house.guest("Ann")
        let bob = try await house.guest("Bob")
        let path = "/v1/characters/\(ann.character)"
        #expect(try await house.send("GET", path, bob.token).status == 403)
        let table = try await house.party(ann)
        _ = try await house.join(table, bob, code: table.code)
        let seen = try await house.send("GET", path, bob.token)
        #expect(seen.status == 200 && seen.json["name"] == "Sir Ann" && seen.json["coreStats"] == nil)
        _ = try await house.leave(table, bob)
        #expect(try await house.send("GET", path, bob.token).status == 403)
        await house.stop()
    }
}
