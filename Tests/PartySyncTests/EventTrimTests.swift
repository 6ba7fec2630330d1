import ApplianceTesting
import Core
import PartySync
import Storage
import Testing

@Suite("Trimming a channel")
struct EventTrimTests {
    private let temporary: TemporaryStorage

    init() throws { temporary = try TemporaryStorage(migrations: PartySyncSchema.migrations) }

    private func append(_ count: Int, on channel: String) async throws {
        try await temporary.storage.write { connection in
            for number in 1...count {
                _ = try EventLog.append(Sample.chat("\(number)", on: channel), now: Sample.now, in: connection)
            }
        }
    }

    private func trim(keep: Int, limit: Int = 1000) async throws -> Int {
        try await temporary.storage.write { try EventLog.trim(keep: keep, limit: limit, in: $0) }
    }

    private func state(_ channel: String) async throws -> (oldest: Int64, kept: [String]) {
        try await temporary.storage.read { connection in
            (
                try EventLog.position(of: channel, in: connection).oldestSeq,
                try EventLog.latest(500, of: channel, viewer: Sample.master, in: connection).map(\.summary)
            )
        }
    }

    @Test("a run in play keeps everything; a finished one its newest")
    func finished() async throws {
        try await append(10, on: Sample.run)
        #expect(try await trim(keep: 4) == 0)
        try await temporary.storage.write { try EventLog.finish(channel: Sample.run, in: $0) }
        #expect(try await trim(keep: 4) == 6)
        #expect(try await trim(keep: 4) == 0)
        let (oldest, kept) = try await state(Sample.run)
        #expect(oldest == 7)
        #expect(kept == ["7", "8", "9", "10"])
    }

    @Test("a party's channel is trimmed from the start, a few events at a time")
    func party() async throws {
        try await append(10, on: "party:1")
        var removed: [Int] = []
        for _ in 0..<4 { removed.append(try await trim(keep: 5, limit: 2)) }
        #expect(removed == [2, 2, 1, 0])
        #expect(try await state("party:1").oldest == 6)
    }

    @Test("who missed what was trimmed has lost it; who saw it goes on")
    func sinceTrimmed() async throws {
        try await append(10, on: "party:1")
        #expect(try await trim(keep: 4) == 6)
        let (lost, kept) = try await temporary.storage.read { connection in
            let epoch = try EventLog.position(of: "party:1", in: connection).epoch
            func since(_ seq: Int64) throws -> Recovery {
                try EventLog.since(seq, epoch: epoch, of: "party:1", viewer: Sample.master, in: connection)
            }
            return (try since(5), try since(6))
        }
        #expect(lost == .lost)
        guard case .events(let events) = kept else { throw PartySyncError.noSuchChannel("") }
        #expect(events.map(\.summary) == ["7", "8", "9", "10"])
    }

    @Test("no query of the event log reads a whole table")
    func plans() async throws {
        try await append(3, on: "party:1")
        let plans = try await temporary.storage.write { connection in
            try connection.queryPlans {
                let viewer = Viewer(playerID: Sample.ann)
                _ = try EventLog.append(
                    Sample.chat("hi", on: Sample.run, eventID: "e"), now: Sample.now, in: connection)
                try EventLog.finish(channel: Sample.run, in: connection)
                let position = try EventLog.position(of: "party:1", in: connection)
                _ = try EventLog.page(of: "party:1", before: 3, limit: 2, viewer: viewer, in: connection)
                _ = try EventLog.since(0, epoch: position.epoch, of: "party:1", viewer: viewer, in: connection)
                _ = try EventLog.latest(2, of: "party:1", viewer: viewer, in: connection)
                _ = try EventLog.trim(keep: 1, in: connection)
            }
        }
        #expect(plans.count >= 6)
        #expect(plans.flatMap(\.fullScans).isEmpty, "\(plans)")
        #expect(!plans.contains { $0.steps.contains { $0.contains("TEMP B-TREE") } }, "\(plans)")
    }
}
