internal import Auth
internal import Core
internal import Network
internal import Storage

/// `/v1/media/jobs`.
@LoopActor
struct JobRoutes {
    nonisolated private static let id = PathParameter("id", .uuid, "Of the job.")
    nonisolated private static let status = QueryParameter(
        "status", JobStatusRule(), "Only these; words of either dialect.")
    nonisolated private static let type = QueryParameter(
        "type", JobTypeRule(), "Only these; a jobType or a type.")

    let gate: Gate
    let workshop: Workshop
    let queue: MediaQueue
    let planner: JobPlanner

    private var storage: Storage { workshop.storage }
    private var links: AssetLinks { workshop.events.links }

    func add(to router: Router) {
        router.on(
            .post, "/v1/media/jobs",
            Operation(
                "Ask for a picture or a sound", tag: "media", request: MediaJobRequest.self,
                answers: [(202, .reference("MediaJob"))], errors: [403, 404]),
            { try await create($0) })
        router.on(
            .get, "/v1/media/jobs",
            Operation(
                "Jobs, the newest first: one's own; of admins, everybody's", tag: "media",
                parameters: [Self.status, Self.type, PageParameter.limit, PageParameter.uuidCursor],
                answers: [(200, .page(of: .reference("MediaJob")))]),
            { try await list($0) })
        router.on(
            .get, "/v1/media/jobs/{id}",
            Operation(
                "A job of mine, or of a run that I may see", tag: "media", parameters: [Self.id],
                answers: [(200, .reference("MediaJob"))], errors: [404]),
            { try await show($0) })
        router.on(
            .post, "/v1/media/jobs/{id}/cancel",
            Operation(
                "Give a job up that nobody else waits for", tag: "media", parameters: [Self.id],
                answers: [(200, .reference("MediaJob"))], errors: [404, 409]),
            { try await cancel($0) })
        router.on(
            .post, "/v1/media/jobs/{id}/retry",
            Operation(
                "Try a failed job anew; admins", tag: "media", parameters: [Self.id],
                answers: [(202, .reference("MediaJob"))], errors: [403, 404, 409]),
            { try await retry($0) })
    }

    // MARK: Asking

    private func create(_ request: HTTPRequest) async throws -> HTTPResponse {
        let caller = try gate.caller(request)
        try gate.limits.take(.mediaJobs, .player(caller.playerID))
        return try await gate.reading(for: caller) {
            try await planner.plan(try request.read(MediaJobRequest.self), for: caller.principal)
        } then: { plan in
            try await take(plan, by: caller)
        }
    }

    private func take(_ plan: JobPlanner.Plan, by caller: Caller) async throws -> HTTPResponse {
        let (intake, now, links) = (JobIntake(events: workshop.events), workshop.clock.now(), links)
        let outcome = Lock<JobIntake.Taken?>(nil)
        let response = try await gate.commit(caller) { connection in
            let taken = try intake.take(plan.job, for: plan.request, now: now, in: connection)
            outcome.withLock { $0 = taken }
            let request = try MediaJobStore.request(of: caller.playerID, for: taken.job.id, in: connection)
            return .job(taken.job, for: request, links, now: now, status: 202)
        }
        // Nil: the answer to an earlier request was repeated.
        if let taken = outcome.withLock({ $0 }) {
            if let hit = taken.hit { workshop.observer.cacheHit(hit.rawValue) }
            if taken.isNew, taken.job.status.isFinished { workshop.ended(taken.job) }
        }
        if let run = plan.request.runID { workshop.announced(run) }
        queue.wake()
        return response
    }

    // MARK: Reading

    private func list(_ request: HTTPRequest) async throws -> HTTPResponse {
        let principal = try gate.caller(request).principal
        let page = try request.page(PageParameter.uuidCursor)
        var filter = JobFilter()
        filter.status = try request.value(of: Self.status)
        filter.type = try request.value(of: Self.type)
        if let cursor = page.cursor { filter.before = cursor }
        let (links, now, progress) = (links, workshop.clock.now(), queue.progress)
        return try await storage.read { [filter] connection in
            let found =
                principal.has(.admin)
                ? try MediaJobStore.list(filter, limit: page.limit + 1, in: connection)
                : try MediaJobStore.list(of: principal.playerID, filter, limit: page.limit + 1, in: connection)
            var json = JSONWriter()
            try json.object { json in
                json.key("items")
                try json.array { list in
                    for job in found.prefix(page.limit) {
                        let own = try MediaJobStore.request(of: principal.playerID, for: job.id, in: connection)
                        job.write(for: own, links, progress: progress[job.id], now: now, to: &list)
                    }
                }
                json.member("nextCursor", found.count > page.limit ? found[page.limit - 1].id : nil)
            }
            return .json(json.bytes)
        }
    }

