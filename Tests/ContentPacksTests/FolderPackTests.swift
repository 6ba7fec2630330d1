import Core
import Testing

@testable import ContentPacks

@Suite struct FolderPackTests {
    @Test("reads a faultless pack without a word")
    func faultless() throws {
        let (pack, problems) = PackText.read(campaign: PackText.campaign())
        #expect(problems == [])
        let campaign = try #require(pack?.campaigns.first)
        #expect(campaign.start == "scn_start")
        #expect(campaign.scenes.map(\.type) == [.story, .epilogue])
        #expect(campaign.scene("scn_end")?.freeform.isAllowed == false)
        #expect(
            campaign.scene("scn_start")?.choices.map(\.label.id) == [
                "scn_start.a.label", "scn_start.b.label", "scn_start.c.label",
            ])
    }

    /// Each replaces the choices of the first scene; they begin in line 10, 8 columns in.
    @Test(
        "tells each fault in a scene with its exact place",
        arguments: [
            (
                "chioces: []\ngoto: scn_end",
                [
                    "campaigns/tale.yaml:10:9: error: unknown field \"chioces\" in a scene, did you mean \"choices\"?"
                ]
            ),
            (
                PackText.threeWaysOut + "\ntone: [a]",
                ["campaigns/tale.yaml:14:15: error: \"tone\" must be a text, not a list"]
            ),
            (
                PackText.threeWaysOut + "\nlocation: the_pier",
                ["campaigns/tale.yaml:14:19: error: there is no location \"the_pier\""]
            ),
            (
                PackText.threeWaysOut + "\nnpcs: [Osip]",
                [
                    "campaigns/tale.yaml:14:16: error: \"npcs\" is \"Osip\", an id has 1 to 64 characters of a-z, 0-9, _ and -"
                ]
            ),
            (
                PackText.threeWaysOut + "\ngoto: scn_ned",
                ["campaigns/tale.yaml:14:15: error: there is no scene \"scn_ned\", did you mean \"scn_end\"?"]
            ),
            (
                PackText.threeWaysOut + "\non_enter:\n  - {gvie: rope}",
                ["campaigns/tale.yaml:15:14: error: unknown effect \"gvie\", did you mean \"give\"?"]
            ),
            (
                PackText.threeWaysOut + "\non_enter: [{give: rope}, {set: lamp, to: true}, {end: hoem}]",
                [
                    "campaigns/tale.yaml:14:27: error: there is no item \"rope\"",
                    "campaigns/tale.yaml:14:40: error: there is no flag \"lamp\"",
                    "campaigns/tale.yaml:14:63: error: there is no ending \"hoem\", did you mean \"home\"?",
                ]
            ),
            (
                PackText.threeWaysOut + "\non_enter: [{xp: many}, {hp: -1, xp: 2}]",
                [
                    "campaigns/tale.yaml:14:25: error: \"xp\" must be an integer, not a text",
                    "campaigns/tale.yaml:14:32: error: an effect does one thing: this one has hp and xp",
                ]
            ),
            (
                PackText.threeWaysOut + "\non_enter: [{give: rope, чтобы был}]",
                [
                    "campaigns/tale.yaml:14:27: error: there is no item \"rope\"",
                    "campaigns/tale.yaml:14:33: error: unknown field \"чтобы был\" in a give effect: a comma ends a text inside { }, put the text in quotes",
                ]
            ),
            (
                PackText.threeWaysOut + "\ntype: combat",
                ["campaigns/tale.yaml:14:15: error: combat scenes of folder packs are not played by this version"]
            ),
            (
                """
                choices:
                  - {id: a, label: Влево, goto: scn_end, when: "has(rope) nad x"}
                  - {id: b, label: Вправо, goto: scn_end}
                  - {id: b, label: Прямо, goto: scn_end}
                """,
                [
                    "campaigns/tale.yaml:11:67: error: expected \"and\", \"or\" or the end, found \"nad\"",
                    "campaigns/tale.yaml:13:18: error: there is a choice \"b\" already, in line 12",
                ]
            ),
            (
                """
                choices:
                  - {id: a, goto: scn_end}
                  - {id: b, label: Вправо, goto: scn_end, success: {goto: scn_end}}
                  - {id: c, label: Прямо, goto: scn_end, check: {skill: perseption, dc: 12}, partial: {}, fail: {}}
                """,
                [
                    "campaigns/tale.yaml:11:13: error: the choice has no \"label\"",
                    "campaigns/tale.yaml:12:60: error: \"success\" without a check",
                    "campaigns/tale.yaml:13:65: error: \"skill\" is \"perseption\", did you mean \"perception\"?",
                ]
            ),
            (
                "choices: []",
                [
                    "campaigns/tale.yaml:7:13: error: the scene \"scn_start\" has no way out"
                ]
            ),
        ])
    func faults(scene: String, expected: [String]) {
        let (pack, problems) = PackText.read(campaign: PackText.campaign(scene: scene))
        let relevant = problems.filter { line in
            expected.contains(line) || line.contains(": error:") && !line.contains("no way leads to")
        }
        #expect(relevant == expected)
        #expect(pack == nil)
    }

    @Test("tells faults of the graph")
    func graph() {
        let gated = """
            choices:
              - {id: a, label: Влево, when: party_size > 1, goto: scn_loop}
              - {id: b, label: Вправо, once: true, goto: scn_loop}
              - {id: c, label: Прямо, when: visited(scn_loop), goto: scn_end}
            """
        let more = """
            - id: scn_loop
              title: Круг
              text: \(PackText.text)
            \(PackText.indent(PackText.threeWaysOut.replacing("scn_end", with: "scn_start"), 2))
            - id: scn_lost
              title: Остров
              text: \(PackText.text)
            \(PackText.indent(PackText.threeWaysOut, 2))
            """
        let (_, problems) = PackText.read(campaign: PackText.campaign(scene: gated, more: more))
        #expect(
            problems == [
                "campaigns/tale.yaml:7:13: error: the scene \"scn_start\" may lock: every way out is gated and there is no fallback",
                "campaigns/tale.yaml:21:13: error: no way leads to the scene \"scn_lost\"",
            ])
        let freed = gated + "\n  - {id: d, label: Назад, fallback: true, goto: scn_end}"
        let again = PackText.read(campaign: PackText.campaign(scene: freed, more: more)).problems
        #expect(!again.contains { $0.contains("may lock") })
    }

    @Test("tells a scene from which nothing ends")
    func hopeless() {
        let trap = PackText.threeWaysOut.replacing("Прямо, goto: scn_end", with: "Прямо, goto: scn_trap")
        let more = """
            - id: scn_trap
              title: Западня
              text: \(PackText.text)
            \(PackText.indent(PackText.threeWaysOut.replacing("scn_end", with: "scn_trap"), 2))
            """
        let (_, problems) = PackText.read(campaign: PackText.campaign(scene: trap, more: more))
        #expect(
            problems == [
                "campaigns/tale.yaml:14:13: error: no epilogue can be reached from the scene \"scn_trap\""
            ])
    }

    @Test("judges flags by their declared type")
    func flags() {
        let head = "flags: [{key: lamp, type: bool}, {key: coins, default: 3}, {key: mood, type: int, default: sad}]"
        let scene = """
            on_enter: [{add: lamp, by: 1}, {set: coins, to: many}, {set: coins, to: 4}]
            choices:
              - {id: a, label: Влево, goto: scn_end, when: lamp >= 2}
              - {id: b, label: Вправо, goto: scn_end}
              - {id: c, label: Прямо, goto: scn_end, when: coins > 2 and mood == 0}
            """
        let (_, problems) = PackText.read(campaign: PackText.campaign(head: head, scene: scene))
        #expect(
            problems == [
                "campaigns/tale.yaml:3:92: error: \"default\" of a flag of type int is a text",
                "campaigns/tale.yaml:10:26: error: the flag \"lamp\" is of type bool, it is used as int",
                "campaigns/tale.yaml:10:46: error: the flag \"coins\" is of type int, it is used as string",
                "campaigns/tale.yaml:12:56: error: the flag \"lamp\" is of type bool, it is used as int",
            ])
    }

    @Test("tells faults of the bestiary, of items and of people")
    func entities() {
        let (_, problems) = PackText.read(
            campaign: PackText.campaign(),
            [
                "bestiary/rat.yaml": """
                id: rat
                name: Крыса
                stats: {hp: 4, ac: 10, damage: 1d4++1, abilities: {DXE: 12}}
                loot: [{item: tail, chance: 500}]
                """,
                "items/all.yaml": "items:\n  - {id: rope, name: Верёвка, rarity: epik}\n  - {id: rope, name: Ещё}\n",
                "npcs/osip.yaml": "id: osip\nrole: [a]\n",
            ])
        #expect(
            problems == [
                "bestiary/rat.yaml:3:32: error: \"1d4++1\" is no dice notation: write NdM, NdM+K or NdM-K, like 1d8+2",
                "bestiary/rat.yaml:3:52: error: unknown field \"DXE\" in abilities, did you mean \"DEX\"?",
                "bestiary/rat.yaml:4:15: error: there is no item \"tail\"",
                "bestiary/rat.yaml:4:29: error: \"chance\" is 500, it must lie in 1...100",
                "items/all.yaml:2:10: warning: nothing uses the item \"rope\"",
                "items/all.yaml:2:39: error: \"rarity\" is \"epik\", did you mean \"epic\"?",
                "items/all.yaml:3:10: error: there is an item \"rope\" already, in line 2",
                "npcs/osip.yaml:1:1: error: the npc has no \"name\"",
                "npcs/osip.yaml:1:5: warning: nothing uses the npc \"osip\"",
            ])
    }

    @Test("warns of what players would stumble over")
    func warnings() {
        let scene = """
            asset_id: pier
            choices:
              - {id: a, label: Влево, goto: scn_end, check: {skill: stealth, dc: hard}}
              - {id: b, label: Вправо, goto: scn_end}
            """
        let campaign = PackText.campaign(head: "flags: [{key: lamp}]", scene: scene)
            .replacing("text: \(PackText.text)\n        asset", with: "text: Коротко.\n        asset")
        let (pack, problems) = PackText.read(
            campaign: campaign, ["assets/pier.svg": "<svg/>", "assets/spare.svg": "<svg/>"])
        #expect(
            problems == [
                "assets/spare.svg:1:1: warning: nothing uses the asset \"spare\"",
                "campaigns/tale.yaml:3:15: warning: nothing uses the flag \"lamp\"",
                "campaigns/tale.yaml:7:13: warning: the scene \"scn_start\" has 2 choices, three are right",
                "campaigns/tale.yaml:9:15: warning: the text of \"scn_start\" has 8 characters in ru, 450 to 900 are right",
                "campaigns/tale.yaml:10:19: warning: the picture has no \"alt\" for who cannot see it",
                "campaigns/tale.yaml:12:57: warning: the check has no \"partial\" outcome",
            ])
        #expect(pack?.campaigns[0].scenes[0].choices[0].check?.dc == 16)
        #expect(pack?.assets.map(\.id) == ["pier", "spare"])
    }

    @Test("translates by line id, whole texts by their paragraphs")
    func translation() throws {
        let campaign = PackText.campaign().replacing(
            "text: \(PackText.text)\n        choices",
            with: "text:\n          - Один.\n          - Два.\n        choices")
        let manifest = PackText.manifest.replacing("[ru]", with: "[ru, en]")
        let strings = """
            pack.title: Demo
            tale.title: Tale
            scn_start.title: Beginning
            scn_start.text: |
              One,
              and more.

              Two.
            scn_start.a.label: Left
            scn_start.b.label: Right
            scn_end.title: End
            scn_end.text.1: Over.
            scn_end.txet: What?
            """
        let (pack, problems) = PackText.read(
            campaign: campaign, ["pack.yaml": manifest, "strings/en.yaml": strings])
        #expect(
            problems.filter { !$0.contains("are right") } == [
                "campaigns/tale.yaml:15:28: warning: \"scn_start.c.label\" is not translated in strings/en.yaml",
                "strings/en.yaml:13:1: error: there is no line \"scn_end.txet\" to translate, did you mean "
                    + "\"scn_end.text.1\"?",
            ])
        #expect(pack == nil)
        let again = PackText.read(
            campaign: campaign,
            ["pack.yaml": manifest, "strings/en.yaml": strings.replacing("scn_end.txet: What?", with: "")])
        let scene = try #require(again.pack?.campaigns[0].scenes[0])
        #expect(scene.text.map { $0.text(in: .english) } == ["One, and more.", "Two."])
        #expect(scene.text.map { $0.text(in: .russian) } == ["Один.", "Два."])
        #expect(scene.choices[2].label.text(in: .english) == "Прямо")
    }

    @Test("refuses a translation with other paragraphs, and a language the pack does not name")
    func badTranslation() {
        let manifest = PackText.manifest.replacing("[ru]", with: "[ru, en]")
        let (_, problems) = PackText.read(
            campaign: PackText.campaign(),
            [
                "pack.yaml": manifest, "strings/en.yaml": "scn_end.text: [One., Two.]\n",
                "strings/de.yaml": "scn_end.text: Eins.\n",
            ])
        #expect(
            problems.filter { $0.contains("error") } == [
                "strings/de.yaml:1:1: error: the pack is not translated to \"de\" (pack.yaml: en)",
                "strings/en.yaml:1:15: error: \"scn_end.text\" has 2 paragraphs, the original has 1",
            ])
    }

    @Test("includes blocks: the scene's own fields win, lists are joined")
    func templates() throws {
        let scene = "include: dusk\ntone: светло\n" + PackText.threeWaysOut
        let (pack, problems) = PackText.read(
            campaign: PackText.campaign(scene: scene),
            ["scenes_templates/dusk.yaml": "tone: темно\ntags: [dusk]\non_enter: [{alarm: 1}]\n"])
        #expect(problems == [])
        let read = try #require(pack?.campaigns[0].scenes[0])
        #expect(read.tone == "светло")
        #expect(read.tags == ["dusk"])
        #expect(read.onEnter == [.alarm(1)])
        let missing = PackText.read(campaign: PackText.campaign(scene: scene)).problems
        #expect(missing == ["campaigns/tale.yaml:10:18: error: there is no scenes_templates/dusk.yaml"])
    }

    @Test("reads a campaign of several files, and tells an episode that nothing names")
    func episodeFiles() throws {
        let main = "id: tale\ntitle: Сказка\nepisodes: [{ref: ep_one}]\n"
        let episode = """
            id: ep_one
            scenes:
              - {id: scn_end, title: Конец, type: epilogue, text: \(PackText.text)}
            """
        let files = ["campaigns/tale/campaign.yaml": main, "campaigns/tale/one.yaml": episode]
        let (pack, problems) = PackText.read(files)
        #expect(problems == [])
        #expect(pack?.campaigns[0].episodes.map(\.id) == ["ep_one"])
        let spare = episode.replacing("ep_one", with: "ep_two").replacing("scn_end", with: "scn_two")
        let more = PackText.read(files.merging(["campaigns/tale/two.yaml": spare]) { $1 }).problems
        #expect(
            more == [
                "campaigns/tale/two.yaml:1:1: error: the campaign \"tale\" does not name the episode \"ep_two\""
            ])
    }

    @Test(
        "tells files that are no part of a pack",
        arguments: [
            ("Pack.yaml", "Pack.yaml:1:1: error: no part of a pack is called like this, did you mean \"pack.yaml\"?"),
            (
                "npc/osip.yaml",
                "npc/osip.yaml:1:1: error: no part of a pack is called like this: world/*.yaml, npcs/*.yaml, campaigns/<id>.yaml, …"
            ),
            (
                "assets/Pier.svg",
                "assets/Pier.svg:1:1: error: the name of an asset has a-z, 0-9, _ and - only, in lower case"
            ),
            (
                "assets/pier.gif",
                "assets/pier.gif:1:1: error: an asset is a png, webp, jpeg or svg file in assets/ itself"
            ),
        ])
    func strangers(path: String, expected: String) {
        #expect(PackText.read(campaign: PackText.campaign(), [path: "id: x"]).problems == [expected])
    }

    @Test("names the id that a campaign's file must have")
    func campaignName() {
        let problems = PackText.read(["campaigns/other.yaml": PackText.campaign()]).problems
        #expect(
            problems == [
                "campaigns/other.yaml:1:5: error: the campaign \"tale\" must stand in campaigns/tale.yaml or campaigns/tale/"
            ])
    }

    @Test("needs a pack.yaml that is YAML")
    func manifest() {
        let file = PackFile(path: "npcs/a.yaml", bytes: [])
        #expect(
            PackSource(name: "x", files: [file]).read().problems.map(\.description) == [
                "pack.yaml:1:1: error: the pack has no pack.yaml"
            ])
        #expect(PackText.read(["pack.yaml": "id: [a"]).problems.count == 1)
        #expect(
            PackText.read(["pack.yaml": "- a"]).problems.contains(
                "pack.yaml:1:1: error: a pack must be a mapping, not a list"))
    }
}
