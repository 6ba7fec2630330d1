import ContentPacks
import Core
import Testing

@testable import Campaigns

@Suite("Where the story goes")
struct EngineRouteTests {
    private typealias Story = EngineStory
    private static let check = Check(skill: .arcana, dc: 12)

    @Test("enters the first scene: order 1, visit 1, on_enter done, nothing resolved")
    func start() throws {
        let rules = Story.rules(Story.scene("a", onEnter: [.hp(-2, who: .all), .set(flag: "x", to: 1)]))
        let result = try rules.start(members: [Story.member()], dice: Story.dice)
        #expect(result.state.phase == .scene)
        #expect(result.state.sceneID == "a")
        #expect(result.state.episodeID == "ep1")
        #expect(result.state.sceneOrder == 1)
        #expect(result.state.turn == 0)
        #expect(result.state.visits == ["a": 1])
        #expect(result.state.members[0].hp == 8)
        #expect(result.state.flags["x"] == 1)
        #expect(result.enteredScene && !result.completed)
        #expect(result.outcome == nil && result.resolved == nil && result.rolls.isEmpty)
    }

    @Test(
        "prefers the branch's goto, then the choice's, then the scene's",
        arguments: [
            (20, "won"), (12, "won"), (11, "half"), (8, "half"), (7, "side"), (1, "side"),
        ])
    func branches(face: Int, scene: String) throws {
        let tried = Story.choice(
            "try", check: Self.check, goto: "side", success: Branch(goto: "won"), partial: Branch(goto: "half"),
            fail: Branch(text: [Story.line("missed")]))
        let rules = Story.rules(
            Story.scene("a", choices: [tried], goto: "last"), Story.scene("won", goto: "fin"),
            Story.scene("half", goto: "fin"), Story.scene("side", goto: "fin"), Story.scene("last", goto: "fin"))
        #expect(try rules.choose(rules.started(), "try", face: face).state.sceneID == scene)
    }

    @Test("plays a missing partial as fail, and a missing fail moves on by the scene")
    func missingBranches() throws {
        let rules = Story.rules(
            Story.scene(
                "a",
                choices: [
                    Story.choice("one", check: Self.check, success: Branch(goto: "b"), fail: Branch(goto: "c")),
                    Story.choice("two", check: Self.check, success: Branch(goto: "b")),
                ], goto: "c"), Story.scene("b", goto: "fin"), Story.scene("c", goto: "fin"))
        let partial = try rules.choose(rules.started(), "one", face: 10)
        #expect(partial.state.sceneID == "c")
        #expect(partial.outcome?.result == .partial)
        let failed = try rules.choose(rules.started(), "two", face: 2)
        #expect(failed.state.sceneID == "c")
        #expect(failed.outcome?.text.isEmpty == false)
    }

    @Test("closes the scene state also when the story stays: order, turn and outcome go on, visits do not")
    func staying() throws {
        let rules = Story.rules(
            Story.scene(
                "a", onEnter: [.alarm(1)],
                choices: [Story.choice("look", check: Self.check), Story.choice("go", goto: "fin")]))
        let result = try rules.choose(rules.started(), "look", face: 3)
        #expect(result.state.sceneID == "a")
        #expect(result.state.sceneOrder == 2)
        #expect(result.state.turn == 1)
        #expect(result.state.visits == ["a": 1])
        #expect(result.state.alarm == 1)
        #expect(result.state.outcomes == ["a": .fail])
        #expect(result.enteredScene)
        #expect(result.resolved?.sceneOrder == 1)
        #expect(result.resolved?.resultFlags.outcome == .fail)
        #expect(result.resolved?.resultFlags.phase == .scene)
    }

    @Test("follows the order of scenes and main episodes where no way is written, then completes")
    func order() throws {
        let rules = Story.rules(episodes: [
            Episode(id: "one", scenes: [Story.scene("a", choices: [Story.choice("x")]), Story.scene("b")]),
            Episode(id: "aside", type: .side, scenes: [Story.scene("s")]),
            Episode(id: "two", scenes: [Story.scene("c")]),
        ])
        var state = try rules.started()
        var path = [state.sceneID]
        while state.phase == .scene {
            state = try rules.act(state, .advance).state
            path.append(state.sceneID)
        }
        #expect(path == ["a", "b", "c", "c"])
        #expect(state.phase == .completed)
        #expect(state.episodeID == "two")
    }

