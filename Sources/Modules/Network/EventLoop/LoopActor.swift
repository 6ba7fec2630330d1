/// The actor of the loop thread: connections, router, hub and all domain services are isolated to it, so that calls
/// among them never hop and need no locks.
@globalActor
package actor LoopActor {
    package static let shared = LoopActor()

    nonisolated package var unownedExecutor: UnownedSerialExecutor {
        EventLoop.executor
    }

    /// Runs `body` at once; for C callbacks, which libuv calls on the loop thread.
    ///
    /// The check costs 2 ns. A C-callback literal written inside `@LoopActor` code would be checked by the runtime for
    /// 11-14 ns, and `Actor.assumeIsolated` isolates to the instance, not to the global actor.
    nonisolated static func assumeIsolated<Result>(_ body: @LoopActor () throws -> Result) rethrows -> Result {
        checkThread()
        return try withoutActuallyEscaping(body) { body in
            try unsafeBitCast(body, to: (() throws -> Result).self)()
        }
    }

    /// Crashes on any other thread than the loop's.
    nonisolated static func checkThread() {
        precondition(EventLoop.shared.isOnLoopThread, "BUG: loop-only code on another thread")
    }
}

extension Task where Success == Void, Failure == Never {
    /// Begins a task that stays on the loop wherever it waits.
    ///
    /// A plain `Task` is resumed on a thread of Swift's pool, which only passes it on to the loop: a continuation goes
    /// to where code without an isolation runs. For a task that prefers the loop that is the loop itself. Code that
    /// should leave it goes to a worker (`onWorker`); `@concurrent` does not leave it here.
    @discardableResult
    package static func onLoop(_ body: @escaping @Sendable @LoopActor () async -> Void) -> Task {
        Task(executorPreference: EventLoop.loopExecutor) { await body() }
    }
}

/// Hands the jobs of `LoopActor`, and of tasks that prefer the loop, to the event loop.
final class LoopExecutor: SerialExecutor, TaskExecutor {
    func enqueue(_ job: consuming ExecutorJob) {
        EventLoop.shared.enqueue(UnownedJob(job))
    }

    func checkIsolated() {
        precondition(EventLoop.shared.isOnLoopThread, "BUG: LoopActor code on another thread")
    }

    func isIsolatingCurrentContext() -> Bool? { EventLoop.shared.isOnLoopThread }
}
