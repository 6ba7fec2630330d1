import ApplianceTesting
import Core
import Testing

@testable import Storage

/// The writer's log gathers what is written between two syncs; nobody must be able to tell.
@Suite("The gathered write-ahead log", .timeLimit(.minutes(30)))
struct GatheringLogTests {
    private let directory: TemporaryDirectory
    private var path: String { "\(directory.path)/mimic.db" }

    init() throws { directory = try TemporaryDirectory() }

    /// A writer whose cache holds a few pages only, so that most of a transaction is spilled into the log before its end.
    private func open() throws -> Connection {
        let connection = try Connection.open(path, .write)
        try connection.runScript(
            """
            PRAGMA cache_size = 10;
            CREATE TABLE IF NOT EXISTS migrations (id INTEGER);
            CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, b BLOB)
            """)
        return connection
    }

    private func fill(_ connection: Connection, _ ids: Range<Int>) throws {
        for id in ids {
            try connection.run("INSERT INTO t VALUES (?1, ?2)", .int(id), .blob(blob(id)))
        }
    }

    /// Three to eight pages.
    private func blob(_ id: Int) -> [UInt8] {
        (0..<12_000 + id % 5 * 4096).map { UInt8(truncatingIfNeeded: id &* 31 &+ $0 / 7) }
    }

    private func check(_ connection: Connection, _ ids: Range<Int>) throws {
        let found = try connection.all("SELECT id, b FROM t ORDER BY id") { ($0.int(0), $0.blob(1)) }
        #expect(found.map(\.0) == Array(ids))
        #expect(found.allSatisfy { $0.1 == blob($0.0) })
        #expect(try connection.first("PRAGMA integrity_check") { $0.text(0) } == "ok")
    }

    @Test("shows a transaction what it has spilled, and everybody else what it has committed")
    func spills() throws {
        let writer = try open()
        let reader = try Connection.open(path, .query)
        try writer.run("BEGIN IMMEDIATE")
        // Several times what is gathered at once.
        try fill(writer, 0..<200)
        try check(writer, 0..<200)
        #expect(try reader.first("SELECT count(*) FROM t") { $0.int(0) } == 0)
        try writer.run("COMMIT")
        try check(reader, 0..<200)
        #expect(try writer.checkpoint())
        try check(reader, 0..<200)
        reader.close()
        writer.close()
        try check(try open(), 0..<200)
    }

    @Test("goes on after the end of the last commit when a spilled transaction is undone")
    func undone() throws {
        let writer = try open()
        let reader = try Connection.open(path, .query)
        for round in 0..<3 {
            try writer.run("BEGIN IMMEDIATE")
            try fill(writer, 1000..<1150)
            writer.rollBack()
            try writer.run("BEGIN IMMEDIATE")
            try fill(writer, round * 20..<(round + 1) * 20)
            try writer.run("COMMIT")
            try check(reader, 0..<(round + 1) * 20)
        }
        reader.close()
        writer.close()
        try check(try open(), 0..<60)
    }

    @Test("has every commit in the file by the time that it is told")
    func synced() throws {
        let writer = try open()
        for id in 0..<20 {
            try writer.run("BEGIN IMMEDIATE")
            try fill(writer, id..<id + 1)
            try writer.run("COMMIT")
            // As a crash would leave them: a copy of both files, opened by somebody else.
            let copy = try TemporaryDirectory()
            for suffix in ["", "-wal"] {
                try TestFile.write(try TestFile.read(path + suffix), to: "\(copy.path)/mimic.db\(suffix)")
            }
            let other = try Connection.open("\(copy.path)/mimic.db", .write)
            try check(other, 0..<id + 1)
            other.close()
        }
        writer.close()
    }
}
