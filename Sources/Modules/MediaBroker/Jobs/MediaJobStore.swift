internal import Core
internal import Storage

/// All SQL on `media_jobs` and `media_requests` but for what the queue does: see `MediaJobStore+Queue`.
enum MediaJobStore {
    static func find(_ id: String, in connection: Connection) throws -> MediaJob? {
        try connection.first("SELECT * FROM media_job_results WHERE id = ?1", .text(id), map: MediaJob.init(row:))
    }

    /// The job that a player has asked for by this token.
    static func find(
        clientToken: String, of player: PlayerID, in connection: Connection
    ) throws -> MediaJob? {
        let id = try connection.first(
            "SELECT job_id FROM media_requests WHERE player_id = ?1 AND client_token = ?2", .id(player),
            .text(clientToken)
        ) { $0.text(0) }
        return try id.flatMap { try find($0, in: connection) }
    }

    /// The newest job of equal content that has not failed.
    static func find(content key: ContentKey, in connection: Connection) throws -> MediaJob? {
        let id = try connection.first(
            """
            SELECT id FROM media_jobs WHERE content_hash = ?1 AND status <> 'failed' ORDER BY id DESC LIMIT 1
            """, .text(key.text)
        ) { $0.text(0) }
        return try id.flatMap { try find($0, in: connection) }
    }

    /// Whether equal content could not be made, when it was last tried.
    static func hasFailed(content key: String, in connection: Connection) throws -> Bool {
        try connection.first(
            "SELECT 1 FROM media_jobs WHERE content_hash = ?1 AND status = 'failed' LIMIT 1", .text(key)
        ) { _ in true } ?? false
    }

    /// What a job of equal content has come to, if one has.
    static func result(
        of contentHash: String, in connection: Connection
    ) throws -> (assetID: String, result: [UInt8], provider: String)? {
        try connection.first(
            """
            SELECT asset_id, result, provider FROM media_jobs
            WHERE content_hash = ?1 AND status = 'succeeded' AND asset_id IS NOT NULL
            ORDER BY id DESC LIMIT 1
            """, .text(contentHash)
        ) { (assetID: $0.text(0), result: $0.blob(1), provider: $0.text(2)) }
    }

    /// - Returns: its id.
    static func insert(_ new: NewMediaJob, now: Timestamp, in connection: Connection) throws -> String {
        let id = UUIDv7.make(at: now)
        let status: JobStatus = new.failure != nil ? .failed : new.path != nil ? .succeeded : .queued
        try connection.run(
            """
            INSERT INTO media_jobs (id, dialect, type, status, work, content_hash, provider, entity, path, error, attempts,
                crashes, due_at, created_at, updated_at, finished_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0, 0, ?11, ?11, ?11, ?12)
            """,
            .text(id), .text(new.dialect.rawValue), .text(new.type), .text(status.rawValue),
            new.work.map { .json($0.json.bytes) } ?? .null, .optional(new.contentKey?.text), .text(new.provider),
            new.entity.map { .json($0.json.bytes) } ?? .null, .optional(new.path), .optional(new.failure), .time(now),
            status.isFinished ? .time(now) : .null)
        return id
    }

    // MARK: Who asked

    /// Notes a wish for a job, once: the same wish again is the same.
    ///
    /// - Returns: whether it is new.
    @discardableResult
    static func note(
        _ request: MediaRequest, of id: String, now: Timestamp, in connection: Connection
    ) throws -> Bool {
        let player = request.playerID ?? .server
        let known = try connection.first(
            """
            SELECT 1 FROM media_requests WHERE job_id = ?1 AND player_id = ?2 AND client_token IS ?3 AND content_id IS ?4
                AND campaign_run_id IS ?5 AND scene_id IS ?6 LIMIT 1
            """,
            .text(id), .id(player), .optional(request.clientToken), .optional(request.contentID),
            .optional(request.runID), .optional(request.sceneID)
        ) { _ in true }
        if known != nil { return false }
        try connection.run(
            """
            INSERT INTO media_requests (job_id, player_id, client_token, content_id, campaign_run_id, scene_id, created_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """,
            .text(id), .id(player), .optional(request.clientToken), .optional(request.contentID),
            .optional(request.runID), .optional(request.sceneID), .time(now))
        return true
    }

