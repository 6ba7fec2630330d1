/// Effects.
extension BrokenPack {
    static let effects: [BrokenPack] = [
        BrokenPack(
            plus: "on_enter: [{gvie: rope}]",
            problems: [
                "campaigns/tale.yaml:14:21: error: unknown effect \"gvie\", did you mean \"give\"?"
            ]),
        BrokenPack(
            plus: "on_enter: [{heal: 3}]",
            problems: [
                "campaigns/tale.yaml:14:21: error: unknown effect \"heal\", it must be one of set, add, hp, status, clear, xp, give, take, relation, event, alarm, art, detour, end"
            ]),
        BrokenPack(
            plus: "on_enter: [xp]",
            problems: [
                "campaigns/tale.yaml:14:20: error: an effect must be a mapping like {xp: 50}, not a text"
            ]),
        BrokenPack(
            plus: "on_enter: [{}]",
            problems: [
                "campaigns/tale.yaml:14:20: error: an effect must be a mapping like {xp: 50}, not an empty one"
            ]),
        BrokenPack(
            plus: "on_enter: [{hp: -1, xp: 2}]",
            problems: [
                "campaigns/tale.yaml:14:20: error: an effect does one thing, this one has hp and xp: make an effect of each"
            ]),
        BrokenPack(
            plus: "on_enter: [{xp: many}, {xp: -1}, {hp: 2000}, {alarm: 101}]",
            problems: [
                "campaigns/tale.yaml:14:25: error: \"xp\" must be an integer, not a text",
                "campaigns/tale.yaml:14:37: error: \"xp\" is -1, it must lie in 0...100000",
                "campaigns/tale.yaml:14:47: error: \"hp\" is 2000, it must lie in -1000...1000",
                "campaigns/tale.yaml:14:62: error: \"alarm\" is 101, it must lie in -100...100",
            ]),
        BrokenPack(
            plus: "on_enter: [{give: rope}, {take: rope, count: 0}]",
            problems: [
                "campaigns/tale.yaml:14:27: error: there is no item \"rope\"",
                "campaigns/tale.yaml:14:41: error: there is no item \"rope\"",
                "campaigns/tale.yaml:14:54: error: \"count\" is 0, it must lie in 1...1000",
            ]),
        BrokenPack(
            plus: "on_enter: [{xp: 5, who: actor}]",
            problems: [
                "campaigns/tale.yaml:14:28: error: unknown field \"who\" in an xp effect"
            ]),
        BrokenPack(
            plus: "on_enter: [{set: lamp, to: 3}, {add: lamp, by: 1}, {set: coins}, {set: lapm}]",
            head: "flags: [{key: lamp, type: bool}, {key: coins, type: int, default: 3}]",
            problems: [
                "campaigns/tale.yaml:14:26: error: the flag \"lamp\" is of type bool, it is used as int",
                "campaigns/tale.yaml:14:46: error: the flag \"lamp\" is of type bool, it is used as int",
                "campaigns/tale.yaml:14:66: error: the flag \"coins\" is of type int, it is used as bool",
                "campaigns/tale.yaml:14:80: error: there is no flag \"lapm\", did you mean \"lamp\"?",
            ]),
        BrokenPack(
            plus: "on_enter: [{set: coins, to: 1.5}, {set: lamp}]",
            head: "flags: [{key: lamp, type: bool}, {key: coins, type: int, default: 3}]",
            problems: [
                "campaigns/tale.yaml:3:40: warning: nothing uses the flag \"coins\"",
                "campaigns/tale.yaml:14:37: error: \"to\" must be true or false, an integer or a text, not a number",
            ]),
        BrokenPack(
            plus: "on_enter: [{status: asleep}, {clear: bleding}, {status: stunned, turns: 0}]",
            problems: [
                "campaigns/tale.yaml:14:29: error: \"status\" is \"asleep\", it must be one of stunned, bleeding, inspired",
                "campaigns/tale.yaml:14:46: error: \"clear\" is \"bleding\", did you mean \"bleeding\"?",
                "campaigns/tale.yaml:14:81: error: \"turns\" is 0, it must lie in 1...100",
            ]),
        BrokenPack(
            plus: "on_enter: [{hp: -1, who: osip}, {relation: Osip}]",
            problems: [
                "campaigns/tale.yaml:14:34: error: there is no npc \"osip\"",
                "campaigns/tale.yaml:14:52: error: \"relation\" is \"Osip\", an id has 1 to 64 characters of a-z, 0-9, _ and -",
            ]),
        BrokenPack(
            plus: "on_enter: [{event: save_city}, {event: BETRAYAL, importance: huge, target: nowhere}]",
            problems: [
                "campaigns/tale.yaml:14:28: error: \"event\" is \"save_city\", it must be in capitals, like SAVE_CITY",
                "campaigns/tale.yaml:14:70: error: \"importance\" is \"huge\", it must be one of MICRO, MESO, MACRO",
                "campaigns/tale.yaml:14:84: error: there is no npc, faction, location, city, region \"nowhere\"",
            ]),
        BrokenPack(
            plus: "on_enter: [{event: SAVE_CITY, tagets: [a]}]",
            problems: [
                "campaigns/tale.yaml:14:39: error: unknown field \"tagets\" in an event effect, did you mean \"tags\"?"
            ]),
        BrokenPack(
            plus: "on_enter: [{art: scn_edn}, {detour: scn_nowhere}, {end: hoem}]",
            problems: [
                "campaigns/tale.yaml:7:13: error: \"on_enter\" ends the scene \"scn_start\": its choices are never shown, so take one of both away",
                "campaigns/tale.yaml:14:26: error: there is no scene \"scn_edn\", did you mean \"scn_end\"?",
                "campaigns/tale.yaml:14:45: error: there is no scene \"scn_nowhere\"",
                "campaigns/tale.yaml:14:65: error: there is no ending \"hoem\", did you mean \"home\"?",
            ]),
        BrokenPack(
            plus: "on_enter: [{give: [rope]}]",
            problems: [
                "campaigns/tale.yaml:14:27: error: \"give\" must be a text, not a list"
            ]),
        BrokenPack(
            plus: "on_enter: {xp: 5}",
            problems: [
                "campaigns/tale.yaml:14:19: error: \"on_enter\" must be a list, not a mapping"
            ]),
        BrokenPack(
            plus: "on_enter: [{give: rope, чтобы был}]",
            problems: [
                "campaigns/tale.yaml:14:27: error: there is no item \"rope\"",
                "campaigns/tale.yaml:14:33: error: unknown field \"чтобы был\" in a give effect: a comma ends a text inside { }, put the text in quotes",
            ]),
        BrokenPack(
            plus: "on_enter: [{relation: osip, by: 101}]",
            problems: [
                "campaigns/tale.yaml:14:31: error: there is no npc \"osip\"",
                "campaigns/tale.yaml:14:41: error: \"by\" is 101, it must lie in -100...100",
            ]),
    ]
}
