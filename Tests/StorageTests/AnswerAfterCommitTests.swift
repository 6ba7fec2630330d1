import ApplianceTesting
import Core
import Testing

@testable import Storage

@Suite("No answer before COMMIT", .timeLimit(.minutes(30)))
struct AnswerAfterCommitTests {
    @Test("what is told is there for another connection, and was told to the observer before")
    func visibleWhenTold() async throws {
        let directory = try TemporaryDirectory()
        let path = "\(directory.path)/mimic.db"
        let committed = Lock(0)
        let seen = Lock<[(committed: Int, visible: Int)]>([])
        let storage = try Storage(
            StorageConfiguration(path: path, applicationVersion: "1.0.0"), migrations: Notes.migrations,
            deliver: { body in
                // On the writer's thread, at the moment before the jobs of the batch are told.
                let connection = try? Connection.open(path, .query)
                let visible = try? connection?.first("SELECT count(*) FROM notes", map: { $0.int(0) })
                seen.withLock { $0.append((committed.withLock { $0 }, visible ?? -1)) }
                body()
            },
            observer: StorageObserver(onCommit: { batch in committed.withLock { $0 += batch.jobs } }))
        for round in 0..<5 {
            // The first holds the writer up and writes nothing.
            _ = try await storage.writeTogether((0..<20).map { n in { try Notes.insert("\(round)/\(n)", in: $0) } })
        }
        await storage.close()
        let told = seen.withLock { $0 }.dropLast()  // the last is that of the end
        #expect(told.map(\.visible) == [0, 20, 20, 40, 40, 60, 60, 80, 80, 100])
        #expect(told.map(\.committed) == [1, 21, 22, 42, 43, 63, 64, 84, 85, 105])
    }

    @Test("as long as the last job of a batch runs, nobody before it is told and no reader sees anything")
    func nobodyBeforeTheLast() async throws {
        let temporary = try TemporaryStorage(migrations: Notes.migrations)
        let storage = temporary.storage
        let (first, last) = (Barrier(), Barrier())
        let told = Lock(0)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await storage.write { _ in first.wait() } }
            await first.reached()
            for number in 0..<10 {
                group.addImmediateTask {
                    _ = try await storage.write { try Notes.insert("note \(number)", in: $0) }
                    told.withLock { $0 += 1 }
                }
            }
            group.addImmediateTask { try await storage.write { _ in last.wait() } }
            first.open()
            await last.reached()
            // All ten have run; their COMMIT is still to come.
            #expect(told.withLock { $0 } == 0)
            #expect(try await storage.read { try Notes.all(in: $0) }.isEmpty)
            last.open()
            try await group.waitForAll()
        }
        #expect(told.withLock { $0 } == 10)
        #expect(try await storage.read { try Notes.all(in: $0) }.count == 10)
    }

    @Test("jobs of one caller run in the order in which they were asked for")
    func order() async throws {
        let temporary = try TemporaryStorage(migrations: Notes.migrations)
        // More than one batch holds.
        let numbers = 0..<1500
        _ = try await temporary.storage.writeTogether(
            numbers.map { number in { try Notes.insert("\(number)", in: $0) } })
        let ordered = try await temporary.storage.read {
            try $0.all("SELECT text FROM notes ORDER BY id") { $0.text(0) }
        }
        #expect(ordered == numbers.map(String.init))
    }
}
