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
    package var surroundings: RunSurroundings
    let observer: CampaignObserver
    let waits: TurnWaits
    /// Before that nobody was seen: this process was not there.
    let startedAt: Timestamp
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
        waits = TurnWaits(clock: clock)
        startedAt = clock.now()
        waits.onEnd = { [weak self] runID in Task.onLoop { await self?.endWait(runID) } }
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

    /// One write of several runs, when the turn of all of them has come.
    ///
    /// - Parameter body: stores what it returns.
    func writing(_ runIDs: [String], _ body: @LoopActor () async throws -> [(change: RunChange, events: [StoredEvent])])
        async throws
    {
        try await queues.pass(runIDs) {
            let committed: [(change: RunChange, events: [StoredEvent])]
            do {
                committed = try await body()
            } catch let conflict as RunStore.Conflict {
                runIDs.forEach(self.cache.forget)
                throw conflict
            }
            for (change, events) in committed {
                self.cache.keep(change.after)
                self.attend(to: change.after)
                self.surroundings.publish(events)
            }
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

    /// The run after every write that is under way: not older than what anybody can have read in the tables by now.
    ///
    /// - Throws: `RunError.notFound`.
    func settled(_ runID: String) async throws -> LiveRun { try await queues.pass(runID) { try await current(runID) } }

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
        var farewell: RunFarewell?
        if change.ends, change.after.status == .completed {
            farewell = try await storage.read { try RunFarewell(completing: change, content, in: $0) }
        }
        let snapshot = change.snapshot
        let committed: Committed
        do {
            committed = try await storage.write { [farewell] connection in
                let number = try RunStore.apply(change, snapshot: snapshot, in: connection)
                let channel = change.after.facts.channel
                let appended = try EventLog.append(events, to: channel, now: change.at, in: connection)
                let answer = view.shown(change.after, at: appended.position)
                for decision in [change.ballot, change.decision].compactMap({ $0 }) {
                    try RunStore.save(decision, of: change, number, answer: answer, in: connection)
                }
                if change.ends {
                    try RunSettlement(change: change, content: content, farewell: farewell).store(in: connection)
                }
                try alsoStore(answer.json, connection)
                return Committed(answer: answer.json, events: appended.events)
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
        attend(to: change.after)
        surroundings.publish(committed.events)
        if change.openedAt != nil { askForArt(change.after, content) }
        if let update = RunEvents(change: change, traceID: nil).voteUpdate { surroundings.show(update) }
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
            view.shown(run, at: try EventLog.position(of: run.facts.channel, in: connection)).json
        }
        error.extra = [(name: "run", json: json)]
        return error
    }

    /// Keeps a run that has just been begun for its first action, if nobody was quicker.
    func keep(_ run: LiveRun) {
        if cache[run.facts.id] == nil { cache.keep(run) }
    }

    /// Players of the run who are here, or were in the last minute.
    func online(in run: LiveRun) -> Set<PlayerID> { seen(in: run, within: .seconds(60)) }

    /// Players of the run who are here, or were so short a time ago.
    func seen(in run: LiveRun, within time: Duration) -> Set<PlayerID> {
        Set(run.everybody.lazy.map(\.playerID).filter { self.surroundings.isOnline($0, time) })
    }

    /// Whoever asks is here.
    func view(of run: LiveRun, _ content: RunContent, for principal: Principal) -> RunView {
        RunView(
            isMaster: principal.isMaster, online: online(in: run).union([principal.playerID]), content: content,
            reader: principal.playerID)
    }
}
