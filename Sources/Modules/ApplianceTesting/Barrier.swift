internal import Core
internal import Dispatch

/// Holds a database thread inside a body until the test lets it go, so that other jobs gather behind it.
package final class Barrier: Sendable {
    private let isReached = Lock(false)
    private let opening = DispatchSemaphore(value: 0)

    package init() {}

    /// Called by the body: blocks its thread.
    package func wait() {
        isReached.withLock { $0 = true }
        opening.wait()
    }

    /// Called by the test: returns when a body stands at the barrier.
    package func reached() async {
        while !isReached.withLock({ $0 }) { await Task.yield() }
    }

    package func open() { opening.signal() }
}
