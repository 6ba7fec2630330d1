package import Storage

/// What a client that opens a channel is shown of it.
package struct Arrival: Sendable {
    /// Where the channel stands: the stream goes on behind it.
    package let position: ChannelPosition
    /// False: some of what it missed is not there, and nothing old is sent.
    package let isRecovered: Bool
    /// In order, those it may not see as `system.skip`.
    package let messages: [[UInt8]]
}

/// What a client says of how far it has come.
package enum Past: Sendable, Equatable {
    /// Comes for the first time, and wants so many of the newest events: 0...500.
    case none(history: Int)
    /// Has seen everything up to here.
    case seen(seq: Int64, epoch: String)
}

extension EventLog {
    /// The position and the messages are of one moment, so that nothing is missed between them and the live stream.
    ///
    /// - Throws: `PartySyncError.noSuchChannel`; `StorageError`.
    package static func arrival(
        of past: Past, on channel: String, viewer: Viewer, in connection: Connection
    ) throws -> Arrival {
        let position = try position(of: channel, in: connection)
        switch past {
        case .none(let history):
            let messages = try latest(history, of: channel, viewer: viewer, in: connection)
            return Arrival(position: position, isRecovered: true, messages: messages)
        case .seen(let seq, let epoch):
            switch try since(seq, epoch: epoch, of: channel, viewer: viewer, in: connection) {
            case .events(let messages): return Arrival(position: position, isRecovered: true, messages: messages)
            case .lost: return Arrival(position: position, isRecovered: false, messages: [])
            }
        }
    }

    /// The events behind `seq`, whoever may see them, at most `limit`.
    ///
    /// - Parameter type: of those that are looked for; nil: all.
    static func stored(
        after seq: Int64, on channel: String, type: String? = nil, limit: Int, in connection: Connection
    ) throws -> [StoredEvent] {
        let end = try end(of: channel, in: connection)
        return try connection.all(
            """
            SELECT seq, event_id, body, audience FROM sync_events
            WHERE channel_id = ?1 AND seq > ?2 AND (?3 IS NULL OR event_type = ?3)
            ORDER BY seq LIMIT ?4
            """, .integer(end.id), .integer(seq), .optional(type), .int(limit)
        ) { row in
            StoredEvent(
                channel: channel, seq: row.integer(0), eventID: row.text(1), bytes: row.blob(2),
                audience: Audience(column: row.text(3)), isRepeat: false)
        }
    }
}
