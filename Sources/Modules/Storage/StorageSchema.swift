/// Storage's own tables. `migrations` itself is made by the migrator.
enum StorageSchema {
    static let migrations = [
        Migration(
            module: "storage", version: 1,
            """
            CREATE TABLE idempotency_keys (
                owner TEXT NOT NULL,
                scope TEXT NOT NULL,
                key TEXT NOT NULL,
                request_hash BLOB NOT NULL,
                status INTEGER NOT NULL,
                body BLOB NOT NULL,
                expires_at INTEGER NOT NULL,
                PRIMARY KEY (owner, scope, key)
            ) STRICT;
            -- deleteExpired
            CREATE INDEX idempotency_keys_by_expiry ON idempotency_keys (expires_at);

            CREATE TABLE settings (
                key TEXT NOT NULL PRIMARY KEY,
                value TEXT NOT NULL
            ) STRICT;
            """)
    ]
}
