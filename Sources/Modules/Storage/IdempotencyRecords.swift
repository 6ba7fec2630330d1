package import Core
internal import Hashing

/// Under what an answer is remembered (http-api "Idempotency").
package struct IdempotencyKey: Equatable, Sendable {
    /// Of owner, scope and key, 16 bytes: with these themselves, its index was a tenth of what an action writes.
    package let digest: [UInt8]
    /// As the client chose it: 1-64 visible ASCII.
    package let key: String
    /// Method and path: `POST /v1/parties`.
    package let scope: String
    /// Of the request body, so that another body under the same key is noticed.
    package let requestHash: [UInt8]

    /// - Parameter owner: whose: `player:7`.
    package init(owner: String, key: String, scope: String, requestHash: [UInt8]) {
        self.key = key
        self.scope = scope
        self.requestHash = requestHash
        // None of the three has a line break in it.
        digest = Array(SHA256.hash(Array("\(owner)\n\(scope)\n\(key)".utf8)).prefix(16))
    }
}

/// The first answer to a request.
package struct IdempotencyRecord: Equatable, Sendable {
    package let status: Int
    package let body: [UInt8]

    package init(status: Int, body: [UInt8]) {
        self.status = status
        self.body = body
    }
}

/// The table `idempotency_keys`. `find` and `store` of one request belong into one write, with its effects between
/// them: then a concurrent duplicate comes after the first and finds its answer.
package enum IdempotencyRecords {
    /// How long an answer is remembered.
    package static let lifetime = Duration.seconds(24 * 60 * 60)

    /// The answer stored under `key`, unless it has expired.
    ///
    /// - Throws: `APIError` 409 `idempotency_conflict` when it was to another body; `StorageError`.
    package static func find(
        _ key: IdempotencyKey, now: Timestamp, in connection: Connection
    ) throws -> IdempotencyRecord? {
        let found = try connection.first(
            """
            SELECT request_hash, status, body FROM idempotency_keys
            WHERE digest = ?1 AND expires_at > ?2
            """,
            .blob(key.digest), .time(now)
        ) { row in
            (hash: row.blob(0), record: IdempotencyRecord(status: row.int(1), body: row.blob(2)))
        }
        guard let found else { return nil }
        guard found.hash == key.requestHash else { throw conflict(key) }
        return found.record
    }

    /// Remembers the answer for 24 hours.
    ///
    /// - Throws: `APIError` 409 `idempotency_conflict` when there is one already; `StorageError`.
    package static func store(
        _ key: IdempotencyKey, status: Int, body: [UInt8], now: Timestamp, in connection: Connection
    ) throws {
        // Only an expired record that was not swept yet may be written over.
        try connection.run(
            """
            INSERT INTO idempotency_keys (digest, request_hash, status, body, expires_at)
            VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (digest) DO UPDATE
            SET request_hash = excluded.request_hash, status = excluded.status, body = excluded.body,
                expires_at = excluded.expires_at
            WHERE idempotency_keys.expires_at <= ?6
            """,
            .blob(key.digest), .blob(key.requestHash), .int(status), .blob(body), .time(now.adding(lifetime)),
            .time(now))
        if connection.changes == 0 { throw conflict(key) }
    }

    /// Forgets expired records, the oldest first, at most `limit` so that the writer is not held up.
    ///
    /// - Returns: how many; fewer than `limit` when none is left.
    package static func deleteExpired(now: Timestamp, limit: Int = 1000, in connection: Connection) throws -> Int {
        try connection.run(
            """
            DELETE FROM idempotency_keys WHERE digest IN (
                SELECT digest FROM idempotency_keys WHERE expires_at <= ?1 ORDER BY expires_at LIMIT ?2)
            """, .time(now), .int(limit))
        return connection.changes
    }

    private static func conflict(_ key: IdempotencyKey) -> APIError {
        .conflict(
            "idempotency_conflict",
            "The Idempotency-Key \"\(key.key)\" was already used for another request to \(key.scope). Use a new key.")
    }
}
