/// Fights and the bestiary.
extension BrokenPack {
    static let combats: [BrokenPack] = [
        fight(
            "monsters: []",
            "bestiary/wolf.yaml:1:5: warning: nothing uses the monster \"wolf\"",
            "campaigns/tale.yaml:12:21: error: a combat needs at least one monster"),
        fight(
            "monsters: [{ref: wofl}]",
            "bestiary/wolf.yaml:1:5: warning: nothing uses the monster \"wolf\"",
            "campaigns/tale.yaml:12:28: error: there is no monster \"wofl\", did you mean \"wolf\"?"),
        fight(
            "monsters: [{wolf: 2}]",
            "bestiary/wolf.yaml:1:5: warning: nothing uses the monster \"wolf\"",
            "campaigns/tale.yaml:12:22: error: the monster group has no \"ref\"",
            "campaigns/tale.yaml:12:23: error: unknown field \"wolf\" in a monster group"),
        fight(
            "monsters: [{ref: wolf, count: 0}]",
            "campaigns/tale.yaml:12:41: error: \"count\" is 0, it must lie in 1...20"),
        fight(
            "monsters: [{ref: wolf, zone: naer}]",
            "campaigns/tale.yaml:12:40: error: there is no zone \"naer\" in this combat, did you mean \"near\"?"),
        fight(
            "monsters: [{ref: wolf, count: 20}, {ref: wolf, count: 11}]",
            "campaigns/tale.yaml:12:21: error: the combat has 31 monsters, at most 30 can be fought"),
        fight(
            """
            monsters: [{ref: wolf}]
            zones: [{id: roof, name: Крыша}, roof]
            """,
            "campaigns/tale.yaml:13:44: error: there is a zone \"roof\" already: take one away"),
        fight(
            """
            monsters: [{ref: wolf}]
            zones: [near, roof]
            """,
            "campaigns/tale.yaml:13:25: warning: zone \"roof\" has no name: write {id: roof, name: …}, or players see its id"
        ),
        fight(
            """
            monsters: [{ref: wolf}]
            zones: [{id: roof, nam: Крыша}]
            """,
            "campaigns/tale.yaml:13:19: error: the zone has no \"name\"",
            "campaigns/tale.yaml:13:30: error: unknown field \"nam\" in a zone, did you mean \"name\"?"),
        fight(
            "monsters: [{ref: wolf, min_party: 2}, {ref: wolf, min_party: 4}]",
            "campaigns/tale.yaml:12:22: error: a lone player would meet nobody: take \"min_party\" from one group, perhaps from \"wolf\""
        ),
        fight(
            "monsters: [{ref: wolf}, {ref: wolf, min_party: 6}]",
            "campaigns/tale.yaml:12:58: warning: \"min_party\" is 6, and at most 5 play this campaign: nobody would meet the group, lower it"
        ),
        fight(
            """
            monsters: [{ref: wolf}]
            zones: []
            """,
            "campaigns/tale.yaml:13:18: error: \"zones\" names no zone: name one, or take it away"),
        fight(
            """
            monsters: [{ref: wolf}]
            zones: [near, far, cover, {id: a, name: А}, {id: b, name: Б}, {id: c, name: В}, {id: d, name: Г}, {id: e, name: Д}, {id: f, name: Е}]
            """,
            "campaigns/tale.yaml:13:18: error: the combat has 9 zones, at most 8 fit a screen"),
        fight(
            """
            monsters: [{ref: wolf}]
            rounds_limit: 51
            """,
            "campaigns/tale.yaml:13:25: error: \"rounds_limit\" is 51, it must lie in 1...50"),
        fight(
            """
            monsters: [{ref: wolf}]
            fle: scn_end
            """,
            "campaigns/tale.yaml:13:11: error: unknown field \"fle\" in a combat, did you mean \"flee\"?"),
        fight(
            """
            monsters: [{ref: wolf}]
            flee: scn_edn
            """,
            "campaigns/tale.yaml:13:17: error: there is no scene \"scn_edn\", did you mean \"scn_end\"?"),
        fight(
            "monsters: wolf",
            "bestiary/wolf.yaml:1:5: warning: nothing uses the monster \"wolf\"",
            "campaigns/tale.yaml:12:21: error: \"monsters\" must be a list, not a text"),
        BrokenPack(
            scene: """
                type: combat
                combat: {monsters: [{ref: wolf}]}
                """,
            files: [
                "bestiary/wolf.yaml": """
                id: wolf
                name: Волк
                cr: 1/4
                stats: {hp: 6, ac: 12, attack_bonus: 3, damage: 1d6+1, initiative: 2, abilities: {CON: 12}}
                behaviour_tags: [pack_hunter, cowardly]
                morale: 40
                """
            ],
            problems: [
                "bestiary/wolf.yaml:1:5: warning: nothing uses the monster \"wolf\"",
                "campaigns/tale.yaml:11:17: error: the combat has no \"victory\"",
                "campaigns/tale.yaml:11:17: error: the combat has no \"defeat\"",
            ]),
        wolf(
            "cr: 1/4", "cr: 1/3",
            "bestiary/wolf.yaml:3:5: error: \"cr\" is \"1/3\", it must be 0, 1/8, 1/4, 1/2 or one of 1...30"),
        wolf(
            "1d6+1", "6",
            "bestiary/wolf.yaml:4:49: error: \"6\" is no dice notation: write NdM, NdM+K or NdM-K, like 1d8+2, at most 100d1000+1000"
        ),
        wolf(
            "1d6+1", "999999999d999999999",
            "bestiary/wolf.yaml:4:49: error: \"999999999d999999999\" is no dice notation: write NdM, NdM+K or NdM-K, like 1d8+2, at most 100d1000+1000"
        ),
        wolf(
            "hp: 6,", "",
            "bestiary/wolf.yaml:4:8: error: the stats has no \"hp\""),
        wolf(
            "hp: 6", "hp: 0",
            "bestiary/wolf.yaml:4:13: error: \"hp\" is 0, it must lie in 1...10000"),
        wolf(
            "CON: 12", "KON: 12",
            "bestiary/wolf.yaml:4:83: error: unknown field \"KON\" in abilities, did you mean \"CON\"?"),
        wolf(
            "cowardly", "cowardy",
            "bestiary/wolf.yaml:5:31: error: unknown behaviour \"cowardy\", did you mean \"cowardly\"?"),
        wolf(
            "cowardly", "sleepy",
            "bestiary/wolf.yaml:5:31: error: unknown behaviour \"sleepy\", it must be one of pack_hunter, bloodthirsty, cowardly, guardian"
        ),
        wolf(
            "morale: 40", "morale: 140",
            "bestiary/wolf.yaml:6:9: error: \"morale\" is 140, it must lie in 0...100"),
        wolf(
            "morale: 40", "loot: [{item: fagn, chance: 0}]",
            "bestiary/wolf.yaml:6:15: error: there is no item \"fagn\"",
            "bestiary/wolf.yaml:6:29: error: \"chance\" is 0, it must lie in 1...100"),
    ]

    private static let bestiary = """
        id: wolf
        name: Волк
        cr: 1/4
        stats: {hp: 6, ac: 12, attack_bonus: 3, damage: 1d6+1, initiative: 2, abilities: {CON: 12}}
        behaviour_tags: [pack_hunter, cowardly]
        morale: 40
        """

    /// The fields of a combat, which begin in line 12, 11 columns in.
    private static func fight(_ fields: String, _ problems: String...) -> BrokenPack {
        let ends = "\nvictory: scn_end\ndefeat: scn_end"
        return BrokenPack(
            scene: "type: combat\ncombat:\n" + PackText.indent(fields + ends, 2),
            files: ["bestiary/wolf.yaml": bestiary], problems: problems)
    }

    /// A monster with one slip.
    private static func wolf(_ text: String, _ slip: String, _ problems: String...) -> BrokenPack {
        BrokenPack(
            scene: "type: combat\ncombat: {monsters: [{ref: wolf}], victory: scn_end, defeat: scn_end}",
            files: ["bestiary/wolf.yaml": bestiary.replacing(text, with: slip)], problems: problems)
    }
}
