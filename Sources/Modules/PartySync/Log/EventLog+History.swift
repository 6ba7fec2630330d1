package import Storage

extension EventLog {
    /// A page of what `viewer` may see: the newest, or those before `before`. What it may not see is not in it.
    ///
    /// - Parameter limit: 1...500 events.
    package static func page(
        of channel: String, before: Int64? = nil, limit: Int, viewer: Viewer, in connection: Connection
    ) throws -> EventPage {
        // One more than asked tells whether there is an older page.
        let rows = try connection.all(
            """
            SELECT seq, body FROM sync_events
            WHERE channel_id = (SELECT id FROM sync_channels WHERE channel = ?1) AND seq < ?2 AND (?3 OR audience = 'all' OR instr(audience, ?4) > 0)
            ORDER BY seq DESC LIMIT ?5
            """,
            .text(channel), .integer(before ?? .max), .bool(viewer.isMaster),
            .text(viewer.playerID.map { ",\($0)," } ?? ",,"), .int(limit + 1)
        ) { (seq: $0.integer(0), body: $0.blob(1)) }
        let page = rows.prefix(limit)
        return EventPage(
            events: page.reversed().map(\.body), nextBefore: rows.count > limit ? page.last?.seq : nil)
    }

    /// What a client missed that saw everything up to `seq` of `epoch`.
    package static func since(
        _ seq: Int64, epoch: String, of channel: String, viewer: Viewer, in connection: Connection
    ) throws -> Recovery {
        let end = try end(of: channel, in: connection)
        let position = end.position
        guard epoch == position.epoch, seq >= position.oldestSeq - 1, seq <= position.seq,
            position.seq - seq <= Int64(recoveryLimit)
        else { return .lost }
        return .events(try replay(of: end, after: seq, viewer: viewer, in: connection))
    }

    /// The newest `count` events for a new client, in order, those it may not see as `system.skip`.
    ///
    /// - Parameter count: 0...500.
    package static func latest(
        _ count: Int, of channel: String, viewer: Viewer, in connection: Connection
    ) throws -> [[UInt8]] {
        let end = try end(of: channel, in: connection)
        return try replay(
            of: end, after: end.position.seq - Int64(min(count, recoveryLimit)), viewer: viewer, in: connection)
    }

    /// Removes the oldest events beyond `keep` from one channel that has too many and is not a run in play.
    ///
    /// - Parameter limit: of events for one call, so that the writer is not held up.
    /// - Returns: how many were removed; 0 when there is nothing to do anywhere.
    package static func trim(keep: Int, limit: Int = 1000, in connection: Connection) throws -> Int {
        let channel = try connection.first(
            """
            SELECT id, oldest_seq, next_seq FROM sync_channels
            WHERE keeps_all = 0 AND next_seq - oldest_seq > ?1 LIMIT 1
            """, .int(keep)
        ) { (id: $0.integer(0), oldest: $0.integer(1), next: $0.integer(2)) }
        guard let channel else { return 0 }
        let oldest = min(channel.next - Int64(keep), channel.oldest + Int64(limit))
        try connection.run(
            "DELETE FROM sync_events WHERE channel_id = ?1 AND seq < ?2", .integer(channel.id), .integer(oldest))
        let removed = connection.changes
        try connection.run(
            "UPDATE sync_channels SET oldest_seq = ?2 WHERE id = ?1", .integer(channel.id), .integer(oldest))
        return removed
    }

    private static func replay(
        of channel: ChannelEnd, after seq: Int64, viewer: Viewer, in connection: Connection
    ) throws -> [[UInt8]] {
        try connection.all(
            "SELECT seq, audience, body FROM sync_events WHERE channel_id = ?1 AND seq > ?2 ORDER BY seq",
            .integer(channel.id), .integer(seq)
        ) { row in
            viewer.sees(Audience(column: row.text(1))) ? row.blob(2) : Envelope.skip(row.integer(0))
        }
    }
}
