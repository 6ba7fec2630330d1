import Core
import Glibc
import Testing

@testable import Network

@Suite("onBackgroundThread", .timeLimit(.minutes(30))) struct BackgroundThreadTests {
    private struct Wrong: Error, Equatable {}

    init() { EventLoop.startInBackground() }

    @Test("gives what its body gives, and throws what it throws") func results() async throws {
        #expect(try await onBackgroundThread { 6 * 7 } == 42)
        await #expect(throws: Wrong()) { try await onBackgroundThread { throw Wrong() } }
    }

    @Test("runs where a core is idle, and leaves the rest of the process as it was") func policy() async throws {
        let idle: Int32 = 5
        #expect(try await onBackgroundThread { sched_getscheduler(0) } == idle)
        // A thread that is started to go on with a task is of the kind of the thread that resumed it.
        let executor = WatchfulExecutor()
        try await withTaskExecutorPreference(executor) { _ = try await onBackgroundThread {} }
        #expect(Set(executor.policies.withLock { $0 }) == [SCHED_OTHER])
    }

    @Test("does nothing for a task that was cancelled before it had its turn") func cancelled() async throws {
        let (running, isOpen, isDone) = (Lock(0), Lock(false), Lock(false))
        let limit = BackgroundThreads.shared.limit
        async let others: Void = withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<limit {
                group.addTask {
                    try await onBackgroundThread {
                        running.withLock { $0 += 1 }
                        while !isOpen.withLock({ $0 }) { sched_yield() }
                    }
                }
            }
            try await group.waitForAll()
        }
        while running.withLock({ $0 }) < limit { await Task.yield() }
        let waiting = Task { try await onBackgroundThread { isDone.withLock { $0 = true } } }
        waiting.cancel()
        isOpen.withLock { $0 = true }
        await #expect(throws: CancellationError.self) { try await waiting.value }
        try await others
        #expect(!isDone.withLock { $0 })
    }

    @Test("runs as many at once as it may, in the order in which they came") func together() async throws {
        let threads = BackgroundThreads(limit: 2)
        let (order, here, most) = (Lock<[Int]>([]), Lock(0), Lock(0))
        for index in 0..<6 {
            threads.take(
                index, order,
                {
                    let now = here.withLock { here in
                        here += 1
                        return here
                    }
                    most.withLock { $0 = max($0, now) }
                    // The first two end only when both have come.
                    while index < 2, most.withLock({ $0 }) < 2 { sched_yield() }
                    here.withLock { $0 -= 1 }
                })
        }
        while order.withLock({ $0.count }) < 6 || here.withLock({ $0 }) > 0 { await Task.yield() }
        #expect(most.withLock { $0 } == 2)
        #expect(Set(order.withLock { $0.prefix(2) }) == [0, 1])
    }

    @Test("one thread takes one after the other") func line() async throws {
        let threads = BackgroundThreads(limit: 0)
        let order = Lock<[Int]>([])
        for index in 0..<5 { threads.take(index, order, {}) }
        while order.withLock({ $0.count }) < 5 { await Task.yield() }
        #expect(order.withLock { $0 } == [0, 1, 2, 3, 4])
    }
}

/// Goes on with tasks where they are resumed, and keeps how the kernel treats that thread.
private final class WatchfulExecutor: TaskExecutor {
    let policies = Lock<[Int32]>([])

    func enqueue(_ job: UnownedJob) {
        policies.withLock { $0.append(sched_getscheduler(0)) }
        job.runSynchronously(on: asUnownedTaskExecutor())
    }
}

extension BackgroundThreads {
    fileprivate func take(_ index: Int, _ order: Lock<[Int]>, _ body: @escaping @Sendable () -> Void) {
        take(
            Work(
                run: {
                    order.withLock { $0.append(index) }
                    body()
                }, fail: { Issue.record("\($0)") }))
    }
}
