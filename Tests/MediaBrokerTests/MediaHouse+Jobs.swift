import ApplianceTesting
import Core
import Storage
import Testing

@testable import MediaBroker

extension MediaHouse {
    /// Looks until a job's row is as it should be.
    func waitForJob(_ id: String, until condition: (JobRow) -> Bool) async throws -> JobRow {
        while true {
            let row = try #require(try await row(id))
            if condition(row) { return row }
            await Task.yield()
        }
    }

    /// The job as its asker sees it, once it has come to its end.
    func end(of id: String, for player: MediaPlayer) async throws -> JSONValue {
        _ = try await waitForJob(id) { $0.isFinished }
        return try await player.get("/v1/media/jobs/\(id)").json
    }

    func row(_ id: String) async throws -> JobRow? {
        try await temporary.storage.read { connection in
            try connection.first(
                "SELECT status, attempts, crashes, due_at, work FROM media_jobs WHERE id = ?1", .text(id)
            ) { row in
                JobRow(
                    status: row.text(0), attempts: row.int(1), crashes: row.int(2), dueAt: row.time(3),
                    hasWork: !row.isNull(4))
            }
        }
    }

    /// Time passes, and the queue looks again.
    func advance(by time: Duration) async {
        clock.advance(by: time)
        await media.queue.wake()
    }

    /// `media.job.done` on a run's channel, in order.
    func events(of run: String) async throws -> [JSONValue] {
        let bodies = try await temporary.storage.read { connection in
            try connection.all(
                """
                SELECT body FROM channel_events WHERE channel = ?1 AND event_type = 'media.job.done' ORDER BY seq
                """, .text("run:\(run)")
            ) { $0.text(0) }
        }
        return try bodies.map { try JSON.parse(Array($0.utf8))["payload"] ?? .null }
    }

    /// Looks until a run's channel was told of so many jobs.
    func waitForEvents(of run: String, count: Int) async throws -> [JSONValue] {
        while true {
            let events = try await events(of: run)
            if events.count >= count { return events }
            await Task.yield()
        }
    }

    func jobs() async throws -> Int {
        try await temporary.storage.read { try $0.first("SELECT count(*) FROM media_jobs") { $0.int(0) } ?? 0 }
    }
}

struct JobRow: Sendable {
    let status: String
    let attempts: Int
    let crashes: Int
    let dueAt: Timestamp
    let hasWork: Bool
    var isFinished: Bool { status == "succeeded" || status == "failed" }
}

extension MediaPlayer {
    func ask(_ type: String, _ payload: JSONValue, token: String? = nil, run: String? = nil) async throws
        -> TestResponse
    {
        var body: [String: JSONValue] = ["jobType": .string(type), "payload": payload]
        if let token { body["clientToken"] = .string(token) }
        if let run { body["campaignRunId"] = .string(run) }
        return try await post("/v1/media/jobs", .object(body))
    }

    func askArt(
        _ type: String, _ kind: String, _ id: String, _ more: [String: JSONValue] = [:]
    ) async throws -> TestResponse {
        var body = more
        body["type"] = .string(type)
        body["entity_ref"] = ["kind": .string(kind), "id": .string(id)]
        return try await post("/v1/media/jobs", .object(body))
    }
}

extension TestResponse {
    var jobID: String { (json["jobId"] ?? json["id"])?.stringValue ?? "" }
    var error: String? { json["error"]?.stringValue }
}
