/// Conditions.
extension BrokenPack {
    static let conditions: [BrokenPack] = [
        condition(
            "",
            "campaigns/tale.yaml:11:57: error: expected a flag, a function or \"not\", found the end"),
        condition(
            "lamp and",
            "campaigns/tale.yaml:11:65: error: expected a flag, a function or \"not\", found the end"),
        condition(
            "lamp coins",
            "campaigns/tale.yaml:11:62: error: expected \"and\", \"or\" or the end, found \"coins\""),
        condition(
            "(lamp or coins",
            "campaigns/tale.yaml:11:71: error: expected \")\", found the end"),
        condition(
            "coins = 3",
            "campaigns/tale.yaml:11:63: error: \"=\" is not a comparison: write \"==\""),
        condition(
            "!lamp",
            "campaigns/tale.yaml:11:57: error: \"!\" is not a comparison: write \"not\" or \"!=\""),
        condition(
            "coins >= ",
            "campaigns/tale.yaml:11:66: error: expected a number, a \"text\", true or false, found the end"),
        condition(
            "hass(rope)",
            "campaigns/tale.yaml:11:57: error: there is no function \"hass\", did you mean \"has\"?"),
        condition(
            "feels(rope)",
            "campaigns/tale.yaml:11:57: error: there is no function \"feels\", it must be one of has, visited, turns_since, relation, skill, outcome"
        ),
        condition(
            "has()",
            "campaigns/tale.yaml:11:61: error: expected an id, found \")\""),
        condition(
            "has(Rope)",
            "campaigns/tale.yaml:11:61: error: \"Rope\" is not an id: a-z, 0-9, _ and - only"),
        condition(
            "has rope",
            "campaigns/tale.yaml:11:61: error: expected \"(\", found \"rope\""),
        condition(
            "has(rope) > 1",
            "campaigns/tale.yaml:11:67: error: has(rope) is yes or no already: it is not compared"),
        condition(
            "relation(osip)",
            "campaigns/tale.yaml:11:57: error: relation(osip) needs a comparison, like \"relation(osip) > 0\""),
        condition(
            "relation(osip) > \"good\"",
            "campaigns/tale.yaml:11:74: error: relation(osip) is a number: compare it with one"),
        condition(
            "skill(persuation) > 1",
            "campaigns/tale.yaml:11:63: error: there is no skill \"persuation\", did you mean \"persuasion\"?"),
        condition(
            "outcome(scn_end) == \"failed\"",
            "campaigns/tale.yaml:11:77: error: there is no outcome \"failed\", did you mean \"fail\"?"),
        condition(
            "outcome(scn_end) > \"fail\"",
            "campaigns/tale.yaml:11:76: error: outcome(scn_end) is compared by == or !="),
        condition(
            "outcome(scn_end) == 3",
            "campaigns/tale.yaml:11:77: error: outcome(scn_end) is a text, like 'fail'"),
        condition(
            "outcome(scn_end)",
            "campaigns/tale.yaml:11:57: error: outcome(scn_end) needs a comparison, like \"outcome(scn_end) == 'fail'\""
        ),
        condition(
            "party_size",
            "campaigns/tale.yaml:11:57: error: party_size needs a comparison, like \"party_size > 0\""),
        condition(
            "lamp == \"x",
            "campaigns/tale.yaml:11:65: error: the text is not closed by \""),
        condition(
            "флаг",
            "campaigns/tale.yaml:11:57: error: \"ф\" has no meaning here"),
        condition(
            "Flag",
            "campaigns/tale.yaml:11:57: error: \"Flag\" is not an id: a-z, 0-9, _ and - only"),
        condition(
            "coins == 99999999999999999999",
            "campaigns/tale.yaml:11:66: error: \"99999999999999999999\" is no number from -1000000 to 1000000"),
        condition(
            "coins == 3 and has(rope) and relation(osip) > 0 and visited(scn_nowhere)",
            "campaigns/tale.yaml:11:76: error: there is no item \"rope\"",
            "campaigns/tale.yaml:11:95: error: there is no npc \"osip\"",
            "campaigns/tale.yaml:11:117: error: there is no scene \"scn_nowhere\""),
        condition(
            "lamp == 3",
            "campaigns/tale.yaml:11:57: error: the flag \"lamp\" is of type bool, it is used as int"),
        condition(
            "coins == > 3",
            "campaigns/tale.yaml:11:66: error: expected a number, a \"text\", true or false, found \">\""),
        condition(
            "not",
            "campaigns/tale.yaml:11:60: error: expected a flag, a function or \"not\", found the end"),
        condition(
            "a == true false",
            "campaigns/tale.yaml:11:67: error: expected \"and\", \"or\" or the end, found \"false\""),
        condition(
            "turns_since(scn_end) == true",
            "campaigns/tale.yaml:11:81: error: turns_since(scn_end) is a number: compare it with one"),
        condition(
            "coins =! 3",
            "campaigns/tale.yaml:11:63: error: \"=\" is not a comparison: write \"==\""),
        condition(
            "has(rope",
            "campaigns/tale.yaml:11:65: error: expected \")\", found the end"),
        BrokenPack(
            scene: """
                choices:
                  - id: a
                    label: Влево
                    goto: scn_end
                    when: >
                      lamp and
                      (coins
                  - {id: b, label: Вправо, goto: scn_end}
                  - {id: c, label: Прямо, goto: scn_end}
                """,
            head: "flags: [{key: lamp, type: bool}, {key: coins, type: int, default: 3}]",
            problems: [
                "campaigns/tale.yaml:3:15: warning: nothing uses the flag \"lamp\"",
                "campaigns/tale.yaml:3:40: warning: nothing uses the flag \"coins\"",
                "campaigns/tale.yaml:14:19: error: expected \")\", found the end (column 17 of the condition)",
            ]),
        BrokenPack(
            scene: """
                choices:
                  - {id: a, label: Влево, goto: scn_end, when: [lamp]}
                  - {id: b, label: Вправо, goto: scn_end}
                  - {id: c, label: Прямо, goto: scn_end}
                """,
            problems: [
                "campaigns/tale.yaml:11:56: error: \"when\" must be a text, not a list"
            ]),
        BrokenPack(
            scene: """
                choices:
                  - {id: a, label: Влево, goto: scn_end, when: 'skill(flying) > 1'}
                  - {id: b, label: Вправо, goto: scn_end}
                  - {id: c, label: Прямо, goto: scn_end}
                """,
            problems: [
                "campaigns/tale.yaml:11:63: error: there is no skill \"flying\", it must be one of athletics, acrobatics, stealth, sleight_of_hand, arcana, religion, perception, insight, survival, persuasion, intimidation, deception"
            ]),
    ]

    /// `when` of the first choice begins in line 11, 57 columns in.
    private static func condition(_ text: String, _ problems: String...) -> BrokenPack {
        BrokenPack(
            scene: PackText.threeWaysOut.replacing(
                "Влево, goto: scn_end", with: "Влево, goto: scn_end, when: '\(text)'"),
            plus: "on_enter: [{set: lamp}, {add: coins}]",
            head: "flags: [{key: lamp, type: bool}, {key: coins, type: int, default: 3}]", problems: problems)
    }
}
