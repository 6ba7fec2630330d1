internal import Core
internal import Network

/// What a client sends: `{"eventType","payload","traceId"?,"eventId"?,"actionId"?}`.
struct ClientMessage: RequestBody {
    /// Why a message is none.
    enum Fault: Error, Equatable {
        /// No JSON, no `eventType`, or a payload that is no object: close 1003.
        case invalid
        /// Told to the sender, who stays.
        case refused(String)
    }

    let type: String
    let payload: JSONValue
    let traceID: String?
    let eventID: String?
    let actionID: String?

    init(reading fields: inout RequestFields) {
        type = fields.required("eventType", EventTypeRule())
        payload = fields.required("payload", AnyObjectRule())
        traceID = fields.optional("traceId", .token(1...64), "Under which it is found in traces.")
        eventID = fields.optional("eventId", .token(1...64), "The sender's own name of it: by it a repeat is known.")
        actionID = fields.optional("actionId", .token(1...64), "The action that it belongs to.")
    }

    static let example: JSONValue = ["eventType": "timer_tick", "payload": ["left": 30], "eventId": "tick-7"]

    /// - Parameter text: UTF-8.
    init(_ text: [UInt8]) throws(Fault) {
        guard let json = try? JSON.parseRequest(text), json["eventType"]?.stringValue != nil,
            let payload = json["payload"], case .object = payload
        else { throw .invalid }
        do throws(APIError) { try self.init(json) } catch { throw .refused(error.message) }
    }

    /// Names that only the server says. `party.ready` is a client's all the same.
    static func isReserved(_ type: String) -> Bool {
        let prefixes = ["system.", "campaign.", "scene.", "combat.", "media.", "party.", "presence."]
        let words = ["vote.started", "vote.update", "vote.finished", "action.result"]
        return words.contains(type) || prefixes.contains(where: type.hasPrefix) && type != ClientEvent.ready.rawValue
    }
}

/// The events of clients that mean something to the server; all others are passed on as they are.
enum ClientEvent: String, CaseIterable, Sendable {
    case chat = "chat.message"
    case typing
    case ready = "party.ready"
    case action = "action.request"
    case vote = "vote.cast"
    case xCard = "x-card"
}

/// The name of a kind of event.
struct EventTypeRule: ValueRule {
    var schema: Schema { .string(pattern: "^[a-z0-9_.-]{1,64}$") }
    var placeholder: String { "" }

    func read(_ value: JSONValue) throws(RuleProblem) -> String {
        guard let text = value.stringValue, (1...64).contains(text.utf8.count), text.utf8.allSatisfy(Self.isAllowed)
        else { throw RuleProblem("must be 1 to 64 of a-z, 0-9, _, . and -") }
        return text
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
        }
    }
}
