internal import Core
internal import Network
internal import Storage

/// One job in work, from its claim to its end or to another attempt.
@LoopActor
final class JobRun {
    private(set) var job: JobInWork
    /// How far its provider is, in per cent; nil: it does not tell.
    private(set) var progress: Int64?
    private let workshop: Workshop
    private let began: Duration
    private var order: MediaAttempt?
    private var isCancelled = false
    private var sleep: (sleeper: CheckedContinuation<Void, Never>, timer: LoopTimer)?

    private var clock: Clock { workshop.clock }
    private var storage: Storage { workshop.storage }

    init(_ job: JobInWork, in workshop: Workshop) {
        self.job = job
        self.workshop = workshop
        began = workshop.clock.uptime()
    }

    /// What is asked of a provider is given up, and nothing is kept of it.
    func cancel() {
        isCancelled = true
        order?.cancel()
        wakeUp()
    }

    private func wakeUp() {
        sleep?.timer.cancel()
        sleep?.sleeper.resume()
        sleep = nil
    }

    func carryOut() async {
        do {
            try await work()
        } catch is Superseded {
            return
        } catch  where isCancelled {
            // Whoever cancelled it has written down what becomes of it, or will.
            return
        } catch let failure as ProviderFailure {
            await judge(failure)
        } catch let error as MediaError {
            if case .diskFull(let cause) = error { workshop.observer.failed("A media file was not kept", cause) }
            await fail(error.apiError.message)
        } catch {
            workshop.observer.failed("A media job was not finished", String(describing: error))
            // Of the database, so it will be well again: the disk was full, or the queue of writes.
            await postpone(after: .seconds(5), attempts: job.attempts, provider: job.provider, notice: job.notice)
        }
    }

    /// Somebody else has ended the job.
    private struct Superseded: Error {}

    // MARK: Doing

    private func work() async throws {
        switch job.work {
        case .transcript(let text):
            try await succeed(with: nil, ["transcript": .string(text), "confidence": 1])
        case .order(let order):
            if try await reuse() { return }
            try await workshop.assets.checkRoom()
            try await keepToBudget()
            try await make(order)
        }
    }

    /// Equal content has been made since this job was asked for.
    private func reuse() async throws -> Bool {
        guard let hash = job.contentHash else { return false }
        guard let known = try await storage.read({ try MediaJobStore.result(of: hash, in: $0) }) else { return false }
        workshop.observer.cacheHit("content")
        job.provider = known.provider
        try await succeed(with: known.assetID, try JSON.parse(known.result))
        return true
    }

    /// Of a paid provider the first attempt is an order; over the budget somebody else does it.
    private func keepToBudget() async throws {
        guard workshop.isPaid(job.provider), job.attempts == 0 else { return }
        let settings = workshop.settings
        let budget = MediaBudget(perPlayerAndDay: settings.ordersPerPlayerAndDay, perRun: settings.ordersPerRun)
        let (id, now) = (job.id, clock.now())
        guard let over = try await storage.write({ try budget.spend(on: id, now: now, in: $0) }) else { return }
        let limit = over == .player ? "of a player for today" : "of this run"
        guard let substitute = workshop.substitute(for: job.provider, of: job.work, free: true) else {
            throw ProviderFailure.permanent(reason: "The budget \(limit) for \(job.provider) is used up.")
        }
        job.notice = "The budget \(limit) for \(job.provider) is used up, so \(substitute) made it."
        job.provider = substitute
    }

