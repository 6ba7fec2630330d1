import ApplianceTesting
import Auth
import Core
import Storage
import Testing

@testable import Characters

@Suite struct CharacterStoreTests {
    private let lantern = CharacterItem(
        itemID: "lantern", pack: "season-1", name: LocalizedText(en: "Lantern", ru: "Фонарь"), rarity: "rare",
        traits: ItemTraits(slot: "weapon", needsAttunement: true), slot: "weapon", isAttuned: true)

    @Test("merges what a run brought") func merge() async throws {
        let house = try await CharacterHouse()
        let id = CharacterID(rawValue: try await house.character(try await house.guest()))
        let now = house.clock.now
        let merge = RunMerge(
            characterID: id, runID: "r1", level: 2, xp: 320, coreStats: ["str": 17, "fame": 1], maxHP: 16,
            items: [
                CharacterItem(
                    itemID: "kit_sword", pack: KitItem.pack, name: LocalizedText(en: "", ru: ""), rarity: "common",
                    quantity: 2),
                lantern,
            ])
        let (character, items) = try await house.temporary.storage.write { connection in
            try CharacterStore.mergeRun(merge, now: now, in: connection)
            return (
                try CharacterStore.find(id, in: connection), try CharacterItemStore.all(of: id, in: connection)
            )
        }
        #expect(character?.level == 2 && character?.xp == 320 && character?.maxHP == 16 && character?.hp == 16)
        #expect(character?.coreStats["str"] == 17 && character?.coreStats["dex"] == 12)
        #expect(character?.coreStats["fame"] == 1 && character?.isActive == true)
        // The sword keeps its name, and has left the hand that holds the lantern now; what the run used up is gone.
        #expect(items.map(\.itemID) == ["kit_sword", "lantern"])
        #expect(items[0].quantity == 2 && items[0].slot == nil && items[0].name.ru == "Солдатский меч")
        #expect(items[0].traits.slot == "weapon")
        #expect(items[1] == lantern)
        await house.stop()
    }

    @Test("keeps the dead dead") func death() async throws {
        let house = try await CharacterHouse()
        let id = CharacterID(rawValue: try await house.character(try await house.guest()))
        let now = house.clock.now
        let active = try await house.temporary.storage.write { connection in
            try CharacterStore.mergeRun(
                RunMerge(characterID: id, runID: "r1", level: 1, xp: 0, isDead: true, items: []), now: now,
                in: connection)
            return try CharacterStore.active(of: PlayerID(rawValue: 1), in: connection)
        }
        #expect(active.isEmpty)
        await house.stop()
    }

    @Test("counts active characters through retirement, death, return and erasure") func counts() async throws {
        let house = try await CharacterHouse()
        let ann = try await house.guest()
        var ids: [CharacterID] = []
        for _ in 0..<4 { ids.append(CharacterID(rawValue: try await house.character(ann))) }
        let now = house.clock.now
        let counts = try await house.temporary.storage.write { [ids] connection in
            let player = PlayerID(rawValue: 1)
            var counts = [try CharacterStore.countActive(of: player, in: connection)]
            func set(_ status: Character.Status, _ index: Int) throws {
                try CharacterStore.setStatus(status, of: ids[index], now: now, in: connection)
                counts.append(try CharacterStore.countActive(of: player, in: connection))
            }
            try set(.retired, 0)
            try set(.dead, 1)
            try set(.obsolete, 1)
            try set(.active, 0)
            try connection.run("DELETE FROM characters WHERE id = ?1", .id(ids[2]))
            counts.append(try CharacterStore.countActive(of: player, in: connection))
            try connection.run("DELETE FROM characters WHERE id = ?1", .id(ids[1]))
            counts.append(try CharacterStore.countActive(of: player, in: connection))
            #expect(try CharacterStore.active(of: player, in: connection).count == counts.last)
            return counts
        }
        #expect(counts == [4, 3, 2, 2, 3, 2, 2])
        await house.stop()
    }

    @Test(
        "lets nobody rewrite the chronicle",
        arguments: [
            "UPDATE character_events SET importance = 'MACRO'", "DELETE FROM character_events",
        ] as [StaticString])
    func appendOnly(sql: StaticString) async throws {
        let house = try await CharacterHouse()
        let now = house.clock.now
        try await house.temporary.storage.write {
            try CharacterEventStore.append(
                CharacterEvent(
                    characterID: nil, partyID: nil, runID: "r1", worldEventType: "X", importance: .meso,
                    payload: Array("{}".utf8)),
                now: now, in: $0)
        }
        await #expect(throws: StorageError.self) {
            try await house.temporary.storage.write { try $0.run(sql) }
        }
        let kept = try await house.temporary.storage.read {
            try CharacterEventStore.all(ofRun: "r1", by: [], in: $0)
        }
        #expect(kept.count == 1)
        await house.stop()
    }
}
