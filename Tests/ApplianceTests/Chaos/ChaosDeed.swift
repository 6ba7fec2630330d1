import Core

/// One thing that a client of the chaos says on a channel, by a name under which it is said again until it is
/// acknowledged.
struct ChaosDeed: Sendable {
    enum Kind {
        case chat, whisper, note, advance, freeform
        /// A voice for an option, and for more time.
        case ballot(ChaosVote, ChaosVote.Option)
        case extend
        /// The leader's or a master's decision in place of a vote.
        case override
    }

    /// `eventId`, or the action's `actionId`.
    let name: String
    /// Where it is said: a deed that was not acknowledged is said again there, and nowhere else.
    let path: String
    let message: JSONValue
    /// Of the event that is its acknowledgement; a voice in a vote has none, and is named by what is told of the vote.
    let eventType: String
    /// That it is a voice in.
    let voteID: String?

    /// Own moves of the parties: few, so that several players have the same in mind.
    private static let moves = ["осматриваюсь вокруг", "слушаю, что за дверью", "зову хозяина"]

    init(_ kind: Kind, _ name: String, on path: String, to companion: Int64, _ random: inout SeededRandom) {
        (self.name, self.path) = (name, path)
        let text = String(repeating: "ночь темна, ", count: random.chance(10) ? 150 : 3) + name
        var (type, id, voteID): (String, String, String?) = ("action.request", "actionId", nil)
        let payload: JSONValue
        switch kind {
        case .chat:
            (type, id) = ("chat.message", "eventId")
            payload = ["text": .string(text), "mode": "ooc"]
        case .whisper:
            (type, id) = ("chat.message", "eventId")
            payload = ["text": .string(text), "mode": "whisper", "to": .integer(companion)]
        case .note:
            (type, id) = ("timer_tick", "eventId")
            payload = ["left": .integer(Int64(random.integer(0...60)))]
        case .advance: payload = ["action": ["actionType": "advance"]]
        case .freeform:
            let move = Self.moves.randomElement(using: &random) ?? ""
            payload = ["action": ["actionType": "freeform", "payload": ["text": .string(move)]]]
        case .ballot(let vote, let option):
            (type, voteID) = ("vote.cast", vote.id)
            payload = ["voteId": .string(vote.id), "optionId": .string(option.id)]
        case .extend: payload = ["action": ["actionType": "extend"]]
        case .override: payload = ["action": ["actionType": "advance", "override": true]]
        }
        message = .object([id: .string(name), "eventType": .string(type), "payload": payload])
        (eventType, self.voteID) = (type, voteID)
    }

    var isAction: Bool { eventType == "action.request" }

    /// At a table where each decides for all.
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

    /// In the run of a table that votes.
    ///
    /// - Parameter vote: that is open, as far as is known.
    static func random(
        _ name: String, on path: String, to companion: Int64, in vote: ChaosVote?, as role: ChaosTable.Member.Role,
        _ random: inout SeededRandom
    ) -> ChaosDeed {
        let kind: Kind =
            switch (random.integer(1...100), role) {
            case (...20, _): .chat
            case (...25, _): .whisper
            case (...30, _): .note
            case (...32, .leader), (...34, .master): .override
            case (_, .master): .chat
            case (...40, _): .freeform
            case (...44, _): .extend
            case (...54, _): .advance
            default: voice(in: vote, &random)
            }
        return ChaosDeed(kind, name, on: path, to: companion, &random)
    }

    /// Every other voice is for what somebody has thought of, if there is such a thing.
    private static func voice(in vote: ChaosVote?, _ random: inout SeededRandom) -> Kind {
        guard let vote else { return .advance }
        let own = vote.options.filter { $0.id.hasPrefix("own:") }
        let options = !own.isEmpty && random.chance(50) ? own : vote.options
        return options.randomElement(using: &random).map { .ballot(vote, $0) } ?? .advance
    }
}
