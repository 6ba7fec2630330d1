/// Choices and their checks.
extension BrokenPack {
    static let choices: [BrokenPack] = [
        BrokenPack(
            scene: """
                choices:
                  - {id: b, label: Влево, goto: scn_end}
                  - {id: b, label: Вправо, goto: scn_end}
                  - {id: c, label: Прямо, goto: scn_end}
                """,
            problems: [
                "campaigns/tale.yaml:7:13: warning: the scene \"scn_start\" has 2 choices, three are right",
                "campaigns/tale.yaml:12:18: error: there is a choice \"b\" already, in line 11",
            ]),
        BrokenPack(
            scene: """
                choices:
                  - {id: a, goto: scn_end}
                  - {id: b, label: Вправо, goto: scn_end}
                  - {id: c, label: Прямо, goto: scn_end}
                """,
            problems: [
                "campaigns/tale.yaml:7:13: warning: the scene \"scn_start\" has 2 choices, three are right",
                "campaigns/tale.yaml:11:13: error: the choice has no \"label\"",
            ]),
        BrokenPack(
            scene: """
                choices:
                  - {id: "a b", label: Влево, goto: scn_end}
                  - {id: b, label: Вправо, goto: scn_end}
                  - {id: c, label: Прямо, goto: scn_end}
                """,
            problems: [
                "campaigns/tale.yaml:7:13: warning: the scene \"scn_start\" has 2 choices, three are right",
                "campaigns/tale.yaml:11:18: error: \"id\" is \"a b\", an id has 1 to 64 characters of a-z, 0-9, _ and -",
            ]),
        BrokenPack(
            scene: """
                choices:
                  - {id: a, label: Влево, goto: scn_end, once: true, sticky: true}
                  - {id: b, label: Вправо, goto: scn_end}
                  - {id: c, label: Прямо, goto: scn_end}
                """,
            problems: [
                "campaigns/tale.yaml:11:13: error: a choice is either once or sticky: take one away"
            ]),
        BrokenPack(
            scene: """
                choices:
                  - {id: a, label: Влево, goto: scn_end, success: {text: Да}}
                  - {id: b, label: Вправо, goto: scn_end}
                  - {id: c, label: Прямо, goto: scn_end}
                """,
            problems: [
                "campaigns/tale.yaml:11:59: error: \"success\" without a check: give the choice a \"check\", or take it away"
            ]),
        BrokenPack(
            scene: """
                choices:
                  - {id: a, label: Влево, goto: scn_end, check: {dc: 12}, partial: {text: Да}}
                  - {id: b, label: Вправо, goto: scn_end}
                  - {id: c, label: Прямо, goto: scn_end}
                """,
            problems: [
                "campaigns/tale.yaml:11:57: error: a check tries either a skill or an ability: give it one of them"
            ]),
        BrokenPack(
            scene: """
                choices:
                  - {id: a, label: Влево, goto: scn_end, check: {skill: perseption, dc: 12}, partial: {text: Да}}
                  - {id: b, label: Вправо, goto: scn_end}
                  - {id: c, label: Прямо, goto: scn_end}
                """,
            problems: [
                "campaigns/tale.yaml:11:65: error: \"skill\" is \"perseption\", did you mean \"perception\"?"
            ]),
        BrokenPack(
            scene: """
                choices:
                  - {id: a, label: Влево, goto: scn_end, check: {ability: LUK, dc: hrad}, partial: {text: Да}}
                  - {id: b, label: Вправо, goto: scn_end}
                  - {id: c, label: Прямо, goto: scn_end}
                """,
            problems: [
                "campaigns/tale.yaml:11:76: error: \"dc\" is \"hrad\", it must be easy, normal, hard, heroic or one of 1...40"
            ]),
        BrokenPack(
            scene: """
                choices:
                  - {id: a, label: Влево, goto: scn_end, check: {skill: arcana, ability: INT, dc: 41}, partial: {text: Да}}
                  - {id: b, label: Вправо, goto: scn_end}
                  - {id: c, label: Прямо, goto: scn_end}
                """,
            problems: [
                "campaigns/tale.yaml:11:91: error: \"dc\" is 41, it must lie in 1...40"
            ]),
        BrokenPack(
            scene: """
                choices:
                  - {id: a, label: Влево, goto: scn_end, check: {skill: arcana}}
                  - {id: b, label: Вправо, goto: scn_end}
                  - {id: c, label: Прямо, goto: scn_end}
                """,
            problems: [
                "campaigns/tale.yaml:11:57: error: the check has no \"dc\"",
                "campaigns/tale.yaml:11:57: warning: the check has no \"partial\" outcome: it plays as \"fail\"",
            ]),
        BrokenPack(
            scene: """
                choices:
                  - {id: a, label: Влево, goto: scn_end, check: {skill: arcana, dc: easy, advantage: maybe}, partial: {txet: Да}}
                  - {id: b, label: Вправо, goto: scn_end}
                  - {id: c, label: Прямо, goto: scn_end}
                """,
            problems: [
                "campaigns/tale.yaml:11:94: error: \"advantage\" is \"maybe\", it must be one of none, advantage, disadvantage",
                "campaigns/tale.yaml:11:112: error: unknown field \"txet\" in an outcome, did you mean \"text\"?",
            ]),
        BrokenPack(
            scene: """
                choices:
                  - {id: a, label: Влево, goto: scn_end, check: hard}
                  - {id: b, label: Вправо, goto: scn_end}
                  - {id: c, label: Прямо, goto: scn_end}
                """,
            problems: [
                "campaigns/tale.yaml:11:57: error: a check must be a mapping, not a text",
                "campaigns/tale.yaml:11:57: warning: the check has no \"partial\" outcome: it plays as \"fail\"",
            ]),
        BrokenPack(
            scene: """
                choices:
                  - {id: a, label: Влево, goto: scn_end, once: often}
                  - {id: b, label: Вправо, goto: scn_end}
                  - {id: c, label: Прямо, goto: scn_end}
                """,
            problems: [
                "campaigns/tale.yaml:11:56: error: \"once\" must be true or false, not a text"
            ]),
        BrokenPack(
            scene: """
                choices:
                  - {id: a, label: Влево, да, goto: scn_end}
                  - {id: b, label: Вправо, goto: scn_end}
                  - {id: c, label: Прямо, goto: scn_end}
                """,
            problems: [
                "campaigns/tale.yaml:11:35: error: unknown field \"да\" in a choice"
            ]),
        BrokenPack(
            scene: """
                choices:
                  - {id: a, label: Влево, goto: scn_end, text: ""}
                  - {id: b, label: Вправо, goto: scn_end}
                  - {id: c, label: Прямо, goto: scn_end}
                """,
            problems: [
                "campaigns/tale.yaml:11:56: error: \"text\" is empty: write a text, or take it away"
            ]),
        BrokenPack(
            scene: """
                choices:
                  - {id: a.b, label: Влево, goto: scn_end}
                  - {id: b, label: Вправо, goto: scn_end}
                  - {id: c, label: Прямо, goto: scn_end}
                """,
            problems: [
                "campaigns/tale.yaml:7:13: warning: the scene \"scn_start\" has 2 choices, three are right",
                "campaigns/tale.yaml:11:18: error: \"id\" is \"a.b\", an id has 1 to 64 characters of a-z, 0-9, _ and -",
            ]),
        BrokenPack(
            scene: """
                choices:
                  - {id: a, label: Влево, goto: scn_end, check: {skill: flying, dc: 12}, partial: {text: Да}}
                  - {id: b, label: Вправо, goto: scn_end}
                  - {id: c, label: Прямо, goto: scn_end}
                """,
            problems: [
                "campaigns/tale.yaml:11:65: error: \"skill\" is \"flying\", it must be one of athletics, acrobatics, stealth, sleight_of_hand, arcana, religion, perception, insight, survival, persuasion, intimidation, deception"
            ]),
    ]
}
