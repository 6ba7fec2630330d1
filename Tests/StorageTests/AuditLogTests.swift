import ApplianceTesting
import Core
import Storage
import Testing

@Suite("AuditLog")
struct AuditLogTests {
    private static let now = Timestamp(milliseconds: 1_795_169_730_123)

    private static func entry(_ action: String, target: String = "run:a") -> AuditEntry {
        AuditEntry(
            actor: "player:7", action: action, target: target, reason: "Так вышло", before: ["turn": 3],
            after: ["turn": 1])
    }

    @Test("tells what was done to one thing, in order")
    func entries() async throws {
        let temporary = try TemporaryStorage()
        let entries = [Self.entry("rewind"), Self.entry("rewind", target: "run:b"), Self.entry("migrate")]
        try await temporary.storage.write { connection in
            for entry in entries { try AuditLog.append(entry, now: Self.now, in: connection) }
        }
        let found = try await temporary.storage.read { try AuditLog.entries(of: "run:a", in: $0) }
        #expect(found.map(\.entry) == [entries[0], entries[2]])
        #expect(found.map(\.at) == [Self.now, Self.now])
    }

    @Test(
        "is never changed and never forgotten",
        arguments: ["UPDATE audit_log SET reason = ''", "DELETE FROM audit_log"] as [StaticString])
    func appendOnly(sql: StaticString) async throws {
        let temporary = try TemporaryStorage()
        try await temporary.storage.write { try AuditLog.append(Self.entry("rewind"), now: Self.now, in: $0) }
        await #expect(throws: StorageError.self) { try await temporary.storage.write { try $0.run(sql) } }
        #expect(try await temporary.storage.read { try AuditLog.entries(of: "run:a", in: $0) }.count == 1)
    }
}
