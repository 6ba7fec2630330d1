/// Names of files, and `pack.yaml`.
extension BrokenPack {
    static let files: [BrokenPack] = [
        BrokenPack(
            files: [
                "Pack.yaml": "id: x"
            ],
            problems: [
                "Pack.yaml:1:1: error: no part of a pack is called like this, did you mean \"pack.yaml\"?"
            ]),
        BrokenPack(
            files: [
                "NPCs/Osip.YAML": "id: x"
            ],
            problems: [
                "NPCs/Osip.YAML:1:1: error: no part of a pack is called like this, did you mean \"npcs/osip.yaml\"?"
            ]),
        BrokenPack(
            files: [
                "items/all.yml": "id: x"
            ],
            problems: [
                "items/all.yml:1:1: error: no part of a pack is called like this, did you mean \"items/all.yaml\"?"
            ]),
        BrokenPack(
            files: [
                "npc/osip.yaml": "id: x"
            ],
            problems: [
                "npc/osip.yaml:1:1: error: no part of a pack is called like this: world/*.yaml, npcs/*.yaml, campaigns/<id>.yaml, …"
            ]),
        BrokenPack(
            files: [
                "world/a/b.yaml": "id: x"
            ],
            problems: [
                "world/a/b.yaml:1:1: error: no part of a pack is called like this: world/*.yaml, npcs/*.yaml, campaigns/<id>.yaml, …"
            ]),
        BrokenPack(
            files: [
                "assets/Pier.svg": "id: x"
            ],
            problems: [
                "assets/Pier.svg:1:1: error: the name of an asset has a-z, 0-9, _ and - only, in lower case"
            ]),
        BrokenPack(
            files: [
                "assets/pier.gif": "id: x"
            ],
            problems: [
                "assets/pier.gif:1:1: error: an asset is a png, webp, jpeg or svg file in assets/ itself"
            ]),
        BrokenPack(
            files: [
                "assets/a/pier.svg": "id: x"
            ],
            problems: [
                "assets/a/pier.svg:1:1: error: an asset is a png, webp, jpeg or svg file in assets/ itself"
            ]),
        BrokenPack(
            files: [
                "assets/пирс.svg": "id: x"
            ],
            problems: [
                "assets/пирс.svg:1:1: error: the name of an asset has a-z, 0-9, _ and - only, in lower case"
            ]),
        BrokenPack(
            plus: """
                asset_id: pier
                alt: Пирс
                """,
            files: [
                "assets/pier.svg": "<svg/>",
                "assets/pier.png": "x",
            ],
            problems: [
                "assets/pier.svg:1:1: error: there is an asset \"pier\" already, assets/pier.png"
            ]),
        BrokenPack(
            hasManifest: false,
            files: [
                "npcs/a.yaml": """
                id: a
                name: А
                """
            ],
            problems: [
                "pack.yaml:1:1: error: the pack has no pack.yaml: write one with its id and title"
            ]),
        BrokenPack(
            isAlone: true,
            problems: [
                "pack.yaml:1:1: error: the pack has no campaign: write campaigns/<id>.yaml"
            ]),
        BrokenPack(
            isAlone: true,
            files: [
                "campaigns/other.yaml": PackText.campaign()
            ],
            problems: [
                "campaigns/other.yaml:1:5: error: the campaign \"tale\" must stand in campaigns/tale.yaml or campaigns/tale/"
            ]),
        BrokenPack(
            isAlone: true,
            files: [
                "campaigns/tale/a.yaml": """
                id: ep
                scenes: []
                """
            ],
            problems: [
                "campaigns/tale/a.yaml:1:1: error: no file of campaigns/tale/ is the campaign itself: write one with its \"episodes\""
            ]),
        BrokenPack(
            files: [
                "pack.yaml": "- a"
            ],
            problems: [
                "pack.yaml:1:1: error: a pack must be a mapping, not a list"
            ]),
        BrokenPack(
            files: [
                "pack.yaml": "titel: Проба\n"
            ],
            problems: [
                "pack.yaml:1:1: error: unknown field \"titel\" in a pack, did you mean \"title\"?",
                "pack.yaml:1:1: error: the pack has no \"id\"",
                "pack.yaml:1:1: error: the pack has no \"title\"",
            ]),
        BrokenPack(
            files: [
                "pack.yaml": """
                id: De mo
                title: Проба
                """
            ],
            problems: [
                "pack.yaml:1:5: error: \"id\" is \"De mo\", an id has 1 to 64 characters of a-z, 0-9, _ and -"
            ]),
        BrokenPack(
            files: [
                "pack.yaml": """
                id: demo
                title: Проба
                languages: [ru, de, ru]
                """
            ],
            problems: [
                "pack.yaml:3:17: error: \"de\" is no language of the game, it must be one of ru, en",
                "pack.yaml:3:21: error: the language \"ru\" is here twice: take one away",
            ]),
        BrokenPack(
            files: [
                "pack.yaml": """
                id: demo
                title: Проба
                languages: ru
                """
            ],
            problems: [
                "pack.yaml:3:12: error: \"languages\" must be a list, not a text"
            ]),
        BrokenPack(
            files: [
                "pack.yaml": """
                id: demo
                title: Проба
                languages: [ru, en]
                """
            ],
            problems: [
                "pack.yaml:3:12: warning: strings/en.yaml is missing: nothing is translated"
            ]),
        BrokenPack(
            files: [
                "pack.yaml": """
                id: demo
                title: [Проба]
                season_version: spring
                authors: [[Оля]]
                """
            ],
            problems: [
                "pack.yaml:2:8: error: \"title\" must be a text, not a list",
                "pack.yaml:3:17: error: \"season_version\" is \"spring\", it must look like S1-v0.1",
            ]),
        BrokenPack(
            files: [
                "pack.yaml": """
                id: demo
                title: Проба
                assertions:
                  never: softlock
                  always: [hp >= 0 or, luck > 1, hp]
                  reachable: [away, hoem]
                """
            ],
            problems: [
                "pack.yaml:4:10: error: \"never\" knows no \"softlock\", did you mean \"soft_lock\"?",
                "pack.yaml:5:22: error: expected a flag, a function or \"not\", found the end",
                "pack.yaml:5:24: error: there is no flag \"luck\"",
                "pack.yaml:6:15: error: there is no ending \"away\"",
                "pack.yaml:6:21: error: there is no ending \"hoem\", did you mean \"home\"?",
            ]),
        BrokenPack(
            files: [
                "pack.yaml": """
                id: demo
                title: Проба
                assertions: soft_lock
                """
            ],
            problems: [
                "pack.yaml:3:13: error: assertions must be a mapping, not a text"
            ]),
        BrokenPack(
            files: [
                "pack.yaml": """
                id: demo
                title: Проба
                languages: [ru, en]
                """,
                "strings/en.yaml": "[a]\n",
                "strings/de.yaml": "a: b\n",
                "strings/ru.yaml": "a: b\n",
            ],
            problems: [
                "pack.yaml:3:12: warning: strings/en.yaml is missing: nothing is translated",
                "strings/de.yaml:1:1: error: the pack is not translated to \"de\": name it under \"languages\" in pack.yaml",
                "strings/en.yaml:1:1: error: strings must be a mapping of line ids to texts, not a list",
                "strings/ru.yaml:1:1: error: \"ru\" is the language that the pack is written in: its texts stand where they are used",
            ]),
        BrokenPack(
            files: [
                "pack.yaml": """
                id: demo
                title: Проба
                languages: [ru, en]
                """,
                "strings/en.yaml": """
                pack.title: Demo
                tale.title: Tale
                scn_start.title: Start
                scn_start.text: [One., Two.]
                scn_start.a.label: Left
                scn_start.b.label: ""
                scn_end.text: Over.
                """,
            ],
            problems: [
                "campaigns/tale.yaml:9:15: warning: \"scn_start.text\" is not translated in strings/en.yaml",
                "campaigns/tale.yaml:13:28: warning: \"scn_start.c.label\" is not translated in strings/en.yaml",
                "campaigns/tale.yaml:16:16: warning: \"scn_end.title\" is not translated in strings/en.yaml",
                "strings/en.yaml:4:17: error: \"scn_start.text\" has 2 paragraphs, the original has 1",
                "strings/en.yaml:6:20: error: \"scn_start.b.label\" is empty: write a text, or take it away",
                "strings/en.yaml:7:15: warning: the text of \"scn_end\" has 5 characters in en, 450 to 900 are right",
            ]),
        BrokenPack(
            files: [
                "pack.yaml": """
                id: demo
                title: Проба
                languages: [ru, en]
                """,
                "strings/en.yaml": """
                pack.title: Demo
                tale.titel: Tale
                """,
            ],
            problems: [
                "campaigns/tale.yaml:2:8: warning: \"tale.title\" is not translated in strings/en.yaml",
                "campaigns/tale.yaml:8:16: warning: \"scn_start.title\" is not translated in strings/en.yaml",
                "campaigns/tale.yaml:9:15: warning: \"scn_start.text\" is not translated in strings/en.yaml",
                "campaigns/tale.yaml:11:28: warning: \"scn_start.a.label\" is not translated in strings/en.yaml",
                "campaigns/tale.yaml:12:28: warning: \"scn_start.b.label\" is not translated in strings/en.yaml",
                "campaigns/tale.yaml:13:28: warning: \"scn_start.c.label\" is not translated in strings/en.yaml",
                "campaigns/tale.yaml:16:16: warning: \"scn_end.title\" is not translated in strings/en.yaml",
                "campaigns/tale.yaml:19:15: warning: \"scn_end.text\" is not translated in strings/en.yaml",
                "strings/en.yaml:2:1: error: there is no line \"tale.titel\" to translate, did you mean \"tale.title\"?",
            ]),
    ]
}
