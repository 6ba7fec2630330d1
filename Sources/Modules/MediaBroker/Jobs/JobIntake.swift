internal import Core
internal import Storage

/// Takes a wish for something into the queue, or answers it with what is there already; all in one transaction.
struct JobIntake: Sendable {
    let events: MediaEvents

    /// How a wish was answered without new work.
    enum Hit: String, Sendable {
        /// The caller's own job of this token.
        case token
        /// Equal content.
        case content
        /// It lies in the pack.
        case inPack = "static"
    }

    /// What a wish came to.
    struct Taken: Sendable {
        let job: MediaJob
        /// Nil: something is to be made.
        var hit: Hit?
        /// Whether the job was not there before.
        var isNew = false
    }

    func take(
        _ new: NewMediaJob, for request: MediaRequest, now: Timestamp, in connection: Connection
    ) throws -> Taken {
        if let player = request.playerID, let token = request.clientToken {
            if let job = try MediaJobStore.find(clientToken: token, of: player, in: connection) {
                return Taken(job: job, hit: .token)
            }
        } else if let key = new.contentKey, let job = try MediaJobStore.find(content: key, in: connection) {
            let isNew = try MediaJobStore.note(request, of: job.id, now: now, in: connection)
            // Whoever waits on another run's channel has not heard of it.
            if isNew, job.status.isFinished, let runID = request.runID {
                try events.tell(job, to: runID, now: now, in: connection)
            }
            return Taken(job: job, hit: .content)
        }
        let id = try MediaJobStore.insert(new, now: now, in: connection)
        try MediaJobStore.note(request, of: id, now: now, in: connection)
        var hit: Hit? = new.path == nil ? nil : .inPack
        // Under a token of its own it is another job, but nothing is made twice.
        if let key = new.contentKey, new.path == nil,
            let known = try MediaJobStore.result(of: key.text, in: connection)
        {
            _ = try MediaJobStore.succeed(
                id, assetID: known.assetID, result: known.result, provider: known.provider, notice: nil, now: now,
                in: connection)
            hit = .content
        }
        guard let job = try MediaJobStore.find(id, in: connection) else {
            preconditionFailure("BUG: job \(id) was not inserted")
        }
        if job.status.isFinished { _ = try events.tell(id, now: now, in: connection) }
        return Taken(job: job, hit: hit, isNew: true)
    }
}
