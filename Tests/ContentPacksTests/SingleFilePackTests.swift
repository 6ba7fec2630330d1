import Core
import Testing

@testable import ContentPacks

@Suite struct SingleFilePackTests {
    private static let russian = """
        title: Лунный мост
        season_version: S1-v0.1
        scenes:
          - {id: scn_001, title: "Мост", summary: "Мост держится на честном слове.", tags: [moon_bridge], timeline: ["Полночь", "Туман"]}
          - {id: scn_002, title: "Мытарь", summary: "Мытарь требует правды.", tags: [dialogue]}
          - {id: scn_003, title: "Тени", summary: "Тени спускаются.", tags: [combat, encounter]}
          - {id: scn_004, title: "Рассвет", summary: "Солнце."}
        npcs:
          - {id: npc_toll, name: Мытарь, archetype: trickster, summary: Считает луны., voice_tts: ru-1}
        art:
          - {id: art_bridge, prompt: "a bridge of moonlight, candle palette", tags: [night], entities: {npc: [npc_toll], location: [moon_bridge], scene: [scn_001]}}
        lore:
          - {id: lore_moon, title: Луна, body: Луна когда-то была ближе., tags: [sky], related: {scene: scn_001, npc: [npc_toll]}}
        """

    @Test("plays the scenes in order, with types from their tags")
    func types() throws {
        let (pack, problems) = PackText.readSingle("moon_bridge.yaml", Self.russian)
        #expect(problems == [])
        let campaign = try #require(pack?.campaign("moon_bridge"))
        #expect(campaign.title.texts == [.russian: "Лунный мост"])
        #expect(campaign.seasonVersion == "S1-v0.1")
        #expect(campaign.start == "scn_001")
        #expect(campaign.scenes.map(\.type) == [.story, .social, .combat, .epilogue])
        #expect(campaign.scenes.map(\.goto) == ["scn_002", "scn_003", "scn_004", nil])
        #expect(campaign.scenes.map(\.raisesRelation) == [false, true, false, false])
        #expect(pack?.npcs.first?.role?.text(in: .russian) == "trickster")
        #expect(pack?.art.first?.scenes == ["scn_001"])
        #expect(pack?.lore.first?.npcs == ["npc_toll"])
    }

    @Test("tells the summary and the timeline, and brings three choices in both languages")
    func defaults() throws {
        let campaign = try #require(PackText.readSingle("moon_bridge.yaml", Self.russian).pack?.campaigns.first)
        let first = campaign.scenes[0]
        #expect(first.text.map { $0.text(in: .russian) } == ["Мост держится на честном слове.", "Полночь", "Туман"])
        #expect(first.text.map(\.id) == ["scn_001.summary", "scn_001.timeline.1", "scn_001.timeline.2"])
        for scene in campaign.scenes.dropLast() {
            #expect(scene.choices.map(\.id) == ["bold", "careful", "clever"])
            for choice in scene.choices {
                #expect(choice.check != nil && choice.success != nil && choice.partial != nil && choice.fail != nil)
                #expect(Set(choice.label.texts.keys) == [.russian, .english])
            }
        }
        #expect(campaign.scenes[1].choices.map(\.check?.skill) == [.intimidation, .insight, .persuasion])
        #expect(campaign.scenes[3].choices.isEmpty)
    }

    @Test(
        "gives every type of scene three different choices",
        arguments: SceneType.allCases)
    func choicesOfTypes(type: SceneType) {
        let choices = DefaultChoices.choices(of: type, scene: "scn_x")
        #expect(Set(choices.map(\.id)) == ["bold", "careful", "clever"])
        #expect(Set(choices.map { $0.label.text(in: .russian) }).count == 3)
        #expect(choices.allSatisfy { ($0.check == nil) == (type == .epilogue) })
        #expect(choices.flatMap(\.text).allSatisfy { $0.texts.count == 2 })
    }

    @Test("keeps what a scene brings itself, and goes on by its place")
    func ownChoices() throws {
        let text = """
            scenes:
              - id: s1
                title: One
                choices: [{id: go, label: Go}]
              - {id: s2, title: Two, tags: [epilogue]}
              - {id: s3, title: Three}
            """
        let (pack, problems) = PackText.readSingle("two-roads.yaml", text)
        #expect(
            problems == [
                "two-roads.yaml:6:10: warning: no way leads to the scene \"s3\": name it in a \"goto\", or take it away"
            ])
        let campaign = try #require(pack?.campaigns.first)
        #expect(campaign.title.texts == [.english: "Two roads"])
        #expect(campaign.scenes[0].choices.map(\.id) == ["go"])
        #expect(campaign.scenes[0].goto == "s2")
        #expect(campaign.scenes[0].text.map { $0.text(in: .english) } == ["One"])
    }

    @Test("finds the language from the letters of the texts, not of prompts or ids")
    func language() {
        #expect(PackText.readSingle("a.yaml", Self.russian).pack?.languages == [.russian])
        let english = "scenes: [{id: a, title: The end, summary: 'A word: мост.'}]"
        #expect(PackText.readSingle("a.yaml", english).pack?.languages == [.english])
    }

    @Test(
        "takes what is odd with a warning, and refuses what cannot be played",
        arguments: [
            (
                "scenes: [{id: a, title: A, mood: dark}]", ["a.yaml:1:28: warning: unknown field \"mood\" in a scene"],
                true
            ),
            (
                "scenes: [{id: a, title: A}]\nart: [{id: x, prompt: p, entities: {npc: [who]}}]",
                ["a.yaml:2:43: warning: there is no npc \"who\""], true
            ),
            ("scenes: []", ["a.yaml:1:9: error: the pack has no scene"], false),
            ("title: A", ["a.yaml:1:1: error: the single-file pack has no \"scenes\""], false),
            (
                "scenes: [{id: a}]",
                [
                    "a.yaml:1:9: error: the pack has no scene", "a.yaml:1:10: error: the scene has no \"title\"",
                ], false
            ),
            (
                "scenes: [{id: a, title: A}, {id: a, title: B}]",
                [
                    "a.yaml:1:34: error: there is a scene \"a\" already, in line 1"
                ], false
            ),
        ])
    func faults(text: String, expected: [String], loads: Bool) {
        let (pack, problems) = PackText.readSingle("a.yaml", text)
        #expect(problems == expected)
        #expect((pack != nil) == loads)
    }
}
