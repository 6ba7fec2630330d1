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
                "campaigns/tale.yaml:10:19: warning: the picture has no \"alt\": say what it shows for who cannot see it",
                "campaigns/tale.yaml:12:57: warning: the check has no \"partial\" outcome: it plays as \"fail\"",
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

    @Test("tells assertions that the robot could not judge")
    func assertions() throws {
        let head = "\(PackText.manifest)\nassertions:\n"
        let faulty = """
              never: softlock
              always: [hp >= 0 or, luck > 1, hp]
              reachable: [away]
            """
        let campaign = PackText.campaign(
            head: "flags: [{key: alert}]", scene: PackText.threeWaysOut + "\non_enter: [{set: alert}]")
        #expect(
            PackText.read(campaign: campaign, ["pack.yaml": head + faulty]).problems == [
                "pack.yaml:5:10: error: \"never\" knows no \"softlock\", did you mean \"soft_lock\"?",
                "pack.yaml:6:22: error: expected a flag, a function or \"not\", found the end",
                "pack.yaml:6:24: error: there is no flag \"luck\"",
                "pack.yaml:7:15: error: there is no ending \"away\"",
            ])
        let sound = "  never: soft_lock\n  always: [hp >= 0, alarm < 3 or not alert]\n  reachable: [home]"
        let (pack, problems) = PackText.read(campaign: campaign, ["pack.yaml": head + sound])
        #expect(problems == [])
        #expect(pack?.assertions.always == ["hp >= 0", "alarm < 3 or not alert"])
    }

    @Test(
        "makes one space of white space of every kind, and none of letters that begin as it does",
        arguments: [
            (#""  А \N\L б\t\P \r\n в ""#, "А б в"), (#""\N""#, nil), (#""“Â” – ₽ \u200b€""#, "“Â” – ₽ \u{200B}€"),
            ("'one  two'", "one two"),
        ])
    func whiteSpace(written: String, expected: String?) {
        let campaign = PackText.campaign().replacing("title: Сказка", with: "title: \(written)")
        let pack = PackText.read(campaign: campaign).pack
        #expect(pack?.campaigns.first?.title.text(in: .russian) == expected)
    }
}
