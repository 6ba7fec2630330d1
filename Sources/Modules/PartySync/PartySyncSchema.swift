package import Storage

/// The tables of the event log. Every index is named after the query that needs it.
///
/// Most of what a turn of a story writes is events, so an event has a short key, and only those that may come again are
/// known by name: with the channel's own name in two indices of every event, a third of the pages of a commit were indices.
package enum PartySyncSchema {
    package static let migrations = [
        Migration(
            module: "partysync", version: 1,
            """
            CREATE TABLE sync_channels (
                id INTEGER PRIMARY KEY,
                channel TEXT NOT NULL UNIQUE,
                epoch TEXT NOT NULL,
                next_seq INTEGER NOT NULL,
                oldest_seq INTEGER NOT NULL,
                -- A run in play: nothing is trimmed.
                keeps_all INTEGER NOT NULL
            ) STRICT;
            -- trim: finds a channel with too many events
            CREATE INDEX sync_channels_by_length ON sync_channels (next_seq - oldest_seq) WHERE keeps_all = 0;

            CREATE TABLE sync_events (
                channel_id INTEGER NOT NULL REFERENCES sync_channels (id),
                seq INTEGER NOT NULL,
                event_id TEXT NOT NULL,
                -- The id is the sender's own, under which the event may come again.
                named INTEGER NOT NULL,
                event_type TEXT NOT NULL,
                -- '' for the server itself
                sender TEXT NOT NULL,
                audience TEXT NOT NULL,
                -- the bytes that go on the wire
                body BLOB NOT NULL,
                at INTEGER NOT NULL,
                -- page, since, latest, trim
                PRIMARY KEY (channel_id, seq)
            ) STRICT;
            -- append: recognises a repeat
            CREATE UNIQUE INDEX sync_events_by_name ON sync_events (channel_id, sender, event_id) WHERE named = 1;

            -- For people.
            CREATE VIEW channel_events AS
                SELECT c.channel, e.seq, e.event_type, e.sender, e.audience, CAST(e.body AS TEXT) AS body, e.at
                FROM sync_events e JOIN sync_channels c ON c.id = e.channel_id;
            """)
    ]
}
