internal import CUV
internal import Core
internal import Glibc
internal import Synchronization

// DESIGN
//
//   any thread                          loop thread
//   ----------                          -----------
//   enqueue(job), post(closure)         enqueue(job)
//        |                                   |
//   [ inbox ]  under a lock             [ ready ]  no lock
//        |  one uv_async_send while          |
//        |  the inbox is not empty           |
//        +------------- swapped in --------->+
//                                            v
//   one turn of uv_run:   timers -> idle -> PREPARE -> poll (reads, writes, async) -> check -> closing
//                                            |
//                                            +- run `ready` until it is empty, at most `roundLimit` rounds
//                                            +- flush the streams that were written to in this turn
//                                            +- measure how long the turn was busy (the watchdog)
//
// * A job that makes jobs gets them run in the same turn, but after `roundLimit` rounds the loop polls first (an idle
//   handle makes that poll return at once): tasks cannot starve I/O, and I/O cannot starve tasks.
// * Flushing after the jobs means one write for all that a connection said in a turn: a pipeline's answers, or the
//   events of one commit.
// * `loop`, `ready`, `written` and the watchdog's figures belong to the loop thread; `inbox` to its lock; the thread's
//   identity is atomic. Nothing else is shared.
// * libuv handles live in allocated memory; a handle's `data` holds a retained reference which only its close callback
//   releases.

