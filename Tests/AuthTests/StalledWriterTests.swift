import ApplianceTesting
import Core
import Network
import Storage
import Testing

@testable import Auth

@Suite("A writer that stalls", .timeLimit(.minutes(30)))
struct StalledWriterTests {
    private static let queueLimit = 6

    private let house: AuthHouse
    private let guest: AuthHouse.SignedIn
    private let barrier = Barrier()

    init() async throws {
        house = try await AuthHouse(
            on: TemporaryStorage(migrations: AuthSchema.migrations) { $0.queueLimit = Self.queueLimit })
        guest = try await house.guest()
        // Nobody else may write: the module would tidy up after a minute.
        await house.auth.stop()
    }

    private var storage: Storage { house.temporary.storage }

    /// A write in the queue behind the stalled one: its answer will tell how many counted before.
    private func count(_ name: String, by client: TestClient) async throws -> TestResponse {
        try await client.request(
            "POST", "/count/\(name)", headers: ["Authorization": "Bearer \(guest.token)"], json: [:])
    }

    /// Fills the queue while the writer stands at the barrier, and runs `body`.
    ///
    /// - Returns: the answers of those in the queue, in the order in which they came.
    private func stalled(while body: () async throws -> Void) async throws -> [TestResponse] {
        try await withThrowingTaskGroup(of: (Int, TestResponse).self) { group in
            async let blocked: Void = storage.write { [barrier] _ in barrier.wait() }
            await barrier.reached()
            for number in 0..<Self.queueLimit {
                let client = try house.newClient()
                group.addTask { (number, try await count("queued", by: client)) }
                while storage.writeQueueDepth <= number { await Task.yield() }
            }
            try await body()
            barrier.open()
            try await blocked
            return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    @Test("fills its queue: more is refused at once with 503 and Retry-After, and what only reads is answered")
    func refusesAtOnce() async throws {
        let answers = try await stalled {
            // The writer cannot move before the barrier opens, so these can only be answered without it.
            for _ in 0..<3 {
                let refused = try await count("refused", by: house.client)
                #expect(refused.status == 503)
                #expect(refused.json["error"] == "busy")
                #expect(refused.header("Retry-After") == "1")
            }
            #expect(try await house.probe(guest.token).status == 200)
            #expect(try await house.client.request("GET", "/open").text == "nobody")
            let read = try await storage.read { try $0.first("SELECT count(*) FROM players", map: { $0.int(0) }) }
            #expect(read == 1)
        }
        #expect(answers.map(\.status) == Array(repeating: 201, count: Self.queueLimit))
        let later = try await count("refused", by: house.client)
        #expect(later.json["count"] == 1, "what was refused was not done")
        await house.stop()
    }

    @Test("answers everything in the queue when it goes on, in the order in which it came")
    func answersInOrder() async throws {
        let answers = try await stalled {}
        #expect(answers.map { $0.json["count"]?.integerValue } == (1...Int64(Self.queueLimit)).map { $0 })
        await house.stop()
    }

    @Test("is waited for by a stop: what was taken in is done, kept and answered")
    func stopDrains() async throws {
        let stopping = Lock<Task<Void, Never>?>(nil)
        let answers = try await stalled {
            stopping.withLock { $0 = Task { [house] in await house.stop(within: .seconds(3600)) } }
            while await isOpen() { await Task.yield() }
        }
        #expect(answers.map { $0.json["count"]?.integerValue } == (1...Int64(Self.queueLimit)).map { $0 })
        await stopping.withLock { $0 }?.value
        let reopened = try await house.temporary.reopened()
        let player = PlayerID(rawValue: guest.playerID)
        let kept = try await reopened.storage.read { try PlayerStore.find(player, in: $0)?.settings }
        #expect(kept == #"{"queued":\#(Self.queueLimit)}"#)
        await reopened.storage.close()
    }

    /// Whether somebody new is let in.
    private func isOpen() async -> Bool {
        guard let client = try? house.newClient() else { return false }
        return (try? await client.request("GET", "/open")) != nil
    }
}
