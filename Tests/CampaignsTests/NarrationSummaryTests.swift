import ContentPacks
import Core
import Testing

@testable import Campaigns

@Suite("Summary and retcon package")
struct NarrationSummaryTests {
    private typealias Story = EngineStory

    @Test("reads as a story in Russian")
    func russian() throws {
        let expected = """
            Действующие лица: Мира и Тормунд. Мост качается над пустотой. Мира бежит по доскам. Доска ломается, и канат обжигает ладони.

            Старейшина ждёт ответа. Мира решает: «Просить о милости». Вея опускает посох.

            Туман уходит. Тормунд поступает по-своему: «Пою „Песнь о море“ и 100%n плачу». Замысел удаётся.

            Живёт дальше Старейшина Вея. Крепче прежнего стоит Гавань. Мира возвращается не с пустыми руками: \
            «Лунная жемчужина». Так кончается «Лунная дорога».
            """
        #expect(AdventureSummary(of: try NarrationStory.history(.russian)).narrative == expected)
    }

    @Test("reads as a story in English")
    func english() throws {
        let expected = """
            The cast: Mira and Tormund. The bridge sways over nothing. Mira runs across the planks. A plank breaks, and \
            rope burns the hands.

            The elder awaits an answer. Mira decides: “Ask for mercy”. Veya lowers her staff.

            The mist is leaving. Tormund does it another way: “I sing ‘The Song’ and 100%n weep”. The idea works.

            Elder Veya lives on. The Harbour stands stronger than before. Mira does not come back empty-handed: \
            “Moon Pearl”. So ends “The Moon Road”.
            """
        #expect(AdventureSummary(of: try NarrationStory.history(.english)).narrative == expected)
    }

