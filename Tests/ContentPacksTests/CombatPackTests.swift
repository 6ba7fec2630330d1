import Core
import Testing

@testable import ContentPacks

@Suite("Combat in packs")
struct CombatPackTests {
    private static let bestiary = """
        monsters:
          - id: wolf
            name: Волк
            cr: 1/4
            stats: {hp: 6, ac: 12, attack_bonus: 3, damage: 1d6+1, initiative: 2, abilities: {CON: 12}}
            behaviour_tags: [pack_hunter, cowardly]
            morale: 40
            loot: [{item: fang, chance: 50}]
        """

    private static let items = "items: [{id: fang, name: Клык}]"

    private static let fight = """
        type: combat
        combat:
          monsters: [{ref: wolf, count: 3, zone: far}]
          zones: [near, far]
          victory: {text: Волки ушли., goto: scn_end}
          defeat: scn_end
          rounds_limit: 8
        """

    private func read(scene: String = fight, bestiary: String = bestiary) -> (pack: Pack?, problems: [String]) {
        PackText.read(
            campaign: PackText.campaign(scene: scene),
            ["bestiary/beasts.yaml": bestiary, "items/things.yaml": Self.items])
    }

    @Test("reads a faultless combat")
    func faultless() throws {
        let (pack, problems) = read()
        #expect(!problems.contains { $0.contains(": error:") }, "\(problems)")
        let combat = try #require(pack?.campaigns.first?.scene("scn_start")?.combat)
        #expect(combat.monsters == [.init(monster: "wolf", count: 3, zone: "far")])
        #expect(combat.zones == ["near", "far"] && combat.zoneNames.isEmpty)
        #expect(combat.defeat == Branch(goto: "scn_end"))
        #expect(combat.isInRounds)
        #expect(pack?.monsters.first?.behaviours == [.packHunter, .cowardly])
    }

