import ContentPacks
import Core
import Testing

@testable import Campaigns

/// States that are carried from one version of a campaign to another.
@Suite struct StateMoveTests {
    typealias Story = EngineStory

    /// Two scenes and a flag, played by Mira for a turn.
    private static let old = Story.rules(
        episodes: [
            Episode(
                id: "one",
                scenes: [
                    Story.scene(
                        "pier",
                        choices: [Story.choice("look", once: true, sticky: true), Story.choice("sail", goto: "river")]
                    ),
                    Story.scene("river", choices: [Story.choice("row", goto: "fin")]),
                ]), Episode(id: "two", scenes: [Story.scene("fin", .epilogue, ending: "shore")]),
        ], flags: [Flag(key: "mood", kind: .integer, initial: 3), Flag(key: "paid", kind: .bool)],
        npcs: [NPC(id: "osip", name: Story.line("osip.name"))])

    private func state() throws -> RunState {
        var state = try Self.old.choose(Self.old.started(), "look").state
        state.flags["paid"] = true
        state.relations = ["osip": [Story.mira: 2]]
        state.members[0].relationGained = ["osip": 2]
        state.members[0].items = ["rope": 1]
        return state
    }

    private func rules(
        _ scenes: [Scene], flags: [Flag] = [], npcs: [NPC] = [], monsters: [Monster] = []
    ) -> CampaignRules {
        Story.rules(
            episodes: [Episode(id: "new", scenes: scenes + [Story.scene("fin", .epilogue, ending: "shore")])],
            flags: flags, npcs: npcs, monsters: monsters)
    }

    @Test("changes nothing between two contents that agree on all of the state")
    func same() throws {
        let state = try state()
        let result = StateMove(from: Self.old, to: Self.old, by: ContentMapping()).move(state)
        #expect(result.state == state)
        #expect(result.obstacles.isEmpty && result.losses.isEmpty)
    }

    @Test("gives new flags their default, forgets those that are gone, and keeps the others")
    func flags() throws {
        let new = rules(
            Self.old.campaign.scenes.dropLast(),
            flags: [Flag(key: "paid", kind: .bool), Flag(key: "wind", kind: .text, initial: "north")],
            npcs: Self.old.pack.npcs)
        let result = StateMove(from: Self.old, to: new, by: ContentMapping()).move(try state())
        #expect(result.state?.flags == ["paid": true, "wind": "north"])
        #expect(result.losses == [.flag("mood")])
    }

    @Test("finds everything by its new id")
    func mapping() throws {
        let scenes = [
            Story.scene(
                "dock", choices: [Story.choice("gaze", once: true, sticky: true), Story.choice("sail", goto: "river")]),
            Story.scene("river", choices: [Story.choice("row", goto: "fin")]),
        ]
        let new = rules(
            scenes, flags: [Flag(key: "temper", kind: .integer), Flag(key: "paid", kind: .bool)],
            npcs: [NPC(id: "karp", name: Story.line("karp.name"))])
        var mapping = ContentMapping()
        mapping.scenes = ["pier": "dock"]
        mapping.choices = ["pier/look": "gaze"]
        mapping.flags = ["mood": "temper"]
        mapping.npcs = ["osip": "karp"]
        mapping.items = ["rope": "cable"]
        let result = StateMove(from: Self.old, to: new, by: mapping).move(try state())
        let moved = try #require(result.state, "\(result.obstacles)")
        #expect(moved.sceneID == "dock")
        #expect(moved.episodeID == "new")
        #expect(moved.visits == ["dock": 1])
        #expect(moved.outcomes == ["dock": .success])
        #expect(moved.choicesTaken == ["dock/gaze": 1])
        #expect(moved.choicesTakenInStay == ["gaze"])
        #expect(moved.flags == ["temper": 3, "paid": true])
        #expect(moved.relations == ["karp": [Story.mira: 2]])
        #expect(moved.members[0].relationGained == ["karp": 2])
        #expect(moved.members[0].items == ["cable": 1])
        #expect(result.losses.isEmpty)
        // `once` is kept by the new name: it is not offered again.
        #expect(!new.choiceIDs(moved).contains("gaze"))
        #expect(new.choiceIDs(moved).contains("sail"))
    }

    @Test("two scenes that became one were visited as often as both, and the later visit counts")
    func merging() throws {
        var state = try Self.old.choose(try state(), "sail").state
        #expect(state.sceneID == "river")
        state.outcomes["river"] = .fail
        let new = rules([Story.scene("water", choices: [Story.choice("row", goto: "fin")])])
        var mapping = ContentMapping()
        mapping.scenes = ["pier": "water", "river": "water"]
        let moved = try #require(StateMove(from: Self.old, to: new, by: mapping).move(state).state)
        #expect(moved.visits == ["water": 2])
        #expect(moved.outcomes == ["water": .fail])
        #expect(moved.lastVisitTurn == ["water": 2])
    }

