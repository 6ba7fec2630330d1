import Core
import Testing

@testable import ContentPacks

@Suite struct PackDiffTests {
    private static let campaign = """
        id: tale
        title: Сказка
        start: scn_start
        flags: [{key: paid, type: bool}, {key: mood, type: int, default: 1}]
        episodes:
          - id: ep_one
            scenes:
              - id: scn_start
                title: Причал
                text: Вечер. У причала стоит паром, и паромщик молча смотрит на вас.
                choices:
                  - id: talk
                    label: Уговорить паромщика
                    check: {skill: persuasion, dc: 12}
                    success: {effects: [{give: rope, count: 2}], goto: scn_end}
                    partial: {goto: scn_end}
                    fail: {goto: scn_end}
                  - {id: pay, label: Заплатить, goto: scn_end}
                  - {id: wait, label: Подождать, goto: scn_end}
              - id: scn_end
                type: epilogue
                title: Тот берег
                text: Вы ступаете на берег.
                ending: shore
        """

    private func pack(_ campaign: String, strings: String = "scn_start.title: The pier\n") throws -> Pack {
        let read = PackText.read([
            "campaigns/tale.yaml": campaign, "items/things.yaml": "- {id: rope, name: Верёвка}",
            "npcs/people.yaml": "- {id: osip, name: Осип}", "strings/en.yaml": strings,
            "pack.yaml": "id: demo\ntitle: Проба\nlanguages: [ru, en]\n",
        ])
        return try #require(read.pack, "\(read.problems)")
    }

    private func diff(_ edits: [(String, String)], strings: String = "scn_start.title: The pier\n") throws -> [String] {
        let edited = edits.reduce(Self.campaign) { text, edit in
            #expect(text.contains(edit.0))
            return text.replacing(edit.0, with: edit.1)
        }
        let text = PackDiff(from: try pack(Self.campaign), to: try pack(edited, strings: strings)).text
        return text.split(separator: "\n").map(String.init)
    }

    @Test("says that equal packs are the same")
    func same() throws {
        #expect(try diff([]) == ["The packs are the same."])
        #expect(PackDiff(from: try pack(Self.campaign), to: try pack(Self.campaign)).isEmpty)
    }

