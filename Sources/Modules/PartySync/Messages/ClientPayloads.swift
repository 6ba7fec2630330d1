internal import Core
internal import Network

/// `chat.message`.
struct ChatMessage: RequestBody {
    enum Mode: String, CaseIterable, Sendable {
        case inCharacter = "ic"
        case outOfCharacter = "ooc"
        case whisper
    }

    let text: String
    let mode: Mode
    let to: PlayerID?

    init(reading fields: inout RequestFields) {
        text = fields.required("text", .text(1...2000))
        var to: PlayerID?
        mode = fields.variant("mode", of: Mode.self) { mode, fields in
            if mode == .whisper { to = fields.required("to", .id(), "Of the player who alone hears it.") }
        }
        self.to = to
    }

    static let example: JSONValue = ["text": "Кто взял фонарь?", "mode": "ic"]

    var json: [UInt8] {
        var json = JSONWriter()
        json.object {
            $0.member("text", text)
            $0.member("mode", mode.rawValue)
            if let to { $0.member("to", to.rawValue) }
        }
        return json.bytes
    }
}

/// `typing` and `party.ready`.
struct SignMessage: RequestBody {
    let isOn: Bool

    init(reading fields: inout RequestFields) { isOn = fields.required("on", .flag) }

    static let example: JSONValue = ["on": true]
}

/// `action.request`.
struct ActionMessage: RequestBody {
    /// Exactly the body of `POST …/action`; who plays the run reads it.
    let action: JSONValue
    let runID: String?

    init(reading fields: inout RequestFields) {
        action = fields.required("action", AnyObjectRule(), "The body of POST /v1/campaign-runs/{id}/action.")
        runID = fields.optional("runId", .verbatim(1...64), "The channel's own.")
        _ = fields.optional("sceneId", .verbatim(1...64), "As expectedSceneId of the action.")
    }

    static let example: JSONValue = ["action": ["actionType": "choose", "payload": ["choiceId": "c1"]]]
}

/// `vote.cast`.
struct VoteMessage: RequestBody {
    let voteID: String
    let optionID: String

    init(reading fields: inout RequestFields) {
        voteID = fields.required("voteId", .verbatim(1...64))
        optionID = fields.required("optionId", .verbatim(1...64))
    }

    static let example: JSONValue = ["voteId": "1", "optionId": "c1"]
}

/// An object of whatever members.
struct AnyObjectRule: ValueRule {
    var schema: Schema { .object([:]) }
    var placeholder: JSONValue { .object([:]) }

    func read(_ value: JSONValue) throws(RuleProblem) -> JSONValue {
        guard case .object = value else { throw RuleProblem("must be an object") }
        return value
    }
}