    @Test("zones have ids, or ids and names, which are lines to translate")
    func zones() throws {
        let fight = Self.fight.replacing("zones: [near, far]", with: "zones: [far, {id: cellar, name: Погреб}, roof]")
        let (pack, problems) = PackText.read(
            campaign: PackText.campaign(scene: fight),
            [
                "pack.yaml": PackText.manifest.replacing("[ru]", with: "[ru, en]"),
                "bestiary/beasts.yaml": Self.bestiary,
                "items/things.yaml": Self.items, "strings/en.yaml": "scn_start.zones.cellar: The Cellar",
            ])
        let combat = try #require(pack?.campaigns.first?.scene("scn_start")?.combat)
        #expect(combat.zones == ["far", "cellar", "roof"])
        let cellar = Line(id: "scn_start.zones.cellar", texts: [.russian: "Погреб", .english: "The Cellar"])
        #expect(combat.zoneNames == ["cellar": cellar])
        let warnings = problems.filter { $0.contains("zone") }
        #expect(
            warnings == [
                "campaigns/tale.yaml:13:52: warning: zone \"roof\" has no name: "
                    + "write {id: roof, name: …}, or players see its id"
            ])
        #expect(try JSON.decode(Combat.self, from: JSON.encode(combat)) == combat)
    }

    /// Each is the whole of a combat; its fields begin in line 12, 10 columns in.
    @Test(
        "tells each fault in a combat with its exact place",
        arguments: [
            ("monsters: []", "12:21: error: a combat needs at least one monster"),
            ("monsters: [{ref: wofl}]", "12:28: error: there is no monster \"wofl\", did you mean \"wolf\"?"),
            ("monsters: [{wolf: 2}]", "12:23: error: unknown field \"wolf\" in a monster group"),
            ("monsters: [{ref: wolf, count: 0}]", "12:41: error: \"count\" is 0, it must lie in 1...20"),
            ("monsters: [{ref: wolf, count: two}]", "12:41: error: \"count\" must be an integer, not a text"),
            (
                "monsters: [{ref: wolf, zone: naer}]",
                "12:40: error: there is no zone \"naer\" in this combat, did you mean \"near\"?"
            ),
            (
                "monsters: [{ref: wolf}, {ref: wolf, min_party: 9}]",
                "12:58: error: \"min_party\" is 9, it must lie in 1...8"
            ),
            (
                "monsters: [{ref: wolf, min_party: 2}, {ref: wolf, min_party: 4}]",
                "12:22: error: a lone player would meet nobody: "
                    + "take \"min_party\" from one group, perhaps from \"wolf\""
            ),
            (
                "monsters: [{ref: wolf, count: 20}, {ref: wolf, count: 11}]",
                "12:21: error: the combat has 31 monsters, at most 30 can be fought"
            ),
            (
                "monsters: [{ref: wolf}]\nzones: [roof, roof]",
                "13:25: error: there is a zone \"roof\" already: take one away"
            ),
            ("monsters: [{ref: wolf}]\nzones: []", "13:18: error: \"zones\" names no zone: name one, or take it away"),
            (
                "monsters: [{ref: wolf}]\nzones: [a, b, c, d, e, f, g, h, i]",
                "13:18: error: the combat has 9 zones, at most 8 fit a screen"
            ),
            ("monsters: [{ref: wolf}]\nzones: [{id: roof}]", "13:19: error: the zone has no \"name\""),
            (
                "monsters: [{ref: wolf}]\nzones: [{id: roof, title: Roof}]",
                "13:30: error: unknown field \"title\" in a zone"
            ),
            (
                "monsters: [{ref: wolf}]\nrounds_limit: 51",
                "13:25: error: \"rounds_limit\" is 51, it must lie in 1...50"
            ),
            (
                "monsters: [{ref: wolf}]\nfle: scn_end",
                "13:11: error: unknown field \"fle\" in a combat, did you mean \"flee\"?"
            ),
            (
                "monsters: [{ref: wolf}]\nflee: scn_edn",
                "13:17: error: there is no scene \"scn_edn\", did you mean \"scn_end\"?"
            ),
        ])
    func faults(fields: String, expected: String) {
        let ends = "\nvictory: scn_end\ndefeat: scn_end"
        let scene = "type: combat\ncombat:\n" + PackText.indent(fields + ends, 2)
        let (pack, problems) = read(scene: scene)
        #expect(problems.contains("campaigns/tale.yaml:\(expected)"), "\(problems)")
        #expect(pack == nil)
    }

    @Test("brings some groups for bigger parties only, and tells of a group that nobody meets")
    func groupsByParty() throws {
        let groups = "[{ref: wolf}, {ref: wolf, count: 2, min_party: 3}, {ref: wolf, min_party: 6}]"
        let scene = Self.fight.replacing("[{ref: wolf, count: 3, zone: far}]", with: groups)
        let (pack, problems) = read(scene: scene)
        let combat = try #require(pack?.campaigns.first?.scene("scn_start")?.combat)
        #expect((1...8).map { combat.monsters(forParty: $0).reduce(0) { $0 + $1.count } } == [1, 1, 3, 3, 3, 4, 4, 4])
        let warning =
            "warning: \"min_party\" is 6, and at most 5 play this campaign: nobody would meet the group, lower it"
        #expect(problems.contains { $0.hasSuffix(warning) }, "\(problems)")
    }

    @Test("asks for both ends of a fight")
    func ends() {
        let problems = read(scene: "type: combat\ncombat:\n  monsters: [{ref: wolf}]\n  flee: scn_end").problems
        #expect(problems.contains("campaigns/tale.yaml:12:11: error: the combat has no \"victory\""))
        #expect(problems.contains("campaigns/tale.yaml:12:11: error: the combat has no \"defeat\""))
    }

    @Test(
        "tells each fault of a monster with its exact place",
        arguments: [
            ("cr: 1/4", "cr: 1/3", "4:9: error: \"cr\" is \"1/3\", it must be 0, 1/8, 1/4, 1/2 or one of 1...30"),
            (
                "1d6+1", "6",
                "5:53: error: \"6\" is no dice notation: write NdM, NdM+K or NdM-K, like 1d8+2, at most 100d1000+1000"
            ),
            (
                "1d6+1", "0d6",
                "5:53: error: \"0d6\" is no dice notation: write NdM, NdM+K or NdM-K, like 1d8+2, at most 100d1000+1000"
            ),
            ("hp: 6,", "", "5:12: error: the stats has no \"hp\""),
            ("hp: 6", "hp: 0", "5:17: error: \"hp\" is 0, it must lie in 1...10000"),
            ("CON: 12", "KON: 12", "5:87: error: unknown field \"KON\" in abilities, did you mean \"CON\"?"),
            ("cowardly", "cowardy", "6:35: error: unknown behaviour \"cowardy\", did you mean \"cowardly\"?"),
            (
                "cowardly", "sleepy",
                "6:35: error: unknown behaviour \"sleepy\", it must be one of pack_hunter, bloodthirsty, cowardly, guardian"
            ),
            ("morale: 40", "morale: 140", "7:13: error: \"morale\" is 140, it must lie in 0...100"),
            ("item: fang", "item: fagn", "8:19: error: there is no item \"fagn\", did you mean \"fang\"?"),
            ("chance: 50", "chance: 0", "8:33: error: \"chance\" is 0, it must lie in 1...100"),
        ])
    func monsters(text: String, slip: String, expected: String) {
        let problems = read(bestiary: Self.bestiary.replacing(text, with: slip)).problems
        #expect(problems.contains("bestiary/beasts.yaml:\(expected)"), "\(problems)")
    }

    @Test(
        "counts experience by challenge",
        arguments: [("0", 10), ("1/8", 25), ("1/2", 100), ("1", 200), ("30", 155_000)])
    func challenge(rating: String, experience: Int) {
        #expect(ChallengeRating(rating)?.experience == experience)
    }

    @Test("knows no other challenge", arguments: ["", "31", "-1", "1/3", "0.5", "01"])
    func noChallenge(text: String) { #expect(ChallengeRating(text) == nil) }

    @Test("comes back from the canonical form as it was")
    func canonical() throws {
        let wolf = Monster(
            id: "wolf", name: Line(id: "wolf.name", texts: [.russian: "Волк"]), challenge: "1/4",
            stats: .init(hp: 6, ac: 12, attackBonus: 3, damage: "1d6+1", initiative: 2, abilities: ["CON": 12]),
            behaviours: [.packHunter, .cowardly], loot: [.init(item: "fang", chance: 50)], morale: 40)
        let combat = Combat(
            monsters: [.init(monster: "wolf", count: 3, zone: "far"), .init(monster: "wolf", minParty: 3)],
            zones: ["near", "far"], victory: Branch(goto: "scn_end"),
            defeat: Branch(goto: "scn_end"), roundsLimit: 8)
        let bytes = try JSON.encodeCanonical(wolf)
        #expect(try JSON.decode(Monster.self, from: bytes) == wolf)
        #expect(String(decoding: bytes, as: UTF8.self).contains(#""behaviourTags":["pack_hunter","cowardly"]"#))
        #expect(try JSON.decode(Combat.self, from: JSON.encodeCanonical(combat)) == combat)
    }
}