    @Test("an epilogue shows itself, and the next action completes")
    func epilogue() throws {
        let rules = Story.rules(Story.scene("a", goto: "fin"))
        let entered = try rules.act(rules.started(), .advance)
        #expect(entered.state.phase == .epilogue)
        #expect(entered.enteredScene && !entered.completed)
        #expect(entered.resolved?.resultFlags.phase == .epilogue)
        let last = try rules.act(entered.state, .advance)
        #expect(last.state.phase == .completed)
        #expect(last.completed && !last.enteredScene)
        #expect(last.state.sceneID == "fin")
        #expect(last.chronicle.last?.type == "CAMPAIGN_COMPLETED")
        #expect(last.chronicle.last?.importance == .macro)
    }

    @Test("`end` goes to the scene of that ending over any goto; an ending nobody wrote completes at once")
    func ending() throws {
        let rules = Story.rules(
            Story.scene(
                "a",
                choices: [
                    Story.choice("end", goto: "b", effects: [.end(ending: "dawn")]),
                    Story.choice("stop", goto: "b", effects: [.end(ending: "void")]),
                ]), Story.scene("b", goto: "fin"), Story.scene("sunrise", ending: "dawn"))
        let dawn = try rules.choose(rules.started(), "end")
        #expect(dawn.state.sceneID == "sunrise")
        #expect(dawn.state.phase == .epilogue)
        #expect(dawn.state.ending == "dawn")
        #expect(try rules.act(dawn.state, .advance).completed)
        let void = try rules.choose(rules.started(), "stop")
        #expect(void.completed)
        #expect(void.state.ending == "void")
    }

    @Test("an ending that leads on to an epilogue is not the end yet")
    func endingBeforeEpilogue() throws {
        let rules = Story.rules(Story.scene("a", goto: "night"), Story.scene("night", goto: "fin", ending: "dusk"))
        var state = try rules.act(rules.started(), .advance).state
        #expect(state.sceneID == "night")
        #expect(state.phase == .scene)
        state = try rules.act(state, .advance).state
        #expect(state.sceneID == "fin")
        #expect(state.phase == .epilogue)
        #expect(state.ending == "dusk")
    }

    @Test("a detour comes back to the stay it left, or goes on where its choice says")
    func detour() throws {
        let rules = Story.rules(
            Story.scene(
                "a", onEnter: [.alarm(1)],
                choices: [
                    Story.choice("ask", effects: [.detour(scene: "dream")]), Story.choice("look"),
                    Story.choice("leave", goto: "b", effects: [.detour(scene: "dream")]),
                ], goto: nil),
            Story.scene("dream", choices: [Story.choice("wake"), Story.choice("deep", goto: "dream2")]),
            Story.scene("dream2", choices: [Story.choice("up")]), Story.scene("b", goto: "fin"))
        let looked = try rules.choose(rules.started(), "look").state
        let dreaming = try rules.choose(looked, "ask").state
        #expect(dreaming.sceneID == "dream")
        let back = try rules.choose(dreaming, "wake").state
        #expect(back.sceneID == "a")
        #expect(back.alarm == 1)
        #expect(back.visits["a"] == 1)
        #expect(rules.choiceIDs(back).first == "leave")
        #expect(!rules.choiceIDs(back).contains("ask"))
        let deep = try rules.choose(dreaming, "deep").state
        #expect(deep.sceneID == "dream2")
        #expect(try rules.choose(deep, "up").state.sceneID == "a")
        let leaving = try rules.choose(back, "leave").state
        #expect(leaving.sceneID == "dream")
        let arrived = try rules.choose(leaving, "wake").state
        #expect(arrived.sceneID == "b")
        #expect(arrived.detours.isEmpty)
    }