    private func make(_ order: MediaOrder) async throws {
        await pause(workshop.settings.processingDelay)
        guard let provider = workshop.providers[job.provider] else {
            throw ProviderFailure.unavailable(reason: "\(job.provider) is not configured.")
        }
        let attempt = MediaAttempt()
        self.order = attempt
        defer { self.order = nil }
        guard !isCancelled else { throw Superseded() }
        // What is made here may wait for a core, and always comes.
        let limit = workshop.isPaid(job.provider) ? workshop.settings.attemptTime : nil
        let made = try await attempt.make(order, with: provider, within: limit) { [weak self] percent in
            self?.progress = percent
        }
        guard !isCancelled else { throw Superseded() }
        let isOwn = workshop.settings.ownProviders.contains(job.provider)
        let (new, result) = try await onWorker { [job] in try NewAsset.checked(made, of: order, job, isOwn: isOwn) }
        let (id, provider_, notice, now) = (job.id, job.provider, job.notice, clock.now())
        let bytes = result.bytes
        let told = try await workshop.assets.keep(new) { [events = workshop.events] asset, connection in
            guard
                try MediaJobStore.succeed(
                    id, assetID: asset.id, result: bytes, provider: provider_, notice: notice, now: now, in: connection)
            else { throw Superseded() }
            return try events.tell(id, now: now, in: connection)
        }
        ended(.succeeded, told)
    }

    // MARK: Ends

    private func succeed(with assetID: String?, _ result: JSONValue) async throws {
        let (id, provider, notice, now) = (job.id, job.provider, job.notice, clock.now())
        let events = workshop.events
        let told = try await storage.write { connection in
            guard
                try MediaJobStore.succeed(
                    id, assetID: assetID, result: result.bytes, provider: provider, notice: notice, now: now,
                    in: connection)
            else { throw Superseded() }
            return try events.tell(id, now: now, in: connection)
        }
        ended(.succeeded, told)
    }

    /// Another attempt, another provider, or the end.
    private func judge(_ failure: ProviderFailure) async {
        workshop.observer.attemptFailed(job.id, job.provider, failure.reason)
        let attempts = job.attempts + 1
        if case .temporary(_, let wish) = failure, attempts < MediaJobStore.attemptLimit {
            let pause = Workshop.pause(after: attempts, wish: wish)
            return await postpone(after: pause, attempts: attempts, provider: job.provider, notice: job.notice)
        }
        guard let substitute = workshop.substitute(for: job.provider, of: job.work) else {
            return await fail(failure.reason)
        }
        let notice = "\(job.provider) could not make it, so \(substitute) did: \(failure.reason)"
        await postpone(after: .zero, attempts: 0, provider: substitute, notice: notice)
    }

    private func fail(_ reason: String) async {
        let (id, events) = (job.id, workshop.events)
        let told = await persist { connection, now -> [String]? in
            guard try MediaJobStore.fail(id, reason, now: now, in: connection) else { return nil }
            return try events.tell(id, now: now, in: connection)
        }
        if let told = told ?? nil { ended(.failed, told) }
    }

    private func postpone(after pause: Duration, attempts: Int, provider: String, notice: String?) async {
        let id = job.id
        await persist { connection, now in
            try MediaJobStore.postpone(
                id, until: now.adding(pause), attempts: attempts, provider: provider, notice: notice, now: now,
                in: connection)
        }
    }

    /// Writes, and if the database cannot, again until it can: a job must not stay `processing`. Nil when the server stops
    /// before that.
    @discardableResult
    private func persist<Value: Sendable>(
        _ body: @escaping @Sendable (Connection, Timestamp) throws -> Value
    ) async -> Value? {
        while true {
            do {
                let now = clock.now()
                return try await storage.write { try body($0, now) }
            } catch {
                guard !isCancelled else { return nil }
                workshop.observer.failed("The state of a media job was not written", String(describing: error))
                await pause(.seconds(5))
            }
        }
    }

    /// Ends at once when the job is cancelled.
    private func pause(_ time: Duration) async {
        guard time > .zero else { return }
        await withCheckedContinuation { continuation in
            guard !isCancelled else { return continuation.resume() }
            sleep = (continuation, LoopTimer(after: time) { [self] in wakeUp() })
        }
    }

    private func ended(_ status: JobStatus, _ told: [String]) {
        let seconds = (clock.uptime() - began).inSeconds
        workshop.observer.jobEnded(job.type, job.provider, status.rawValue, seconds)
        for run in told { workshop.announced(run) }
    }
}

extension ProviderFailure {
    /// For whoever asked.
    var reason: String {
        switch self {
        case .temporary(let reason, _), .permanent(let reason), .unavailable(let reason): reason
        }
    }
}
