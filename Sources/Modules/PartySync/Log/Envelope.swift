package import Core

/// The message of one event as it goes on the wire (party-sync.md "What a client receives"): the order of the keys is
/// part of it.
package enum Envelope {
    /// - Parameters:
    ///   - eventID: nil for an ephemeral event.
    ///   - seq: nil for an ephemeral event.
    package static func make(_ event: PartyEvent, eventID: String?, seq: Int64?, at time: Timestamp) -> [UInt8] {
        var json = JSONWriter()
        json.reserve(event.payload.count + 320)
        json.object {
            $0.member("eventType", event.type)
            $0.key("payload")
            $0.raw(event.payload)
            $0.member("traceId", event.traceID)
            $0.member("senderId", event.senderID)
            $0.member("eventId", eventID)
            $0.member("seq", seq)
            $0.member("ts", time)
            $0.member("channel", event.channel)
            $0.member("actionId", event.actionID)
        }
        return json.bytes
    }

    /// Stands for an event that its reader may not see, so that the numbering has no hole and nothing leaks.
    package static func skip(_ seq: Int64) -> [UInt8] {
        Array(#"{"eventType":"system.skip","seq":\#(seq)}"#.utf8)
    }
}
