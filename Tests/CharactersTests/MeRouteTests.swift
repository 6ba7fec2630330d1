import ApplianceTesting
import Core
import Network
import Testing

@testable import Characters

@Suite struct MeRouteTests {
    @Test("shows the player, the characters and the runs to go on with") func me() async throws {
        let house = try await CharacterHouse()
        let ann = try await house.guest()
        let empty = try await house.send("GET", "/v1/me", ann)
        #expect(empty.json["characters"] == [] && empty.json["activeRuns"] == [])
        let now = house.clock.now.rfc3339
        #expect(
            empty.json["player"] == [
                "id": 1, "telegramId": nil, "displayName": "Ann", "settings": [:], "createdAt": .string(now),
                "lastLoginAt": .string(now),
            ])
        _ = try await house.character(ann, "One")
        _ = try await house.character(ann, "Two", archetype: "bard")
        _ = try await house.character(try await house.guest("Bob"), "Other")
        await house.addRun()
        let full = try await house.send("GET", "/v1/me", ann, headers: ["Accept-Language": "ru"])
        let characters = full.json["characters"]?.elements ?? []
        #expect(characters.map { $0["name"] } == ["Two", "One"])
        try #require(characters.count == 2)
        let one = try await house.send("GET", "/v1/characters/1", ann, headers: ["Accept-Language": "ru"])
        let names: Set = ["itemId", "name", "rarity", "quantity", "equippedSlot"]
        let things = try #require(one.json["inventory"]).elements
        let listed = characters[1]["inventory"]?.elements ?? []
        #expect(listed.allSatisfy { $0.memberNames == names } && listed.count == things.count && !listed.isEmpty)
        for (thing, shown) in zip(things, listed) { #expect(names.allSatisfy { shown[$0] == thing[$0] }) }
        let others = one.json.memberNames.subtracting(["inventory"])
        #expect(others.allSatisfy { characters[1][$0] == one.json[$0] }, "and all else as on the sheet")
        #expect(
            full.json["activeRuns"] == [
                ["id": "r1", "campaignTemplateId": "c1", "title": "Мост", "partyId": 3, "status": "SCENE"]
            ])
        #expect(try await house.send("GET", "/v1/me", nil).status == 401)
        await house.stop()
    }

    @Test("changes name and settings, each without the other") func patch() async throws {
        let house = try await CharacterHouse()
        let ann = try await house.guest()
        let named = try await house.send("PATCH", "/v1/me", ann, ["displayName": " Nan "])
        #expect(named.status == 200 && named.json["displayName"] == "Nan")
        let set = try await house.send(
            "PATCH", "/v1/me", ann, ["settings": ["language": "ru", "veils": ["spiders"], "unknown": 1]])
        #expect(set.json["settings"] == ["language": "ru", "veils": ["spiders"]] && set.json["displayName"] == "Nan")
        let less = try await house.send("PATCH", "/v1/me", ann, ["settings": ["veils": nil]])
        #expect(less.json["settings"] == ["language": "ru"])
        let wrong = try await house.send(
            "PATCH", "/v1/me", ann, ["displayName": "", "settings": ["language": "fr", "pictures": 1]])
        #expect(wrong.status == 422)
        #expect(wrong.wrongFields == ["displayName", "settings.language", "settings.pictures"])
        #expect(try await house.send("GET", "/v1/me", ann).json["player"]?["settings"] == ["language": "ru"])
        await house.stop()
    }
}

extension CharacterHouse {
    @LoopActor fileprivate func addRun() {
        characters.hooks.activeRuns = { _, language, _ in
            [
                ActiveRun(
                    id: "r1", campaignTemplateID: "c1", title: language == .russian ? "Мост" : "Bridge",
                    partyID: PartyID(rawValue: 3), status: "SCENE")
            ]
        }
    }
}
