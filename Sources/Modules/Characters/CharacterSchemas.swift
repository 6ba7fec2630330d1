internal import Auth
internal import Core
internal import Network

/// The JSON of players and characters, for the OpenAPI document.
enum CharacterSchemas {
    @LoopActor static func add(to router: Router) {
        router.schema("Player", player)
        router.schema("Settings", PlayerSettings.schema)
        router.schema(
            "Me",
            .object([
                "player": .reference("Player"), "characters": .array(.reference("ListedCharacter")),
                "activeRuns": .array(.reference("ActiveRun")),
            ]))
        router.schema(
            "ActiveRun",
            .object([
                "id": .string, "campaignTemplateId": .string, "title": .string, "partyId": .id, "status": .string,
            ]))
        router.schema("Archetype", archetype)
        router.schema("ListedItem", listedItem)
        router.schema("InventoryItem", item)
        router.schema("ListedCharacter", character(carrying: "ListedItem"))
        router.schema("Character", character(carrying: "InventoryItem"))
        // Closed, so that an answer is either this or a Character and never both.
        router.schema("PublicCharacter", .object(publicMembers, open: false))
        router.schema("CharacterEvent", event)
    }

    private static let player = Schema.object([
        "id": .id, "telegramId": .nullable(.id), "displayName": .string(1...60), "settings": .reference("Settings"),
        "createdAt": .time, "lastLoginAt": .time,
    ])

    private static let ability = Schema.integer(1...30)

    private static let archetype = Schema.object([
        "id": .string, "name": .string, "description": .string,
        "coreStats": .object([
            "str": ability, "dex": ability, "con": ability, "int": ability, "wis": ability, "cha": ability,
        ]),
        "skills": .map(.integer(0...10)), "hp": .integer(1...999), "kit": .array(.reference("InventoryItem")),
        "portraitUrl": .string,
    ])

    private static let listedItem = Schema.object([
        "itemId": .string, "name": .string,
        "rarity": .enumeration(["common", "uncommon", "rare", "epic", "legendary", "mythic"]),
        "quantity": .integer(1...Int64.max), "equippedSlot": .nullable(.string),
    ])

    private static let item = listedItem.adding([
        "slot": .described(.nullable(.string), "Where it is worn; null: it works in the bag."),
        "needsAttunement": .boolean, "attuned": .boolean,
        "charges": .described(.nullable(.integer(1...Int64.max)), "Uses of one piece, full at the start of a run."),
        "soulbound": .boolean, "tradeable": .boolean,
        "works": .described(.boolean, "Worn if it has a slot, attuned to if it needs it: else it does nothing."),
    ])

    private static let publicMembers: KeyValuePairs<String, Schema> = [
        "id": .id, "playerId": .id, "name": .string, "archetype": .string, "race": .nullable(.string),
        "level": .integer(1...20), "hp": .integer, "maxHp": .integer(1...999), "statuses": .array(.string),
        "portraitUrl": .nullable(.string), "status": .enumeration(["ACTIVE", "RETIRED", "DEAD", "OBSOLETE"]),
    ]

    private static func character(carrying item: String) -> Schema {
        .object([
            "id": .id, "playerId": .id, "name": .string, "archetype": .string, "race": .nullable(.string),
            "level": .integer(1...20), "xp": .integer, "coreStats": .object([:]), "skills": .map(.integer),
            "inventory": .array(.reference(item)), "inventoryRef": .nullable(.string), "hp": .integer,
            "maxHp": .integer(1...999), "statuses": .array(.string), "portraitUrl": .nullable(.string),
            "status": .enumeration(["ACTIVE", "RETIRED", "DEAD", "OBSOLETE"]), "createdAt": .time, "updatedAt": .time,
        ])
    }

    private static let event = Schema.object([
        "id": .id, "characterId": .nullable(.id), "partyId": .nullable(.id), "campaignRunId": .nullable(.string),
        "worldEventType": .string, "importance": .enumeration(["MICRO", "MESO", "MACRO"]), "payload": .object([:]),
        "timestamp": .time,
    ])
}
