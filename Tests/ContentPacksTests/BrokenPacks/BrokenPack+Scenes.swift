/// Scenes and their pictures.
extension BrokenPack {
    static let scenes: [BrokenPack] = [
        BrokenPack(
            scene: """
                chioces: []
                goto: scn_end
                """,
            problems: [
                "campaigns/tale.yaml:7:13: warning: the scene \"scn_start\" has 0 choices, three are right",
                "campaigns/tale.yaml:10:9: error: unknown field \"chioces\" in a scene, did you mean \"choices\"?",
            ]),
        BrokenPack(
            plus: "tone: [a]",
            problems: [
                "campaigns/tale.yaml:14:15: error: \"tone\" must be a text, not a list"
            ]),
        BrokenPack(
            plus: "location: the_pier",
            problems: [
                "campaigns/tale.yaml:14:19: error: there is no location \"the_pier\""
            ]),
        BrokenPack(
            plus: "npcs: [Osip]",
            problems: [
                "campaigns/tale.yaml:14:16: error: \"npcs\" is \"Osip\", an id has 1 to 64 characters of a-z, 0-9, _ and -"
            ]),
        BrokenPack(
            plus: "npcs: osip",
            problems: [
                "campaigns/tale.yaml:14:15: error: \"npcs\" must be a list, not a text"
            ]),
        BrokenPack(
            plus: "type: storey",
            problems: [
                "campaigns/tale.yaml:14:15: error: \"type\" is \"storey\", did you mean \"story\"?"
            ]),
        BrokenPack(
            plus: "goto: scn_ned",
            problems: [
                "campaigns/tale.yaml:14:15: error: there is no scene \"scn_ned\", did you mean \"scn_end\"?"
            ]),
        BrokenPack(
            plus: "id: scn_two",
            problems: [
                "campaigns/tale.yaml:14:9: error: \"id\" is here twice, first in line 7: take one away"
            ]),
        BrokenPack(
            scene: """
                choices: no
                goto: scn_end
                """,
            problems: [
                "campaigns/tale.yaml:7:13: warning: the scene \"scn_start\" has 0 choices, three are right",
                "campaigns/tale.yaml:10:18: error: \"choices\" must be a list, not a text",
            ]),
        BrokenPack(
            scene: """
                choices: [go]
                goto: scn_end
                """,
            problems: [
                "campaigns/tale.yaml:7:13: warning: the scene \"scn_start\" has 0 choices, three are right",
                "campaigns/tale.yaml:10:19: error: a choice must be a mapping, not a text",
            ]),
        BrokenPack(
            plus: "type: combat",
            problems: [
                "campaigns/tale.yaml:11:11: error: a scene of type combat is fought, it has no \"choices\"",
                "campaigns/tale.yaml:14:15: error: a scene of type combat needs a \"combat\": say who is fought",
            ]),
        BrokenPack(
            plus: "combat: {monsters: [], victory: scn_end, defeat: scn_end}",
            problems: [
                "campaigns/tale.yaml:14:17: error: only a scene of type combat has a \"combat\": give the scene this type, or take it away",
                "campaigns/tale.yaml:14:28: error: a combat needs at least one monster",
            ]),
        BrokenPack(
            plus: "ending: away",
            problems: [
                "campaigns/tale.yaml:14:17: error: only a scene of type epilogue is an ending: give the scene this type, or take it away"
            ]),
        BrokenPack(
            plus: "timeline: [[a]]",
            problems: [
                "campaigns/tale.yaml:14:20: error: \"timeline\" must be a text, not a list"
            ]),
        BrokenPack(
            plus: "secret: {a: b}",
            problems: [
                "campaigns/tale.yaml:14:17: error: \"secret\" must be a text, not a mapping"
            ]),
        BrokenPack(
            plus: "tags: winter",
            problems: [
                "campaigns/tale.yaml:14:15: error: \"tags\" must be a list, not a text"
            ]),
        BrokenPack(
            plus: """
                asset_id: piers
                alt: Пирс
                """,
            files: [
                "assets/pier.svg": "<svg/>"
            ],
            problems: [
                "assets/pier.svg:1:1: warning: nothing uses the asset \"pier\"",
                "campaigns/tale.yaml:14:19: error: there is no asset \"piers\", did you mean \"pier\"?",
            ]),
        BrokenPack(
            plus: """
                asset_id: Pier
                alt: Пирс
                """,
            files: [
                "assets/pier.svg": "<svg/>"
            ],
            problems: [
                "assets/pier.svg:1:1: warning: nothing uses the asset \"pier\"",
                "campaigns/tale.yaml:14:19: error: there is no asset \"Pier\": the file is called \"pier\"",
            ]),
        BrokenPack(
            plus: """
                asset_id: pier.svg
                alt: Пирс
                """,
            problems: [
                "campaigns/tale.yaml:14:19: error: \"asset_id\" is \"pier.svg\", an id has 1 to 64 characters of a-z, 0-9, _ and -"
            ]),
        BrokenPack(
            plus: """
                asset_id: pier
                media_spec: {prompt: pier}
                alt: Пирс
                """,
            files: [
                "assets/pier.svg": "<svg/>"
            ],
            problems: [
                "campaigns/tale.yaml:14:19: error: a picture is either an asset_id or a media_spec: take one away"
            ]),
        BrokenPack(
            plus: "alt: Пирс",
            problems: [
                "campaigns/tale.yaml:14:14: error: \"alt\" without a picture: give it an asset_id or a media_spec, or take it away"
            ]),
        BrokenPack(
            plus: "media_spec: {prompt: pier}",
            problems: [
                "campaigns/tale.yaml:14:21: warning: the picture has no \"alt\": say what it shows for who cannot see it"
            ]),
        BrokenPack(
            plus: """
                media_spec: {promt: pier, width: 9}
                alt: Пирс
                """,
            problems: [
                "campaigns/tale.yaml:14:21: error: the media_spec has no \"prompt\"",
                "campaigns/tale.yaml:14:22: error: unknown field \"promt\" in a media_spec, did you mean \"prompt\"?",
            ]),
        BrokenPack(
            plus: "freeform: {allowed: perhaps, limit: 300, skill: charm, dc: 50}",
            problems: [
                "campaigns/tale.yaml:14:29: error: \"allowed\" must be true or false, not a text",
                "campaigns/tale.yaml:14:45: error: \"limit\" is 300, it must lie in 1...280",
                "campaigns/tale.yaml:14:57: error: \"skill\" is \"charm\", it must be one of athletics, acrobatics, stealth, sleight_of_hand, arcana, religion, perception, insight, survival, persuasion, intimidation, deception",
                "campaigns/tale.yaml:14:68: error: \"dc\" is 50, it must lie in 1...40",
            ]),
        BrokenPack(
            plus: "freeform: yes",
            problems: [
                "campaigns/tale.yaml:14:19: error: a freeform must be a mapping, not a text"
            ]),
        BrokenPack(
            plus: "freeform: {on_success: scn_end}",
            problems: [
                "campaigns/tale.yaml:14:32: error: an outcome must be a mapping, not a text"
            ]),
        BrokenPack(
            more: """
                - id: scn_bare
                  title: Голая
                  goto: scn_end
                """,
            problems: [
                "campaigns/tale.yaml:14:9: error: the scene has no \"text\"",
                "campaigns/tale.yaml:14:13: error: no way leads to the scene \"scn_bare\": name it in a \"goto\", or take it away",
                "campaigns/tale.yaml:14:13: warning: the scene \"scn_bare\" has 0 choices, three are right",
            ]),
        BrokenPack(
            more: """
                - id: scn_empty
                  title: ""
                  text: []
                  goto: scn_end
                """,
            problems: [
                "campaigns/tale.yaml:14:13: error: no way leads to the scene \"scn_empty\": name it in a \"goto\", or take it away",
                "campaigns/tale.yaml:14:13: warning: the scene \"scn_empty\" has 0 choices, three are right",
                "campaigns/tale.yaml:15:16: error: \"title\" is empty: write a text, or take it away",
                "campaigns/tale.yaml:16:15: error: \"text\" is empty: write a text, or take it away",
            ]),
        BrokenPack(
            more: """
                - {title: Безымянная}
                - scn_word
                """,
            problems: [
                "campaigns/tale.yaml:14:9: error: the scene has no \"id\"",
                "campaigns/tale.yaml:15:9: error: a scene must be a mapping, not a text",
            ]),
        BrokenPack(
            more: """
                - id: scn_start
                  title: Снова
                  text: \(PackText.text)
                  goto: scn_end
                """,
            problems: [
                "campaigns/tale.yaml:14:13: error: there is a scene \"scn_start\" already, in line 7"
            ]),
        BrokenPack(
            more: """
                - id: scn_map
                  title: Карта
                  text: {a: b}
                  goto: scn_end
                """,
            problems: [
                "campaigns/tale.yaml:14:13: error: no way leads to the scene \"scn_map\": name it in a \"goto\", or take it away",
                "campaigns/tale.yaml:14:13: warning: the scene \"scn_map\" has 0 choices, three are right",
                "campaigns/tale.yaml:16:15: error: \"text\" must be a text, not a mapping",
            ]),
        BrokenPack(
            more: """
                - id: scn_start.a
                  title: Точка
                  text: \(PackText.text)
                  goto: scn_end
                """,
            problems: [
                "campaigns/tale.yaml:14:13: error: \"id\" is \"scn_start.a\", an id has 1 to 64 characters of a-z, 0-9, _ and -"
            ]),
    ]
}
