import ContentPacks
import Core
import Testing

@testable import Campaigns

/// Campaigns with one fault each, played by the robot.
@Suite struct PlaytestTests {
    private func plan(_ change: (inout Playtest.Plan) -> Void = { _ in }) -> Playtest.Plan {
        var plan = Playtest.Plan()
        plan.runs = 60
        plan.party = 2
        change(&plan)
        return plan
    }

    private func played(_ rules: CampaignRules, _ plan: Playtest.Plan) throws -> Playtest {
        var playtest = Playtest(rules, plan)
        try playtest.play()
        return playtest
    }

    private func rules(
        _ scenes: [Scene], flags: [Flag] = [], _ assertions: Assertions = Assertions(), monsters: [Monster] = []
    ) -> CampaignRules {
        let plain = EngineStory.rules(episodes: [Episode(id: "ep1", scenes: scenes)], flags: flags)
        let pack = Pack(
            id: "tests", title: EngineStory.line("tests.title"), languages: [.english], monsters: monsters,
            assertions: assertions,
            campaigns: [plain.campaign])
        return CampaignRules(pack: pack, campaign: plain.campaign, language: .english)
    }

    /// A hall whose door needs a key that lies beside a walk in circles.
    private var locked: CampaignRules {
        rules(
            [
                EngineStory.scene(
                    "yard",
                    choices: [
                        EngineStory.choice("walk", sticky: true, goto: "yard"),
                        EngineStory.choice("search", once: true, goto: "yard", effects: [.set(flag: "key", to: true)]),
                        EngineStory.choice("enter", sticky: true, goto: "hall"),
                    ]),
                EngineStory.scene(
                    "hall",
                    choices: [
                        EngineStory.choice(
                            "force", once: true, check: Check(skill: .athletics, dc: 12), success: Branch(goto: "fin")),
                        EngineStory.choice("unlock", when: "key", goto: "fin"),
                    ]),
                EngineStory.scene("fin", .epilogue, ending: "home"),
            ], flags: [Flag(key: "key", kind: .bool)], Assertions(never: ["soft_lock"], reachable: ["home"]))
    }

    @Test("finds a soft lock, and a way to it of which no step can be spared")
    func softLock() throws {
        let playtest = try played(locked, plan())
        let problem = try #require(playtest.problems.first)
        #expect(playtest.problems.count == 1)
        #expect(problem.kind == .softLock(scene: "hall"))
        #expect(problem.path.map(\.scene) == ["yard", "hall"])
        #expect(problem.path.map(\.choice) == ["enter", "force"])
        #expect(problem.path[1].outcome != .success)
        #expect(!playtest.isPassed)
        #expect(playtest.assertions.map(\.holds) == [false, true])
        let replay = try playtest.replay(problem.path)
        #expect(replay.findings == [[], [], [.softLock(scene: "hall")]])
    }

    @Test("finds a lock in a scene that leads only to itself")
    func circleOfOne() throws {
        let rules = rules([
            EngineStory.scene(
                "yard",
                choices: [
                    EngineStory.choice("try", once: true),
                    EngineStory.choice("go", when: "party_size > 5", goto: "fin"),
                ],
                goto: "yard"),
            EngineStory.scene("fin", .epilogue, ending: "home"),
        ])
        #expect(try played(rules, plan { $0.runs = 2 }).problems.map(\.kind).contains(.softLock(scene: "yard")))
    }

    @Test("plays the same from the same seed, and otherwise from another")
    func deterministic() throws {
        let first = try played(locked, plan())
        #expect(try played(locked, plan()).json == first.json)
        #expect(try played(locked, plan { $0.seed = 2 }).coverage != first.coverage)
    }

