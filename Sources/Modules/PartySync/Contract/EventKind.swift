internal import Core
package import Network

/// What the contract says of a kind of message on channels: who says it where, and what it looks like. Of these the JSON
/// Schemas and the AsyncAPI document are made; whoever makes an event describes it.
package struct EventKind: Sendable {
    package enum Place: Sendable {
        case run, party, both
    }

    /// `eventType`, or for what is passed on as it is a word that stands for any other.
    let type: String
    let place: Place
    let about: String
    /// The whole message as a client sends it; nil when clients do not.
    var sent: Schema?
    /// The whole message as clients hear it; nil when they do not.
    var heard: Schema?

    /// An event of the server's that is numbered and stored.
    package static func stored(
        _ type: String, on place: Place, _ about: String, _ payload: Schema
    ) -> EventKind {
        EventKind(type: type, place: place, about: about, heard: heard(.enumeration([type]), payload, isStored: true))
    }

    /// An event of the server's that is true for now, has no number and is stored nowhere.
    package static func passing(
        _ type: String, on place: Place, _ about: String, _ payload: Schema
    ) -> EventKind {
        EventKind(type: type, place: place, about: about, heard: heard(.enumeration([type]), payload, isStored: false))
    }

    /// A message of clients.
    func sent(_ payload: Schema) -> EventKind {
        var kind = self
        kind.sent = ClientMessage.schema.with(["eventType": .enumeration([type]), "payload": payload])
        return kind
    }

    /// The envelope, as `Envelope` writes it.
    static func heard(_ type: Schema, _ payload: Schema, isStored: Bool) -> Schema {
        .object([
            "eventType": type, "payload": payload, "traceId": .nullable(.string),
            "senderId": .described(
                .nullable(.string(pattern: "^(?:player|service):.+$")),
                "Written by the server; null: the server itself."),
            "eventId": isStored ? .string(minimum: 1, maximum: 64) : .null,
            "seq": isStored ? .integer(1...Int64.max) : .null, "ts": .time,
            "channel": .string(pattern: "^(?:run|party):[0-9a-f-]+$"), "actionId": .nullable(.string),
        ])
    }

    /// Every form of the message.
    var forms: [Schema] { [sent, heard].compactMap(\.self) }

    func isSaid(on place: Place) -> Bool { self.place == .both || self.place == place }
}
