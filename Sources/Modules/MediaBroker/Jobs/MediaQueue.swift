internal import Core
internal import Network
internal import Storage

// DESIGN
//
//   media_jobs (queued) -> claim (writer) -> JobRun: provider, check, file -> result and event (writer)
//          ^                                    |
//          +---- later, after a failure --------+
//
// The table is the queue; here is only who works on what. Loop thread only. A claim is one short transaction, and so is
// an end; between them a job is `processing`, which the next start takes for a crash.

/// Works on jobs, so many at the same time, in the order in which they are due.
@LoopActor
final class MediaQueue {
    private let storage: Storage
    private let workshop: Workshop
    private let workers: Int
    private let observer: MediaObserver
    private let clock: Clock
    private var runs: [String: JobRun] = [:]
    private var isRunning = false
    private var isClaiming = false
    /// Something was queued while a claim was under way.
    private var wantsAnother = false
    /// Until the next job is due, or the disk may be well again.
    private var timer: LoopTimer?
    private var onIdle: CheckedContinuation<Void, Never>?

    /// After a claim that failed.
    private static let pause = Duration.seconds(1)

    init(storage: Storage, workshop: Workshop, workers: Int, observer: MediaObserver, clock: Clock) {
        self.storage = storage
        self.workshop = workshop
        self.workers = workers
        self.observer = observer
        self.clock = clock
    }

    /// Queues again what was in work when the process ended, and begins.
    func start() async throws {
        let (now, events) = (clock.now(), workshop.events)
        let told = try await storage.write { connection in
            try MediaJobStore.resume(now: now, in: connection).flatMap {
                try events.tell($0, now: now, in: connection)
            }
        }
        for run in Set(told) { workshop.announced(run) }
        isRunning = true
        wake()
    }

    /// Something may be due.
    func wake() {
        guard isRunning else { return }
        guard !isClaiming else {
            wantsAnother = true
            return
        }
        guard runs.count < workers else { return }
        isClaiming = true
        timer?.cancel()
        timer = nil
        Task.onLoop { [self] in await claim() }
    }

    private func claim() async {
        wantsAnother = false
        let now = clock.now()
        let busy = Set(runs.values.compactMap(\.job.contentHash))
        do {
            let found = try await storage.write { connection in
                let job = try MediaJobStore.claim(now: now, besides: busy, in: connection)
                let next = job == nil ? try MediaJobStore.nextDue(after: now, in: connection) : nil
                return (job: job, next: next, depth: try MediaJobStore.depth(in: connection))
            }
            observer.depthChanged(found.depth)
            isClaiming = false
            if let job = found.job {
                // Claimed while the server was told to stop: `stop` gives it back.
                if isRunning { begin(job) }
                wake()
            } else if wantsAnother {
                wake()
            } else if let next = found.next {
                wake(after: .milliseconds(next.milliseconds - now.milliseconds))
            }
        } catch {
            isClaiming = false
            // The disk is full, or the server stops.
            if isRunning { observer.failed("No media job could be begun", String(describing: error)) }
            wake(after: Self.pause)
        }
        finishStop()
    }

    private func wake(after time: Duration) {
        guard isRunning else { return }
        timer?.cancel()
        timer = LoopTimer(after: time) { [weak self] in self?.wake() }
    }

    private func begin(_ job: JobInWork) {
        let run = JobRun(job, in: workshop)
        runs[job.id] = run
        Task.onLoop { [self] in
            await run.carryOut()
            runs[job.id] = nil
            wake()
            finishStop()
        }
    }

    /// How far jobs in work are, in per cent, where their providers tell.
    var progress: [String: Int64] { runs.compactMapValues(\.progress) }

    /// Somebody has cancelled it: what comes of it is thrown away.
    func cancel(_ id: String) { runs[id]?.cancel() }

    /// Begins nothing more, and gives back what is in work: it begins anew at the next start.
    func stop() async {
        guard isRunning else { return }
        isRunning = false
        timer?.cancel()
        timer = nil
        for run in runs.values { run.cancel() }
        await withCheckedContinuation { continuation in
            // Looked at in here: before it is called, others may have had the loop.
            onIdle = continuation
            finishStop()
        }
        let now = clock.now()
        do {
            try await storage.write { try MediaJobStore.release(now: now, in: $0) }
        } catch {
            // The next start takes them for crashed ones, which does no harm.
            observer.failed("Media jobs in work could not be given back", String(describing: error))
        }
    }

    private func finishStop() {
        guard !isRunning, !isClaiming, runs.isEmpty else { return }
        onIdle?.resume()
        onIdle = nil
    }
}
