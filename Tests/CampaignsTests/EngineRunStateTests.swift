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
