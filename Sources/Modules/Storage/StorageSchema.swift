/// Storage's own tables. `migrations` itself is made by the migrator.
enum StorageSchema {
    static let migrations = [
        Migration(
            module: "storage", version: 1,
            """
            CREATE TABLE idempotency_keys (
                -- Of owner, scope and key.
                digest BLOB NOT NULL PRIMARY KEY,
                request_hash BLOB NOT NULL,
                status INTEGER NOT NULL,
                body BLOB NOT NULL,
                expires_at INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            -- deleteExpired
            CREATE INDEX idempotency_keys_by_expiry ON idempotency_keys (expires_at);

            CREATE TABLE settings (
                key TEXT NOT NULL PRIMARY KEY,
                value TEXT NOT NULL
            ) STRICT;

            CREATE TABLE audit_log (
                id INTEGER PRIMARY KEY,
                at INTEGER NOT NULL,
                actor TEXT NOT NULL,
                action TEXT NOT NULL,
                target TEXT NOT NULL,
                reason TEXT NOT NULL,
                before TEXT NOT NULL,
                after TEXT NOT NULL
            ) STRICT;
            -- AuditLog.entries
            CREATE INDEX audit_log_by_target ON audit_log (target);
            CREATE TRIGGER audit_log_keep BEFORE UPDATE ON audit_log
            BEGIN SELECT RAISE(ABORT, 'audit_log is append-only'); END;
            CREATE TRIGGER audit_log_stay BEFORE DELETE ON audit_log
            BEGIN SELECT RAISE(ABORT, 'audit_log is append-only'); END;
            """)
    ]
}