/// The process's libuv loop, and the executor of `LoopActor`.
package final class EventLoop: @unchecked Sendable {
    package static let shared = EventLoop()

    /// A turn busy for longer is reported, in nanoseconds.
    private static let lagLimit: UInt64 = 50_000_000
    private static let roundLimit = 64

    private enum Work {
        case job(UnownedJob)
        case closure(@Sendable @LoopActor () -> Void)
    }

    static let loopExecutor = LoopExecutor()
    /// Kept in the form that the runtime asks for at each of its isolation checks.
    static let executor = loopExecutor.asUnownedSerialExecutor()
    private static let taskExecutor = loopExecutor.asUnownedTaskExecutor()
    /// Loop thread only.
    let loop: UnsafeMutablePointer<uv_loop_t>
    private let wakeUp: UnsafeMutablePointer<uv_async_t>
    private let prepare: UnsafeMutablePointer<uv_prepare_t>
    private let idle: UnsafeMutablePointer<uv_idle_t>
    private let inbox = Lock<[Work]>([])
    private let thread = Atomic<UInt>(0)

    // Loop thread only from here on.
    private var ready: [Work] = []
    private var running: [Work] = []
    private var written: [SocketStream] = []
    private var meter = TurnMeter()
    /// A signal came in this turn: see `TurnMeter.end`.
    @LoopActor var wasInterrupted = false
    /// What ran last, for the watchdog: the route of a request or the name of a timer.
    @LoopActor package var activity: StaticString = "start"
    /// Called for each turn that was busy for more than 50 ms: its duration in seconds and what ran last.
    @LoopActor package var onLag: (@LoopActor (_ seconds: Double, _ activity: StaticString) -> Void)?

    private init() {
        loop = .allocate(capacity: 1)
        wakeUp = .allocate(capacity: 1)
        prepare = .allocate(capacity: 1)
        idle = .allocate(capacity: 1)
        var status = uv_loop_init(loop)
        precondition(status == 0, "BUG: uv_loop_init: \(UVError(status))")
        status = uv_async_init(loop, wakeUp, { _ in })  // its work is done by the next prepare
        precondition(status == 0, "BUG: uv_async_init: \(UVError(status))")
        uv_prepare_init(loop, prepare)
        uv_idle_init(loop, idle)
        cuv_measure_idle_time(loop)
        uv_prepare_start(prepare) { _ in LoopActor.assumeIsolated { EventLoop.shared.beforePoll() } }
        uv_unref(EventLoop.handle(prepare))
    }

    private static func handle<Handle>(_ pointer: UnsafeMutablePointer<Handle>) -> UnsafeMutablePointer<uv_handle_t> {
        UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: uv_handle_t.self)
    }

    // MARK: - Running

    var isOnLoopThread: Bool { thread.load(ordering: .relaxed) == UInt(pthread_self()) }

    /// Turns on the calling thread until `stop()`.
    package func run() {
        signal(SIGPIPE, SIG_IGN)
        let swapped = thread.compareExchange(
            expected: 0, desired: UInt(pthread_self()), ordering: .sequentiallyConsistent)
        precondition(swapped.exchanged, "BUG: the loop runs already")
        meter.begin(at: uv_hrtime(), idleTime: uv_metrics_idle_time(loop))
        uv_run(loop, UV_RUN_DEFAULT)
        thread.store(0, ordering: .sequentiallyConsistent)
    }

    /// Makes `run()` return after the current turn. Any thread.
    package func stop() {
        post { uv_stop(EventLoop.shared.loop) }
    }

    private static let backgroundThread: Void = {
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { _ in
                EventLoop.shared.run()
                return nil
            }, nil)
        precondition(status == 0, "BUG: pthread_create: \(status)")
        pthread_detach(thread)
    }()

    /// Runs the loop on a thread of its own, for tests. Idempotent.
    package static func startInBackground() { _ = backgroundThread }

    // MARK: - Work

    func enqueue(_ job: UnownedJob) { add(.job(job)) }

    /// Runs `job` on the loop thread, in order of posting. Any thread; one wake-up for many.
    package func post(_ job: @escaping @Sendable @LoopActor () -> Void) { add(.closure(job)) }

    private func add(_ work: Work) {
        if isOnLoopThread { return ready.append(work) }
        let wasEmpty = inbox.withLock { inbox in
            inbox.append(work)
            return inbox.count == 1
        }
        if wasEmpty { uv_async_send(wakeUp) }
    }

    @LoopActor private func beforePoll() {
        var round = 0
        while round < EventLoop.roundLimit {
            inbox.withLock { inbox in
                if ready.isEmpty {
                    swap(&ready, &inbox)
                } else {
                    ready.append(contentsOf: inbox)
                    inbox.removeAll(keepingCapacity: true)
                }
            }
            if ready.isEmpty { break }
            runReady()
            round += 1
        }
        flush()
        measureTurn()
        // Last, for flushing and measuring may resume tasks.
        if ready.isEmpty {
            uv_idle_stop(idle)
        } else {
            uv_idle_start(idle, EventLoop.onIdle)
        }
    }

    private static let onIdle: uv_idle_cb = { _ in }

    @LoopActor private func runReady() {
        swap(&ready, &running)
        for work in running {
            switch work {
            case .job(let job):
                job.runSynchronously(isolatedTo: EventLoop.executor, taskExecutor: EventLoop.taskExecutor)
            case .closure(let closure): closure()
            }
        }
        running.removeAll(keepingCapacity: true)
    }

    // MARK: - Writing

    /// `stream` has output to send before the next poll.
    @LoopActor func willFlush(_ stream: SocketStream) { written.append(stream) }

    @LoopActor private func flush() {
        // The last first: its socket and its bytes are the likeliest to be still in the caches.
        while let stream = written.popLast() { stream.flush() }
    }

    // MARK: - Time

    /// Monotonic milliseconds, as of the beginning of this turn: no system call.
    @LoopActor package var now: UInt64 { uv_now(loop) }

    /// The longest busy turn in seconds since the last call: a gauge for a scrape.
    @LoopActor package func takeLongestTurn() -> Double { Double(meter.takeLongest()) / 1e9 }

    @LoopActor private func measureTurn() {
        let busy = meter.end(at: uv_hrtime(), idleTime: uv_metrics_idle_time(loop), wasInterrupted: wasInterrupted)
        wasInterrupted = false
        if busy > EventLoop.lagLimit { onLag?(Double(busy) / 1e9, activity) }
    }
}
