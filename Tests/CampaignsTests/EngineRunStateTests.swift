import ContentPacks
import Core
import Testing

@testable import Campaigns

@Suite("Run state")
struct EngineRunStateTests {
    private typealias Story = EngineStory

    @Test("comes back from JSON as it was, and equal states have equal bytes")
    func coding() throws {
        let rules = Story.rules(
            Story.scene(
                "a",
                choices: [
                    Story.choice(
                        "do", check: Check(skill: .arcana, dc: 10),
                        effects: [
                            .relation(npc: "elder", by: 2), .set(flag: "f", to: "x"), .give(item: "key", count: 1),
                            .status(.bleeding, who: .all, turns: 3), .detour(scene: "b"),
                        ])
                ], goto: "fin"), Story.scene("b", goto: nil))
        let result = try rules.choose(rules.started(Story.member(), Story.member(Story.tormund, "Тормунд")), "do")
        let bytes = try JSON.encodeCanonical(result.state)
        let decoded = try JSON.decode(RunState.self, from: bytes)
        #expect(decoded == result.state)
        #expect(try JSON.encodeCanonical(decoded) == bytes)
        #expect(String(decoding: bytes, as: UTF8.self).contains(#""relations":{"elder":{"1":2}}"#))
        let outcome = try #require(result.outcome)
        #expect(try JSON.decode(Outcome.self, from: JSON.encode(outcome)) == outcome)
    }

    @Test("is written by hand as Codable would write it, with every member")
    func byHand() throws {
        var state = try Story.rules(Story.scene("a")).started(Story.member(), Story.member(Story.tormund, "Тормунд"))
        state.flags = ["paid": true, "coins": 7, "name": "Вея"]
        state.outcomes = ["a": .partial]
        state.choicesTaken = ["a/look": 2]
        state.choicesTakenInStay = ["look", "say \"no\""]
        state.relations = ["elder": [Story.mira: 2, Story.tormund: -1]]
        var npc = NPCState()
        npc.wounds = 3
        npc.statuses = ["stunned": 1]
        state.npcs = ["elder": npc]
        state.detours = [Detour(sceneID: "a", stay: ["look"]), Detour(sceneID: "b", stay: nil)]
        state.artSceneID = "b"
        state.ending = "dawn"
        state.members[0].statuses = ["inspired": 0]
        state.members[0].relationGained = ["elder": 2]
        state.members[0].worn = ["neck": "lens"]
        state.members[0].attuned = ["lens"]
        state.members[0].spent = ["salve": 1]
        state.fight = try Self.fight()
        state.waiting = [Story.member(CharacterID(rawValue: 3), "Лада")]
        let bytes = JSONWriter.bytes { $0.value(state) }
        #expect(try JSON.decode(RunState.self, from: bytes) == state)
        #expect(try JSON.parse(bytes) == JSON.parse(JSON.encode(state)))
        guard case .object(let members) = try JSON.parse(bytes) else { return #expect(Bool(false), "no object") }
        #expect(members.count == Mirror(reflecting: state).children.count)
    }

    /// With every kind of member that a fight can have.
    private static func fight() throws -> Fight {
        var resolution = FightArena.resolution(FightArena.fight())
        _ = try resolution.act(.attack(target: "wolf-1"))
        var fight = resolution.fight
        fight.combatants[0].statuses = ["inspired": 2]
        fight.prey = "1"
        fight.end = .standoff
        fight.deeds = [FightDeed(.felled, "wolf-1", by: "1"), FightDeed(.fled, "1")]
        for kind in FightEvent.Kind.allCases {
            fight.recent.append(FightEvent(kind, "1", target: "wolf-1", amount: 2, word: "bleeding"))
        }
        return fight
    }

    @Test("lets who joins in with the next scene, as a guest, once")
    func joining() throws {
        let rules = Story.rules(Story.scene("a", onEnter: [], choices: [Story.choice("look", goto: "a")], goto: "fin"))
        let guest = Story.member(Story.tormund, "Тормунд")
        var state = rules.join(rules.join(try rules.started(), guest), guest)
        #expect(state.members.count == 1)
        #expect(state.waiting.map(\.role) == [.guest])
        state = try rules.choose(state, "look").state
        #expect(state.members.map(\.name) == ["Мира", "Тормунд"])
        #expect(state.members.map(\.role) == [.main, .guest])
        #expect(state.waiting.isEmpty)
    }

    @Test("makes who leaves absent, and who comes back present in the old role")
    func leaving() throws {
        let rules = Story.rules(Story.scene("a"))
        let tormund = Story.member(Story.tormund, "Тормунд")
        let state = try rules.started(Story.member(), tormund)
        let left = rules.leave(state, Story.tormund)
        #expect(left.present.map(\.characterID) == [Story.mira])
        #expect(left.members.count == 2)
        #expect(rules.join(left, tormund) == state)
        let waiting = rules.join(state, Story.member(CharacterID(rawValue: 3), "Лада"))
        #expect(rules.leave(waiting, CharacterID(rawValue: 3)) == state)
    }

    @Test("lets who joins in at once when nobody is left to play, whoever goes first")
    func deserted() throws {
        let rules = Story.rules(Story.scene("a"))
        let lada = Story.member(CharacterID(rawValue: 3), "Лада")
        let state = try rules.started()
        for taken in [
            rules.join(rules.leave(state, Story.mira), lada), rules.leave(rules.join(state, lada), Story.mira),
        ] {
            #expect(taken.present.map(\.name) == ["Лада"])
            #expect(taken.present.map(\.role) == [.guest])
            #expect(taken.waiting.isEmpty)
        }
    }

    @Test("aborts any unfinished run and keeps what was done")
    func aborting() throws {
        let rules = Story.rules(Story.scene("a", goto: "fin"))
        let state = try rules.act(rules.started(), .advance).state
        let result = try rules.abort(state)
        #expect(result.state.phase == .aborted)
        #expect(result.state.turn == 1)
        #expect(!result.completed)
        #expect(result.chronicle.map(\.type) == ["CAMPAIGN_ABORTED"])
        #expect(throws: ActionError.invalidPhase(.aborted)) { try rules.abort(result.state) }
    }

    @Test("shows visible flags only")
    func visibleFlags() throws {
        let rules = Story.rules(
            Story.scene("a"),
            flags: [Flag(key: "seen", kind: .bool, isVisible: true), Flag(key: "hidden", kind: .bool)])
        #expect(rules.visibleFlags(try rules.started()) == ["seen": false])
    }
}
