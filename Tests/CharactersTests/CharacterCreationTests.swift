import ApplianceTesting
import Core
import Testing

@testable import Characters

@Suite struct CharacterCreationTests {
    @Test("makes a preset's character with its stats, skills, kit and portrait") func preset() async throws {
        let house = try await CharacterHouse()
        let ann = try await house.guest()
        let response = try await house.send(
            "POST", "/v1/characters", ann, ["name": "  Bran ", "archetype": "rogue", "race": "elf"])
        #expect(response.status == 201)
        let sheet = response.json
        #expect(
            sheet.memberNames == [
                "id", "playerId", "name", "archetype", "race", "level", "xp", "coreStats", "skills", "inventory",
                "inventoryRef", "hp", "maxHp", "statuses", "portraitUrl", "status", "createdAt", "updatedAt",
            ])
        #expect(sheet["name"] == "Bran" && sheet["race"] == "elf" && sheet["status"] == "ACTIVE")
        #expect(sheet["level"] == 1 && sheet["xp"] == 0 && sheet["hp"] == 10 && sheet["maxHp"] == 10)
        #expect(sheet["coreStats"] == ["str": 10, "dex": 17, "con": 12, "int": 13, "wis": 11, "cha": 12])
        #expect(sheet["skills"] == ["stealth": 3, "sleight_of_hand": 3, "acrobatics": 2, "deception": 1])
        #expect(sheet["portraitUrl"] == "/static/shared/portraits/rogue.svg")
        #expect(sheet["createdAt"]?.stringValue == house.clock.now.rfc3339)
        let kit = sheet["inventory"]?.elements ?? []
        #expect(
            kit.first == [
                "itemId": "kit_daggers", "name": "Pair of daggers", "rarity": "common", "quantity": 1,
                "equippedSlot": "weapon", "slot": "weapon", "needsAttunement": false, "attuned": false, "charges": nil,
                "soulbound": false, "tradeable": true, "works": true,
            ])
        // In the order in which they were acquired, which is none of the alphabet's.
        #expect(kit.map { $0["itemId"] } == ["kit_daggers", "kit_lockpicks", "kit_cloak", "kit_chalk"])
        await house.stop()
    }

    @Test("keeps what was sent and takes the rest from the archetype") func stats() async throws {
        let house = try await CharacterHouse()
        let ann = try await house.guest()
        let stats: JSONValue = ["str": 30, "hp": 999, "luck": -5, "relation": .number(0.5), "motto": "Onward"]
        let mixed = try await house.send(
            "POST", "/v1/characters", ann,
            ["name": "Bran", "archetype": "warrior", "coreStats": stats, "skills": ["cooking": 10]])
        #expect(mixed.json["maxHp"] == 999 && mixed.json["hp"] == 999)
        #expect(
            mixed.json["coreStats"] == [
                "str": 30, "dex": 12, "con": 15, "int": 9, "wis": 11, "cha": 12, "hp": 999, "luck": -5,
                "relation": .number(0.5), "motto": "Onward",
            ])
        #expect(mixed.json["skills"] == ["cooking": 10])
        let own = try await house.send("POST", "/v1/characters", ann, ["name": "Bo", "archetype": "Beekeeper"])
        #expect(own.json["coreStats"] == ["str": 10, "dex": 10, "con": 10, "int": 10, "wis": 10, "cha": 10])
        #expect(own.json["skills"] == [:] && own.json["inventory"] == [] && own.json["portraitUrl"] == .null)
        await house.stop()
    }

    @Test(
        "refuses what breaks the rules, and names the field",
        arguments: [
            ([:], ["name", "archetype"]),
            (["name": "B", "archetype": "x"], ["name", "archetype"]),
            (["name": 5, "archetype": nil], ["name", "archetype"]),
            (["name": "Bran\u{7}", "archetype": "warrior"], ["name"]),
            (["name": "Bran", "archetype": "warrior", "race": 1], ["race"]),
            (
                ["coreStats": ["str": 0, "dex": 31, "wis": "9", "hp": 0]],
                ["coreStats.str", "coreStats.dex", "coreStats.wis", "coreStats.hp"]
            ),
            (["coreStats": ["hp": 1000]], ["coreStats.hp"]),
            (["coreStats": ["luck": 1_000_001]], ["coreStats.luck"]),
            (["coreStats": ["luck": true]], ["coreStats.luck"]),
            (["coreStats": ["motto": .string(String(repeating: "x", count: 201))]], ["coreStats.motto"]),
            (["coreStats": many(33)], ["coreStats"]),
            (["coreStats": []], ["coreStats"]),
            (["skills": ["stealth": 11]], ["skills.stealth"]),
            (["skills": ["stealth": -1, "arcana": "x"]], ["skills.arcana", "skills.stealth"]),
            (["skills": many(65)], ["skills"]),
        ] as [(JSONValue, [String])])
    func refusals(body: JSONValue, fields: [String]) async throws {
        let house = try await CharacterHouse()
        let ann = try await house.guest()
        var body = body
        if case .object(let members) = body, members["coreStats"] != nil || members["skills"] != nil {
            body = .object(members.merging(["name": "Bran", "archetype": "warrior"]) { $1 })
        }
        let response = try await house.send("POST", "/v1/characters", ann, body)
        #expect(response.status == 422 && response.json["error"] == "invalid_request")
        #expect(response.wrongFields == fields)
        #expect(try await house.send("GET", "/v1/characters", ann).itemIDs.isEmpty)
        await house.stop()
    }

    private static func many(_ count: Int) -> JSONValue {
        .object(Dictionary(uniqueKeysWithValues: (1...count).map { ("key\($0)", 1) }))
    }

    @Test("takes all that the limits allow") func bounds() async throws {
        let house = try await CharacterHouse()
        let ann = try await house.guest()
        guard case .object(var stats) = Self.many(32) else { return }
        for name in abilityNames { stats[name] = 1 }
        stats["hp"] = 1
        let response = try await house.send(
            "POST", "/v1/characters", ann,
            [
                "name": .string(String(repeating: "я", count: 60)), "archetype": "xy", "coreStats": .object(stats),
                "skills": ["a": 0],
            ])
        #expect(response.status == 201 && response.json["coreStats"] == .object(stats))
        await house.stop()
    }

    @Test("allows as many active characters as the configuration says") func limit() async throws {
        let house = try await CharacterHouse { $0.activeLimit = 2 }
        let ann = try await house.guest()
        let first = try await house.character(ann)
        _ = try await house.character(ann)
        let third = try await house.send("POST", "/v1/characters", ann, ["name": "Cid", "archetype": "bard"])
        #expect(third.status == 409 && third.json["error"] == "character_limit")
        _ = try await house.send("POST", "/v1/characters/\(first)/retire", ann)
        #expect(try await house.character(ann) > 0)
        await house.stop()
    }

    @Test("makes one character for one idempotency key") func idempotency() async throws {
        let house = try await CharacterHouse()
        let ann = try await house.guest()
        let body: JSONValue = ["name": "Bran", "archetype": "bard"]
        let key = ["Idempotency-Key": "k"]
        let first = try await house.send("POST", "/v1/characters", ann, body, headers: key)
        let second = try await house.send("POST", "/v1/characters", ann, body, headers: key)
        #expect(first.body == second.body && second.header("Idempotency-Replayed") == "true")
        #expect(try await house.send("GET", "/v1/characters", ann).itemIDs.count == 1)
        await house.stop()
    }
}

