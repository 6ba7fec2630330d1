import Core

/// One thing that a client of the chaos says on a channel, by a name under which it is said again until it is
/// acknowledged: a vote is one more case.
struct ChaosDeed: Sendable {
    enum Kind: CaseIterable {
        case chat, whisper, note, advance, freeform
    }

    /// `eventId`, or the action's `actionId`.
    let name: String
    /// Where it is said: a deed that was not acknowledged is said again there, and nowhere else.
    let path: String
    let message: JSONValue
    /// Of the event that is its acknowledgement.
    let eventType: String

    init(_ kind: Kind, _ name: String, on path: String, to companion: Int64, _ random: inout SeededRandom) {
        (self.name, self.path) = (name, path)
        let text = String(repeating: "ночь темна, ", count: random.chance(10) ? 150 : 3) + name
        var message: [String: JSONValue] = [:]
        switch kind {
        case .chat, .whisper:
            eventType = "chat.message"
            message["eventId"] = .string(name)
            message["payload"] =
                kind == .whisper
                ? ["text": .string(text), "mode": "whisper", "to": .integer(companion)]
                : ["text": .string(text), "mode": "ooc"]
        case .note:
            eventType = "timer_tick"
            message["eventId"] = .string(name)
            message["payload"] = ["left": .integer(Int64(random.integer(0...60)))]
        case .advance, .freeform:
            eventType = "action.request"
            message["actionId"] = .string(name)
            message["payload"] = [
                "action": kind == .advance
                    ? ["actionType": "advance"]
                    : ["actionType": "freeform", "payload": ["text": "осматриваюсь вокруг"]]
            ]
        }
        message["eventType"] = .string(eventType)
        self.message = .object(message)
    }

    static func random(_ name: String, on path: String, to companion: Int64, _ random: inout SeededRandom) -> ChaosDeed
    {
        let isPlay = path.hasPrefix("/ws/run/")
        let kind: Kind =
            switch random.integer(1...100) {
            case ...35: .chat
            case ...45: .whisper
            case ...60: .note
            case ...90: isPlay ? .advance : .chat
            default: isPlay ? .freeform : .note
            }
        return ChaosDeed(kind, name, on: path, to: companion, &random)
    }
}
