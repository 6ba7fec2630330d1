import Core
import PartySync

/// What the tests of the event log have in common.
enum Sample {
    static let now = Timestamp(milliseconds: 1_795_169_730_123)
    static let run = "run:r1"
    static let ann = PlayerID(rawValue: 7)
    static let bob = PlayerID(rawValue: 17)
    static let master = Viewer(playerID: PlayerID(rawValue: 1), isMaster: true)

    static func chat(
        _ text: String, on channel: String = run, from sender: String? = "player:7", eventID: String? = nil,
        actionID: String? = nil, to audience: Audience = .all
    ) -> PartyEvent {
        PartyEvent(
            channel: channel, type: "chat.message", payload: Array(#"{"text":"\#(text)"}"#.utf8), senderID: sender,
            eventID: eventID, actionID: actionID, audience: audience)
    }
}

extension [UInt8] {
    var text: String { String(decoding: self, as: UTF8.self) }

    /// The `text` of a chat message, or `skip <seq>`.
    var summary: String {
        guard let value = try? JSON.decode(JSONValue.self, from: self) else { return "not JSON: \(text)" }
        if value["eventType"] == "system.skip" { return "skip \(value["seq"]?.integerValue ?? 0)" }
        return value["payload"]?["text"]?.stringValue ?? text
    }
}
