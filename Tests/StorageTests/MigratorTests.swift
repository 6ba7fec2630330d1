import ApplianceTesting
import Core
import Glibc
import Storage
import Testing

@Suite("Migrator")
struct MigratorTests {
    private static let second = Migration(
        module: "notes", version: 2, "ALTER TABLE notes ADD COLUMN author TEXT NOT NULL DEFAULT 'nobody'")

    private let directory: TemporaryDirectory
    private var path: String { "\(directory.path)/mimic.db" }

    init() throws { directory = try TemporaryDirectory() }

    private func open(_ migrations: [Migration], version: String = "1.0.0") throws -> Storage {
        let clock = Clock(now: { Timestamp(milliseconds: 1_795_169_730_123) }, uptime: { .zero })
        return try Storage(
            StorageConfiguration(path: path, applicationVersion: version, clock: clock), migrations: migrations,
            deliver: { $0() })
    }

    /// Opens, and expects a problem that cannot be overcome.
    private func problem(_ migrations: [Migration], version: String = "1.0.0") throws -> OpenProblem {
        let error = #expect(throws: StorageError.self) { try open(migrations, version: version) }
        guard case .cannotOpen(let problem) = error else { throw Notes.Missing() }
        return problem
    }

    @Test("runs each migration once, and keeps who ran it")
    func once() async throws {
        for _ in 0..<2 {
            let storage = try open(Notes.migrations)
            let rows = try await storage.read { connection in
                try connection.all(
                    "SELECT module, version, application_version, applied_at FROM migrations ORDER BY module"
                ) {
                    "\($0.text(0)) \($0.int(1)) \($0.text(2)) \($0.time(3).rfc3339)"
                }
            }
            #expect(rows == ["notes 1 1.0.0 2026-11-20T10:15:30.123Z", "storage 1 1.0.0 2026-11-20T10:15:30.123Z"])
            await storage.close()
        }
        #expect(try snapshots().isEmpty)
    }

    @Test("copies a database with content before it changes its schema")
    func snapshot() async throws {
        let old = try open(Notes.migrations)
        _ = try await old.write { try Notes.insert("precious", in: $0) }
        await old.close()
        let new = try open(Notes.migrations + [Self.second], version: "1.1.0")
        let author = try await new.read { try $0.first("SELECT author FROM notes") { $0.text(0) } }
        #expect(author == "nobody")
        await new.close()

        #expect(try snapshots() == ["mimic-20261120T101530123Z-before-3.db"])
        let copy = try Storage(
            StorageConfiguration(
                path: "\(directory.path)/snapshots/mimic-20261120T101530123Z-before-3.db", applicationVersion: "1.0.0"),
            migrations: Notes.migrations, deliver: { $0() })
        #expect(try await copy.read { try Notes.all(in: $0) } == ["precious"])
        await copy.close()
    }

    @Test("keeps the three newest copies, by the number of the migration, and nothing of a crash")
    func keptSnapshots() async throws {
        let folder = "\(directory.path)/snapshots"
        await (try open(Notes.migrations)).close()
        #expect(mkdir(folder, 0o700) == 0)
        // A clock that was a year ahead when the first was made.
        let old = ["mimic-20271120T101530123Z-before-1.db", "mimic-20251120T101530123Z-before-2.db"]
        for name in old + ["host's own.db", "mimic-20251120T101530123Z-before-9.db.partial"] {
            try TestFile.write([1], to: "\(folder)/\(name)")
        }
        var migrations = Notes.migrations
        for version in 2...4 {
            migrations.append(Migration(module: "notes", version: version, "SELECT 1"))
            await (try open(migrations)).close()
        }
        let kept = (3...5).map { "mimic-20261120T101530123Z-before-\($0).db" }
        #expect(try snapshots() == (["host's own.db"] + kept).sorted())
    }

    @Test("keeps every copy while a migration fails")
    func snapshotsOfFailures() async throws {
        await (try open(Notes.migrations)).close()
        let folder = "\(directory.path)/snapshots"
        #expect(mkdir(folder, 0o700) == 0)
        for number in 1...4 { try TestFile.write([1], to: "\(folder)/mimic-20251120T101530123Z-before-\(number).db") }
        _ = try problem(Notes.migrations + [Migration(module: "notes", version: 2, "SELECT nonsense")])
        #expect(try snapshots().count == 5)
    }

    @Test("refuses a schema that it does not know, and names the version to install")
    func newerSchema() async throws {
        await (try open(Notes.migrations + [Self.second], version: "2.3.0")).close()
        let problem = try problem(Notes.migrations)
        #expect(
            problem
                == .newerSchema(path: path, module: "notes", version: 2, writtenBy: "2.3.0", running: "1.0.0"))
        #expect(problem.description.contains("Install Mimic 2.3.0 or newer"))
    }

    @Test(
        "a migration that fails is undone, and the snapshot is named",
        arguments: [
            Migration(module: "notes", version: 2, "CREATE TABLE extra (id INTEGER) STRICT; SELECT nonsense"),
            Migration(
                module: "notes", version: 2,
                "CREATE TABLE extra (id INTEGER) STRICT; INSERT INTO replies (note_id) VALUES (99)"),
        ])
    func failing(migration: Migration) async throws {
        await (try open(Notes.migrations)).close()
        guard case .migrationFailed(path, "notes", 2, _, let snapshot?) = try problem(Notes.migrations + [migration])
        else { throw Notes.Missing() }
        #expect(snapshot.hasSuffix("-before-3.db"))
        let storage = try open(Notes.migrations)
        let extra = try await storage.read {
            try $0.first("SELECT count(*) FROM sqlite_schema WHERE name = 'extra'") { $0.int(0) }
        }
        #expect(extra == 0)
        await storage.close()
    }

    @Test("foreign keys hold after the migrations")
    func foreignKeys() async throws {
        let storage = try open(Notes.migrations)
        let isOn = try await storage.write { try $0.first("PRAGMA foreign_keys") { $0.bool(0) } }
        #expect(isOn == true)
        await storage.close()
    }

    private func snapshots() throws -> [String] { try TestFile.list("\(directory.path)/snapshots") }
}
