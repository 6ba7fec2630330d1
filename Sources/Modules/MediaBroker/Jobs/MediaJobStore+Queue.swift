internal import Core
internal import Storage

/// The queue: jobs in the order in which they are due.
extension MediaJobStore {
    /// How often the server may end in the middle of a job before that is taken for the job's doing.
    static let crashLimit = 3
    /// How often a provider may fail at one job.
    static let attemptLimit = 3

    /// Queues again what was in work when the process ended. A crash is no attempt, but a job in whose midst it always
    /// happens is given up.
    ///
    /// - Returns: ids of those given up.
    static func resume(now: Timestamp, in connection: Connection) throws -> [String] {
        try connection.run(
            """
            UPDATE media_jobs SET crashes = crashes + 1, status = 'queued', due_at = ?1, updated_at = ?1
            WHERE status = 'processing'
            """, .time(now))
        let lost = try connection.all(
            "SELECT id FROM media_jobs WHERE status = 'queued' AND crashes >= ?1", .int(crashLimit)
        ) { $0.text(0) }
        for id in lost {
            try fail(id, "The server ended \(crashLimit) times in the middle of it.", now: now, in: connection)
        }
        return lost
    }

    /// The server stops in good order: what is in work begins anew at the next start.
    static func release(now: Timestamp, in connection: Connection) throws {
        try connection.run(
            "UPDATE media_jobs SET status = 'queued', due_at = ?1, updated_at = ?1 WHERE status = 'processing'",
            .time(now))
    }

    /// Takes the job that is due and has waited longest into work.
    ///
    /// - Parameter busy: contents that are being made: an equal job waits for what comes of them.
    static func claim(
        now: Timestamp, besides busy: Set<String>, in connection: Connection
    ) throws -> JobInWork? {
        // As many as may be busy, and one.
        let due = try connection.all(
            """
            SELECT id, type, dialect, work, content_hash, provider, attempts, notice FROM media_jobs
            WHERE status = 'queued' AND due_at <= ?1 ORDER BY due_at, id LIMIT ?2
            """, .time(now), .int(64), map: JobInWork.init(row:))
        guard let job = due.first(where: { $0.contentHash.map { !busy.contains($0) } ?? true }) else { return nil }
        try connection.run(
            "UPDATE media_jobs SET status = 'processing', updated_at = ?2 WHERE id = ?1", .text(job.id), .time(now))
        return job
    }

    /// When the next job is due that waits for its time; nil: none waits.
    static func nextDue(after now: Timestamp, in connection: Connection) throws -> Timestamp? {
        try connection.first(
            "SELECT due_at FROM media_jobs WHERE status = 'queued' AND due_at > ?1 ORDER BY due_at LIMIT 1",
            .time(now)
        ) { $0.time(0) }
    }

    /// Jobs that wait or are in work.
    static func depth(in connection: Connection) throws -> Int {
        let waiting = try connection.first("SELECT count(*) FROM media_jobs WHERE status = 'queued'") { $0.int(0) }
        let inWork = try connection.first("SELECT count(*) FROM media_jobs WHERE status = 'processing'") { $0.int(0) }
        return (waiting ?? 0) + (inWork ?? 0)
    }

    /// The work is done. What was to be made, often a player's own words, is not kept.
    ///
    /// - Returns: false when the job is not in work any more: somebody has cancelled it.
    static func succeed(
        _ id: String, assetID: String?, result: [UInt8], provider: String, notice: String?, now: Timestamp,
        in connection: Connection
    ) throws -> Bool {
        try connection.run(
            """
            UPDATE media_jobs SET status = 'succeeded', asset_id = ?2, result = ?3, provider = ?4, notice = ?5,
                work = NULL, error = NULL, updated_at = ?6, finished_at = ?6
            WHERE id = ?1 AND (status = 'processing' OR status = 'queued')
            """,
            .text(id), .optional(assetID), .json(result), .text(provider), .optional(notice), .time(now))
        return connection.changes > 0
    }

    /// - Returns: false when it was finished already.
    @discardableResult
    static func fail(_ id: String, _ reason: String, now: Timestamp, in connection: Connection) throws -> Bool {
        try connection.run(
            """
            UPDATE media_jobs SET status = 'failed', error = ?2, updated_at = ?3, finished_at = ?3
            WHERE id = ?1 AND (status = 'processing' OR status = 'queued')
            """, .text(id), .text(reason), .time(now))
        return connection.changes > 0
    }

    /// A job in work is tried again later.
    ///
    /// - Parameter attempts: so far with this provider.
    static func postpone(
        _ id: String, until time: Timestamp, attempts: Int, provider: String, notice: String?, now: Timestamp,
        in connection: Connection
    ) throws {
        try connection.run(
            """
            UPDATE media_jobs SET status = 'queued', due_at = ?2, attempts = ?3, provider = ?4, notice = ?5,
                updated_at = ?6
            WHERE id = ?1 AND status = 'processing'
            """,
            .text(id), .time(time), .int(attempts), .text(provider), .optional(notice), .time(now))
    }

    /// Queues a failed job anew, as if it had never been tried.
    ///
    /// - Returns: false when it has not failed, or when nothing of what was to be made is known.
    static func retry(_ id: String, now: Timestamp, in connection: Connection) throws -> Bool {
        try connection.run(
            """
            UPDATE media_jobs SET status = 'queued', due_at = ?2, attempts = 0, crashes = 0, error = NULL, notice = NULL,
                updated_at = ?2, finished_at = NULL
            WHERE id = ?1 AND status = 'failed' AND work IS NOT NULL
            """, .text(id), .time(now))
        return connection.changes > 0
    }

    /// Forgets finished jobs whose result nobody has looked at since `time`, some at once.
    ///
    /// - Returns: how many.
    static func forget(before time: Timestamp, limit: Int, in connection: Connection) throws -> Int {
        try connection.run(
            """
            DELETE FROM media_jobs WHERE id IN (
                SELECT j.id FROM media_jobs j LEFT JOIN assets a ON a.id = j.asset_id
                WHERE j.finished_at <= ?1 AND (a.id IS NULL OR a.last_used_at <= ?1) LIMIT ?2)
            """, .time(time), .int(limit))
        return connection.changes
    }
}

extension JobInWork {
    /// `id, type, dialect, work, content_hash, provider, attempts, notice`.
    fileprivate init(row: Row) throws {
        id = row.text(0)
        type = row.text(1)
        guard let dialect = JobDialect(rawValue: row.text(2)), let work = MediaWork(try JSON.parse(row.blob(3))) else {
            preconditionFailure("BUG: a job in the queue without work")
        }
        (self.dialect, self.work) = (dialect, work)
        contentHash = row.optionalText(4)
        provider = row.text(5)
        attempts = row.int(6)
        notice = row.optionalText(7)
    }
}
