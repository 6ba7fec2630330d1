/// Ways through the story, as the rules play it.
extension BrokenPack {
    static let graphs: [BrokenPack] = [
        BrokenPack(
            scene: "choices: []",
            problems: [
                "campaigns/tale.yaml:7:13: error: the scene \"scn_start\" has no way out: give a choice, or the scene, a \"goto\"",
                "campaigns/tale.yaml:7:13: warning: the scene \"scn_start\" has 0 choices, three are right",
                "campaigns/tale.yaml:12:13: error: no way leads to the scene \"scn_end\": name it in a \"goto\", or take it away",
            ]),
        BrokenPack(
            scene: """
                choices:
                  - {id: a, label: Влево, goto: scn_end}
                  - {id: b, label: Вправо, goto: scn_end}
                  - {id: c, label: Прямо, goto: scn_end}
                """,
            more: """
                - id: scn_lost
                  title: Т
                  text: \(PackText.text)
                  choices:
                    - {id: a, label: Влево, goto: scn_end}
                    - {id: b, label: Вправо, goto: scn_end}
                    - {id: c, label: Прямо, goto: scn_end}
                """,
            problems: [
                "campaigns/tale.yaml:14:13: error: no way leads to the scene \"scn_lost\": name it in a \"goto\", or take it away"
            ]),
        BrokenPack(
            scene: """
                choices:
                  - {id: a, label: Влево, goto: scn_end}
                  - {id: b, label: Вправо, goto: scn_end}
                  - {id: c, label: Прямо, goto: scn_trap}
                """,
            more: """
                - id: scn_trap
                  title: Т
                  text: \(PackText.text)
                  choices:
                    - {id: a, label: Влево, goto: scn_trap}
                    - {id: b, label: Вправо, goto: scn_trap}
                    - {id: c, label: Прямо, goto: scn_trap}
                """,
            problems: [
                "campaigns/tale.yaml:14:13: error: no epilogue can be reached from the scene \"scn_trap\": lead it to one by \"goto\""
            ]),
        BrokenPack(
            scene: """
                choices:
                  - {id: a, label: Влево, when: party_size > 1, goto: scn_end}
                  - {id: b, label: Вправо, when: party_size < 2, goto: scn_end}
                  - {id: c, label: Прямо}
                """,
            problems: [
                "campaigns/tale.yaml:7:13: error: the scene \"scn_start\" may lock: every way out is gated, so add a choice with \"fallback: true\""
            ]),
        BrokenPack(
            scene: """
                choices:
                  - {id: a, label: Влево, once: true, goto: scn_back}
                  - {id: b, label: Вправо, when: visited(scn_back), goto: scn_end}
                  - {id: c, label: Прямо}
                """,
            more: """
                - id: scn_back
                  title: Т
                  text: \(PackText.text)
                  choices:
                    - {id: a, label: Влево, goto: scn_start}
                    - {id: b, label: Вправо, goto: scn_start}
                    - {id: c, label: Прямо, goto: scn_start}
                """,
            problems: [
                "campaigns/tale.yaml:7:13: error: the scene \"scn_start\" may lock: every way out is gated, so add a choice with \"fallback: true\""
            ]),
        BrokenPack(
            scene: """
                goto: scn_start
                choices:
                  - {id: a, label: Влево, when: party_size > 1, goto: scn_end}
                  - {id: b, label: Вправо}
                  - {id: c, label: Прямо}
                """,
            problems: [
                "campaigns/tale.yaml:7:13: error: the scene \"scn_start\" may lock: every way out is gated, so add a choice with \"fallback: true\""
            ]),
        BrokenPack(
            scene: """
                choices:
                  - {id: a, label: Смотреть, sticky: true}
                  - {id: b, label: Вправо, when: party_size > 1, goto: scn_end}
                  - {id: c, label: Прямо, fallback: true, goto: scn_end}
                """,
            problems: [
                "campaigns/tale.yaml:7:13: error: the scene \"scn_start\" may lock: every way out is gated, so add a choice with \"fallback: true\"",
                "campaigns/tale.yaml:7:13: warning: the scene \"scn_start\" has 2 choices, three are right",
                "campaigns/tale.yaml:13:28: error: the choice \"c\" is never shown: a fallback waits until nothing else is open, and \"a\" always is",
            ]),
        BrokenPack(
            scene: """
                choices:
                  - {id: a, label: Ждать, sticky: true}
                  - {id: b, label: Ждать, sticky: true}
                  - {id: c, label: Ждать, sticky: true}
                  - {id: d, label: Ждать, sticky: true}
                  - {id: e, label: Уйти, goto: scn_end}
                """,
            problems: [
                "campaigns/tale.yaml:7:13: error: the scene \"scn_start\" has no way out: give a choice, or the scene, a \"goto\"",
                "campaigns/tale.yaml:7:13: warning: the scene \"scn_start\" has 5 choices, three are right",
                "campaigns/tale.yaml:15:28: error: the choice \"e\" is never shown: 4 are shown, and 4 before it are always open",
                "campaigns/tale.yaml:17:13: error: no way leads to the scene \"scn_end\": name it in a \"goto\", or take it away",
            ]),
        BrokenPack(
            plus: "on_enter: [{end: home}]",
            problems: [
                "campaigns/tale.yaml:7:13: error: \"on_enter\" ends the scene \"scn_start\": its choices are never shown, so take one of both away"
            ]),
        BrokenPack(
            isAlone: true,
            files: [
                "campaigns/tale.yaml": """
                id: tale
                title: Сказка
                episodes: [{id: ep, scenes: [{id: scn_a, title: А, text: \(PackText.text), goto: scn_a}]}]
                """
            ],
            problems: [
                "campaigns/tale.yaml:1:5: error: the campaign has no scene of type epilogue: it can never be completed, so write one",
                "campaigns/tale.yaml:3:35: error: no epilogue can be reached from the scene \"scn_a\": lead it to one by \"goto\"",
                "campaigns/tale.yaml:3:35: warning: the scene \"scn_a\" has 0 choices, three are right",
            ]),
        BrokenPack(
            scene: """
                freeform: {allowed: false, on_success: {goto: scn_lost}}
                choices:
                  - {id: a, label: Влево, goto: scn_end}
                  - {id: b, label: Вправо, goto: scn_end}
                  - {id: c, label: Прямо, goto: scn_end}
                """,
            more: """
                - id: scn_lost
                  title: Т
                  text: \(PackText.text)
                  choices:
                    - {id: a, label: Влево, goto: scn_end}
                    - {id: b, label: Вправо, goto: scn_end}
                    - {id: c, label: Прямо, goto: scn_end}
                """,
            problems: [
                "campaigns/tale.yaml:15:13: error: no way leads to the scene \"scn_lost\": name it in a \"goto\", or take it away"
            ]),
        BrokenPack(
            scene: """
                choices:
                  - {id: a, label: Влево, goto: scn_after, effects: [{detour: scn_aside}]}
                  - {id: b, label: Вправо, goto: scn_end}
                  - {id: c, label: Прямо, goto: scn_end}
                """,
            more: """
                - id: scn_aside
                  title: Т
                  text: \(PackText.text)
                  freeform: {allowed: false}
                  choices:
                    - {id: a, label: Влево, goto: scn_end}
                    - {id: b, label: Вправо, goto: scn_end}
                    - {id: c, label: Прямо, goto: scn_end}
                - id: scn_after
                  title: Т
                  text: \(PackText.text)
                  choices:
                    - {id: a, label: Влево, goto: scn_end}
                    - {id: b, label: Вправо, goto: scn_end}
                    - {id: c, label: Прямо, goto: scn_end}
                """,
            problems: [
                "campaigns/tale.yaml:22:13: error: no way leads to the scene \"scn_after\": name it in a \"goto\", or take it away"
            ]),
    ]
}
