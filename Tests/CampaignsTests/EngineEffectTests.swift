import ContentPacks
import Core
import Testing

@testable import Campaigns

@Suite("Effects")
struct EngineEffectTests {
    private typealias Story = EngineStory

    /// Applies effects by a choice that leads to the epilogue; Mira acts, Tormund is there, Lada has left.
    private func apply(
        _ effects: [Effect], flags: [Flag] = [], items: [Item] = [], prepare: (inout RunState) -> Void = { _ in }
    ) throws -> StepResult {
        let rules = Story.rules(
            Story.scene("a", choices: [Story.choice("do", goto: "fin", effects: effects)]), flags: flags, items: items)
        var state = try rules.started(
            Story.member(items: ["rope": 1]), Story.member(Story.tormund, "Тормунд", items: ["rope": 3]),
            Story.member(CharacterID(rawValue: 3), "Лада", items: ["rope": 5]))
        state.members[2].absent = true
        prepare(&state)
        return try rules.choose(state, "do")
    }

    @Test("sets and adds to flags, and shows only the visible ones")
    func flags() throws {
        let flags = [
            Flag(key: "seen", kind: .bool, isVisible: true), Flag(key: "secret", kind: .integer),
            Flag(key: "name", kind: .text),
        ]
        let result = try apply(
            [
                .set(flag: "seen", to: true), .add(flag: "secret", by: 2), .add(flag: "secret", by: -5),
                .add(flag: "name", by: 1), .set(flag: "seen", to: true),
            ], flags: flags)
        #expect(result.state.flags == ["seen": true, "secret": -3, "name": ""])
        #expect(result.outcome?.effects.map(\.flag) == ["seen"])
        #expect(result.outcome?.effects.first?.value == .bool(true))
        let changes = result.chronicle.filter { $0.type == "FLAG_CHANGED" }
        #expect(changes.count == 3)
        #expect(changes.allSatisfy { $0.characterID == nil })
    }

    @Test(
        "keeps hit points within one and the maximum",
        arguments: [
            (-3, Effect.Target.actor, [7, 10, 10], [-3]), (-30, .actor, [1, 10, 10], [-9]),
            (-2, .all, [8, 8, 10], [-2, -2]), (5, .all, [10, 10, 10], []), (.min, .actor, [1, 10, 10], [-9]),
            (.max, .actor, [10, 10, 10], []),
        ])
    func hitPoints(amount: Int, target: Effect.Target, expected: [Int], deltas: [Int]) throws {
        let result = try apply([.hp(amount, who: target)])
        #expect(result.state.members.map(\.hp) == expected)
        #expect(result.outcome?.effects.compactMap(\.hpDelta) == deltas)
    }

    @Test("counts what befalls an NPC")
    func npcs() throws {
        let result = try apply([
            .hp(-4, who: .npc("elder")), .hp(1, who: .npc("elder")), .status(.bleeding, who: .npc("elder"), turns: 2),
            .clear(.stunned, who: .npc("elder")),
        ])
        #expect(result.state.npcs["elder"]?.wounds == 3)
        #expect(result.state.npcs["elder"]?.statuses == ["bleeding": 2])
        #expect(result.outcome?.effects.compactMap(\.npcId) == ["elder", "elder", "elder"])
    }

    @Test(
        "gives the longer of two statuses, where none ends is longest",
        arguments: [
            (nil, 2, 2), (1, 3, 3), (3, 1, 3), (0, 5, 0), (5, nil, 0), (nil, nil, 0),
        ] as [(Int?, Int?, Int)])
    func statuses(before: Int?, turns: Int?, expected: Int) throws {
        // Only the effect: what was there before the action loses a turn by it.
        let held = before.map { $0 == 0 ? 0 : $0 } ?? nil
        let result = try apply([.status(.stunned, who: .actor, turns: turns)]) { state in
            if let held { state.members[0].statuses["stunned"] = held }
        }
        let ticked = held != nil && expected > 0 ? expected - 1 : expected
        #expect(result.state.members[0].statuses["stunned"] == ticked)
    }

    @Test("lets statuses run: bleeding costs a point an action, and time ends")
    func statusesRun() throws {
        let rules = Story.rules(Story.scene("a", choices: [Story.choice("wait", sticky: true, goto: "a")]))
        var state = try rules.started()
        state.members[0].statuses = ["bleeding": 2, "inspired": 0]
        state = try rules.choose(state, "wait").state
        #expect(state.members[0].hp == 9)
        #expect(state.members[0].statuses == ["bleeding": 1, "inspired": 0])
        let result = try rules.choose(state, "wait")
        #expect(result.state.members[0].hp == 8)
        #expect(result.state.members[0].statuses == ["inspired": 0])
        #expect(result.outcome?.effects.contains { $0.type == .clear && $0.status == "bleeding" } == true)
        #expect(try rules.choose(result.state, "wait").state.members[0].hp == 8)
    }

