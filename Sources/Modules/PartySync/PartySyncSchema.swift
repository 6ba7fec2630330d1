package import Storage

/// The tables of the event log. Every index is named after the query that needs it.
package enum PartySyncSchema {
    package static let migrations = [
        Migration(
            module: "partysync", version: 1,
            """
            CREATE TABLE sync_channels (
                channel TEXT NOT NULL PRIMARY KEY,
                epoch TEXT NOT NULL,
                next_seq INTEGER NOT NULL,
                oldest_seq INTEGER NOT NULL,
                -- A run in play: nothing is trimmed.
                keeps_all INTEGER NOT NULL
            ) STRICT;
            -- trim: finds a channel with too many events
            CREATE INDEX sync_channels_by_length ON sync_channels (next_seq - oldest_seq) WHERE keeps_all = 0;

            CREATE TABLE sync_events (
                channel TEXT NOT NULL REFERENCES sync_channels (channel),
                seq INTEGER NOT NULL,
                event_id TEXT NOT NULL,
                event_type TEXT NOT NULL,
                -- '' for the server itself
                sender TEXT NOT NULL,
                audience TEXT NOT NULL,
                -- the bytes that go on the wire
                body BLOB NOT NULL,
                at INTEGER NOT NULL,
                -- page, since, latest, trim
                PRIMARY KEY (channel, seq),
                -- append: recognises a repeat
                UNIQUE (channel, sender, event_id)
            ) STRICT;
            """)
    ]
}
