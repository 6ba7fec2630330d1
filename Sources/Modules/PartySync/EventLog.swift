package import Core
package import Storage

/// The stored stream of every channel (party-sync.md): `seq` and the bytes on the wire are made in the transaction that
/// makes the event true.
package enum EventLog {
    /// More missed events than this are not recovered.
    package static let recoveryLimit = 500

    package static func channel(run id: String) -> String { "run:\(id)" }
    package static func channel(party id: PartyID) -> String { "party:\(id)" }

    /// Makes the channel, if it is not there: `append` does so too, but a client may come before the first event.
    ///
    /// A run's channel keeps everything until `finish`; a party's is trimmed from the start.
    package static func open(channel: String, now: Timestamp, in connection: Connection) throws {
        try connection.run(
            """
            INSERT INTO sync_channels (channel, epoch, next_seq, oldest_seq, keeps_all) VALUES (?1, ?2, 1, 1, ?3)
            ON CONFLICT (channel) DO NOTHING
            """, .text(channel), .text(UUIDv7.make(at: now)), .bool(channel.hasPrefix("run:")))
    }

    /// The run is over: from now on only its newest events are kept.
    package static func finish(channel: String, in connection: Connection) throws {
        try connection.run("UPDATE sync_channels SET keeps_all = 0 WHERE channel = ?1", .text(channel))
    }

    /// Gives the event its number and stores it, once: a repeat (`PartyEvent.eventID`, `actionID`) gets the first.
    package static func append(
        _ event: PartyEvent, now: Timestamp, in connection: Connection
    ) throws -> StoredEvent {
        assert(event.payload.first == UInt8(ascii: "{"), "BUG: the payload of \(event.type) is not an object")
        // '' for the server's own: NULLs would be distinct in the unique key.
        let sender = event.senderID ?? ""
        let eventID: String
        switch try knownID(of: event, sender: sender, in: connection) {
        case .repeated(let stored): return stored
        case .new(let id): eventID = id ?? UUIDv7.make(at: now)
        }
        let seq = try nextSeq(of: event.channel, now: now, in: connection)
        let bytes = Envelope.make(event, eventID: eventID, seq: seq, at: now)
        try connection.run(
            """
            INSERT INTO sync_events (channel, seq, event_id, event_type, sender, audience, body, at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            """,
            .text(event.channel), .integer(seq), .text(eventID), .text(event.type), .text(sender),
            .text(event.audience.column), .blob(bytes), .time(now))
        return StoredEvent(
            channel: event.channel, seq: seq, eventID: eventID, bytes: bytes, audience: event.audience, isRepeat: false)
    }

    /// - Throws: `PartySyncError.noSuchChannel`; `StorageError`.
    package static func position(of channel: String, in connection: Connection) throws -> ChannelPosition {
        let position = try connection.first(
            "SELECT epoch, next_seq - 1, oldest_seq FROM sync_channels WHERE channel = ?1", .text(channel)
        ) { ChannelPosition(epoch: $0.text(0), seq: $0.integer(1), oldestSeq: $0.integer(2)) }
        guard let position else { throw PartySyncError.noSuchChannel(channel) }
        return position
    }

    /// After a restore: what clients remember of the numbering holds no more.
    package static func renewEpochs(now: Timestamp, in connection: Connection) throws {
        try connection.run("UPDATE sync_channels SET epoch = ?1", .text(UUIDv7.make(at: now)))
    }
}

extension EventLog {
    private enum Identity {
        case repeated(StoredEvent)
        /// With the id it shall have; nil: any.
        case new(String?)
    }

    private static func knownID(
        of event: PartyEvent, sender: String, in connection: Connection
    ) throws -> Identity {
        // One action has many events of the server's own, so only a sender's can be told by their action.
        guard let id = event.eventID ?? (event.senderID == nil ? nil : event.actionID) else { return .new(nil) }
        let found = try connection.first(
            """
            SELECT seq, body, audience, event_type FROM sync_events
            WHERE channel = ?1 AND sender = ?2 AND event_id = ?3
            """, .text(event.channel), .text(sender), .text(id)
        ) { row in
            (
                stored: StoredEvent(
                    channel: event.channel, seq: row.integer(0), eventID: id, bytes: row.blob(1),
                    audience: Audience(column: row.text(2)), isRepeat: true),
                type: row.text(3)
            )
        }
        guard let found else { return .new(id) }
        // Two kinds of event of one action are two events; the second gets an id of its own.
        return event.eventID == nil && found.type != event.type ? .new(nil) : .repeated(found.stored)
    }

    private static func nextSeq(of channel: String, now: Timestamp, in connection: Connection) throws -> Int64 {
        if let seq = try increment(channel, in: connection) { return seq }
        try open(channel: channel, now: now, in: connection)
        guard let seq = try increment(channel, in: connection) else { fatalError("BUG: no channel after open") }
        return seq
    }

    private static func increment(_ channel: String, in connection: Connection) throws -> Int64? {
        try connection.first(
            "UPDATE sync_channels SET next_seq = next_seq + 1 WHERE channel = ?1 RETURNING next_seq - 1",
            .text(channel)
        ) { $0.integer(0) }
    }
}

extension Audience {
    /// `all`, `gm`, or `,7,12,`: each id between commas, so that SQL finds one without finding 7 in 17.
    var column: String {
        switch self {
        case .all: "all"
        case .gm: "gm"
        case .players(let players): players.reduce(into: ",") { $0 += "\($1)," }
        }
    }

    init(column: String) {
        switch column {
        case "all": self = .all
        case "gm": self = .gm
        default: self = .players(column.split(separator: ",").compactMap { Int64($0).map(PlayerID.init(rawValue:)) })
        }
    }
}
