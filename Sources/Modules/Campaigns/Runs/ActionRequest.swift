internal import ContentPacks
package import Core
package import Network

/// The kinds of action (http-api "Action").
package enum ActionType: String, Codable, Sendable, CaseIterable {
    case choose, freeform, advance, pause, resume
    /// Of votes.
    case vote, extend
    /// Of a combat.
    case attack, move, defend, help, skill, flee
    case useItem = "use_item"

    /// Whether it decides how a scene goes on: what a party may vote about.
    var isStoryMove: Bool {
        switch self {
        case .choose, .freeform, .advance: true
        default: false
        }
    }
}

/// The body of `POST /v1/campaign-runs/{id}/action`, and the `action` of a channel's `action.request`.
package struct ActionRequest: RequestBody, Equatable {
    package let type: ActionType
    /// `choose`: which one.
    package var choiceID: String?
    /// `freeform`: the player's own words.
    package var text: String?
    /// `freeform`: the skill that the player means to use; `skill`: the one used.
    package var skill: String?
    /// Of a combat: who is met.
    package var targetID: String?
    /// `move`: where to.
    package var zone: String?
    /// `use_item`: what is used.
    package var itemID: String?
    /// `vote`: in which one; of what a vote has come to: which one that was.
    package var voteID: String?
    /// `vote`: what for.
    package var optionID: String?
    /// Whether a master or the leader decides in place of an open vote.
    package var overridesVote = false
    /// Who acts; nil: my only character in the run.
    package var characterID: CharacterID?
    /// Makes a repeat of the action harmless: 1...64 visible ASCII characters.
    package var actionID: String?
    /// The scene state that the player had in view.
    package var expectedSceneID: String?
    package var expectedTurn: Int?
    /// Whether the server did it in place of a player who did not act in time.
    var isAbsent = false
    /// Whether no one player did it: the server, or a vote.
    var isNobodys: Bool { isAbsent || (voteID != nil && type != .vote) }

    package init(_ type: ActionType) { self.type = type }

    package init(reading fields: inout RequestFields) {
        characterID = fields.optional("characterId", .id(), "My only character in the run, if not given.")
        actionID = fields.optional("actionId", .token(1...64), "A repetition gets the first answer again.")
        expectedSceneID = fields.optional("expectedSceneId", .verbatim(1...64), "The scene state in view.")
        expectedTurn = fields.optional("expectedTurn", .integer(0...Int(Int32.max)))
        var (choiceID, text, skill): (String?, String?, Skill?)
        var (targetID, zone, itemID): (String?, String?, String?)
        var (voteID, optionID): (String?, String?)
        overridesVote =
            fields.optional(
                "override", .flag, "Decides in place of an open vote: masters always, the leader after twice its time.")
            ?? false
        // Only what the type needs is looked at: `advance` ignores whatever a minimal client sends along.
        type = fields.variant("actionType", of: ActionType.self) { type, fields in
            switch type {
            case .choose:
                choiceID = fields.requiredObject("payload") { $0.required("choiceId", .verbatim(1...64)) }
            case .freeform:
                fields.requiredObject("payload") {
                    text = $0.required("text", .verbatim(1...280), "The player's own words; a scene may take fewer.")
                    skill = $0.optional("skill", .word(), "The skill that the player means to use.")
                }
            case .attack, .help:
                targetID = fields.requiredObject("payload") { $0.required("targetId", .verbatim(1...80)) }
            case .move:
                zone = fields.requiredObject("payload") { $0.required("zone", .verbatim(1...64)) }
            case .skill:
                fields.requiredObject("payload") {
                    skill = $0.required("skill", .word())
                    targetID = $0.optional("targetId", .verbatim(1...80), "Oneself, or nobody, if not given.")
                }
            case .useItem:
                fields.requiredObject("payload") {
                    itemID = $0.required("itemId", .verbatim(1...64))
                    targetID = $0.optional("targetId", .verbatim(1...80), "Oneself, if not given.")
                }
            case .vote:
                fields.requiredObject("payload") {
                    voteID = $0.required("voteId", .verbatim(1...64), "Of the run's vote.")
                    optionID = $0.required("optionId", .verbatim(1...64), "One of its options.")
                }
            case .advance, .pause, .resume, .extend, .defend, .flee: break
            }
        }
        (self.choiceID, self.text, self.skill) = (choiceID, text, skill?.rawValue)
        (self.targetID, self.zone, self.itemID) = (targetID, zone, itemID)
        (self.voteID, self.optionID) = (voteID, optionID)
    }

    package static let example: JSONValue = [
        "actionType": "choose", "payload": ["choiceId": "c1"], "actionId": "5f0c2d1e", "expectedTurn": 3,
    ]

    /// What the rules are asked to do; nil for an action that does not move the story.
    var move: PlayerAction? {
        switch type {
        case .choose: choiceID.map { .choose(choiceID: $0) }
        case .freeform: text.map { .freeform(text: $0, skill: skill) }
        case .advance: .advance
        case .attack: targetID.map { .fight(.attack(target: $0)) }
        case .help: targetID.map { .fight(.help(target: $0)) }
        case .move: zone.map { .fight(.move(zone: $0)) }
        case .defend: .fight(.defend)
        case .flee: .fight(.flee)
        case .skill: skill.map { .fight(.skill($0, target: targetID)) }
        case .useItem: itemID.map { .fight(.useItem($0, target: targetID)) }
        case .pause, .resume, .vote, .extend: nil
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
            if let targetID { $0.member("targetId", targetID) }
            if let zone { $0.member("zone", zone) }
            if let itemID { $0.member("itemId", itemID) }
            if let voteID { $0.member("voteId", voteID) }
            if let optionID { $0.member("optionId", optionID) }
            if overridesVote { $0.member("override", true) }
            if isAbsent { $0.member("absent", true) }
        }
    }
}
