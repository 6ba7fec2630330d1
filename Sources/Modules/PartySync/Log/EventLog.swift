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
        try append([event], to: event.channel, now: now, in: connection).events[0]
    }

    /// Appends the events of one channel in their order, each as `append` does.
    ///
    /// - Returns: them, and where the channel stands then.
    package static func append(
        _ events: [PartyEvent], to channel: String, now: Timestamp, in connection: Connection
    ) throws -> (events: [StoredEvent], position: ChannelPosition) {
        var end = try opened(channel, now: now, in: connection)
        let stored = try events.map { event in
            precondition(event.channel == channel, "BUG: an event of \(event.channel) for \(channel)")
            return try store(event, at: &end, now: now, in: connection)
        }
        // The number is read above and written here, once for all of them. One UPDATE … RETURNING would make a temporary
        // table, which costs more than both; the writer is alone, so nobody comes in between.
        try connection.run(
            "UPDATE sync_channels SET next_seq = ?2 WHERE id = ?1", .integer(end.id), .integer(end.position.seq + 1))
        return (stored, end.position)
    }

    /// - Throws: `PartySyncError.noSuchChannel`; `StorageError`.
    package static func position(of channel: String, in connection: Connection) throws -> ChannelPosition {
        try end(of: channel, in: connection).position
    }

    /// After a restore: what clients remember of the numbering holds no more.
    package static func renewEpochs(now: Timestamp, in connection: Connection) throws {
        try connection.run("UPDATE sync_channels SET epoch = ?1", .text(UUIDv7.make(at: now)))
    }
}

/// Where a channel stands, and under which key its events are kept.
struct ChannelEnd {
    let id: Int64
    var position: ChannelPosition
}

extension EventLog {
    /// - Throws: `PartySyncError.noSuchChannel`; `StorageError`.
    static func end(of channel: String, in connection: Connection) throws -> ChannelEnd {
        guard let end = try find(channel, in: connection) else { throw PartySyncError.noSuchChannel(channel) }
        return end
    }

    /// The event that a sender has named so already, and its type.
    private static func find(
        _ name: String, of event: PartyEvent, _ sender: String, on channel: ChannelEnd, in connection: Connection
    ) throws -> (stored: StoredEvent, type: String)? {
        try connection.first(
            """
            SELECT seq, body, audience, event_type FROM sync_events
            WHERE channel_id = ?1 AND sender = ?2 AND event_id = ?3 AND named = 1
            """, .integer(channel.id), .text(sender), .text(name)
        ) { row in
            (
                stored: StoredEvent(
                    channel: event.channel, seq: row.integer(0), eventID: name, bytes: row.blob(1),
                    audience: Audience(column: row.text(2)), isRepeat: true),
                type: row.text(3)
            )
        }
    }

    private static func find(_ channel: String, in connection: Connection) throws -> ChannelEnd? {
        try connection.first(
            "SELECT id, epoch, next_seq - 1, oldest_seq FROM sync_channels WHERE channel = ?1", .text(channel)
        ) { row in
            ChannelEnd(
                id: row.integer(0),
                position: ChannelPosition(epoch: row.text(1), seq: row.integer(2), oldestSeq: row.integer(3)))
        }
    }

    private static func opened(
        _ channel: String, now: Timestamp, in connection: Connection
    ) throws -> ChannelEnd {
        if let end = try find(channel, in: connection) { return end }
        try open(channel: channel, now: now, in: connection)
        return try end(of: channel, in: connection)
    }

    private static func store(
        _ event: PartyEvent, at end: inout ChannelEnd, now: Timestamp, in connection: Connection
    ) throws -> StoredEvent {
        assert(event.payload.first == UInt8(ascii: "{"), "BUG: the payload of \(event.type) is not an object")
        // '' for the server's own: NULLs would be distinct in the unique key.
        let sender = event.senderID ?? ""
        var name = event.name
        if let named = name, !event.isSurelyNew,
            let found = try find(named, of: event, sender, on: end, in: connection)
        {
            // Two kinds of event of one action are two events; the second gets an id of its own.
            guard event.eventID == nil, found.type != event.type else { return found.stored }
            name = nil
        }
        end.position.seq += 1
        let (eventID, seq) = (name ?? UUIDv7.make(at: now), end.position.seq)
        let bytes = Envelope.make(event, eventID: eventID, seq: seq, at: now)
        try connection.run(
            """
            INSERT INTO sync_events (channel_id, seq, event_id, named, event_type, sender, audience, body, at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            """,
            .integer(end.id), .integer(seq), .text(eventID), .bool(name != nil && !event.isSurelyNew),
            .text(event.type), .text(sender), .text(event.audience.column), .blob(bytes), .time(now))
        return StoredEvent(
            channel: event.channel, seq: seq, eventID: eventID, bytes: bytes, audience: event.audience,
            isRepeat: false)
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
