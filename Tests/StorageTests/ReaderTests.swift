import ApplianceTesting
import Core
import Testing

@testable import Storage

@Suite("Readers", .timeLimit(.minutes(30)))
struct ReaderTests {
    private struct Refused: Error {}
    private typealias Body<Value> = @Sendable (Connection) throws -> Value

    /// With one reader, so that what waits waits together.
    private let temporary: TemporaryStorage

    init() throws {
        temporary = try TemporaryStorage(migrations: Notes.migrations) { $0.readers = 1 }
    }

    private var storage: Storage { temporary.storage }

    /// Has the bodies wait in the queue, in their order, while the reader is busy and `meanwhile` runs.
    private func readTogether<Value: Sendable>(
        _ bodies: [Body<Value>], meanwhile: () async throws -> Void = {}
    ) async throws -> [Result<Value, any Error>] {
        let barrier = Barrier()
        async let blocked: Void = storage.read { _ in barrier.wait() }
        await barrier.reached()
        let results = try await withThrowingTaskGroup(of: (Int, Result<Value, any Error>).self) { group in
            for (index, body) in bodies.enumerated() {
                // Immediate: runs up to its wait, and so stands in the queue before the next one.
                group.addImmediateTask {
                    do { return (index, .success(try await storage.read(body))) } catch {
                        return (index, .failure(error))
                    }
                }
            }
            try await meanwhile()
            barrier.open()
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        try await blocked
        return bodies.indices.compactMap { results[$0] }
    }

    @Test("reads that waited together see one state, with all that was committed until the first of them began")
    func oneState() async throws {
        let first = Barrier()
        let writing = Task {
            await first.reached()
            try await storage.write { _ = try Notes.insert("too late", in: $0) }
            first.open()
        }
        let bodies: [Body<[String]>] = [
            { connection in
                let seen = try Notes.all(in: connection)
                first.wait()
                return seen
            },
            { try Notes.all(in: $0) },
        ]
        let seen = try await readTogether(bodies) {
            try await storage.write { _ = try Notes.insert("in time", in: $0) }
        }
        try await writing.value
        #expect(try seen.map { try $0.get() } == [["in time"], ["in time"]])
        #expect(try await storage.read { try Notes.all(in: $0) } == ["in time", "too late"])
    }

    @Test("a read that fails fails alone")
    func failsAlone() async throws {
        try await storage.write { _ = try Notes.insert("there", in: $0) }
        let bodies: [Body<[String]>] = [
            { try Notes.all(in: $0) }, { _ in throw Refused() }, { try Notes.all(in: $0) },
        ]
        let seen = try await readTogether(bodies)
        #expect(throws: Refused.self) { try seen[1].get() }
        #expect(try [seen[0].get(), seen[2].get()] == [["there"], ["there"]])
    }

    @Test("a read after one that lost the transaction has a transaction of its own")
    func lostTransaction() async throws {
        let bodies: [Body<Bool>] = [
            { connection in
                try connection.run("ROLLBACK")
                return connection.isInTransaction
            },
            { $0.isInTransaction },
        ]
        let seen = try await readTogether(bodies)
        #expect(try seen.map { try $0.get() } == [false, true])
    }

    @Test("as many as wait are read, in the order in which they were asked for")
    func many() async throws {
        let order = Lock<[Int]>([])
        let numbers = Array(0..<3 * Reader.batchLimit + 1)
        let bodies = numbers.map { number -> Body<Int> in
            { _ in
                order.withLock { $0.append(number) }
                return number
            }
        }
        let seen = try await readTogether(bodies)
        #expect(try seen.map { try $0.get() } == numbers)
        #expect(order.withLock { $0 } == numbers)
    }

    @Test("who sleeps is woken once for many jobs, when all of them are there")
    func wake() async throws {
        let queue = JobQueue(limit: 1_000_000)
        let batches = Lock<[Int]>([])
        let thread = DatabaseThread {
            var batch: [Job] = []
            while queue.takeShare(atMost: 16, into: &batch) {
                batches.withLock { [count = batch.count] in $0.append(count) }
                for job in batch { job.drop() }
                batch = []
            }
        }
        // The first job that finds the thread asleep brings the promise to wake it.
        while try !queue.append(.idle()) { await Task.yield() }
        batches.withLock { $0 = [] }
        for _ in 0..<9 { #expect(try !queue.append(.idle())) }
        #expect(queue.depth == 10)
        queue.wake()
        while queue.depth > 0 { await Task.yield() }
        queue.close()
        thread.join()
        #expect(batches.withLock { $0 } == [10])
    }

    @Test("one thread takes what waits up to its bound, and leaves the rest")
    func share() throws {
        let queue = JobQueue(limit: 100)
        var batch: [Job] = []
        let jobs = (0..<5).map { _ in Job.idle() }
        for job in jobs { try queue.push(job) }
        #expect(queue.takeShare(atMost: 3, into: &batch) && queue.depth == 2)
        #expect(batch.elementsEqual(jobs[..<3], by: ===))
        batch = []
        #expect(queue.takeShare(atMost: 3, into: &batch) && queue.depth == 0)
        #expect(batch.elementsEqual(jobs[3...], by: ===))
        for job in jobs { job.drop() }
        queue.close()
        batch = []
        #expect(!queue.takeShare(atMost: 3, into: &batch))
    }
}

extension Job {
    /// With nothing to do; its task waits until it is finished.
    fileprivate static func idle() -> Job {
        let made = Lock<Job?>(nil)
        // Immediate: runs up to its wait.
        Task.immediate {
            try? await withUnsafeThrowingContinuation { continuation in
                made.withLock { $0 = Job({ _ in }, continuation) }
            }
        }
        return made.withLock { $0! }
    }

    fileprivate func drop() {
        fail(CancellationError())
        finish()
    }
}
