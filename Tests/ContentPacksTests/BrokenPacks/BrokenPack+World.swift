/// People, things, places, and what nothing uses.
extension BrokenPack {
    static let world: [BrokenPack] = [
        BrokenPack(
            files: [
                "bestiary/a.yaml": """
                monsters:
                  - {id: rat, name: Крыса, few: Крысы, stats: {hp: 3, ac: 10, damage: 1d4}}
                  - {id: elk, name: Лось, many: Лосей, stats: {hp: 3, ac: 10, damage: 1d4}}
                """
            ],
            problems: [
                "bestiary/a.yaml:2:10: warning: nothing uses the monster \"rat\"",
                "bestiary/a.yaml:2:33: warning: \"few\" is never shown without \"many\": write both",
                "bestiary/a.yaml:3:10: warning: nothing uses the monster \"elk\"",
                "bestiary/a.yaml:3:33: warning: \"many\" is never shown in Russian without \"few\": write both",
            ]),
        BrokenPack(
            files: [
                "npcs/a.yaml": """
                id: osip
                role: [a]
                """
            ],
            problems: [
                "npcs/a.yaml:1:1: error: the npc has no \"name\"",
                "npcs/a.yaml:1:5: warning: nothing uses the npc \"osip\"",
            ]),
        BrokenPack(
            files: [
                "npcs/a.yaml": """
                npcs:
                  - {id: osip, name: Осип, role: гребец, archetype: trickster, factions: [gild]}
                """
            ],
            problems: [
                "npcs/a.yaml:2:10: warning: nothing uses the npc \"osip\"",
                "npcs/a.yaml:2:53: error: an npc has either a role or an archetype: take one away",
                "npcs/a.yaml:2:75: error: there is no faction \"gild\"",
            ]),
        BrokenPack(
            files: [
                "npcs/a.yaml": "npc: [{id: osip, name: Осип}]\n"
            ],
            problems: [
                "npcs/a.yaml:1:1: error: unknown field \"npc\" in an npc",
                "npcs/a.yaml:1:1: error: the npc has no \"id\"",
                "npcs/a.yaml:1:1: error: the npc has no \"name\"",
            ]),
        BrokenPack(
            files: [
                "npcs/a.yaml": "npcs: {id: osip}\n"
            ],
            problems: [
                "npcs/a.yaml:1:7: error: \"npcs\" must be a list, not a mapping"
            ]),
        BrokenPack(
            files: [
                "items/a.yaml": """
                items:
                  - {id: rope, name: Верёвка, rarity: epik}
                  - {id: rope, name: Ещё}
                """
            ],
            problems: [
                "items/a.yaml:2:10: warning: nothing uses the item \"rope\"",
                "items/a.yaml:2:39: error: \"rarity\" is \"epik\", did you mean \"epic\"?",
                "items/a.yaml:3:10: error: there is an item \"rope\" already, in line 2",
            ]),
        BrokenPack(
            files: [
                "items/a.yaml": """
                id: rope
                name: Верёвка
                charges: many
                effects: [{stat: STR, value: 5000}]
                """
            ],
            problems: [
                "items/a.yaml:1:5: warning: nothing uses the item \"rope\"",
                "items/a.yaml:3:10: error: \"charges\" must be an integer, not a text",
                "items/a.yaml:4:11: error: the item effect has no \"type\"",
            ]),
        BrokenPack(
            files: [
                "items/a.yaml": "- {id: rope, name: Верёвка, attunement: 1}\n"
            ],
            problems: [
                "items/a.yaml:1:8: warning: nothing uses the item \"rope\"",
                "items/a.yaml:1:41: error: \"attunement\" must be true or false, not an integer",
            ]),
        BrokenPack(
            files: [
                "items/a.yaml": """
                id: rope
                name: Верёвка
                """,
                "items/b.yaml": """
                id: rope
                name: Ещё
                """,
            ],
            problems: [
                "items/a.yaml:1:5: warning: nothing uses the item \"rope\"",
                "items/b.yaml:1:5: error: there is an item \"rope\" already, in items/a.yaml:1",
            ]),
        BrokenPack(
            files: [
                "npcs/a.yaml": """
                id: osip
                name: Осип
                """,
                "items/b.yaml": """
                id: osip
                name: Ещё
                """,
            ],
            problems: [
                "items/b.yaml:1:5: warning: nothing uses the item \"osip\"",
                "items/b.yaml:2:7: error: the line id \"osip.name\" is used twice, first in npcs/a.yaml:2: give one of the owners another id",
                "npcs/a.yaml:1:5: warning: nothing uses the npc \"osip\"",
            ]),
        BrokenPack(
            files: [
                "world/a.yaml": """
                world: {id: reach, title: Предел, regions: [north], factions: [{ref: gild}]}
                locations: [{id: pier, name: Пристань, region: noth}]
                factions: [{id: guild, name: Гильдия, relations: [{to: gild}]}]
                """
            ],
            problems: [
                "world/a.yaml:1:45: error: there is no region \"north\"",
                "world/a.yaml:1:70: error: there is no faction \"gild\", did you mean \"guild\"?",
                "world/a.yaml:2:18: warning: nothing uses the location \"pier\"",
                "world/a.yaml:2:48: error: there is no region \"noth\"",
                "world/a.yaml:3:17: warning: nothing uses the faction \"guild\"",
                "world/a.yaml:3:51: error: the relation has no \"kind\"",
            ]),
        BrokenPack(
            files: [
                "world/a.yaml": """
                id: reach
                title: Предел
                """,
                "world/b.yaml": """
                id: other
                title: Другой
                """,
            ],
            problems: [
                "world/b.yaml:1:1: error: a pack has one world, this is a second: take one away"
            ]),
        BrokenPack(
            files: [
                "world/a.yaml": "wrold: {}\n"
            ],
            problems: [
                "world/a.yaml:1:1: error: unknown field \"wrold\" in a world file, did you mean \"world\"?"
            ]),
        BrokenPack(
            head: "flags: [{key: lamp}]",
            files: [
                "world/a.yaml": """
                locations: [{id: pier, name: Пристань}]
                factions: [{id: guild, name: Гильдия}]
                """,
                "bestiary/a.yaml": """
                id: wolf
                name: Волк
                cr: 1/4
                stats: {hp: 6, ac: 12, attack_bonus: 3, damage: 1d6+1, initiative: 2, abilities: {CON: 12}}
                behaviour_tags: [pack_hunter, cowardly]
                morale: 40
                """,
                "npcs/a.yaml": """
                id: osip
                name: Осип
                """,
                "items/a.yaml": """
                id: rope
                name: Верёвка
                """,
                "assets/spare.svg": "<svg/>",
                "scenes_templates/dusk.yaml": "tone: темно\n",
            ],
            problems: [
                "assets/spare.svg:1:1: warning: nothing uses the asset \"spare\"",
                "bestiary/a.yaml:1:5: warning: nothing uses the monster \"wolf\"",
                "campaigns/tale.yaml:3:15: warning: nothing uses the flag \"lamp\"",
                "items/a.yaml:1:5: warning: nothing uses the item \"rope\"",
                "npcs/a.yaml:1:5: warning: nothing uses the npc \"osip\"",
                "scenes_templates/dusk.yaml:1:1: warning: nothing uses the scene template \"dusk\"",
                "world/a.yaml:1:18: warning: nothing uses the location \"pier\"",
                "world/a.yaml:2:17: warning: nothing uses the faction \"guild\"",
            ]),
    ]
}
