internal import Core

/// What `JSONWriter` wrote of the rules' results, read back by hand: the end of a run reads all of them at once, in the
/// writer's time, where Codable would take six times as long. nil for what was not written so; a test holds both together.
extension Outcome {
    init?(stored json: JSONValue) {
        guard let result: ActionResult = json.word("result"), let text = json["text"]?.stringValue,
            let checks = json.list("checks", Check.init(stored:)),
            let effects = json.list("effects", AppliedEffect.init(stored:))
        else { return nil }
        self.init(result: result, checks: checks, effects: effects, text: text)
        log = json.list("log") { $0.stringValue }
    }
}

extension Outcome.Check {
    fileprivate init?(stored json: JSONValue) {
        guard let type = json["type"]?.stringValue, let skill = json["skill"]?.stringValue,
            let characterId = json.character("characterId"), let roll = json.int("roll"),
            let modifier = json.int("modifier"), let total = json.int("total"), let dc = json.int("dc"),
            let advantage: Advantage = json.word("advantage"), let outcome: CheckOutcome = json.word("outcome"),
            let rollNumber = json.int("rollNumber")
        else { return nil }
        self.init(
            type: type, skill: skill, characterId: characterId, roll: roll, modifier: modifier, total: total, dc: dc,
            advantage: advantage, outcome: outcome, rollNumber: rollNumber)
    }
}

extension AppliedEffect {
    init?(stored json: JSONValue) {
        guard let type: Kind = json.word("type") else { return nil }
        self.init(type)
        characterId = json.character("characterId")
        npcId = json["npcId"]?.stringValue
        hpDelta = json.int("hpDelta")
        relationDelta = json.int("relationDelta")
        if case .object(let changes)? = json["statChanges"] {
            statChanges = changes.compactMapValues { $0.integerValue.map(Int.init) }
        }
        flag = json["flag"]?.stringValue
        value = json["value"]
        itemId = json["itemId"]?.stringValue
        count = json.int("count")
        status = json["status"]?.stringValue
        turns = json.int("turns")
        event = json["event"]?.stringValue
        target = json["target"]?.stringValue
        sceneId = json["sceneId"]?.stringValue
        ending = json["ending"]?.stringValue
    }
}

extension ResultFlags {
    /// - Parameter outcome: of the action that resolved the scene, whose effects are those of the flags.
    init?(stored json: JSONValue, of outcome: Outcome) {
        guard let phase: RunPhase = json.word("phase") else { return nil }
        self.init(outcome: outcome.result, phase: phase, effects: outcome.effects)
    }
}

extension SceneContext {
    init?(stored json: JSONValue) {
        guard let characterId = json.character("characterId") else { return nil }
        self.init(
            choiceId: json["choiceId"]?.stringValue, characterId: characterId, text: json["text"]?.stringValue)
    }
}

extension JSONValue {
    fileprivate func int(_ name: String) -> Int? { self[name]?.integerValue.map(Int.init) }

    fileprivate func character(_ name: String) -> CharacterID? {
        self[name]?.integerValue.map(CharacterID.init(rawValue:))
    }

    fileprivate func word<Word: RawRepresentable<String>>(_ name: String) -> Word? {
        self[name]?.stringValue.flatMap(Word.init(rawValue:))
    }

    /// Nil also when one of the elements is.
    fileprivate func list<Element>(_ name: String, _ element: (JSONValue) -> Element?) -> [Element]? {
        guard case .array(let values)? = self[name] else { return nil }
        let elements = values.compactMap(element)
        return elements.count == values.count ? elements : nil
    }
}
