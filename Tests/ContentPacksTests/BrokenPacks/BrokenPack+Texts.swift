/// What players would stumble over.
extension BrokenPack {
    static let texts: [BrokenPack] = [
        BrokenPack(
            short: "Коротко.",
            problems: [
                "campaigns/tale.yaml:9:15: warning: the text of \"scn_start\" has 8 characters in ru, 450 to 900 are right"
            ]),
        BrokenPack(
            scene: """
                choices:
                  - {id: a, label: Влево, goto: scn_end}
                  - {id: b, label: Вправо, goto: scn_end}
                """,
            problems: [
                "campaigns/tale.yaml:7:13: warning: the scene \"scn_start\" has 2 choices, three are right"
            ]),
        BrokenPack(
            scene: """
                goto: scn_end
                choices:
                  - {id: a, label: Влево, goto: scn_end}
                """,
            problems: [
                "campaigns/tale.yaml:7:13: warning: the scene \"scn_start\" has 1 choice, three are right"
            ]),
        BrokenPack(
            scene: """
                choices:
                  - {id: a, label: Влево, goto: scn_end}
                  - {id: b, label: Вправо, goto: scn_end}
                  - {id: c, label: Прямо, goto: scn_end}
                  - {id: d, label: Назад, goto: scn_end}
                """,
            problems: [
                "campaigns/tale.yaml:7:13: warning: the scene \"scn_start\" has 4 choices, three are right"
            ]),
    ]
}
