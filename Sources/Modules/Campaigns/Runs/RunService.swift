internal import Core
package import Network
internal import PartySync
internal import Storage

/// Everything that writes or shows a campaign run. Loop thread only.
///
/// A write goes: through the run's queue, from the run in the cache (or the tables), by the rules, into one
/// transaction with its events, answer and idempotency record; only after COMMIT does the cache hold the new run and
/// does anybody hear of it (campaign-engine "One action").
@LoopActor
package final class RunService {
    let storage: Storage
    let clock: Clock
    let contents: RunContents
    let surroundings: RunSurroundings
    let observer: CampaignObserver
    private let cache: RunCache
    private let queues = RunQueues()

    init(
        storage: Storage, clock: Clock, contents: RunContents, surroundings: RunSurroundings,
        observer: CampaignObserver, cacheCapacity: Int
    ) {
        self.storage = storage
        self.clock = clock
        self.contents = contents
        self.surroundings = surroundings
        self.observer = observer
        cache = RunCache(capacity: cacheCapacity)
    }

    /// One write of a run, when its turn has come. `body` must end with `commit`.
    func writing<Result: Sendable>(
        _ runID: String, _ body: @LoopActor (LiveRun, RunContent) async throws -> Result
    ) async throws -> Result {
        try await queues.pass(runID) {
            let run = try await current(runID)
            return try await body(run, try await contents.pinned(run.facts))
        }
    }

    /// The run after its newest COMMIT.
    ///
    /// - Throws: `RunError.notFound`.
    func current(_ runID: String) async throws -> LiveRun {
        if let run = cache[runID] { return run }
        guard let run = try await storage.read({ try RunStore.load(runID, in: $0) }) else {
            throw RunError.notFound(runID)
        }
        // Whoever holds the queue may have committed something newer while this was being read.
        if let newer = cache[runID], newer.revision >= run.revision { return newer }
        cache.keep(run)
        return run
    }

    /// Stores a change with its events, then tells everybody.
    ///
    /// - Parameters:
    ///   - view: whose answer is made, from the channel's position after the events, and stored with the decision.
    ///   - alsoStore: more writes of the same transaction, after all others; is given the answer.
    /// - Returns: the answer.
    /// - Throws: `RunStore.Conflict` when somebody else wrote the run: it is read anew next time.
    func commit(
        _ change: RunChange, _ content: RunContent, events: [PartyEvent], view: RunView,
        alsoStore: @escaping @Sendable ([UInt8], Connection) throws -> Void = { _, _ in }
    ) async throws -> [UInt8] {
        let committed: Committed
        do {
            committed = try await storage.write { connection in
                try RunStore.apply(change, in: connection)
                let stored = try events.map { try EventLog.append($0, now: change.at, in: connection) }
                let position = try EventLog.position(of: change.after.facts.channel, in: connection)
                let answer = view.json(of: change.after, at: position)
                if let decision = change.decision {
                    try RunStore.save(decision, of: change, answer: answer, in: connection)
                }
                if change.ends { try RunSettlement(change: change, content: content).store(in: connection) }
                try alsoStore(answer, connection)
                return Committed(answer: answer, events: stored)
            }
        } catch let conflict as RunStore.Conflict {
            cache.forget(change.after.facts.id)
            throw conflict
        }
        cache.keep(change.after)
        if let before = change.before, before.status != change.after.status {
            observer.runsChanged(before.status.rawValue, -1)
            observer.runsChanged(change.after.status.rawValue, 1)
        }
        surroundings.publish(committed.events)
        return committed.answer
    }

    private struct Committed: Sendable {
        let answer: [UInt8]
        let events: [StoredEvent]
    }

    /// 409 `stale_scene` with the run as it is under `run`.
    func staleScene(_ run: LiveRun, _ content: RunContent, for principal: Principal) async throws -> APIError {
        var error = APIError.conflict("stale_scene", "The story has moved on to turn \(run.state.turn).")
        let view = view(of: run, content, for: principal)
        let json = try await storage.read { connection in
            view.json(of: run, at: try EventLog.position(of: run.facts.channel, in: connection))
        }
        error.extra = [(name: "run", json: json)]
        return error
    }

    /// Players of the run who are here.
    func online(in run: LiveRun) -> Set<PlayerID> {
        Set(run.everybody.lazy.map(\.playerID).filter { self.surroundings.isOnline($0, run.facts.id) })
    }

    /// Whoever asks is here.
    func view(of run: LiveRun, _ content: RunContent, for principal: Principal) -> RunView {
        RunView(
            isMaster: principal.isMaster, online: online(in: run).union([principal.playerID]), content: content)
    }
}
