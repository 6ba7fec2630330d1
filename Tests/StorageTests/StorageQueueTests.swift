import ApplianceTesting
import Core
import Testing

@testable import Storage

@Suite("The queues of Storage", .timeLimit(.minutes(30)))
struct StorageQueueTests {
    @Test("a full queue refuses with 503 and Retry-After, and takes jobs again later")
    func queueFull() async throws {
        let temporary = try TemporaryStorage(migrations: Notes.migrations) { $0.queueLimit = 2 }
        let storage = temporary.storage
        let barrier = Barrier()
        async let blocked: Void = storage.write { _ in barrier.wait() }
        await barrier.reached()
        async let first = storage.write { try Notes.insert("first", in: $0) }
        async let second = storage.write { try Notes.insert("second", in: $0) }
        while storage.writeQueueDepth < 2 { await Task.yield() }
        await #expect(throws: StorageError.queueFull) { try await storage.write { _ in } }
        barrier.open()
        _ = try await (blocked, first, second)
        _ = try await storage.write { try Notes.insert("third", in: $0) }
        #expect(try await storage.read { try Notes.all(in: $0) } == ["first", "second", "third"])
        let answer = StorageError.queueFull.apiError
        #expect((answer.status, answer.retryAfter) == (503, 1))
    }

    @Test("a database that another program holds is 503 for as long, and then goes on")
    func heldFromOutside() async throws {
        let directory = try TemporaryDirectory()
        var configuration = StorageConfiguration(path: "\(directory.path)/mimic.db", applicationVersion: "1.0.0")
        configuration.patience = .zero
        let storage = try Storage(configuration, migrations: Notes.migrations, deliver: { $0() })
        let shell = try Connection.open(configuration.path, .write)
        try shell.run("BEGIN IMMEDIATE")
        let error = await #expect(throws: StorageError.self) {
            try await storage.write { _ = try Notes.insert("refused", in: $0) }
        }
        #expect((error?.apiError.status, error?.apiError.retryAfter) == (503, 1))
        try shell.run("ROLLBACK")
        shell.close()
        try await storage.write { _ = try Notes.insert("taken", in: $0) }
        #expect(try await storage.read { try Notes.all(in: $0) } == ["taken"])
        await storage.close()
    }

    @Test("all completions of a batch are handed over at once")
    func oneDelivery() async throws {
        let directory = try TemporaryDirectory()
        let deliveries = Lock(0)
        let storage = try Storage(
            StorageConfiguration(path: "\(directory.path)/mimic.db", applicationVersion: "1.0.0"), migrations: [],
            deliver: { body in
                deliveries.withLock { $0 += 1 }
                body()
            })
        _ = try await storage.writeTogether(Array(repeating: { _ in }, count: 50))
        // One for the job that held the writer, one for the fifty.
        #expect(deliveries.withLock { $0 } == 2)
        await storage.close()
    }

    @Test("close finishes what is in the queue")
    func closeDrains() async throws {
        let temporary = try TemporaryStorage(migrations: Notes.migrations)
        let storage = temporary.storage
        let barrier = Barrier()
        async let blocked: Void = storage.write { _ in barrier.wait() }
        await barrier.reached()
        async let waiting = storage.write { try Notes.insert("in the queue", in: $0) }
        while storage.writeQueueDepth < 1 { await Task.yield() }
        async let closed: Void = storage.close()
        barrier.open()
        _ = try await (blocked, waiting)
        await closed
        let again = try await temporary.reopened()
        #expect(try await again.storage.read { try Notes.all(in: $0) } == ["in the queue"])
    }

    @Test("a reader does not see what is not committed")
    func uncommitted() async throws {
        let temporary = try TemporaryStorage(migrations: Notes.migrations)
        let storage = temporary.storage
        let barrier = Barrier()
        async let written: Void = storage.write { connection in
            try Notes.insert("not yet", in: connection)
            barrier.wait()
        }
        await barrier.reached()
        #expect(try await storage.read { try Notes.all(in: $0) }.isEmpty)
        barrier.open()
        try await written
        #expect(try await storage.read { try Notes.all(in: $0) } == ["not yet"])
    }

    @Test("all queries of one read see one state")
    func snapshot() async throws {
        let temporary = try TemporaryStorage(migrations: Notes.migrations)
        let storage = temporary.storage
        let barrier = Barrier()
        async let seen = storage.read { connection in
            let before = try Notes.all(in: connection)
            barrier.wait()
            return (before, try Notes.all(in: connection))
        }
        await barrier.reached()
        _ = try await storage.write { try Notes.insert("meanwhile", in: $0) }
        barrier.open()
        let (before, after) = try await seen
        #expect(before == after)
        #expect(try await storage.read { try Notes.all(in: $0) } == ["meanwhile"])
    }
}
