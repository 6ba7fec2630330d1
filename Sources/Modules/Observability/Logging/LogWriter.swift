internal import Core
internal import Glibc

// DESIGN
//
//   any thread                     log thread
//   ----------                     ----------
//   append ──► backlog (lock) ──►  drain: swap the backlog for an empty buffer, write it
//      └────── semaphore, only when the backlog was empty ──────┘
//
// The log thread gathers for a moment before it writes, because a system call for each line would cost more than making
// the line; nobody waits for it, and errors do not (`isUrgent`).
//
// The loop only ever takes the backlog's lock, which is held for the copying of one line and never for a system call.
// A reader of the log that is slow or stands still makes the backlog grow to its bound; then lines are dropped and
// counted, and the count is written when there is room again.
//
// Two buffers go round: one collects while the other is written. `output` holds the idle one and is held while writing,
// which keeps the order of the lines when `flush` and the log thread meet.

/// Takes formatted lines and writes them on its own thread.
final class LogWriter: @unchecked Sendable {
    private struct Backlog {
        var bytes: [UInt8] = []
        var dropped = 0
        var isStopping = false
    }

    /// For so long lines are gathered, in microseconds.
    private static let gathering: UInt32 = 2000

    /// Bytes that may wait to be written.
    private let limit: Int
    private let destination: LogOutput
    /// Makes the line that tells of dropped ones.
    private let describeDrops: @Sendable (_ count: Int) -> [UInt8]
    private let backlog = Lock(Backlog())
    private let output = Lock<[UInt8]>([])
    // Guarded by itself: semaphores are made to be shared; allocated because its address must not change.
    private let wakeUp: UnsafeMutablePointer<sem_t>

    init(
        to destination: LogOutput, limit: Int,
        describeDrops: @escaping @Sendable (_ count: Int) -> [UInt8]
    ) {
        self.destination = destination
        self.limit = limit
        self.describeDrops = describeDrops
        wakeUp = .allocate(capacity: 1)
        wakeUp.initialize(to: sem_t())
        precondition(sem_init(wakeUp, 0, 0) == 0, "BUG: semaphore")
        startThread()
    }

    deinit {
        sem_destroy(wakeUp)
        wakeUp.deallocate()
    }

    /// Appends one line, or counts it as dropped when the backlog is full. Any thread.
    ///
    /// - Parameter isUrgent: the line should survive a crash that follows at once, so the caller writes it, if that
    ///   needs no waiting.
    func append(_ line: UnsafeBufferPointer<UInt8>, isUrgent: Bool) {
        let (wasEmpty, waiting) = backlog.withLock { backlog in
            guard backlog.bytes.count < limit else {
                backlog.dropped += 1
                return (false, backlog.bytes.count)
            }
            let wasEmpty = backlog.bytes.isEmpty
            backlog.bytes.append(contentsOf: line)
            backlog.bytes.append(UInt8(ascii: "\n"))
            return (wasEmpty, backlog.bytes.count)
        }
        if isUrgent, destination.takesAtOnce(waiting) {
            output.withLockIfAvailable { writeBacklog(&$0) }
        }
        if wasEmpty { sem_post(wakeUp) }
    }

    /// Writes everything that waits; returns when it is out. For the end of the process: this may block.
    func flush() { output.withLock { writeBacklog(&$0) } }

    /// Ends the thread after everything that waits is written.
    func stop() {
        backlog.withLock { $0.isStopping = true }
        sem_post(wakeUp)
    }

    private func writeBacklog(_ spare: inout [UInt8]) {
        let dropped = backlog.withLock { backlog in
            swap(&backlog.bytes, &spare)
            defer { backlog.dropped = 0 }
            return backlog.dropped
        }
        if dropped > 0 {
            spare += describeDrops(dropped)
            spare.append(UInt8(ascii: "\n"))
        }
        if !spare.isEmpty { destination.write(spare) }
        spare.removeAll(keepingCapacity: true)
    }

    private func run() {
        while true {
            // EINTR is as good as a wake-up: draining nothing costs nothing.
            sem_wait(wakeUp)
            let isStopping = backlog.withLock { $0.isStopping }
            if !isStopping { usleep(Self.gathering) }
            flush()
            if isStopping { return }
        }
    }

    private func startThread() {
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { context in
                Unmanaged<LogWriter>.fromOpaque(context!).takeRetainedValue().run()
                return nil
            }, Unmanaged.passRetained(self).toOpaque())
        precondition(status == 0, "BUG: the log thread did not start: \(status)")
        pthread_detach(thread)
    }
}
