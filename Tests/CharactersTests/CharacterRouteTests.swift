import ApplianceTesting
import Core
import Network
import Storage
import Testing

@testable import Characters

@Suite struct CharacterRouteTests {
    @Test("tells mine from another's and from none") func owners() async throws {
        let house = try await CharacterHouse()
        let ann = try await house.guest("Ann")
        let bob = try await house.guest("Bob")
        let id = try await house.character(ann)
        let requests: [(String, String, JSONValue?)] = [
            ("GET", "", nil), ("GET", "/chronicle", nil), ("PATCH", "", ["name": "Stolen"]), ("POST", "/retire", nil),
            ("DELETE", "", nil), ("POST", "/items/kit_sword/equip", ["slot": "weapon"]),
        ]
        for (method, path, body) in requests {
            let others = try await house.send(method, "/v1/characters/\(id)\(path)", bob, body)
            #expect(others.status == 403 && others.json["error"] == "forbidden", "\(method) \(path)")
            let none = try await house.send(method, "/v1/characters/999\(path)", ann, body)
            #expect(none.status == 404 && none.json["error"] == "not_found", "\(method) \(path)")
            #expect(try await house.send(method, "/v1/characters/\(id)\(path)", nil, body).status == 401)
        }
        #expect(try await house.send("GET", "/v1/characters/\(id)", ann).json["name"] == "Bran")
        #expect(try await house.send("GET", "/v1/characters/zero", ann).status == 404)
        await house.stop()
    }

