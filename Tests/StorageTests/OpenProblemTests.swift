import ApplianceTesting
import Core
import Glibc
import Testing

@testable import Storage

@Suite("What keeps a database from being opened")
struct OpenProblemTests {
    private let directory: TemporaryDirectory
    private var path: String { "\(directory.path)/mimic.db" }

    init() throws { directory = try TemporaryDirectory() }

    private func problem(_ path: String) throws -> OpenProblem? {
        let error = #expect(throws: StorageError.self) {
            try Storage(
                StorageConfiguration(path: path, applicationVersion: "1.0.0"), migrations: [], deliver: { $0() })
        }
        guard case .cannotOpen(let problem)? = error else { return nil }
        return problem
    }

    @Test("no folder")
    func folderMissing() throws {
        #expect(try problem("\(directory.path)/none/mimic.db") == .folderMissing(folder: "\(directory.path)/none"))
    }

    @Test("a folder that nobody may write to, root included")
    func folderReadOnly() throws {
        #expect(try problem("/sys/mimic.db") == .folderReadOnly(folder: "/sys"))
    }

    @Test("a database on a disk that takes no changes, which opens when it does again")
    func fileReadOnly() async throws {
        let disk = FaultyDisk(folder: directory.path)
        let temporary = try TemporaryStorage(migrations: Notes.migrations, in: directory)
        await temporary.storage.close()
        disk.becomeReadOnly()
        #expect(try problem(path) == .fileReadOnly(path: path))
        disk.heal()
        let again = try TemporaryStorage(migrations: Notes.migrations, in: directory)
        #expect(try await again.storage.read { try Notes.all(in: $0) }.isEmpty)
    }

    @Test("a file that is not a database")
    func notADatabase() throws {
        try TestFile.write(Array(String(repeating: "not a database ", count: 500).utf8), to: path)
        #expect(try problem(path) == .notADatabase(path: path))
    }

    @Test("a damaged database")
    func corrupt() async throws {
        let temporary = try TemporaryStorage()
        await temporary.storage.close()
        var bytes = try TestFile.read(temporary.path)
        // The page of the schema, behind the header of 100 bytes.
        for index in 100..<4096 { bytes[index] = 0xAA }
        try TestFile.write(bytes, to: path)
        guard case .corrupt(path, _) = try problem(path) else { throw Notes.Missing() }
    }

    @Test("another program's database, which stays as it was")
    func foreign() throws {
        do {
            let other = try Connection.open(path, .write)
            try other.runScript("CREATE TABLE theirs (id INTEGER)")
        }
        let before = try TestFile.read(path)
        #expect(try problem(path) == .foreign(path: path))
        #expect(try TestFile.read(path) == before)
    }

    @Test("another Mimic has it open; when that one has closed it, it opens")
    func inUse() async throws {
        let temporary = try TemporaryStorage()
        #expect(try problem(temporary.path) == .inUse(path: temporary.path, process: getpid()))
        let again = try await temporary.reopened()
        #expect(try await again.storage.read { _ in true })
    }

    @Test("another program holds it, the sqlite3 shell perhaps")
    func locked() async throws {
        let temporary = try TemporaryStorage(migrations: Notes.migrations)
        await temporary.storage.close()
        let shell = try Connection.open(temporary.path, .write)
        try shell.run("PRAGMA locking_mode = EXCLUSIVE")
        try shell.run("INSERT INTO notes (text) VALUES ('from outside')")
        var configuration = StorageConfiguration(path: temporary.path, applicationVersion: "1.0.0")
        configuration.patience = .zero
        let error = #expect(throws: StorageError.self) {
            try Storage(configuration, migrations: Notes.migrations, deliver: { $0() })
        }
        #expect(error == .cannotOpen(.locked(path: temporary.path)))
        shell.close()
        let again = try TemporaryStorage(migrations: Notes.migrations, in: temporary.directory)
        #expect(try await again.storage.read { try Notes.all(in: $0) } == ["from outside"])
    }

    @Test("a write-ahead log that is missing after a crash; without the lock file it opens as it is")
    func logMissing() async throws {
        let crashed = try crashedDatabase(notes: ["saved"])
        #expect(unlink(path + "-wal") == 0)
        for _ in 0..<2 { #expect(try problem(path) == .logMissing(path: path)) }
        try TestFile.write(crashed, to: path + "-wal")
        let whole = try TemporaryStorage(migrations: Notes.migrations, in: directory)
        #expect(try await whole.storage.read { try Notes.all(in: $0) } == ["saved"])
        await whole.storage.close()

        _ = try crashedDatabase(notes: ["lost"])
        #expect(unlink(path + "-wal") == 0)
        #expect(try problem(path) == .logMissing(path: path))
        #expect(unlink(path + ".lock") == 0)
        let rest = try TemporaryStorage(migrations: Notes.migrations, in: directory)
        #expect(try await rest.storage.read { try Notes.all(in: $0) } == ["saved"])
    }

    @Test("a write-ahead log that was cut off holds whole transactions and no half", arguments: [0, 31, 5000, 20_000])
    func logCutOff(bytes: Int) async throws {
        let notes = (0..<8).map { "note \($0)" }
        let log = try crashedDatabase(notes: notes)
        try TestFile.write(Array(log.prefix(bytes)), to: path + "-wal")
        let revived = try TemporaryStorage(migrations: Notes.migrations, in: directory)
        let found = try await revived.storage.read { try Notes.all(in: $0) }
        #expect(found == Array(notes.prefix(found.count)))
        #expect(found.count < notes.count)
        let health = try await revived.storage.read { try $0.first("PRAGMA integrity_check") { $0.text(0) } }
        #expect(health == "ok")
    }

    /// Leaves in the folder what a server leaves that is killed while it has the database open.
    ///
    /// - Returns: the log.
    private func crashedDatabase(notes: [String]) throws -> [UInt8] {
        let connection = try Connection.open(path, .write)
        try Migrator(
            StorageConfiguration(path: path, applicationVersion: "1.0.0"), StorageSchema.migrations + Notes.migrations
        ).run(on: connection)
        _ = try connection.checkpoint(truncating: true)
        for note in notes { try Notes.insert(note, in: connection) }
        let (database, log) = (try TestFile.read(path), try TestFile.read(path + "-wal"))
        connection.close()
        try TestFile.write(database, to: path)
        try TestFile.write(log, to: path + "-wal")
        try TestFile.write(Array("1 open\n".utf8), to: path + ".lock")
        return log
    }

    @Test("after a refusal the lock is free")
    func lockAfterRefusal() throws {
        try TestFile.write(Array(String(repeating: "not a database ", count: 500).utf8), to: path)
        #expect(try problem(path) == .notADatabase(path: path))
        #expect(try problem(path) == .notADatabase(path: path))
    }

    @Test(
        "SQLite's codes become problems with a way out",
        arguments: [
            (8, 0, .fileReadOnly(path: "p")),
            (10 | 3 << 8, EROFS, .fileReadOnly(path: "p")),
            (10 | 3 << 8, EFBIG, .diskFull(path: "p")),
            (10 | 4 << 8, EDQUOT, .diskFull(path: "p")),
            (5, 0, .locked(path: "p")),
            (14, EACCES, .fileReadOnly(path: "p")),
            (14, ENOSPC, .diskFull(path: "p")),
            (13, 0, .diskFull(path: "p")),
            (26, 0, .notADatabase(path: "p")),
            (11 | 1 << 8, 0, .corrupt(path: "p", reason: "why")),
        ] as [(Int32, Int32, OpenProblem)])
    func codes(code: Int32, systemError: Int32, expected: OpenProblem) {
        let failure = SQLiteFailure(code: code, message: "why", sql: "open", systemError: systemError)
        #expect(OpenProblem(failure, path: "p") == expected)
    }
}