    @Test("clears a status and says so only when it was there")
    func clearing() throws {
        let result = try apply([.clear(.bleeding, who: .all)]) { $0.members[1].statuses["bleeding"] = 0 }
        #expect(result.state.members[1].statuses.isEmpty)
        #expect(result.outcome?.effects.map(\.characterId) == [Story.tormund])
    }

    @Test(
        "raises levels by the table",
        arguments: [
            (-5, 1), (0, 1), (299, 1), (300, 2), (899, 2), (900, 3), (2_699, 3), (2_700, 4), (6_500, 5), (13_999, 5),
            (14_000, 6), (355_000, 20), (9_999_999, 20),
        ])
    func levels(experience: Int, level: Int) {
        #expect(Experience.level(at: experience) == level)
    }

    @Test("gives experience to all present and never takes what was there before")
    func experience() throws {
        let result = try apply([.xp(250), .xp(100), .xp(-1000), .xp(40)]) { $0.members[2].absent = true }
        #expect(result.state.members.map(\.xpGained) == [40, 40, 0])
        #expect(result.state.members.map(\.level) == [2, 2, 1])
        #expect(result.outcome?.effects.count { $0.type == .level } == 2)
        #expect(result.chronicle.filter { $0.type == "LEVEL_UP" }.map(\.characterID) == [Story.mira, Story.tormund])
    }

    @Test("gives to the actor, takes from the actor first and then from who is there")
    func things() throws {
        let items = [
            Item(id: "crown", name: Story.line("crown"), rarity: .rare), Item(id: "rope", name: Story.line("rope")),
        ]
        let result = try apply(
            [.give(item: "crown", count: 1), .take(item: "rope", count: 3), .take(item: "sword", count: 1)],
            items: items)
        #expect(result.state.members.map(\.items) == [["crown": 1], ["rope": 1], ["rope": 5]])
        #expect(result.outcome?.effects.compactMap(\.count) == [1, -1, -2])
        let gained = result.chronicle.first { $0.type == "ITEM_GAINED" }
        #expect(gained?.importance == .meso)
        #expect(result.chronicle.filter { $0.type == "ITEM_LOST" }.allSatisfy { $0.importance == .micro })
    }

    @Test("keeps relations by character, and marks them MESO")
    func relations() throws {
        let result = try apply([.relation(npc: "elder", by: 2), .relation(npc: "elder", by: -3)])
        #expect(result.state.relations == ["elder": [Story.mira: -1]])
        #expect(result.state.members[0].relationGained == ["elder": -1])
        #expect(result.outcome?.effects.compactMap(\.relationDelta) == [2, -3])
        #expect(result.chronicle.filter { $0.type == "RELATION_CHANGED" }.map(\.importance) == [.meso, .meso])
    }

    @Test("raises the alarm and never lowers it under zero")
    func alarm() throws {
        let result = try apply([.alarm(2), .alarm(-5), .alarm(-1)])
        #expect(result.state.alarm == 0)
        #expect(result.outcome?.effects.compactMap { $0.statChanges?["alarm"] } == [2, -2])
    }

    @Test("tells the chronicle of world events, with ids only")
    func events() throws {
        let event = WorldEvent(type: "SPARE_NPC", importance: .macro, target: "elder", tags: ["mercy"])
        let entry = try #require(try apply([.event(event)]).chronicle.first { $0.type == "SPARE_NPC" })
        #expect(entry.importance == .macro)
        #expect(entry.characterID == Story.mira)
        #expect(entry.payload == ["sceneId": "a", "target": "elder", "tags": ["mercy"]])
    }

    @Test(
        "marks ordinary choices MICRO, social and combat MESO, epilogues MACRO",
        arguments: [
            (SceneType.story, ChronicleEntry.Importance.micro), (.rest, .micro), (.social, .meso), (.combat, .meso),
            (.epilogue, .macro),
        ])
    func importance(type: SceneType, expected: ChronicleEntry.Importance) throws {
        let rules = Story.rules(Story.scene("a", type, goto: "fin"))
        let entry = try #require(try rules.act(rules.started(), .advance).chronicle.first)
        #expect(entry.type == "CHOICE")
        #expect(entry.importance == expected)
    }
}
