import Core
import Network
import Testing

@testable import Campaigns

@Suite struct RunQueuesTests {
    init() { EventLoop.startInBackground() }

    @Test("lets the writers of one run pass one at a time, in order, and those of another at once")
    @LoopActor func order() async throws {
        let queues = RunQueues()
        var passed: [String] = []
        let gate = AsyncStream<Void>.makeStream()
        let first = Task { @LoopActor in
            try await queues.pass("a") {
                for await _ in gate.stream { break }
                passed.append("a1")
            }
        }
        let second = Task { @LoopActor in try await queues.pass("a") { passed.append("a2") } }
        let third = Task { @LoopActor in try await queues.pass("a") { passed.append("a3") } }
        let other = Task { @LoopActor in try await queues.pass("b") { passed.append("b") } }
        try await other.value
        #expect(passed == ["b"])
        gate.continuation.yield()
        try await first.value
        try await second.value
        try await third.value
        #expect(passed == ["b", "a1", "a2", "a3"])
    }

    @Test("lets the next one pass when the one before failed")
    @LoopActor func failure() async throws {
        struct Failure: Error {}
        let queues = RunQueues()
        await #expect(throws: Failure.self) { try await queues.pass("a") { throw Failure() } }
        #expect(try await queues.pass("a") { 7 } == 7)
    }
}
