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
        precondition(EventLoop.shared.isOnLoopThread, "BUG: loop-only code on another thread")
        return try withoutActuallyEscaping(body) { body in
            try unsafeBitCast(body, to: (() throws -> Result).self)()
        }
    }
}

/// Hands the jobs of `LoopActor` to the event loop.
final class LoopExecutor: SerialExecutor {
    func enqueue(_ job: consuming ExecutorJob) {
        EventLoop.shared.enqueue(UnownedJob(job))
    }

    func checkIsolated() {
        precondition(EventLoop.shared.isOnLoopThread, "BUG: LoopActor code on another thread")
    }

    func isIsolatingCurrentContext() -> Bool? { EventLoop.shared.isOnLoopThread }
}
