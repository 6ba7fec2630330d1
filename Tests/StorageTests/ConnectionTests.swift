import ApplianceTesting
import Core
import Testing

@testable import Storage

@Suite("Connection")
struct ConnectionTests {
    private let temporary: TemporaryStorage

    init() throws {
        temporary = try TemporaryStorage(migrations: [
            Migration(
                module: "values", version: 1,
                """
                CREATE TABLE things (
                    id INTEGER PRIMARY KEY, number INTEGER, ratio REAL, text TEXT, bytes BLOB
                ) STRICT;
                CREATE TABLE parts (
                    id INTEGER PRIMARY KEY,
                    thing_id INTEGER NOT NULL REFERENCES things (id)
                ) STRICT;
                """)
        ])
    }

    @Test("texts and bytes come back as they were", arguments: ["", "a", "Мимик 🗝️", "with \0 in it", "'; DROP TABLE"])
    func texts(text: String) async throws {
        let (textBack, bytesBack) = try await temporary.storage.write { connection in
            try #require(
                try connection.first(
                    "INSERT INTO things (text, bytes) VALUES (?1, ?2) RETURNING text, bytes",
                    .text(text), .blob(Array(text.utf8))
                ) { ($0.text(0), $0.blob(1)) })
        }
        #expect(textBack == text)
        #expect(bytesBack == Array(text.utf8))
    }

    @Test("integers come back as they were", arguments: [0, 1, -1, Int64.max, Int64.min])
    func integers(number: Int64) async throws {
        let back = try await temporary.storage.write { connection in
            try connection.first("INSERT INTO things (number) VALUES (?1) RETURNING number", .integer(number)) {
                $0.integer(0)
            }
        }
        #expect(back == number)
    }

    @Test("makers and getters agree")
    func typed() async throws {
        let time = Timestamp(milliseconds: 1_795_169_730_123)
        try await temporary.storage.write { connection in
            let row = try connection.first(
                "SELECT ?1, ?2, ?3, ?4, ?5", .bool(true), .time(time), .id(PartyID(rawValue: 7)), 2.5, .int(3)
            ) { ($0.bool(0), $0.time(1), $0.id(2, as: PartyID.self), $0.real(3), $0.int(4)) }
            let (flag, at, party, ratio, number) = try #require(row)
            #expect(flag && at == time && party == PartyID(rawValue: 7) && ratio == 2.5 && number == 3)
        }
    }

    @Test("nil is NULL and NULL is nil")
    func nulls() async throws {
        try await temporary.storage.write { connection in
            let row = try connection.first(
                "SELECT ?1, ?2, ?3, ?4, ?5, ?6", .optional(String?.none), .optional(Int64?.none),
                .optional(Timestamp?.none), .optional(PlayerID?.none), nil, .optional("set")
            ) { row in
                let isNull = (0..<5).map(row.isNull)
                let areNil =
                    row.optionalText(0) == nil && row.optionalInteger(1) == nil && row.optionalTime(2) == nil
                    && row.optionalID(3, as: PlayerID.self) == nil && row.optionalBlob(4) == nil
                return (isNull, areNil, row.optionalText(5))
            }
            let (isNull, areNil, set) = try #require(row)
            #expect(isNull == [true, true, true, true, true])
            #expect(areNil)
            #expect(set == "set")
        }
    }

    @Test("counts the changed rows")
    func changes() async throws {
        let changes = try await temporary.storage.write { connection in
            for _ in 0..<3 { try connection.run("INSERT INTO things (number) VALUES (1)") }
            try connection.run("UPDATE things SET number = 2")
            return connection.changes
        }
        #expect(changes == 3)
    }

    @Test("prepares a statement once")
    func statementCache() async throws {
        try await temporary.storage.write { connection in
            let before = connection.keptSQL.count
            for number in 0..<5 { try connection.run("INSERT INTO things (number) VALUES (?1)", .int(number)) }
            #expect(connection.keptSQL.count == before + 1)
        }
    }

    @Test("the same SQL may run within its own rows")
    func nestedUse() async throws {
        @Sendable func numbers(_ depth: Int, _ connection: Connection) throws -> [Int] {
            try connection.all("SELECT number FROM things ORDER BY number") { row in
                let inner = depth > 0 ? try numbers(depth - 1, connection).count : 3
                #expect(inner == 3)
                return row.int(0)
            }
        }
        try await temporary.storage.write { connection in
            for number in 1...3 { try connection.run("INSERT INTO things (number) VALUES (?1)", .int(number)) }
            #expect(try numbers(2, connection) == [1, 2, 3])
        }
    }

    @Test("a closure that throws among the rows leaves the statement usable and the job committed")
    func throwingMap() async throws {
        struct Enough: Error {}
        try await temporary.storage.write { connection in
            for number in 1...3 { try connection.run("INSERT INTO things (number) VALUES (?1)", .int(number)) }
            for _ in 0..<2 {
                #expect(throws: Enough.self) {
                    _ = try connection.all("SELECT number FROM things") { _ in throw Enough() }
                }
            }
        }
        let count = try await temporary.storage.read { try $0.first("SELECT count(*) FROM things") { $0.int(0) } }
        #expect(count == 3)
    }

    @Test("first reports a broken foreign key before it returns a row")
    func returningForeignKey() async throws {
        let error = await #expect(throws: StorageError.self) {
            try await temporary.storage.write { connection in
                try connection.first("INSERT INTO parts (thing_id) VALUES (99) RETURNING id") { $0.int(0) }
            }
        }
        #expect(error?.isForeignKeyViolation == true)
    }

    @Test("first changes every row, though it reads one")
    func returningMany() async throws {
        let (changes, left) = try await temporary.storage.write { connection in
            for number in 1...3 { try connection.run("INSERT INTO things (number) VALUES (?1)", .int(number)) }
            _ = try connection.first("UPDATE things SET number = 0 RETURNING id") { $0.int(0) }
            let changes = connection.changes
            return (changes, try connection.all("SELECT number FROM things WHERE number > 0") { $0.int(0) })
        }
        #expect(changes == 3)
        #expect(left.isEmpty)
    }

    @Test("close empties the log also while another program has the database open")
    func closeTruncates() async throws {
        try await temporary.storage.write { try $0.run("INSERT INTO things (number) VALUES (1)") }
        let other = try Connection.open(temporary.path, .copy)
        #expect(try other.first("SELECT count(*) FROM things") { $0.int(0) } == 1)
        await temporary.storage.close()
        #expect(try TestFile.read("\(temporary.path)-wal").isEmpty)
        other.close()
    }

    @Test("wrong SQL is an error that names it")
    func wrongSQL() async throws {
        let error = await #expect(throws: StorageError.self) {
            try await temporary.storage.write { try $0.run("SELEKT 1") }
        }
        #expect(error?.failure?.sql == "SELEKT 1")
    }

    @Test("a plan tells a scan from a search")
    func queryPlans() async throws {
        let plans = try await temporary.storage.read { connection in
            try connection.queryPlans {
                _ = try connection.first("SELECT text FROM things WHERE number = ?1", 1) { $0.text(0) }
                _ = try connection.first("SELECT text FROM things WHERE id = ?1", 1) { $0.text(0) }
            }
        }
        #expect(plans.map(\.fullScans) == [[], ["SCAN things"]])
    }
}
