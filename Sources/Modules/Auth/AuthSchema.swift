package import Storage

/// The tables of players, sessions and invitations (data-model). Immutable once released: a change is a new version.
package enum AuthSchema {
    package static let migrations = [
        Migration(
            module: "auth", version: 1,
            """
            CREATE TABLE players (
                id INTEGER PRIMARY KEY,
                telegram_id INTEGER UNIQUE,
                guest_key_hash BLOB UNIQUE,
                login TEXT UNIQUE,
                password_hash TEXT,
                display_name TEXT NOT NULL,
                settings TEXT NOT NULL,
                language TEXT,
                roles TEXT NOT NULL,
                created_at INTEGER NOT NULL,
                last_login_at INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX players_with_roles ON players (id) WHERE roles <> '[]';

            CREATE TABLE sessions (
                id INTEGER PRIMARY KEY,
                player_id INTEGER NOT NULL REFERENCES players (id) ON DELETE CASCADE,
                family TEXT NOT NULL,
                parent_id INTEGER,
                token_hash BLOB NOT NULL UNIQUE,
                created_at INTEGER NOT NULL,
                expires_at INTEGER NOT NULL,
                rotated_at INTEGER,
                revoked_at INTEGER,
                user_agent TEXT
            ) STRICT;
            CREATE INDEX sessions_by_family ON sessions (family);
            CREATE INDEX sessions_by_player ON sessions (player_id);
            CREATE INDEX sessions_by_parent ON sessions (parent_id) WHERE parent_id IS NOT NULL;
            CREATE INDEX sessions_by_expiry ON sessions (expires_at);

            CREATE TABLE admin_invites (
                token_hash BLOB NOT NULL PRIMARY KEY,
                used_at INTEGER NOT NULL,
                used_by INTEGER REFERENCES players (id) ON DELETE SET NULL
            ) STRICT;
            """)
    ]
}
