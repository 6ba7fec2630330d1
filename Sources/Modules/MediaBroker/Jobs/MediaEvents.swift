internal import Core
internal import Network
internal import PartySync
internal import Storage

/// `media.job.done` on the channels of the runs that wait for a job, in the transaction in which it ends.
struct MediaEvents: Sendable {
    let links: AssetLinks

    /// - Returns: the runs whose channels were told.
    func tell(_ jobID: String, now: Timestamp, in connection: Connection) throws -> [String] {
        let runs = try MediaJobStore.runs(waitingFor: jobID, in: connection)
        guard !runs.isEmpty, let job = try MediaJobStore.find(jobID, in: connection) else { return [] }
        for run in runs { try tell(job, to: run, now: now, in: connection) }
        return runs
    }

    func tell(_ job: MediaJob, to runID: String, now: Timestamp, in connection: Connection) throws {
        var json = JSONWriter()
        json.object {
            $0.member("jobId", job.id)
            $0.member("status", job.status.word(in: job.dialect))
            $0.member("entityRef", job.entity?.json ?? .null)
            $0.member("resultUrl", job.url(links, now: now))
        }
        _ = try EventLog.append(
            PartyEvent(channel: EventLog.channel(run: runID), type: "media.job.done", payload: json.bytes), now: now,
            in: connection)
    }

    static let kinds: [EventKind] = [
        .stored(
            "media.job.done", on: .run, "A picture or a sound that was asked for is there, or will not be.",
            .object([
                "jobId": .string,
                "status": .described(
                    .enumeration([JobStatus.succeeded, .failed].flatMap { [$0.word(in: .job), $0.word(in: .art)] }),
                    "In the words in which the job was asked for."),
                "entityRef": .nullable(.reference("EntityRef")), "resultUrl": .nullable(.string),
            ]))
    ]
}
