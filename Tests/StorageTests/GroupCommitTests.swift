import ApplianceTesting
import Core
import Storage
import Testing

@Suite("Group commit", .timeLimit(.minutes(30)))
struct GroupCommitTests {
    private struct Refused: Error {}

    private let observed = Observed()
    private let temporary: TemporaryStorage

    init() throws {
        temporary = try TemporaryStorage(migrations: Notes.migrations, observer: observed.observer)
    }

    private var storage: Storage { temporary.storage }

    private func notes() async throws -> [String] {
        try await storage.read { try Notes.all(in: $0) }
    }

    @Test("jobs that wait together share one transaction")
    func oneTransaction() async throws {
        let errors = try await storage.writeTogether(
            (0..<10).map { number in { try Notes.insert("note \(number)", in: $0) } })
        #expect(errors.allSatisfy { $0 == nil })
        #expect(try await notes() == (0..<10).map { "note \($0)" })
        #expect(observed.batches.withLock { $0 } == [1, 10])
    }

    @Test("a batch has at most 1,024 jobs")
    func batchLimit() async throws {
        _ = try await storage.writeTogether(Array(repeating: { _ in }, count: 1030))
        #expect(observed.batches.withLock { $0 } == [1, 1024, 6])
    }

    @Test("a job that throws is undone alone")
    func throwingJobs() async throws {
        let errors = try await storage.writeTogether(
            (0..<6).map { number in
                { connection in
                    try Notes.insert("note \(number)", in: connection)
                    if number % 2 == 1 { throw Refused() }
                }
            })
        #expect(errors.map { $0 is Refused } == [false, true, false, true, false, true])
        #expect(try await notes() == ["note 0", "note 2", "note 4"])
        #expect(observed.batches.withLock { $0 } == [1, 6])
    }

    /// A job that counts how often it runs.
    private func job(
        _ text: String, in runs: Lock<[String]>, _ end: @escaping @Sendable (Connection) throws -> Void = { _ in }
    ) -> @Sendable (Connection) throws -> Void {
        { connection in
            runs.withLock { $0.append(text) }
            try end(connection)
            try Notes.insert(text, in: connection)
        }
    }

    @Test("only a job that throws after it has changed something makes the others of its batch run again")
    func repetition() async throws {
        let runs = Lock<[String]>([])
        var errors = try await storage.writeTogether([
            job("a", in: runs), job("b", in: runs) { _ in throw Refused() }, job("c", in: runs),
        ])
        #expect(errors.map { $0 is Refused } == [false, true, false])
        #expect(runs.withLock { $0 } == ["a", "b", "c"])

        runs.withLock { $0 = [] }
        let change: @Sendable (Connection) throws -> Void = { connection in
            try Notes.insert("undone", in: connection)
            throw Refused()
        }
        errors = try await storage.writeTogether([
            job("d", in: runs), job("e", in: runs, change), job("f", in: runs),
        ])
        #expect(errors.map { $0 is Refused } == [false, true, false])
        #expect(runs.withLock { $0 } == ["d", "e", "d", "e", "f"])
        #expect(try await notes() == ["a", "c", "d", "f"])
        #expect(observed.failures.withLock { $0.isEmpty })
    }

    @Test("a job that breaks a constraint is undone alone, and says which")
    func constraint() async throws {
        let errors = try await storage.writeTogether(
            ["same", "same", "other"].map { text in { try Notes.insert(text, in: $0) } })
        let error = try #require(errors[1] as? StorageError)
        #expect(error.isUniqueViolation)
        #expect(!error.description.contains("same"), "bound values must not be in an error")
        #expect(try await notes() == ["other", "same"])
    }

    @Test("a failed COMMIT fails every job of the batch, and the next batch is well")
    func failingCommit() async throws {
        let errors = try await storage.writeTogether([
            { try Notes.insert("innocent", in: $0) },
            // The reference is checked at COMMIT.
            { try $0.run("INSERT INTO replies (note_id) VALUES (?1)", 99) },
        ])
        #expect(errors.map { ($0 as? StorageError)?.isForeignKeyViolation } == [true, true])
        #expect(try await notes().isEmpty)
        #expect(observed.failures.withLock { $0.count } == 1)
        _ = try await storage.write { try Notes.insert("next", in: $0) }
        #expect(try await notes() == ["next"])
    }

    @Test("a transaction lost on the way fails the jobs that were in it; those behind it get a new one")
    func lostTransaction() async throws {
        let errors = try await storage.writeTogether([
            { try Notes.insert("before", in: $0) },
            { try $0.run("ROLLBACK") },
            { try Notes.insert("behind", in: $0) },
        ])
        #expect(errors.map { $0 as? StorageError } == [.transactionLost, .transactionLost, nil])
        #expect(try await notes() == ["behind"])
    }

    @Test("a full disk is 507, loses nothing that was answered, and passes")
    func fullDisk() async throws {
        _ = try await storage.write { try Notes.insert("old", in: $0) }
        let pages = try await storage.write { connection in
            let pages = try #require(try connection.first("PRAGMA page_count") { $0.int(0) })
            try connection.run("PRAGMA max_page_count = 1")  // SQLite raises it to the present size.
            return pages
        }
        let errors = try await storage.writeTogether([
            { try Notes.insert("small", in: $0) },
            { try Notes.insert(String(repeating: "large", count: 10_000), in: $0) },
        ])
        let error = try #require(errors[1] as? StorageError)
        #expect(error.apiError.status == 507)
        #expect(try await notes() == (errors[0] == nil ? ["old", "small"] : ["old"]))
        try await storage.write { connection in
            try connection.run("PRAGMA max_page_count = 1000000")
            try Notes.insert("room again", in: connection)
        }
        #expect(try await notes().contains("room again"))
        #expect(pages > 1)
    }

    @Test("a body that swallows the loss of its transaction is not told that it succeeded")
    func swallowedLoss() async throws {
        let errors = try await storage.writeTogether([
            { connection in
                try Notes.insert("swallowed", in: connection)
                try? connection.run("ROLLBACK")
            }
        ])
        #expect(errors[0] as? StorageError == .transactionLost)
        #expect(try await notes().isEmpty)
    }

    @Test("a savepoint that throws is undone, and the job goes on")
    func savepoint() async throws {
        let texts = try await storage.write { connection in
            try Notes.insert("kept", in: connection)
            #expect(throws: Refused.self) {
                try connection.savepoint {
                    try Notes.insert("undone", in: connection)
                    throw Refused()
                }
            }
            try connection.savepoint { try connection.savepoint { try Notes.insert("nested", in: connection) } }
            return try Notes.all(in: connection)
        }
        #expect(texts == ["kept", "nested"])
        #expect(try await notes() == texts)
    }
}
