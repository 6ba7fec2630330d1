import Core
import Glibc
import Testing

@testable import Network

@Suite("onBackgroundThread") struct BackgroundThreadTests {
    private struct Wrong: Error, Equatable {}

    @Test("gives what its body gives, and throws what it throws") func results() async throws {
        #expect(try await onBackgroundThread { 6 * 7 } == 42)
        await #expect(throws: Wrong()) { try await onBackgroundThread { throw Wrong() } }
    }

    @Test("yields to the rest of the process, which stays as it was") func priority() async throws {
        let before = getpriority(Int32(PRIO_PROCESS.rawValue), 0)
        let inside = try await onBackgroundThread { getpriority(Int32(PRIO_PROCESS.rawValue), 0) }
        #expect(inside == 19)
        #expect(getpriority(Int32(PRIO_PROCESS.rawValue), 0) == before)
    }

    @Test("runs as many at once as are asked for") func together() async throws {
        let here = Lock(0)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    try await onBackgroundThread {
                        here.withLock { $0 += 1 }
                        // Ends only when all have come.
                        while here.withLock({ $0 }) < 8 { sched_yield() }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(here.withLock { $0 } == 8)
    }
}