    @Test("counts everything that was written, also what nobody can reach")
    func coverage() throws {
        let closed = EngineStory.choice("closed", when: "party_size > 5", goto: "fin")
        let open = EngineStory.choice(
            "open", check: Check(skill: .stealth, dc: 12), goto: "fin", success: Branch(), partial: Branch(),
            fail: Branch())
        let playtest = try played(
            rules([
                EngineStory.scene("hall", choices: [open, closed]),
                EngineStory.scene("attic", choices: [EngineStory.choice("jump", goto: "fin")]),
                EngineStory.scene("fin", .epilogue),
            ]), plan())
        #expect(playtest.coverage.scenes["hall"] == 60)
        #expect(playtest.coverage.endings == ["fin": 60])
        #expect(
            playtest.coverage.outcomes.keys.sorted() == ["hall/open=fail", "hall/open=partial", "hall/open=success"])
        #expect(playtest.coverage.missing.map(\.kind) == ["scenes", "choices"])
        #expect(playtest.coverage.missing.map(\.ids) == [["attic"], ["attic/jump", "hall/closed"]])
        #expect(playtest.problems == [])
        #expect(!playtest.isPassed)
    }

    @Test("plays own moves where the author wrote what comes of them")
    func ownMoves() throws {
        let freeform = Freeform(skill: .arcana, dc: 12, onSuccess: Branch(goto: "fin"), onFail: Branch(goto: "fin"))
        let playtest = try played(
            rules([
                EngineStory.scene("hall", choices: [EngineStory.choice("go", goto: "fin")], freeform: freeform),
                EngineStory.scene("fin", .epilogue),
            ]), plan())
        #expect(playtest.coverage.outcomes.keys.sorted() == ["hall/.own=fail", "hall/.own=success"])
        #expect(playtest.isPassed)
        let path = [PlaytestStep(scene: "hall", choice: PlaytestStep.ownMove, outcome: .fail, actor: 2)]
        #expect(try playtest.replay(path).state.sceneID == "fin")
    }

    @Test("fights to every end, and judges each turn of a fight")
    func fights() throws {
        let wolf = Monster(
            id: "wolf", name: EngineStory.line("wolf.name"),
            stats: .init(hp: 30, ac: 12, attackBonus: 6, damage: "1d4+2", initiative: 1))
        let combat = Combat(
            monsters: [.init(monster: "wolf", count: 1)], victory: Branch(goto: "won"), defeat: Branch(goto: "lost"),
            flee: Branch(goto: "away"))
        let campaign = rules(
            [
                EngineStory.scene("wood", choices: [EngineStory.choice("in", goto: "den")]),
                EngineStory.scene("den", .combat, combat: combat), EngineStory.scene("won", .epilogue),
                EngineStory.scene("lost", .epilogue), EngineStory.scene("away", .epilogue),
            ], Assertions(never: ["soft_lock"], always: ["hp >= 0", "hp > 0"]), monsters: [wolf])
        let playtest = try played(campaign, plan { $0.runs = 300 })
        #expect(
            playtest.coverage.outcomes.keys.sorted() == ["den/.fight=defeat", "den/.fight=flee", "den/.fight=victory"])
        #expect(playtest.coverage.isFull)
        #expect(playtest.assertions.map(\.holds) == [true, true, false])
        // Who is out has no hit points left, and gets up when the fight is over.
        let problem = try #require(playtest.problems.first)
        #expect(problem.kind == .broken(assertion: "hp > 0"))
        #expect(problem.path.map(\.scene) == ["wood", "den"])
        let path = [
            PlaytestStep(scene: "wood", choice: "in"),
            PlaytestStep(scene: "den", choice: "fight.attack", outcome: .victory),
        ]
        #expect(try playtest.replay(path).state.sceneID == "won")
        #expect(throws: PlaytestReplay.Refusal.self) {
            try playtest.replay([path[0], PlaytestStep(scene: "den", choice: "fight.dance", outcome: .victory)])
        }
    }

    @Test("tells a campaign that goes in circles")
    func circles() throws {
        let playtest = try played(
            rules([
                EngineStory.scene("a", choices: [EngineStory.choice("on", goto: "b")], goto: "b"),
                EngineStory.scene("b", choices: [EngineStory.choice("back", goto: "a")], goto: "a"),
            ]), plan { $0.runs = 2 })
        #expect(playtest.problems.map(\.kind) == [.circles])
        #expect(playtest.problems.map(\.runs) == [2])
    }

    @Test("holds each member to the assertions after each step, and finds the shortest way to break one")
    func assertions() throws {
        let hurt = EngineStory.choice("fall", sticky: true, goto: "hall", effects: [.hp(-4, who: .actor), .alarm(1)])
        let playtest = try played(
            rules(
                [
                    EngineStory.scene("hall", choices: [hurt, EngineStory.choice("go", goto: "fin")]),
                    EngineStory.scene("fin", .epilogue),
                ], Assertions(always: ["hp >= 1", "hp > 6", "alarm < 9 or turn > 8", "level == 1 and max_hp > hp - 1"])),
            plan())
        let problem = try #require(playtest.problems.first)
        #expect(playtest.problems.map(\.kind) == [.broken(assertion: "hp > 6")])
        // The second member, a ranger, has 12 HP and the first 14: only two falls of one of them do it.
        #expect(problem.path.map(\.choice) == ["fall", "fall"])
        #expect(playtest.assertions.map(\.holds) == [true, false, true, true])
    }

    @Test("stops at the ending that is looked for, and shows the way")
    func until() throws {
        let fork = EngineStory.scene(
            "fork",
            choices: [
                EngineStory.choice("left", goto: "west"), EngineStory.choice("right", goto: "east"),
                EngineStory.choice("never", when: "party_size > 5", goto: "moon"),
            ])
        let campaign = rules([
            fork, EngineStory.scene("west", .epilogue, ending: "west"),
            EngineStory.scene("east", .epilogue, ending: "east"), EngineStory.scene("moon", .epilogue, ending: "moon"),
        ])
        let east = try played(campaign, plan { $0.until = "east" })
        #expect(east.way?.first?.choice == "right")
        #expect(east.runs < 60)
        #expect(east.isPassed)
        let moon = try played(campaign, plan { $0.until = "moon" })
        #expect(moon.way == nil)
        #expect(moon.runs == 60)
        #expect(!moon.isPassed)
    }

    @Test("prints what an author needs")
    func text() throws {
        let playtest = try played(
            rules([
                EngineStory.scene(
                    "hall",
                    choices: [
                        EngineStory.choice("go", goto: "fin"), EngineStory.choice("stay", when: "party_size > 5"),
                    ]),
                EngineStory.scene("fin", .epilogue, ending: "home"),
            ]), plan { $0.runs = 3 })
        #expect(
            playtest.text(pack: "tale.yaml") == """
                moon: 3 runs by a party of 2, seed 1

                  scenes    2 of 2        100.0 %
                  choices   1 of 2        50.0 %
                  outcomes  0 of 0        
                  endings   1 of 1        100.0 %

                  home      3       100.0 %

                  turns     2 to 2, half of the runs at most 2
                  deaths    none

                  never reached
                    choice hall/stay
                """)
    }

    @Test(
        "reads the steps that it prints",
        arguments: ["hall/force", "hall/force=fail", "hall/go.on=partial@3", "hall/.own@2", "fight/bold=victory"])
    func steps(text: String) throws {
        #expect(try #require(PlaytestStep(text)).description == text)
    }

    @Test(
        "takes nothing else for a step",
        arguments: ["", "hall", "hall/", "/go", "a/b/c", "a/b=won", "a/b@0", "a/b@x", "a/b@1@2", "a/b=fail=fail"])
    func strangeSteps(text: String) {
        #expect(PlaytestStep(text) == nil)
    }

    @Test(
        "says which step of a path cannot be taken, and why",
        arguments: [
            ("hall/force", "step 1, hall/force: the story is in \"yard\" then"),
            (
                "yard/enter,hall/unlock",
                "step 2, hall/unlock: There is no such choice in this scene, or it is not available now."
            ),
            ("yard/enter@3", "step 1, yard/enter@3: Character 3 is not playing in this run now."),
            ("yard/enter=fail", "step 1, yard/enter=fail: this never comes of it"),
        ])
    func refusals(path: String, message: String) throws {
        let steps = try path.split(separator: ",").map { try #require(PlaytestStep($0)) }
        let playtest = Playtest(locked, plan())
        #expect {
            try playtest.replay(steps)
        } throws: {
            "\($0)" == message
        }
    }

    @Test("shows a replay step by step")
    func replayText() throws {
        let playtest = Playtest(locked, plan())
        let path = [
            PlaytestStep(scene: "yard", choice: "search"), PlaytestStep(scene: "yard", choice: "enter", actor: 2),
        ]
        let text = try playtest.replay(path).text(path, playtest.rules)
        #expect(
            text == """
                1. yard/search  search.label in English  (Warrior)
                   FLAG_CHANGED
                2. yard/enter@2  enter.label in English  (Ranger)

                The story is in "hall", phase SCENE, turn 2.
                Flags: key = true
                Warrior: 14 of 14 HP; carries kit_bandages, kit_chainmail, kit_shield, kit_sword
                Ranger: 12 of 12 HP; carries kit_cloak, kit_longbow, kit_rope, kit_spare_string
                Open: force, unlock, go.on
                """)
    }
}