    @Test("shows a party member what all may know, and no more") func publicPart() async throws {
        let house = try await CharacterHouse()
        let id = try await house.character(try await house.guest("Ann"))
        let bob = try await house.guest("Bob")
        await house.fill { $0.sharesParty = { player, _, _ in player.rawValue == 2 } }
        let seen = try await house.send("GET", "/v1/characters/\(id)", bob)
        let members = seen.json
        #expect(
            members.memberNames == [
                "id", "playerId", "name", "archetype", "race", "level", "hp", "maxHp", "statuses", "portraitUrl",
                "status",
            ])
        #expect(try await house.send("PATCH", "/v1/characters/\(id)", bob, ["name": "Mine"]).status == 403)
        await house.stop()
    }

    @Test("pages through the list, the newest first") func list() async throws {
        let house = try await CharacterHouse()
        let ann = try await house.guest()
        for name in ["One", "Two", "Three"] { _ = try await house.character(ann, name) }
        let first = try await house.send("GET", "/v1/characters?limit=2", ann)
        #expect(first.itemIDs == [3, 2])
        let cursor = try #require(first.json["nextCursor"]?.stringValue)
        let second = try await house.send("GET", "/v1/characters?limit=2&cursor=\(cursor)", ann)
        #expect(second.itemIDs == [1] && second.json["nextCursor"] == .null)
        for query in ["limit=0", "limit=201", "limit=x", "cursor=x", "cursor=-1"] {
            #expect(try await house.send("GET", "/v1/characters?\(query)", ann).status == 422)
        }
        await house.stop()
    }

    @Test("changes only what is sent") func patch() async throws {
        let house = try await CharacterHouse()
        let ann = try await house.guest()
        let id = try await house.character(ann)
        house.clock.advance(by: .seconds(5))
        let raced = try await house.send("PATCH", "/v1/characters/\(id)", ann, ["race": "orc"])
        #expect(raced.json["race"] == "orc" && raced.json["name"] == "Bran" && raced.json["archetype"] == "warrior")
        #expect(raced.json["updatedAt"]?.stringValue == house.clock.now.rfc3339)
        let plain = try await house.send(
            "PATCH", "/v1/characters/\(id)", ann, ["race": nil, "name": "Brana", "archetype": "smith"])
        #expect(plain.json["race"] == .null && plain.json["name"] == "Brana" && plain.json["archetype"] == "smith")
        let wrong = try await house.send("PATCH", "/v1/characters/\(id)", ann, ["name": "", "archetype": 1])
        #expect(wrong.status == 422 && wrong.wrongFields == ["name", "archetype"])
        await house.stop()
    }

    @Test("retires for good, but not out of a run", arguments: [("POST", "/retire"), ("DELETE", "")])
    func retire(method: String, path: String) async throws {
        let house = try await CharacterHouse()
        let ann = try await house.guest()
        let id = try await house.character(ann)
        await house.fill { $0.isInUnfinishedRun = { _, _ in true } }
        let busy = try await house.send(method, "/v1/characters/\(id)\(path)", ann)
        #expect(busy.status == 409 && busy.json["error"] == "character_busy")
        await house.fill { $0.isInUnfinishedRun = { _, _ in false } }
        let retired = try await house.send(method, "/v1/characters/\(id)\(path)", ann)
        #expect(retired.status == 200 && retired.json["status"] == "RETIRED")
        #expect(try await house.send(method, "/v1/characters/\(id)\(path)", ann).json["status"] == "RETIRED")
        await house.stop()
    }

    @Test("does not retire the dead") func dead() async throws {
        let house = try await CharacterHouse()
        let ann = try await house.guest()
        let id = CharacterID(rawValue: try await house.character(ann))
        let now = house.clock.now
        try await house.temporary.storage.write {
            try CharacterStore.setStatus(.dead, of: id, now: now, in: $0)
        }
        let response = try await house.send("POST", "/v1/characters/\(id)/retire", ann)
        #expect(response.status == 409 && response.json["error"] == "character_not_active")
        await house.stop()
    }

    @Test("wears one thing in a slot") func equip() async throws {
        let house = try await CharacterHouse()
        let ann = try await house.guest()
        let id = try await house.character(ann)
        func slots(_ item: String, _ body: JSONValue) async throws -> [String: String] {
            let response = try await house.send("POST", "/v1/characters/\(id)/items/\(item)/equip", ann, body)
            let items = response.json["inventory"]?.elements ?? []
            return items.reduce(into: [:]) { $0[$1["itemId"]!.stringValue!] = $1["equippedSlot"]?.stringValue }
        }
        let full = ["kit_sword": "weapon", "kit_shield": "offhand", "kit_chainmail": "body"]
        #expect(
            try await slots("kit_sword", ["slot": nil]) == ["kit_shield": "offhand", "kit_chainmail": "body"])
        #expect(try await slots("kit_sword", ["slot": "weapon"]) == full)
        #expect(try await slots("kit_sword", ["slot": "weapon"]) == full)
        #expect(try await slots("kit_shield", ["slot": nil])["kit_shield"] == nil)
        let path = "/v1/characters/\(id)/items"
        #expect(try await house.send("POST", "\(path)/kit_moon/equip", ann, ["slot": "neck"]).status == 404)
        for (item, body, word) in [
            ("kit_bandages", ["slot": "weapon"], "wrong_slot"), ("kit_sword", ["slot": "offhand"], "wrong_slot"),
            ("kit_sword", ["slot": "weapon", "attuned": true], "needs_no_attunement"),
        ] as [(String, JSONValue, JSONValue)] {
            let refused = try await house.send("POST", "\(path)/\(item)/equip", ann, body)
            #expect(refused.status == 422 && refused.json["error"] == word, "\(refused.text)")
        }
        for body in [[:], ["slot": 7], ["slot": ""]] as [JSONValue] {
            let wrong = try await house.send("POST", "\(path)/kit_sword/equip", ann, body)
            #expect(wrong.status == 422 && wrong.wrongFields == ["slot"])
        }
        await house.stop()
    }

    /// Things of a pack, made as `traits` of their ids.
    private func give(
        _ character: CharacterID, in house: CharacterHouse, _ ids: [String],
        _ traits: @escaping @Sendable (String) -> ItemTraits
    ) async throws {
        let now = house.clock.now
        try await house.temporary.storage.write { connection in
            for (index, id) in ids.enumerated() {
                try CharacterItemStore.put(
                    CharacterItem(
                        itemID: id, pack: "p", name: LocalizedText(en: "Ring", ru: "Кольцо"), rarity: "rare",
                        traits: traits(id)),
                    at: 11 + index, for: character, runID: nil, now: now, in: connection)
            }
        }
    }

    @Test("wears one thing in a slot also when its name may be written in two ways") func equivalentSlots() async throws
    {
        let house = try await CharacterHouse()
        let ann = try await house.guest()
        let id = CharacterID(rawValue: try await house.character(ann))
        try await give(id, in: house, ["cap1", "cap2"]) { _ in ItemTraits(slot: "t\u{EA}te") }
        var answer = TestResponse(status: 0, headers: [], body: [])
        for (item, slot) in [("cap1", "t\u{EA}te"), ("cap2", "te\u{302}te")] {
            answer = try await house.send(
                "POST", "/v1/characters/\(id)/items/\(item)/equip", ann, ["slot": .string(slot)])
            #expect(answer.status == 200)
        }
        let worn = answer.json["inventory"]?.elements.filter { $0["equippedSlot"] == "t\u{EA}te" }
        #expect(worn?.map { $0["itemId"] } == ["cap2"])
        await house.stop()
    }

    @Test("is attuned to three things at most, and says of each thing whether it works") func attunement() async throws
    {
        let house = try await CharacterHouse()
        let ann = try await house.guest()
        let id = CharacterID(rawValue: try await house.character(ann))
        try await give(id, in: house, (1...4).map { "ring\($0)" }) {
            ItemTraits(slot: $0, needsAttunement: true, charges: 2)
        }
        func equip(_ number: Int, _ attuned: JSONValue) async throws -> TestResponse {
            try await house.send(
                "POST", "/v1/characters/\(id)/items/ring\(number)/equip", ann,
                ["slot": .string("ring\(number)"), "attuned": attuned])
        }
        func ring(_ number: Int, _ answer: TestResponse) -> JSONValue? {
            answer.json["inventory"]?.elements.first { $0["itemId"] == .string("ring\(number)") }
        }
        let worn = try await equip(1, nil)
        #expect(ring(1, worn)?["equippedSlot"] == "ring1" && ring(1, worn)?["works"] == false)
        #expect(ring(2, worn)?["slot"] == "ring2" && ring(2, worn)?["charges"] == 2)
        for number in 1...3 {
            let answer = try await equip(number, true)
            #expect(ring(number, answer)?["attuned"] == true && ring(number, answer)?["works"] == true)
        }
        let fourth = try await equip(4, true)
        #expect(fourth.status == 409 && fourth.json["error"] == "attunement_limit")
        #expect(ring(1, try await equip(1, false))?["works"] == false)
        #expect(ring(4, try await equip(4, true))?["works"] == true)
        await house.stop()
    }

    @Test("tells what a character did, the newest first") func chronicle() async throws {
        let house = try await CharacterHouse()
        let ann = try await house.guest()
        let id = CharacterID(rawValue: try await house.character(ann))
        let now = house.clock.now
        try await house.temporary.storage.write { connection in
            for number in 1...3 {
                try CharacterEventStore.append(
                    CharacterEvent(
                        characterID: id, partyID: PartyID(rawValue: 9), runID: "r1", worldEventType: "CHOICE",
                        importance: .micro, payload: Array(#"{"n":\#(number)}"#.utf8)),
                    now: now, in: connection)
            }
        }
        let first = try await house.send("GET", "/v1/characters/\(id)/chronicle?limit=2", ann)
        #expect(first.itemIDs == [3, 2])
        let cursor = try #require(first.json["nextCursor"]?.stringValue)
        let second = try await house.send("GET", "/v1/characters/\(id)/chronicle?cursor=\(cursor)", ann)
        #expect(
            second.json["items"] == [
                [
                    "id": 1, "characterId": .integer(id.rawValue), "partyId": 9, "campaignRunId": "r1",
                    "worldEventType": "CHOICE", "importance": "MICRO", "payload": ["n": 1],
                    "timestamp": .string(now.rfc3339),
                ]
            ])
        #expect(try await house.send("GET", "/v1/characters/\(id)/chronicle?cursor=x", ann).status == 422)
        await house.stop()
    }
}

extension CharacterHouse {
    /// Fills hooks as the appliance would.
    @LoopActor fileprivate func fill(_ change: @Sendable (inout CharacterHooks) -> Void) { change(&characters.hooks) }
}
