import ApplianceTesting
import Core
import Storage
import Testing

@Suite("Storage")
struct StorageTests {
    private struct Refused: Error {}

    @Test("a write is seen by the next read")
    func writeThenRead() async throws {
        let temporary = try TemporaryStorage(migrations: Notes.migrations)
        let id = try await temporary.storage.write { try Notes.insert("first", in: $0) }
        let texts = try await temporary.storage.read { try Notes.all(in: $0) }
        #expect(id == 1)
        #expect(texts == ["first"])
    }

    @Test("a body that throws is undone and the caller gets its error")
    func throwing() async throws {
        let temporary = try TemporaryStorage(migrations: Notes.migrations)
        await #expect(throws: Refused.self) {
            try await temporary.storage.write { connection in
                try Notes.insert("undone", in: connection)
                throw Refused()
            }
        }
        #expect(try await temporary.storage.read { try Notes.all(in: $0) }.isEmpty)
    }

    @Test("what was written is there after close and reopen, and the log is gone")
    func reopening() async throws {
        let first = try TemporaryStorage(migrations: Notes.migrations)
        try await first.storage.write { _ = try Notes.insert("kept", in: $0) }
        await first.storage.close()
        #expect(try TestFile.list(first.directory.path) == ["mimic.db", "mimic.db.lock"])
        let second = try await first.reopened()
        #expect(try await second.storage.read { try Notes.all(in: $0) } == ["kept"])
    }

    @Test("the log is copied into the database while the server runs, and does not grow without end")
    func checkpoints() async throws {
        let temporary = try TemporaryStorage(migrations: Notes.migrations)
        let mebibyte = 1 << 20
        for number in 0..<80 {
            try await temporary.storage.write { connection in
                _ = try Notes.insert(String(repeating: "\(number % 10)", count: mebibyte + number), in: connection)
            }
        }
        #expect(try TestFile.read("\(temporary.path)-wal").count < 36 * mebibyte)
    }

    @Test("refuses jobs after close, with 503")
    func closed() async throws {
        let temporary = try TemporaryStorage(migrations: Notes.migrations)
        await temporary.storage.close()
        await temporary.storage.close()
        await #expect(throws: StorageError.closed) { try await temporary.storage.write { _ in } }
        await #expect(throws: StorageError.closed) { try await temporary.storage.read { _ in } }
        #expect(StorageError.closed.apiError.status == 503)
    }

    @Test("a reader cannot write")
    func readersOnlyRead() async throws {
        let temporary = try TemporaryStorage(migrations: Notes.migrations)
        await #expect(throws: StorageError.self) {
            try await temporary.storage.read { try Notes.insert("no", in: $0) }
        }
    }
}
