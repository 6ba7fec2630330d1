/// An event with its number and its bytes.
package struct StoredEvent: Equatable, Sendable {
    package let channel: String
    /// From 1, without gaps within the channel.
    package let seq: Int64
    package let eventID: String
    /// The message as it goes on the wire; the audience is not in it.
    package let bytes: [UInt8]
    package let audience: Audience
    /// It was there already: nothing was stored, and only its sender should hear of it.
    package let isRepeat: Bool
}

/// Where a channel stands.
package struct ChannelPosition: Equatable, Sendable {
    /// Changes when the numbering starts anew: after a restore.
    package let epoch: String
    /// Of the newest event; 0 when there is none.
    package internal(set) var seq: Int64
    /// Of the oldest event kept, or of the first to come.
    package let oldestSeq: Int64
}

/// A page of a channel's history.
package struct EventPage: Equatable, Sendable {
    /// The messages, in the order of `seq`.
    package let events: [[UInt8]]
    /// `before` of the next (older) page; nil when there is none.
    package let nextBefore: Int64?
}

/// What a client that comes back is told.
package enum Recovery: Equatable, Sendable {
    /// Everything it missed, in order: messages, and `system.skip` for those it may not see.
    case events([[UInt8]])
    /// Not all of it is there, or it is too much: the client reloads by HTTP.
    case lost
}
