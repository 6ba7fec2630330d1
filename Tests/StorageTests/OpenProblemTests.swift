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
