internal import Network

/// The JSON of players and characters, for the OpenAPI document.
enum CharacterSchemas {
    @LoopActor static func add(to router: Router) {
        router.schema("Player", player)
        router.schema("Settings", settings)
        router.schema(
            "PlayerChanges",
            .object([:], optional: ["displayName": .nullable(.string(1...60)), "settings": .nullable(settingsChanges)]))
        router.schema(
            "Me",
            .object([
                "player": .reference("Player"), "characters": .array(.reference("Character")),
                "activeRuns": .array(.reference("ActiveRun")),
            ]))
        router.schema(
            "ActiveRun",
            .object([
                "id": .string, "campaignTemplateId": .string, "title": .string, "partyId": .id, "status": .string,
            ]))
        router.schema("Archetype", archetype)
        router.schema("InventoryItem", item)
        router.schema("Character", character)
        // Closed, so that an answer is either this or a Character and never both.
        router.schema("PublicCharacter", .object(publicMembers, open: false))
        router.schema("NewCharacter", newCharacter)
        router.schema(
            "CharacterChanges",
            .object(
                [:],
                optional: [
                    "name": .nullable(.string(2...60)), "archetype": .nullable(.string(2...40)),
                    "race": .nullable(.string(1...40)),
                ]))
        router.schema("Equip", .object(["slot": .nullable(.string(1...40))]))
        router.schema("CharacterEvent", event)
    }

    private static let player = Schema.object([
        "id": .id, "telegramId": .nullable(.id), "displayName": .string(1...60), "settings": .reference("Settings"),
        "createdAt": .time, "lastLoginAt": .time,
    ])

    private static let topics = Schema.array(.string(1...100), maximum: 32)

    private static let settings = Schema.object(
        [:],
        optional: [
            "language": .enumeration(["ru", "en"]), "veils": topics, "lines": topics, "textSpeed": textSpeed,
            "fontScale": .number, "reducedMotion": .boolean, "pictures": .boolean,
        ])

    private static let settingsChanges = Schema.described(
        .object(
            [:],
            optional: [
                "language": .nullable(.enumeration(["ru", "en"])), "veils": .nullable(topics),
                "lines": .nullable(topics), "textSpeed": .nullable(textSpeed), "fontScale": .nullable(.number),
                "reducedMotion": .nullable(.boolean), "pictures": .nullable(.boolean),
            ]),
        "What is not there stays as it is; null takes a setting away.")

    private static let textSpeed = Schema.oneOf([.number, .string(1...20)])

    private static let ability = Schema.integer(1...30)

    private static let archetype = Schema.object([
        "id": .string, "name": .string, "description": .string,
        "coreStats": .object([
            "str": ability, "dex": ability, "con": ability, "int": ability, "wis": ability, "cha": ability,
        ]),
        "skills": .map(.integer(0...10)), "hp": .integer(1...999), "kit": .array(.reference("InventoryItem")),
        "portraitUrl": .string,
    ])

    private static let item = Schema.object([
        "itemId": .string, "name": .string,
        "rarity": .enumeration(["common", "uncommon", "rare", "epic", "legendary", "mythic"]),
        "quantity": .integer(1...Int64.max), "equippedSlot": .nullable(.string),
    ])

    private static let publicMembers: KeyValuePairs<String, Schema> = [
        "id": .id, "playerId": .id, "name": .string, "archetype": .string, "race": .nullable(.string),
        "level": .integer(1...20), "hp": .integer, "maxHp": .integer(1...999), "statuses": .array(.string),
        "portraitUrl": .nullable(.string), "status": .enumeration(["ACTIVE", "RETIRED", "DEAD", "OBSOLETE"]),
    ]

    private static let character = Schema.object([
        "id": .id, "playerId": .id, "name": .string, "archetype": .string, "race": .nullable(.string),
        "level": .integer(1...20), "xp": .integer, "coreStats": .object([:]), "skills": .map(.integer),
        "inventory": .array(.reference("InventoryItem")), "inventoryRef": .nullable(.string), "hp": .integer,
        "maxHp": .integer(1...999), "statuses": .array(.string), "portraitUrl": .nullable(.string),
        "status": .enumeration(["ACTIVE", "RETIRED", "DEAD", "OBSOLETE"]), "createdAt": .time, "updatedAt": .time,
    ])

    private static let newCharacter = Schema.object(
        ["name": .string(2...60), "archetype": .string(2...40)],
        optional: [
            "race": .nullable(.string(1...40)),
            "coreStats": .nullable(
                .described(
                    .object(
                        [:],
                        optional: [
                            "str": .nullable(ability), "dex": .nullable(ability), "con": .nullable(ability),
                            "int": .nullable(ability), "wis": .nullable(ability), "cha": .nullable(ability),
                            "hp": .nullable(.integer(1...999)),
                        ]),
                    "Further members, at most 32: numbers within ±1,000,000 or strings of at most 200.")),
            "skills": .nullable(.map(.nullable(.integer(0...10)))),
        ])

    private static let event = Schema.object([
        "id": .id, "characterId": .nullable(.id), "partyId": .nullable(.id), "campaignRunId": .nullable(.string),
        "worldEventType": .string, "importance": .enumeration(["MICRO", "MESO", "MACRO"]), "payload": .object([:]),
        "timestamp": .time,
    ])
}