    /// What a player has asked for last by this job; nil when they have not asked for it.
    static func request(
        of player: PlayerID, for id: String, in connection: Connection
    ) throws -> MediaRequest? {
        try connection.first(
            """
            SELECT client_token, content_id, campaign_run_id, scene_id FROM media_requests
            WHERE job_id = ?1 AND player_id = ?2 ORDER BY id DESC LIMIT 1
            """, .text(id), .id(player)
        ) { row in
            MediaRequest(
                playerID: player, clientToken: row.optionalText(0), contentID: row.optionalText(1),
                runID: row.optionalText(2), sceneID: row.optionalText(3))
        }
    }

    /// Whether somebody else waits for it too.
    static func isShared(_ id: String, besides player: PlayerID, in connection: Connection) throws -> Bool {
        try connection.first(
            "SELECT 1 FROM media_requests WHERE job_id = ?1 AND player_id <> ?2 LIMIT 1", .text(id), .id(player)
        ) { _ in true } ?? false
    }

    /// The runs for which somebody has asked for it.
    static func runs(waitingFor id: String, in connection: Connection) throws -> [String] {
        try connection.all(
            """
            SELECT DISTINCT campaign_run_id FROM media_requests
            WHERE job_id = ?1 AND campaign_run_id IS NOT NULL ORDER BY campaign_run_id
            """, .text(id)
        ) { $0.text(0) }
    }

    // MARK: Lists

    /// Jobs that a player has asked for, the newest first.
    static func list(
        of player: PlayerID, _ filter: JobFilter, limit: Int, in connection: Connection
    ) throws -> [MediaJob] {
        let ids = try connection.all(
            """
            SELECT r.job_id FROM media_requests r JOIN media_jobs j ON j.id = r.job_id
            WHERE r.player_id = ?1 AND r.job_id < ?2 AND (?3 IS NULL OR j.status = ?3) AND (?4 IS NULL OR j.type = ?4)
            GROUP BY r.job_id ORDER BY r.job_id DESC LIMIT ?5
            """,
            .id(player), .text(filter.before), .optional(filter.status?.rawValue), .optional(filter.type), .int(limit)
        ) { $0.text(0) }
        return try ids.compactMap { try find($0, in: connection) }
    }

    /// Everybody's, the newest first.
    static func list(_ filter: JobFilter, limit: Int, in connection: Connection) throws -> [MediaJob] {
        let (before, type, limit) = (SQLValue.text(filter.before), SQLValue.optional(filter.type), SQLValue.int(limit))
        if let status = filter.status {
            return try connection.all(
                """
                SELECT * FROM media_job_results
                WHERE status = ?1 AND id < ?2 AND (?3 IS NULL OR type = ?3) ORDER BY id DESC LIMIT ?4
                """, .text(status.rawValue), before, type, limit, map: MediaJob.init(row:))
        }
        if filter.type != nil {
            return try connection.all(
                "SELECT * FROM media_job_results WHERE type = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3", type, before,
                limit, map: MediaJob.init(row:))
        }
        return try connection.all(
            "SELECT * FROM media_job_results WHERE id < ?1 ORDER BY id DESC LIMIT ?2", before, limit,
            map: MediaJob.init(row:))
    }
}

/// Which jobs are asked for.
struct JobFilter: Sendable {
    var status: JobStatus?
    var type: String?
    /// Only those with a lower id; behind every id at first.
    var before = "~"
}

extension PlayerID {
    /// Whoever asks for a run and is no player: the server itself.
    static let server = PlayerID(rawValue: 0)
}