    @Test("tells a changed value by the author's word for it")
    func values() throws {
        #expect(
            try diff([("dc: 12", "dc: 15"), ("count: 2", "count: 3"), ("default: 1", "default: 2")]) == [
                "Flags:", "  ~ tale/mood", "      default: 1 -> 2", "Choices:",
                "  ~ scn_start/talk \"Уговорить паромщика\"", "      check.dc: 12 -> 15",
                "      success.effects.give.count: 2 -> 3",
            ])
    }

    @Test("tells texts from where they differ, and translations by language")
    func texts() throws {
        #expect(
            try diff(
                [("паромщик молча смотрит на вас", "паромщик спит")],
                strings: "scn_start.title: The dock\nscn_end.title: The far shore\n") == [
                    "Scenes:", "  ~ scn_start \"Причал\"",
                    "      text (ru): …и паромщик молча смотрит на вас. -> …и паромщик спит.",
                    "      title (en): The pier -> The dock", "  ~ scn_end \"Тот берег\"",
                    "      title (en): + The far shore",
                ])
    }

    @Test("tells what is new and what is gone, and what it may be called now")
    func renamed() throws {
        let told = try diff(
            [
                ("- id: scn_start", "- id: scn_dock"), ("start: scn_start", "start: scn_dock"),
                ("{id: pay,", "{id: pay_him,"), ("{key: paid,", "{key: paid_up,"),
            ], strings: "scn_dock.title: The pier\n")
        #expect(told.contains("  - scn_start \"Причал\", now perhaps scn_dock"))
        #expect(told.contains("  + scn_dock \"Причал\""))
        #expect(told.contains("  - scn_start/pay \"Заплатить\", now perhaps scn_dock/pay_him"))
        #expect(told.contains("  - tale/paid, now perhaps tale/paid_up"))
        #expect(told.contains("      start: scn_start -> scn_dock"))
    }

    @Test("proposes a mapping that reads as itself")
    func mapping() throws {
        let edited = Self.campaign.replacing("- id: scn_start", with: "- id: scn_dock")
            .replacing("start: scn_start", with: "start: scn_dock").replacing("ending: shore", with: "ending: coast")
            .replacing("{id: pay,", with: "{id: pay_him,").replacing(
                "mood, type: int, default: 1", with: "mood, type: string")
        let renamed = PackDiff(from: try pack(Self.campaign), to: try pack(edited, strings: "{}\n")).renamed
        #expect(
            renamed.yaml == """
                scenes:
                  scn_start: scn_dock
                choices:
                  scn_start/pay: pay_him
                flags:
                  mood: null
                endings:
                  shore: coast
                """)
        #expect(try ContentMapping(yaml: Array(renamed.yaml.utf8), file: "map.yaml") == renamed)
        #expect(try ContentMapping(json: renamed.json) == renamed)
        #expect(renamed.problems(in: try pack(edited, strings: "{}\n")) == [])
    }

    @Test("what is not alike is not proposed")
    func strangers() throws {
        let edited = Self.campaign.replacing("- id: scn_start", with: "- id: lava")
            .replacing("start: scn_start", with: "start: lava").replacing("Причал", with: "Жерло вулкана")
            .replacing("Вечер. У причала стоит паром, и паромщик молча смотрит на вас.", with: "Кипит камень.")
            .replacing("Уговорить паромщика", with: "Бежать").replacing("Заплатить", with: "Нырнуть")
            .replacing("Подождать", with: "Молиться")
        let renamed = PackDiff(from: try pack(Self.campaign), to: try pack(edited, strings: "{}\n")).renamed
        #expect(renamed.scenes.isEmpty)
    }

    @Test("tells an order that is another")
    func order() throws {
        let told = try diff([
            ("          - {id: pay, label: Заплатить, goto: scn_end}\n", ""),
            (
                "label: Подождать, goto: scn_end}",
                "label: Подождать, goto: scn_end}\n          - {id: pay, label: Заплатить, goto: scn_end}"
            ),
        ])
        #expect(
            told == [
                "Scenes:", "  ~ scn_start \"Причал\"", "      order of choices: talk, pay, wait -> talk, wait, pay",
            ])
    }

    @Test(
        "refuses a mapping that is none, with its place",
        arguments: [
            ("- a", "map.yaml:1:1: error: the file must be a mapping: scenes: {old: new}, not a list"),
            ("scens: {a: b}", "map.yaml:1:1: error: nothing is called \"scens\" here, did you mean \"scenes\"?"),
            ("scenes:\n  a: ~", "map.yaml:2:6: error: must be an id, not nothing"),
            ("choices: {a: b}", "map.yaml:1:11: error: a choice is named with its old scene: scene/choice"),
            ("flags: {a: [b]}", "map.yaml:1:12: error: must be an id, not a list"),
        ])
    func badMapping(text: String, problem: String) {
        #expect(throws: Problem.self) { try ContentMapping(yaml: Array(text.utf8), file: "map.yaml") }
        do {
            _ = try ContentMapping(yaml: Array(text.utf8), file: "map.yaml")
        } catch {
            #expect(error.description == problem)
        }
    }

    @Test("names the ids of a mapping that the pack has not")
    func unknownIDs() throws {
        var mapping = ContentMapping()
        mapping.scenes = ["a": "scn_strat"]
        mapping.flags = ["x": "paid", "y": "paid", "z": nil]
        #expect(
            mapping.problems(in: try pack(Self.campaign)) == [
                "scenes: the pack has no \"scn_strat\", did you mean \"scn_start\"?", "flags: several become \"paid\"",
            ])
    }
}
