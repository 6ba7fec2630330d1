import ApplianceTesting
import Testing

@testable import Storage

/// A command that reads the database of a server beside it.
@Suite struct StorageInspectTests {
    private static let migrations = [
        Migration(module: "notes", version: 1, "CREATE TABLE notes (text TEXT NOT NULL) STRICT")
    ]

    private func count(_ path: String, _ migrations: [Migration] = Self.migrations) throws -> Int? {
        try Storage.inspect(path, migrations: migrations) { connection in
            try connection.first("SELECT count(*) FROM notes") { $0.int(0) }
        }
    }

    @Test("reads what a running server has committed, and after it has stopped")
    func reads() async throws {
        let database = try TemporaryStorage(migrations: Self.migrations)
        for round in 1...3 {
            try await database.storage.write { try $0.run("INSERT INTO notes VALUES ('a')") }
            #expect(try count(database.path) == round)
        }
        await database.storage.close()
        #expect(try count(database.path) == 3)
        #expect(throws: StorageError.self) {
            try Storage.inspect(database.path, migrations: Self.migrations) { try $0.run("DELETE FROM notes") }
        }
        let again = try await database.reopened()
        #expect(try await again.storage.read { try $0.first("SELECT count(*) FROM notes") { $0.int(0) } } == 3)
    }

    @Test("refuses a database that is not there, or of another version")
    func refuses() async throws {
        let database = try TemporaryStorage(migrations: Self.migrations)
        #expect(throws: StorageError.self) { try count(database.path + ".none") }
        let newer = Self.migrations + [Migration(module: "notes", version: 2, "CREATE TABLE more (a TEXT) STRICT")]
        for other in [[], newer] {
            #expect {
                try count(database.path, other)
            } throws: { error in
                "\(error)".contains("start the server once")
            }
        }
    }
}