    @Test("a scene that is gone, or to which it comes back, stands in the way until it is mapped")
    func gone() throws {
        let new = rules([Story.scene("river")], npcs: Self.old.pack.npcs)
        var state = try state()
        #expect(StateMove(from: Self.old, to: new, by: ContentMapping()).move(state).obstacles == [.sceneGone("pier")])
        state.sceneID = "river"
        state.detours = [Detour(sceneID: "pier", stay: ["look"])]
        let result = StateMove(from: Self.old, to: new, by: ContentMapping()).move(state)
        #expect(result.obstacles == [.detourGone("pier")])
        #expect(result.losses.contains(.scene("pier")))
        var mapping = ContentMapping()
        mapping.scenes = ["pier": "river"]
        #expect(
            StateMove(from: Self.old, to: new, by: mapping).move(state).state?.detours == [
                Detour(sceneID: "river", stay: [])
            ])
    }

    @Test("a flag of another type stands in the way, until its value is forgotten or goes elsewhere")
    func types() throws {
        let new = rules(
            Self.old.campaign.scenes.dropLast(),
            flags: [
                Flag(key: "mood", kind: .text, initial: "calm"), Flag(key: "paid", kind: .bool),
                Flag(key: "mood_level", kind: .integer),
            ], npcs: Self.old.pack.npcs)
        let state = try state()
        let refused = StateMove(from: Self.old, to: new, by: ContentMapping()).move(state)
        #expect(refused.obstacles == [.flagType("mood", was: "int", is: "string")])
        #expect(refused.state == nil)
        var mapping = ContentMapping()
        mapping.flags = ["mood": nil]
        #expect(StateMove(from: Self.old, to: new, by: mapping).move(state).state?.flags["mood"] == "calm")
        mapping.flags = ["mood": "mood_level"]
        let moved = StateMove(from: Self.old, to: new, by: mapping).move(state).state
        #expect(moved?.flags == ["mood": "calm", "mood_level": 3, "paid": true])
    }

    @Test("an NPC that is gone is forgotten, and what is carried stays")
    func people() throws {
        let result = StateMove(
            from: Self.old, to: rules(Self.old.campaign.scenes.dropLast(), flags: Self.old.campaign.flags),
            by: ContentMapping()
        ).move(try state())
        #expect(result.losses == [.npc("osip")])
        #expect(result.state?.relations == [:])
        #expect(result.state?.members[0].items == ["rope": 1])
    }

    @Test("a scene that is an ending now is one, and an ending that is gone is not kept")
    func endings() throws {
        let new = Story.rules(
            episodes: [Episode(id: "new", scenes: [Story.scene("pier", .epilogue, ending: "home")])],
            flags: Self.old.campaign.flags, npcs: Self.old.pack.npcs)
        var state = try state()
        let moved = try #require(StateMove(from: Self.old, to: new, by: ContentMapping()).move(state).state)
        #expect(moved.phase == .epilogue)
        #expect(moved.ending == "home")
        state.ending = "elsewhere"
        let back = StateMove(from: new, to: Self.old, by: ContentMapping()).move(state).state
        #expect(back?.phase == .scene)
        #expect(back?.ending == nil)
    }

    // MARK: - Fights

    private static func hunt(
        _ wolf: Monster = FightArena.monster(), count: Int = 1, zones: [String] = ["near", "far"],
        type: SceneType = .combat,
        flee: Branch? = nil
    ) -> CampaignRules {
        let combat = Combat(
            monsters: [.init(monster: "wolf", count: count)], zones: zones, victory: Branch(goto: "fin"),
            defeat: Branch(goto: "fin"), flee: flee)
        return Story.rules(
            Story.scene("wood", type, combat: type == .combat ? combat : nil),
            monsters: [wolf, FightArena.monster("bear")])
    }

    @Test("a fight goes on when only the name of the monster is another")
    func fightGoesOn() throws {
        let old = Self.hunt()
        let wolf = FightArena.monster()
        let renamed = Monster(
            id: "wolf", name: Story.line("wolf.name", "Волчица"), stats: wolf.stats, behaviours: wolf.behaviours)
        let new = Self.hunt(renamed)
        let state = try old.started()
        let moved = try #require(StateMove(from: old, to: new, by: ContentMapping()).move(state).state)
        #expect(moved.fight == state.fight)
        #expect(try EngineAdvanceTests.play(new, from: moved, seed: 3).phase == .completed)
    }

    @Test("a fight that goes on otherwise now keeps the run", arguments: [0, 1, 2, 3, 4, 5])
    func fightKeeps(change: Int) throws {
        let old = Self.hunt()
        let (new, obstacle): (CampaignRules, MoveObstacle) =
            switch change {
            case 0: (Self.hunt(FightArena.monster(hp: 31)), .monsterChanged("wolf"))
            case 1: (Self.hunt(FightArena.monster(morale: 50)), .monsterChanged("wolf"))
            case 2: (Self.hunt(count: 2), .fightChanged("wood"))
            case 3: (Self.hunt(zones: ["near"]), .fightChanged("wood"))
            case 4: (Self.hunt(flee: Branch(goto: "fin")), .fightChanged("wood"))
            default: (Self.hunt(type: .story), .fightChanged("wood"))
            }
        let result = StateMove(from: old, to: new, by: ContentMapping()).move(try old.started())
        #expect(result.obstacles == [obstacle])
        #expect(!obstacle.yieldsToMapping)
    }

    @Test("a scene that is a fight now cannot be entered halfway")
    func fightBegins() throws {
        let old = Self.hunt(type: .story)
        let result = StateMove(from: old, to: Self.hunt(), by: ContentMapping()).move(try old.started())
        #expect(result.obstacles == [.fightBegins("wood")])
    }

    @Test("things are worn, attuned and used up in part under their new ids")
    func things() throws {
        let old = Self.hunt()
        var state = try old.started()
        state.members[0].items = ["salve": 2, "dust": 1, "ring": 1]
        state.members[0].spent = ["salve": 2, "dust": 1]
        state.members[0].worn = ["finger": "ring", "head": "dust"]
        state.members[0].attuned = ["dust", "ring"]
        var mapping = ContentMapping()
        mapping.items = ["salve": "balm", "ring": "band", "dust": nil]
        let moved = try #require(StateMove(from: old, to: old, by: mapping).move(state).state).members[0]
        #expect(moved.items == ["balm": 2, "band": 1])
        #expect(moved.spent == ["balm": 2])
        #expect(moved.worn == ["finger": "band"])
        #expect(moved.attuned == ["band"])
    }
}
