package import Storage

/// The tables of parties (data-model). Immutable once released.
package enum PartySchema {
    package static let migrations = [
        Migration(
            module: "parties", version: 1,
            """
            CREATE TABLE parties (
                id INTEGER PRIMARY KEY,
                name TEXT,
                leader_character_id INTEGER NOT NULL,
                active_campaign_run_id TEXT,
                created_at INTEGER NOT NULL,
                invite_code TEXT NOT NULL UNIQUE,
                is_open INTEGER NOT NULL,
                -- NULL: by the number of players
                decision TEXT CHECK (decision = 'leader' OR decision = 'vote' OR decision = 'anyone'),
                decision_seconds INTEGER NOT NULL
            ) STRICT;

            CREATE TABLE party_members (
                party_id INTEGER NOT NULL REFERENCES parties (id) ON DELETE CASCADE,
                character_id INTEGER NOT NULL REFERENCES characters (id) ON DELETE CASCADE,
                -- who leads, the party says
                role TEXT NOT NULL CHECK (role IN ('MEMBER', 'SPECTATOR')),
                joined_at INTEGER NOT NULL,
                left_at INTEGER,
                was_kicked INTEGER NOT NULL,
                PRIMARY KEY (party_id, character_id)
            ) STRICT;
            CREATE INDEX party_members_present ON party_members (character_id, party_id) WHERE left_at IS NULL;
            """)
    ]
}
