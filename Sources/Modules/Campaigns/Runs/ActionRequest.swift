package import Core

/// The kinds of action (http-api "Action").
package enum ActionType: String, Codable, Sendable, CaseIterable {
    case choose, freeform, advance, pause, resume
    /// Of votes.
    case vote, extend
    /// Of a combat.
    case attack, move, defend, help, skill, flee
    case useItem = "use_item"
}

/// The body of `POST /v1/campaign-runs/{id}/action`, and the `action` of a channel's `action.request`.
package struct ActionRequest: Decodable, Sendable, Equatable {
    package let type: ActionType
    /// `choose`: which one.
    package var choiceID: String?
    /// `freeform`: the player's own words.
    package var text: String?
    /// `freeform`: the skill that the player means to use.
    package var skill: String?
    /// Who acts; nil: my only character in the run.
    package var characterID: CharacterID?
    /// Makes a repeat of the action harmless: 1...64 visible ASCII characters.
    package var actionID: String?
    /// The scene state that the player had in view.
    package var expectedSceneID: String?
    package var expectedTurn: Int?

    package init(_ type: ActionType) { self.type = type }

    private enum CodingKeys: String, CodingKey {
        case actionType, payload, characterId, actionId, expectedSceneId, expectedTurn
    }

    private enum PayloadKeys: String, CodingKey {
        case choiceId, text, skill
    }

    /// - Throws: `DecodingError`, or `APIError` 422 for an unknown type or an action id out of bounds.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let name = try container.decode(String.self, forKey: .actionType)
        guard let type = ActionType(rawValue: name) else {
            throw APIError.invalid("actionType", "must be one of \(ActionType.allCases.map(\.rawValue))")
        }
        self.init(type)
        characterID = try container.decodeIfPresent(CharacterID.self, forKey: .characterId)
        expectedSceneID = try container.decodeIfPresent(String.self, forKey: .expectedSceneId)
        expectedTurn = try container.decodeIfPresent(Int.self, forKey: .expectedTurn)
        actionID = try container.decodeIfPresent(String.self, forKey: .actionId)
        if let actionID, !Self.isGood(actionID) {
            throw APIError.invalid("actionId", "1 to 64 visible ASCII characters")
        }
        // Only what the type needs is looked at: `advance` ignores whatever a minimal client sends along.
        switch type {
        case .choose:
            let payload = try container.nestedContainer(keyedBy: PayloadKeys.self, forKey: .payload)
            choiceID = try payload.decode(String.self, forKey: .choiceId)
        case .freeform:
            let payload = try container.nestedContainer(keyedBy: PayloadKeys.self, forKey: .payload)
            text = try payload.decode(String.self, forKey: .text)
            skill = try payload.decodeIfPresent(String.self, forKey: .skill)
        default: break
        }
    }

    private static func isGood(_ actionID: String) -> Bool {
        (1...64).contains(actionID.utf8.count) && actionID.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }

    /// What the rules are asked to do; nil for an action that does not move the story.
    var move: PlayerAction? {
        switch type {
        case .choose: choiceID.map { .choose(choiceID: $0) }
        case .freeform: text.map { .freeform(text: $0, skill: skill) }
        case .advance: .advance
        default: nil
        }
    }

    /// As it is stored and shown to the others: `{"actionType", "characterId", "payload"}`.
    func write(to json: inout JSONWriter) {
        json.object {
            $0.member("actionType", type.rawValue)
            $0.member("characterId", characterID?.rawValue)
            $0.key("payload")
            writePayload(to: &$0)
        }
    }

    func writePayload(to json: inout JSONWriter) {
        json.object {
            if let choiceID { $0.member("choiceId", choiceID) }
            if let text { $0.member("text", text) }
            if let skill { $0.member("skill", skill) }
        }
    }
}
