/// Blocks that scenes include.
extension BrokenPack {
    static let templates: [BrokenPack] = [
        BrokenPack(
            plus: "include: dsuk",
            files: [
                "scenes_templates/dusk.yaml": "tone: темно\n"
            ],
            problems: [
                "campaigns/tale.yaml:14:18: error: there is no scene template \"dsuk\", did you mean \"dusk\"?",
                "scenes_templates/dusk.yaml:1:1: warning: nothing uses the scene template \"dusk\"",
            ]),
        BrokenPack(
            plus: "include: [dusk, dusk]",
            files: [
                "scenes_templates/dusk.yaml": "tone: темно\n"
            ],
            problems: [
                "campaigns/tale.yaml:14:25: error: the scene template \"dusk\" is included twice: take one away"
            ]),
        BrokenPack(
            plus: "include: dusk",
            files: [
                "scenes_templates/dusk.yaml": "- a\n"
            ],
            problems: [
                "scenes_templates/dusk.yaml:1:1: error: a scene template must be a mapping of a scene's fields, not a list"
            ]),
        BrokenPack(
            plus: "include: dusk",
            files: [
                "scenes_templates/dusk.yaml": """
                id: dawn
                season_version: x
                """
            ],
            problems: [
                "scenes_templates/dusk.yaml:1:5: error: the scene template \"dawn\" must stand in scenes_templates/dawn.yaml",
                "scenes_templates/dusk.yaml:2:17: error: \"season_version\" is \"x\", it must look like S1-v0.1",
            ]),
        BrokenPack(
            plus: "include: Dusk",
            files: [
                "scenes_templates/Dusk.yaml": "tone: темно\n"
            ],
            problems: [
                "campaigns/tale.yaml:14:18: error: \"include\" is \"Dusk\", an id has 1 to 64 characters of a-z, 0-9, _ and -",
                "scenes_templates/Dusk.yaml:1:1: error: \"file name\" is \"Dusk\", an id has 1 to 64 characters of a-z, 0-9, _ and -",
            ]),
        BrokenPack(
            plus: "include: dusk",
            files: [
                "scenes_templates/dusk.yaml": """
                tnoe: темно
                on_enter: [{xp: many}]
                """
            ],
            problems: [
                "scenes_templates/dusk.yaml:1:1: error: unknown field \"tnoe\" in a scene, did you mean \"tone\"?",
                "scenes_templates/dusk.yaml:2:17: error: \"xp\" must be an integer, not a text",
            ]),
        BrokenPack(
            plus: "include: dusk",
            files: [
                "scenes_templates/dusk.yaml": "include: dusk\n"
            ],
            problems: [
                "scenes_templates/dusk.yaml:1:10: error: the scene templates include each other: dusk → dusk"
            ]),
        BrokenPack(
            plus: "include: dusk",
            files: [
                "scenes_templates/dusk.yaml": "include: fog\n",
                "scenes_templates/fog.yaml": "include: [rain]\n",
                "scenes_templates/rain.yaml": """
                tone: a
                include: dusk
                """,
            ],
            problems: [
                "scenes_templates/rain.yaml:2:10: error: the scene templates include each other: dusk → fog → rain → dusk"
            ]),
        BrokenPack(
            plus: "include: dusk",
            files: [
                "scenes_templates/dusk.yaml": "include: fgo\n",
                "scenes_templates/fog.yaml": "tone: a\n",
            ],
            problems: [
                "scenes_templates/dusk.yaml:1:10: error: there is no scene template \"fgo\", did you mean \"fog\"?",
                "scenes_templates/fog.yaml:1:1: warning: nothing uses the scene template \"fog\"",
            ]),
        BrokenPack(
            plus: "include: dusk",
            files: [
                "scenes_templates/dusk.yaml": "include: {a: b}\n"
            ],
            problems: [
                "scenes_templates/dusk.yaml:1:10: error: \"include\" must be a text, not a mapping"
            ]),
    ]
}
