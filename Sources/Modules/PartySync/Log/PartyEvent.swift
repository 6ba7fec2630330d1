package import Core

/// Who of a channel may see an event. A master (gm, admin) sees all of them.
package enum Audience: Equatable, Sendable {
    case all
    /// Masters only: a note behind the screen.
    case gm
    /// These players, and masters: a whisper.
    case players([PlayerID])
}

/// Something that happened on a channel, before it has a number.
package struct PartyEvent: Sendable {
    /// `run:<id>` or `party:<id>`.
    package var channel: String
    /// `scene.update`; `[a-z0-9_.-]{1,64}`.
    package var type: String
    /// A JSON object, as it goes on the wire.
    package var payload: [UInt8]
    /// `player:<id>`, `service:<name>`, or nil for the server itself.
    package var senderID: String?
    /// The sender's own id of it, under which a repeat is recognised; nil: the server makes one.
    package var eventID: String?
    /// The action it belongs to. Without an `eventID` it also serves to recognise a repeat: the same type from the same
    /// sender for the same action is one event. The server's own events (no sender) are not compared so.
    package var actionID: String?
    package var traceID: String?
    package var audience: Audience
    /// Whoever appends it has made sure that it repeats none, so it need not be known by its name.
    package var isSurelyNew = false

    /// What its sender calls it, if it does: one action has many events of the server's own, so only a sender's can be
    /// told by their action.
    var name: String? { eventID ?? (senderID == nil ? nil : actionID) }

    package init(
        channel: String, type: String, payload: [UInt8], senderID: String? = nil, eventID: String? = nil,
        actionID: String? = nil, traceID: String? = nil, audience: Audience = .all
    ) {
        self.channel = channel
        self.type = type
        self.payload = payload
        self.senderID = senderID
        self.eventID = eventID
        self.actionID = actionID
        self.traceID = traceID
        self.audience = audience
    }
}

/// Who reads a channel, as far as audiences go.
package struct Viewer: Equatable, Sendable {
    /// Nil for a service, which hears what all hear.
    package let playerID: PlayerID?
    /// Sees every audience.
    package let isMaster: Bool

    package init(playerID: PlayerID?, isMaster: Bool = false) {
        self.playerID = playerID
        self.isMaster = isMaster
    }

    package func sees(_ audience: Audience) -> Bool {
        switch audience {
        case .all: true
        case .gm: isMaster
        case .players(let players): isMaster || playerID.map(players.contains) ?? false
        }
    }
}