    @Test("scenes that send to each other on entering come to rest")
    func circularEntry() throws {
        let rules = Story.rules(
            Story.scene("a", onEnter: [.detour(scene: "b")], goto: "fin"),
            Story.scene("b", onEnter: [.detour(scene: "a")]))
        let state = try rules.started()
        #expect(state.sceneID == "b")
        #expect(state.sceneOrder == 1)
        #expect(try rules.act(state, .advance).state.sceneID == "a")
    }

    @Test("a closed episode is passed by for the next that is open, and a way opens when its condition holds")
    func requirements() throws {
        let rules = Story.rules(
            episodes: [
                Episode(
                    id: "one",
                    scenes: [
                        Story.scene(
                            "a",
                            choices: [
                                Story.choice("go", goto: "b"),
                                Story.choice("pay", goto: "b", effects: [.set(flag: "paid", to: true)]),
                            ])
                    ]),
                Episode(id: "two", requires: .holds(.flag("paid")), scenes: [Story.scene("b", goto: "fin")]),
                Episode(id: "three", scenes: [Story.scene("c", goto: "fin"), Story.scene("fin", .epilogue)]),
            ], flags: [Flag(key: "paid", kind: .bool)])
        #expect(try rules.choose(rules.started(), "go").state.sceneID == "c")
        let paid = try rules.choose(rules.started(), "pay").state
        #expect(paid.sceneID == "b")
        #expect(paid.episodeID == "two")
    }

    @Test("a rest heals half of the maximum, rounded up, and ends bleeding and stunning, once a stay")
    func rest() throws {
        let rules = Story.rules(
            Story.scene(
                "camp", .rest,
                choices: [Story.choice("talk", sticky: true, goto: "camp"), Story.choice("go", goto: "fin")]))
        var state = try rules.started(
            Story.member(hp: 1, maxHP: 9), Story.member(Story.tormund, "Тормунд", hp: 8, maxHP: 10))
        state.members[0].statuses = ["bleeding": 0, "stunned": 3, "inspired": 0]
        let result = try rules.choose(state, "talk")
        #expect(result.state.members.map(\.hp) == [6, 10])
        #expect(result.state.members[0].statuses == ["inspired": 0])
        #expect(result.outcome?.effects.compactMap(\.hpDelta) == [5, 2])
        #expect(try rules.choose(result.state, "talk").state.members[0].hp == 6)
    }

    @Test(
        "a fight decided by a check ends in victory, flight or defeat",
        arguments: [
            ("fight.strike", 19, ActionResult.victory, "won"), ("fight.strike", 10, .flee, "away"),
            ("fight.strike", 2, .defeat, "lost"), ("fight.slip", 19, .flee, "away"),
        ])
    func combat(choice: String, face: Int, result: ActionResult, scene: String) throws {
        let combat = Combat(
            monsters: [], victory: Branch(goto: "won"), defeat: Branch(effects: [.hp(-5, who: .all)], goto: "lost"),
            flee: Branch(goto: "away"))
        let rules = Story.rules(
            Story.scene("a", .combat, combat: combat), Story.scene("won", goto: "fin"),
            Story.scene("lost", goto: "fin"), Story.scene("away", goto: "fin"))
        let step = try rules.choose(rules.started(), choice, face: face)
        #expect(step.outcome?.result == result)
        #expect(step.state.outcomes["a"] == result)
        #expect(step.state.sceneID == scene)
        #expect(step.state.members[0].hp == (result == .defeat ? 5 : 10))
    }

    @Test(
        "a single-file social scene warms everybody by one, by two on success", arguments: [(19, 2), (10, 1), (2, 1)])
    func social(face: Int, raise: Int) throws {
        let rules = Story.rules(
            Story.scene(
                "a", .social, npcs: ["elder"], choices: [Story.choice("talk", check: Self.check, goto: "fin")],
                raisesRelation: true))
        let state = try rules.started(Story.member(), Story.member(Story.tormund, "Тормунд"))
        let result = try rules.choose(state, "talk", face: face)
        #expect(result.state.members.map(\.standingGained) == [raise, raise])
        #expect(result.state.relations == ["elder": [Story.mira: raise, Story.tormund: raise]])
        #expect(result.outcome?.effects.filter { $0.npcId == nil }.compactMap(\.relationDelta) == [raise, raise])
    }
}
