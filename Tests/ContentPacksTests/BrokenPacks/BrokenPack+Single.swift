/// The single-file form.
extension BrokenPack {
    static let singles: [BrokenPack] = [
        BrokenPack(
            single: "scenes: [{id: a, title: A, mood: dark}]",
            problems: [
                "a.yaml:1:28: warning: unknown field \"mood\" in a scene"
            ]),
        BrokenPack(
            single: """
                scenes: [{id: a, title: A}]
                art: [{id: x, prompt: p, entities: {npc: [who], locations: x}}]
                """,
            problems: [
                "a.yaml:2:43: warning: there is no npc \"who\"",
                "a.yaml:2:49: warning: unknown field \"locations\" in entities, did you mean \"location\"?",
            ]),
        BrokenPack(
            single: """
                scenes: [{id: a, title: A}]
                lore: [{id: l, title: L}, {id: m, title: M, body: B, related: {scene: b, npcs: x}}]
                """,
            problems: [
                "a.yaml:2:8: error: the lore has no \"body\"",
                "a.yaml:2:71: warning: there is no scene \"b\", did you mean \"a\"?",
                "a.yaml:2:74: warning: unknown field \"npcs\" in a related, did you mean \"npc\"?",
            ]),
        BrokenPack(
            single: "scenes: []",
            problems: [
                "a.yaml:1:9: error: the pack has no scene"
            ]),
        BrokenPack(
            single: "title: A",
            problems: [
                "a.yaml:1:1: error: the single-file pack has no \"scenes\""
            ]),
        BrokenPack(
            single: "- a",
            problems: [
                "a.yaml:1:1: error: a single-file pack must be a mapping, not a list"
            ]),
        BrokenPack(
            single: "scenes: [{id: a}]",
            problems: [
                "a.yaml:1:9: error: the pack has no scene",
                "a.yaml:1:10: error: the scene has no \"title\"",
            ]),
        BrokenPack(
            single: "scenes: [{id: a, title: A}, {id: a, title: B}]",
            problems: [
                "a.yaml:1:34: error: there is a scene \"a\" already, in line 1"
            ]),
        BrokenPack(
            single: "scenes: [{id: a, title: A, choices: [{id: x, label: X, goto: c}]}, {id: b, title: B}]",
            problems: [
                "a.yaml:1:62: warning: there is no scene \"c\", did you mean \"a\"?"
            ]),
        BrokenPack(
            single:
                "scenes: [{id: a, title: A, type: combat, combat: {monsters: [], victory: b, defeat: b}}, {id: b, title: B}]",
            problems: [
                "a.yaml:1:61: warning: a combat needs at least one monster"
            ]),
        BrokenPack(
            single: """
                season_version: one
                scenes: [{id: a, title: A}]
                """,
            problems: [
                "a.yaml:1:17: warning: \"season_version\" is \"one\", it must look like S1-v0.1"
            ]),
        BrokenPack(
            single: """
                scenes: [{id: a, title: A}, {id: b, title: B}]
                art: [{prompt: p}]
                """,
            problems: [
                "a.yaml:2:7: error: the art has no \"id\""
            ]),
        BrokenPack(
            single:
                "scenes: [{id: a, title: A, on_enter: [{end: home}], choices: [{id: x, label: X}]}, {id: b, title: B, ending: home, type: epilogue}]",
            problems: [
                "a.yaml:1:15: warning: \"on_enter\" ends the scene \"a\": its choices are never shown, so take one of both away"
            ]),
        BrokenPack(
            single: "scenes: [{id: a, title: A, include: x}]",
            problems: [
                "a.yaml:1:28: warning: unknown field \"include\" in a scene"
            ]),
        BrokenPack(
            single: "scenes: [{id: a, title: A}]\n",
            name: "Moon Bridge.yaml",
            problems: [
                "Moon Bridge.yaml:1:1: error: \"file name\" is \"Moon Bridge\", an id has 1 to 64 characters of a-z, 0-9, _ and -"
            ]),
        BrokenPack(
            single: "scenes: [{id: a, title: A, ending: x}, {id: b, title: B}]",
            problems: [
                "a.yaml:1:36: error: only a scene of type epilogue is an ending: give the scene this type, or take it away"
            ]),
    ]
}