    @Test("has exactly the fields of the contract")
    func fields() throws {
        let history = try NarrationStory.history(.english)
        let summary = try JSON.parse(AdventureSummary(of: history).json)
        #expect(
            keys(summary) == [
                "campaignRunId", "campaignTemplateId", "narrative", "partyId", "partySummary", "rewards", "timeline",
                "worldLocalEffects",
            ])
        #expect(keys(summary["partySummary"]) == ["deeds", "finalStats", "members"])
        guard case .array(let timeline)? = summary["timeline"] else { return #expect(Bool(false), "no timeline") }
        #expect(timeline.count == 3)
        for entry in timeline {
            #expect(
                keys(entry) == [
                    "checks", "effects", "order", "outcome", "phase", "resultFlags", "sceneId", "sceneType", "summary",
                    "title",
                ])
            #expect(keys(entry["outcome"]) == ["checks", "result"])
            #expect(keys(entry["resultFlags"]) == ["effects", "outcome", "phase"])
        }
        let retcon = try JSON.parse(RetconPackage(of: history).json)
        #expect(
            keys(retcon) == [
                "campaignRunId", "campaignTemplateId", "metaStats", "playerImpact", "seasonVersion", "worldDeltas",
                "worldId",
            ])
    }

    private func keys(_ value: JSONValue?) -> [String] {
        if case .object(let members)? = value { members.keys.sorted() } else { [] }
    }

    @Test("sums up members, deeds, rewards and the world's news")
    func structured() throws {
        let summary = AdventureSummary(of: try NarrationStory.history(.russian))
        #expect(summary.partySummary.members.map(\.name) == ["Мира", "Тормунд"])
        #expect(summary.partySummary.finalStats.map(\.hp) == [7, 10])
        #expect(summary.partySummary.finalStats[0].relations == ["elder": 2])
        #expect(summary.partySummary.deeds.contains { $0.type == "SPARE_NPC" && $0.target == "elder" })
        #expect(summary.partySummary.deeds.allSatisfy { $0.importance > .micro })
        #expect(summary.rewards.map(\.itemId) == ["pearl"])
        #expect(summary.rewards.map(\.name) == ["Лунная жемчужина"])
        #expect(summary.worldLocalEffects.map(\.event) == ["SPARE_NPC", "SAVE_CITY"])
        #expect(summary.timeline.map(\.order) == [1, 2, 3])
        #expect(
            summary.timeline.map(\.summary) == [
                "Мира бежит по доскам.", "Мира: «Просить о милости»", "Тормунд: «Пою „Песнь о море“ и 100%n плачу»",
            ])
        #expect(
            summary.partySummary.deeds.compactMap(\.text) == [
                "«Просить о милости»", "Находка: «Лунная жемчужина»", "Старейшина Вея: спасённая жизнь",
                "Гавань: новая сила",
                "Свой ход: «Рассвет»",
            ])
        #expect(summary.timeline.map(\.phase) == [.scene, .epilogue, .completed])
    }

    @Test("tells the world who did what, without a name or a player's word")
    func retcon() throws {
        let package = RetconPackage(of: try NarrationStory.history(.russian))
        #expect(package.worldDeltas.map(\.change) == [.alive, .strengthened])
        #expect(package.worldDeltas.map(\.targetType) == ["npc", "city"])
        #expect(package.worldDeltas.map(\.characterIds) == [[Story.mira], [Story.mira]])
        #expect(package.playerImpact.map(\.actions) == [2, 1])
        #expect(package.playerImpact.map(\.fail) == [1, 0])
        #expect(package.playerImpact.map(\.success) == [0, 1])
        #expect(package.metaStats.choices == ["bridge": ["cross": 1], "court": ["spare": 1], "end": ["freeform": 1]])
        #expect(package.metaStats.outcomes == ["success": 1, "partial": 0, "fail": 1])
        #expect(package.metaStats.ending == "dawn")
        let text = String(decoding: package.json, as: UTF8.self)
        for secret in ["Мира", "Тормунд", "Песнь", "Вея"] { #expect(!text.contains(secret)) }
    }

    @Test(
        "knows what an event does to its target",
        arguments: [
            ("KILL_NPC", "npc", WorldChange.dead), ("SPARE_NPC", "npc", .alive), ("SAVE_NPC", "npc", .alive),
            ("EXILE_NPC", "npc", .exiled), ("BETRAYAL", "npc", .changedSide), ("RECRUIT_NPC", "npc", .changedSide),
            ("SAVE_CITY", "city", .strengthened), ("HELP_FACTION", "faction", .strengthened),
            ("WEAKEN_FACTION", "faction", .weakened), ("DESTROY_LOCATION", "location", .destroyed),
            ("DESTROY_FACTION", "faction", .destroyed), ("QUEST_SUCCESS", "npc", nil), ("QUEST_FAIL", "city", nil),
            ("KILLJOY", "npc", nil),
        ] as [(String, String, WorldChange?)])
    func worldChange(event: String, target: String, expected: WorldChange?) {
        #expect(WorldChange(event: event, targetType: target) == expected)
    }

    @Test(
        "tells what each one won in words of its own",
        arguments: [
            (
                Language.russian,
                "Мира возвращается не с пустыми руками: «Лунная жемчужина». Своё получает и Тормунд: «Лунная жемчужина»."
            ),
            (
                .english,
                "Mira does not come back empty-handed: “Moon Pearl”. Tormund has a share too: “Moon Pearl”."
            ),
        ])
    func rewards(language: Language, expected: String) throws {
        let base = try NarrationStory.history(language)
        var state = base.state
        state.members[1].items["pearl"] = 1
        var gift = AppliedEffect(.item)
        (gift.characterId, gift.itemId, gift.count) = (Story.tormund, "pearl", 1)
        let last = try #require(base.scenes.last)
        let outcome = Outcome(result: .success, checks: [], effects: [gift], text: "")
        let history = RunHistory(
            campaignRunID: "r", partyID: base.partyID, rules: base.rules, state: state,
            scenes: base.scenes + [SceneRecord(resolved: last.resolved, outcome: outcome)], chronicle: base.chronicle)
        #expect(AdventureSummary(of: history).narrative.contains(expected))
    }

    @Test("lets the last word about somebody stand, and names all who had a hand in it")
    func lastWord() throws {
        let base = try NarrationStory.history(.russian)
        func event(_ type: String, _ character: CharacterID?) -> ChronicleEntry {
            ChronicleEntry(.meso, type, characterID: character, payload: ["target": "elder"])
        }
        let history = RunHistory(
            campaignRunID: "r", partyID: base.partyID, rules: base.rules, state: base.state, scenes: [],
            chronicle: [
                event("SPARE_NPC", Story.mira), event("KILL_NPC", Story.mira), event("KILL_NPC", Story.tormund),
            ])
        let deltas = RetconPackage(of: history).worldDeltas
        #expect(deltas.map(\.change) == [.dead])
        #expect(deltas.map(\.characterIds) == [[Story.mira, Story.tormund]])
    }

    @Test("writes no sentence twice, however long the run", arguments: Language.allCases)
    func noRepeats(language: Language) throws {
        let choices = ["left", "right", "wait"].map {
            Story.choice($0, sticky: true, check: Check(skill: .athletics, dc: 12))
        }
        let scenes = (0..<25).map { Story.scene("s\($0)", choices: choices, goto: $0 < 24 ? "s\($0 + 1)" : "fin") }
        let rules = Story.rules(
            episodes: [Episode(id: "e", scenes: scenes + [Story.scene("fin", .epilogue)])], language: language)
        var state = try rules.started()
        var records: [SceneRecord] = []
        while !state.phase.isFinished {
            let result = try rules.act(state, .advance)
            records.append(
                SceneRecord(resolved: try #require(result.resolved), outcome: try #require(result.outcome)))
            state = result.state
        }
        let history = RunHistory(
            campaignRunID: "r", partyID: PartyID(rawValue: 1), rules: rules, state: state, scenes: records,
            chronicle: [])
        let narrative = AdventureSummary(of: history).narrative
        // Ids have full stops inside, so a sentence ends with one and a space.
        let sentences = narrative.split(separator: "\n").flatMap { $0.split(separator: ". ") }
        #expect(Set(sentences).count == sentences.count)
        #expect(records.count == 26)
        for scene in rules.graph.places.map(\.scene) {
            #expect(narrative.contains(scene.text[0].text(in: language)))
        }
        #expect(AdventureSummary(of: history).narrative == narrative)
    }

    @Test("tells of an aborted run, of who left and who fell, and gives no thing back that was lost")
    func otherEnds() throws {
        let base = try NarrationStory.history(.russian)
        var state = base.state
        state.phase = .aborted
        state.members[0].dead = true
        state.members[1].absent = true
        let summary = AdventureSummary(
            of: RunHistory(
                campaignRunID: "r", partyID: base.partyID, rules: base.rules, state: state, scenes: base.scenes,
                chronicle: []))
        #expect(summary.narrative.contains("Мира не возвращается."))
        #expect(summary.narrative.contains("Тормунд уходит раньше других."))
        #expect(summary.narrative.hasSuffix("На этом «Лунная дорога» обрывается."))
        #expect(!summary.narrative.contains("жемчужина"))
        #expect(summary.partySummary.finalStats.map(\.status) == [.dead, .absent])
    }
}
