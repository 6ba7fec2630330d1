/// Campaigns, their flags and their episodes.
extension BrokenPack {
    static let campaigns: [BrokenPack] = [
        BrokenPack(
            head: "start: scn_strat",
            problems: [
                "campaigns/tale.yaml:3:8: error: there is no scene \"scn_strat\", did you mean \"scn_start\"?"
            ]),
        BrokenPack(
            head: "flags: [{key: lamp, type: lamp}]",
            problems: [
                "campaigns/tale.yaml:3:15: warning: nothing uses the flag \"lamp\"",
                "campaigns/tale.yaml:3:27: error: \"type\" is \"lamp\", it must be one of bool, int, string",
            ]),
        BrokenPack(
            head: "flags: [{key: Lamp}]",
            problems: [
                "campaigns/tale.yaml:3:15: error: \"key\" is \"Lamp\", an id has 1 to 64 characters of a-z, 0-9, _ and -"
            ]),
        BrokenPack(
            plus: "on_enter: [{set: lamp}]",
            head: "flags: [{key: lamp}, {key: lamp}]",
            problems: [
                "campaigns/tale.yaml:3:28: error: there is a flag \"lamp\" already, in line 3"
            ]),
        BrokenPack(
            head: "flags: [{key: party_size}]",
            problems: [
                "campaigns/tale.yaml:3:15: error: \"party_size\" is a word of the conditions and cannot name a flag",
                "campaigns/tale.yaml:3:15: warning: nothing uses the flag \"party_size\"",
            ]),
        BrokenPack(
            plus: "on_enter: [{add: coins}]",
            head: "flags: [{key: coins, type: int, default: many}]",
            problems: [
                "campaigns/tale.yaml:3:42: error: \"default\" of a flag of type int must be such a value, not a text"
            ]),
        BrokenPack(
            head: "flags: [{key: coins, default: 1.5}]",
            problems: [
                "campaigns/tale.yaml:3:15: warning: nothing uses the flag \"coins\"",
                "campaigns/tale.yaml:3:31: error: \"default\" must be true or false, an integer or a text, not a number",
            ]),
        BrokenPack(
            head: "flags: [{type: int}]",
            problems: [
                "campaigns/tale.yaml:3:9: error: the flag has no \"key\""
            ]),
        BrokenPack(
            head: "flags: {lamp: bool}",
            problems: [
                "campaigns/tale.yaml:3:8: error: \"flags\" must be a list, not a mapping"
            ]),
        BrokenPack(
            head: "flags: [lamp]",
            problems: [
                "campaigns/tale.yaml:3:9: error: a flag must be a mapping, not a text"
            ]),
        BrokenPack(
            head: "players: {min: 3, max: 2}",
            problems: [
                "campaigns/tale.yaml:3:10: error: \"min\" is 3, \"max\" is only 2: change them about"
            ]),
        BrokenPack(
            head: "players: {min: 0, max: 9}",
            problems: [
                "campaigns/tale.yaml:3:16: error: \"min\" is 0, it must lie in 1...8"
            ]),
        BrokenPack(
            head: "players: {min: 1}",
            problems: [
                "campaigns/tale.yaml:3:10: error: the players has no \"max\""
            ]),
        BrokenPack(
            head: "minutes: long",
            problems: [
                "campaigns/tale.yaml:3:10: error: \"minutes\" must be an integer, not a text"
            ]),
        BrokenPack(
            head: "decision: king",
            problems: [
                "campaigns/tale.yaml:3:11: error: \"decision\" is \"king\", it must be one of leader, anyone, vote"
            ]),
        BrokenPack(
            head: "leader_rewind: maybe",
            problems: [
                "campaigns/tale.yaml:3:16: error: \"leader_rewind\" must be true or false, not a text"
            ]),
        BrokenPack(
            head: "palette: [red, \"#12345g\"]",
            problems: [
                "campaigns/tale.yaml:3:11: error: \"red\" is no colour: write #rrggbb",
                "campaigns/tale.yaml:3:16: error: \"#12345g\" is no colour: write #rrggbb",
            ]),
        BrokenPack(
            head: "cover: pier",
            files: [
                "assets/pier.svg": "<svg/>"
            ],
            problems: [
                "campaigns/tale.yaml:3:8: warning: the picture has no \"alt\": say what it shows for who cannot see it"
            ]),
        BrokenPack(
            head: "cover: {asset_id: peir, alt: Пирс}",
            problems: [
                "campaigns/tale.yaml:3:19: error: there is no asset \"peir\""
            ]),
        BrokenPack(
            isAlone: true,
            files: [
                "campaigns/tale.yaml": """
                id: tale
                title: Сказка
                episodes: []
                """
            ],
            problems: [
                "campaigns/tale.yaml:1:1: error: the campaign has no scene: write one in an episode's \"scenes\""
            ]),
        BrokenPack(
            isAlone: true,
            files: [
                "campaigns/tale.yaml": """
                title: Сказка
                episodes: [{id: ep, scenes: [{id: scn_a, title: А}]}]
                """
            ],
            problems: [
                "campaigns/tale.yaml:1:1: error: the campaign has no \"id\""
            ]),
        BrokenPack(
            isAlone: true,
            files: [
                "campaigns/tale.yaml": """
                id: tale
                title: Сказка
                episodes: [{ref: ep_one}]
                """
            ],
            problems: [
                "campaigns/tale.yaml:1:1: error: the campaign has no scene: write one in an episode's \"scenes\"",
                "campaigns/tale.yaml:3:18: error: there is no episode \"ep_one\" in campaigns/tale/",
            ]),
        BrokenPack(
            isAlone: true,
            files: [
                "campaigns/tale/campaign.yaml": """
                id: tale
                title: Сказка
                episodes: [{ref: ep_noe}, {ref: ep_one}, {ref: ep_one}]
                """,
                "campaigns/tale/one.yaml": """
                id: ep_one
                scenes: [{id: scn_end, title: Конец, type: epilogue, text: \(PackText.text)}]
                """,
                "campaigns/tale/two.yaml": """
                id: ep_two
                scenes: [{id: scn_two, title: Конец, type: epilogue, text: \(PackText.text)}]
                """,
                "campaigns/tale/twice.yaml": """
                id: ep_two
                scenes: []
                """,
            ],
            problems: [
                "campaigns/tale/campaign.yaml:3:18: error: there is no episode \"ep_noe\" in campaigns/tale/, did you mean \"ep_one\"?",
                "campaigns/tale/campaign.yaml:3:48: error: the episode \"ep_one\" is named twice: take one away",
                "campaigns/tale/two.yaml:1:1: error: the campaign \"tale\" does not name the episode \"ep_two\"",
                "campaigns/tale/two.yaml:1:5: error: there is an episode \"ep_two\" already, in campaigns/tale/twice.yaml:1",
            ]),
        BrokenPack(
            files: [
                "campaigns/tale/campaign.yaml": """
                id: tale
                title: Сказка
                episodes: []
                """
            ],
            problems: [
                "campaigns/tale/campaign.yaml:1:5: error: there is a campaign \"tale\" already, in campaigns/tale.yaml:1"
            ]),
        BrokenPack(
            files: [
                "campaigns/second.yaml": """
                id: second
                title: Вторая
                episodes: [{id: ep_two, type: extra, requires: lamp, scenes: [{id: scn_end, title: Конец, type: epilogue, text: \(PackText.text)}, {id: scn_x, title: Икс, type: epilogue, text: \(PackText.text), goto: scn_start}]}]
                """
            ],
            problems: [
                "campaigns/second.yaml:3:31: error: \"type\" is \"extra\", it must be one of main, side, optional",
                "campaigns/second.yaml:3:48: error: there is no flag \"lamp\"",
                "campaigns/second.yaml:3:646: error: no way leads to the scene \"scn_x\": name it in a \"goto\", or take it away",
                "campaigns/second.yaml:3:1220: error: the scene \"scn_start\" is of another campaign, \"tale\": name one of this campaign",
                "campaigns/tale.yaml:1:5: error: the campaign has no scene of type epilogue: it can never be completed, so write one",
                "campaigns/tale.yaml:7:13: error: no epilogue can be reached from the scene \"scn_start\": lead it to one by \"goto\"",
                "campaigns/tale.yaml:11:41: error: the scene \"scn_end\" is of another campaign, \"second\": name one of this campaign",
                "campaigns/tale.yaml:12:42: error: the scene \"scn_end\" is of another campaign, \"second\": name one of this campaign",
                "campaigns/tale.yaml:13:41: error: the scene \"scn_end\" is of another campaign, \"second\": name one of this campaign",
                "campaigns/tale.yaml:15:13: error: there is a scene \"scn_end\" already, in campaigns/second.yaml:3",
            ]),
    ]
}