@Suite struct ArchetypeTests {
    @Test("offers six presets within the rules", arguments: Archetype.presets)
    func rules(preset: Archetype) {
        #expect(preset.abilities.count == abilityNames.count && preset.abilities.reduce(0, +) == 75)
        #expect(preset.abilities.allSatisfy { NewCharacter.abilityRange.contains($0) })
        #expect(preset.skills.values.allSatisfy { NewCharacter.rankRange.contains($0) })
        #expect((2...40).contains(preset.id.count) && NewCharacter.hpRange.contains(preset.hp))
        #expect(Set(preset.kit.map(\.id)).count == preset.kit.count)
        #expect(Set(preset.kit.compactMap(\.slot)).count == preset.kit.compactMap(\.slot).count)
        for text in [preset.name, preset.about] + preset.kit.map(\.name) {
            #expect(!text.en.isEmpty && !text.ru.isEmpty && text.en != text.ru)
        }
    }

    @Test("speaks the player's language, else the browser's, else English") func language() async throws {
        let house = try await CharacterHouse()
        #expect(Set(Archetype.presets.map(\.id)).count == 6)
        func firstName(_ token: String?, _ accept: String?) async throws -> String? {
            let response = try await house.send(
                "GET", "/v1/archetypes", token, headers: accept.map { ["Accept-Language": $0] } ?? [:])
            guard response.status == 200, case .array(let items) = response.json["items"] else { return nil }
            return items.first?["name"]?.stringValue
        }
        #expect(try await firstName(nil, nil) == "Warrior")
        #expect(try await firstName(nil, "ru-RU,ru;q=0.9") == "Воин")
        let ann = try await house.guest()
        #expect(try await firstName(ann, "ru") == "Воин")
        _ = try await house.send("PATCH", "/v1/me", ann, ["settings": ["language": "en"]])
        #expect(try await firstName(ann, "ru") == "Warrior")
        await house.stop()
    }
}
