import ApplianceTesting
import Core
import Storage
import Testing

@Suite("IdempotencyRecords")
struct IdempotencyRecordsTests {
    private static let now = Timestamp(milliseconds: 1_795_169_730_123)
    private static let dayLater = now.adding(.seconds(24 * 60 * 60))

    private let temporary: TemporaryStorage

    init() throws { temporary = try TemporaryStorage() }

    private func key(
        owner: String = "player:1", _ key: String = "k", scope: String = "POST /v1/parties", hash: [UInt8] = [1]
    ) -> IdempotencyKey {
        IdempotencyKey(owner: owner, key: key, scope: scope, requestHash: hash)
    }

    private func store(_ key: IdempotencyKey, status: Int = 201, at time: Timestamp = now) async throws {
        try await temporary.storage.write { connection in
            try IdempotencyRecords.store(key, status: status, body: Array("{}".utf8), now: time, in: connection)
        }
    }

    private func find(_ key: IdempotencyKey, at time: Timestamp = now) async throws -> IdempotencyRecord? {
        try await temporary.storage.read { try IdempotencyRecords.find(key, now: time, in: $0) }
    }

    @Test("repeats the first answer, to its owner, for its path and key only")
    func finds() async throws {
        try await store(key())
        #expect(try await find(key()) == IdempotencyRecord(status: 201, body: Array("{}".utf8)))
        #expect(try await find(key(owner: "player:2")) == nil)
        #expect(try await find(key("other")) == nil)
        #expect(try await find(key(scope: "POST /v1/characters")) == nil)
    }

    @Test("another body under the same key is a conflict")
    func conflict() async throws {
        try await store(key())
        let error = await #expect(throws: APIError.self) { try await find(key(hash: [2])) }
        #expect(error?.status == 409)
        #expect(error?.word == "idempotency_conflict")
    }

    @Test("is forgotten after 24 hours, and the key may be used again")
    func expires() async throws {
        try await store(key())
        #expect(try await find(key(), at: Self.dayLater.adding(.milliseconds(-1))) != nil)
        #expect(try await find(key(), at: Self.dayLater) == nil)
        try await store(key(hash: [2]), status: 409, at: Self.dayLater)
        #expect(try await find(key(hash: [2]), at: Self.dayLater)?.status == 409)
    }

    @Test("a second answer does not replace the first")
    func storedOnce() async throws {
        try await store(key())
        await #expect(throws: APIError.self) { try await store(key(), status: 500) }
        #expect(try await find(key())?.status == 201)
    }

    @Test("an answer is kept only with the effects it tells of")
    func rolledBackTogether() async throws {
        struct Refused: Error {}
        let key = key()
        await #expect(throws: Refused.self) {
            try await temporary.storage.write { connection in
                try IdempotencyRecords.store(key, status: 201, body: [], now: Self.now, in: connection)
                throw Refused()
            }
        }
        #expect(try await find(key) == nil)
    }

    @Test("expired records are swept a few at a time")
    func sweep() async throws {
        for number in 0..<5 { try await store(key("\(number)"), at: Self.now.adding(.seconds(number))) }
        func sweep(_ time: Timestamp) async throws -> Int {
            try await temporary.storage.write {
                try IdempotencyRecords.deleteExpired(now: time, limit: 2, in: $0)
            }
        }
        let threeExpired = Self.dayLater.adding(.seconds(2))
        #expect(try await [sweep(threeExpired), sweep(threeExpired), sweep(threeExpired)] == [2, 1, 0])
        #expect(try await find(key("3"), at: Self.now) != nil)
    }

    @Test("no query reads the whole table")
    func plans() async throws {
        let key = key()
        let plans = try await temporary.storage.write { connection in
            try connection.queryPlans {
                _ = try IdempotencyRecords.find(key, now: Self.now, in: connection)
                try IdempotencyRecords.store(key, status: 200, body: [], now: Self.now, in: connection)
                _ = try IdempotencyRecords.deleteExpired(now: Self.now, in: connection)
            }
        }
        #expect(plans.count >= 2)
        #expect(plans.flatMap(\.fullScans).isEmpty, "\(plans)")
    }
}
