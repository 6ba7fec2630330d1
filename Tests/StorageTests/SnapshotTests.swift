import ApplianceTesting
import Storage
import Testing

@Suite("Snapshot", .timeLimit(.minutes(30)))
struct SnapshotTests {
    private let temporary: TemporaryStorage
    private let target: String

    init() throws {
        temporary = try TemporaryStorage(migrations: Notes.migrations)
        target = "\(temporary.directory.path)/copy.db"
    }

    private func notesOfCopy() async throws -> [String] {
        let copy = try Storage(
            StorageConfiguration(path: target, applicationVersion: "1.0.0"), migrations: Notes.migrations,
            deliver: { $0() })
        let texts = try await copy.read { try Notes.all(in: $0) }
        await copy.close()
        return texts
    }

    @Test("holds what is committed and nothing of a write under way")
    func committedOnly() async throws {
        let storage = temporary.storage
        try await storage.write { _ = try Notes.insert("committed", in: $0) }
        let barrier = Barrier()
        async let written: Void = storage.write { connection in
            try Notes.insert("under way", in: connection)
            barrier.wait()
        }
        await barrier.reached()
        try Snapshot.write(of: temporary.path, to: target)
        barrier.open()
        try await written
        #expect(try await notesOfCopy() == ["committed"])
    }

    @Test("replaces an older one")
    func replaces() async throws {
        try TestFile.write(Array("older".utf8), to: target)
        try TestFile.write(Array("left by a crash".utf8), to: target + ".partial")
        try Snapshot.write(of: temporary.path, to: target)
        #expect(try await notesOfCopy().isEmpty)
        #expect(try !TestFile.list(temporary.directory.path).contains("copy.db.partial"))
    }

    @Test("is an error where it cannot be written, and leaves nothing")
    func noFolder() throws {
        #expect(throws: StorageError.self) {
            try Snapshot.write(of: temporary.path, to: "\(temporary.directory.path)/none/copy.db")
        }
        #expect(try !TestFile.list(temporary.directory.path).contains("none"))
    }
}
