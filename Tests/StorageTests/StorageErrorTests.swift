import Core
import Glibc
import Testing

@testable import Storage

@Suite("StorageError")
struct StorageErrorTests {
    @Test(
        "each has its status, and those of the server keep their cause to the log",
        arguments: [
            (13, 0, 507, "disk_full"),
            (10 | 3 << 8, ENOSPC, 507, "disk_full"),
            (10 | 3 << 8, EIO, 500, "internal"),
            (5, 0, 503, "busy"),
            (8, 0, 500, "internal"),
            (11, 0, 500, "internal"),
            (19 | 8 << 8, 0, 500, "internal"),
        ] as [(Int32, Int32, Int, String)])
    func mapping(code: Int32, systemError: Int32, status: Int, word: String) {
        let error = StorageError(
            SQLiteFailure(code: code, message: "secret reason", sql: "SELECT 1", systemError: systemError))
        let answer = error.apiError
        #expect(answer.status == status)
        #expect(answer.word == word)
        #expect(answer.cause?.contains("secret reason") == true)
        #expect(!String(decoding: answer.json(traceID: "t"), as: UTF8.self).contains("secret reason"))
    }

    @Test(
        "tells which constraint",
        arguments: [(8, true, false), (6, true, false), (3, false, true), (5, false, false)] as [(Int32, Bool, Bool)])
    func constraints(kind: Int32, isUnique: Bool, isForeignKey: Bool) {
        let error = StorageError(SQLiteFailure(code: 19 | kind << 8, message: "", sql: ""))
        #expect(error.isUniqueViolation == isUnique)
        #expect(error.isForeignKeyViolation == isForeignKey)
    }

    @Test(
        "corruption and a read-only file are fatal, a full disk is not",
        arguments: [(11, true), (8, true), (13, false)] as [(Int32, Bool)])
    func fatal(code: Int32, isFatal: Bool) {
        #expect(StorageError(SQLiteFailure(code: code, message: "", sql: "")).isFatal == isFatal)
    }
}
