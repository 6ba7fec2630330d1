import Core
import Testing

@testable import Campaigns

/// The bytes written by hand are those that Codable reads.
@Suite struct OutcomeJSONTests {
    private static let full: AppliedEffect = {
        var effect = AppliedEffect(.item)
        effect.characterId = CharacterID(rawValue: 7)
        effect.npcId = "ferryman"
        effect.hpDelta = -2
        effect.relationDelta = 1
        effect.statChanges = ["xp": 50, "level": 1]
        effect.flag = "paid"
        effect.value = ["a": [1, true, nil, "б\"\n"]]
        effect.itemId = "rope"
        effect.count = -1
        effect.status = "bleeding"
        effect.turns = 3
        effect.event = "SAVE_CITY"
        effect.target = "city"
        effect.sceneId = "scn_pier"
        effect.ending = "shore"
        return effect
    }()

    @Test("an effect keeps every member", arguments: [full, AppliedEffect(.xp)])
    func effect(_ effect: AppliedEffect) throws {
        let bytes = JSONWriter.bytes { $0.value(effect) }
        #expect(try JSON.decode(AppliedEffect.self, from: bytes) == effect)
        #expect(AppliedEffect(stored: try JSON.parse(bytes)) == effect)
        let codable = try JSON.decode(JSONValue.self, from: try JSON.encode(effect))
        #expect(try JSON.decode(JSONValue.self, from: bytes) == codable)
    }

    @Test("the full effect of this test has every member there is")
    func everyMember() throws {
        let written = try JSON.decode([String: JSONValue].self, from: JSONWriter.bytes { $0.value(Self.full) })
        #expect(written.count == Mirror(reflecting: Self.full).children.count)
    }

    @Test("an outcome and the flags of its scene come back equal")
    func outcome() throws {
        let check = Outcome.Check(
            type: "skill", skill: "persuasion", characterId: CharacterID(rawValue: 7), roll: 12, modifier: 3, total: 15,
            dc: 12, advantage: .advantage, outcome: .success, rollNumber: 4)
        let outcome = Outcome(result: .partial, checks: [check], effects: [Self.full], text: "Он кивает.")
        let bytes = JSONWriter.bytes { $0.value(outcome) }
        #expect(try JSON.decode(Outcome.self, from: bytes) == outcome)
        #expect(Outcome(stored: try JSON.parse(bytes)) == outcome)
        let flags = ResultFlags(outcome: .partial, phase: .epilogue, effects: [Self.full])
        let flagBytes = JSONWriter.bytes { $0.value(flags) }
        #expect(try JSON.decode(ResultFlags.self, from: flagBytes) == flags)
        #expect(ResultFlags(stored: try JSON.parse(flagBytes), of: outcome) == flags)
    }

    @Test(
        "what lacks a member, or holds an unknown word, is no stored outcome",
        arguments: [
            #"{"result":"won","checks":[],"effects":[],"text":""}"#, #"{"result":"fail","checks":[],"effects":[]}"#,
            #"{"result":"fail","checks":[{}],"effects":[],"text":""}"#,
            #"{"result":"fail","checks":[],"effects":[{"type":"none"}],"text":""}"#, "[]",
        ])
    func unreadable(_ json: String) throws {
        #expect(Outcome(stored: try JSON.parse(Array(json.utf8))) == nil)
    }

    @Test("checks whose roll is not for everybody are not shown")
    func hidden() throws {
        let check = Outcome.Check(
            type: "skill", skill: "insight", characterId: CharacterID(rawValue: 7), roll: 3, modifier: 0, total: 3,
            dc: 12, advantage: .none, outcome: .fail, rollNumber: 0)
        let roll = RollRecord(
            number: 0, who: CharacterID(rawValue: 7), why: "check", formula: "1d20", faces: [3], modifier: 0, total: 3,
            dc: 12, outcome: .fail, visibility: .master, actionID: "")
        let outcome = Outcome(result: .fail, checks: [check], effects: [], text: "")
        let shown = ShownOutcome(outcome, rolls: [roll], names: NameBook(), language: .english)
        let json = try JSON.decode(JSONValue.self, from: shown.json)
        #expect(json["checks"] == [])
        #expect(json["lines"] == [])
        #expect(json["result"] == "fail")
    }
}
