package import Core

/// What readiness tries: each is the real thing, once.
extension Storage {
    /// A query that reads from the file.
    package func probeRead() async throws {
        _ = try await read { try $0.first("SELECT max(applied_at) FROM migrations", map: { $0.optionalInteger(0) }) }
    }

    /// A transaction that has to reach the disk.
    package func probeWrite(now: Timestamp) async throws {
        try await write {
            try $0.run(
                "INSERT INTO settings (key, value) VALUES ('probed_at', ?1) ON CONFLICT (key) DO UPDATE SET value = ?1",
                .text(now.rfc3339))
        }
    }
}