    private func show(_ request: HTTPRequest) async throws -> HTTPResponse {
        let principal = try gate.caller(request).principal
        let id = try request.value(of: Self.id)
        let found = try await storage.read { connection in
            (
                job: try MediaJobStore.find(id, in: connection),
                own: try MediaJobStore.request(of: principal.playerID, for: id, in: connection),
                runs: try MediaJobStore.runs(waitingFor: id, in: connection)
            )
        }
        guard let job = found.job else { throw MediaError.noSuchJob(id) }
        if found.own == nil, !principal.has(.admin), await !sees(principal, oneOf: found.runs) {
            throw MediaError.noSuchJob(id)
        }
        return .job(job, for: found.own, links, progress: queue.progress[id], now: workshop.clock.now())
    }

    private func sees(_ principal: Principal, oneOf runs: [String]) async -> Bool {
        for run in runs where (try? await planner.surroundings.checkAccess(principal, run)) != nil { return true }
        return false
    }

    // MARK: Changing

    private func cancel(_ request: HTTPRequest) async throws -> HTTPResponse {
        let id = try request.value(of: Self.id)
        let (events, links, now) = (workshop.events, links, workshop.clock.now())
        let ended = Lock<(job: MediaJob, told: [String])?>(nil)
        let response = try await gate.commit(request) { caller in
            { connection in
                let player = caller.playerID
                let own = try MediaJobStore.request(of: player, for: id, in: connection)
                let isAdmin = caller.principal.has(.admin)
                guard own != nil || isAdmin else { throw MediaError.noSuchJob(id) }
                if !isAdmin, try MediaJobStore.isShared(id, besides: player, in: connection) {
                    throw MediaError.jobShared(id)
                }
                let isEnded = try MediaJobStore.fail(id, "It was cancelled.", now: now, in: connection)
                guard let job = try MediaJobStore.find(id, in: connection) else { throw MediaError.noSuchJob(id) }
                guard isEnded else { throw MediaError.jobFinished(id) }
                let runs = try events.tell(id, now: now, in: connection)
                ended.withLock { $0 = (job, runs) }
                return .job(job, for: own, links, now: now)
            }
        }
        // Not for an answer that is given once more: the job may be in work again.
        if let ended = ended.withLock({ $0 }) {
            queue.cancel(id)
            workshop.ended(ended.job)
            for run in ended.told { workshop.announced(run) }
        }
        return response
    }

    private func retry(_ request: HTTPRequest) async throws -> HTTPResponse {
        let id = try request.value(of: Self.id)
        let (links, now) = (links, workshop.clock.now())
        let response = try await gate.commit(request) { caller in
            guard caller.principal.has(.admin) else { throw APIError.forbidden("Jobs are tried anew by admins.") }
            return { connection in
                let isQueued = try MediaJobStore.retry(id, now: now, in: connection)
                guard let job = try MediaJobStore.find(id, in: connection) else { throw MediaError.noSuchJob(id) }
                guard isQueued else { throw MediaError.notRetryable(id) }
                let own = try MediaJobStore.request(of: caller.playerID, for: id, in: connection)
                return .job(job, for: own, links, now: now, status: 202)
            }
        }
        queue.wake()
        return response
    }
}

extension HTTPResponse {
    fileprivate static func job(
        _ job: MediaJob, for request: MediaRequest?, _ links: AssetLinks, progress: Int64? = nil, now: Timestamp,
        status: Int = 200
    ) -> HTTPResponse {
        var json = JSONWriter()
        job.write(for: request, links, progress: progress, now: now, to: &json)
        return .json(json.bytes, status: status)
    }
}

/// A state of a job, in the words of either dialect.
struct JobStatusRule: ValueRule {
    var schema: Schema { .enumeration(JobStatus.words) }
    var placeholder: JobStatus { .queued }

    func read(_ value: JSONValue) throws(RuleProblem) -> JobStatus {
        guard let status = value.stringValue.flatMap(JobStatus.init(word:)) else {
            throw RuleProblem("must be one of " + JobStatus.words.joined(separator: ", "))
        }
        return status
    }
}

/// A type of jobs, of either dialect.
struct JobTypeRule: ValueRule {
    private static let words = JobType.allCases.map(\.rawValue) + ArtType.allCases.map(\.rawValue)

    var schema: Schema { .enumeration(Self.words) }
    var placeholder: String { "" }

    func read(_ value: JSONValue) throws(RuleProblem) -> String {
        guard let word = value.stringValue, Self.words.contains(word) else {
            throw RuleProblem("must be one of " + Self.words.joined(separator: ", "))
        }
        return word
    }
}
