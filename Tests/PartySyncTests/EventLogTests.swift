import ApplianceTesting
import Core
import PartySync
import Storage
import Testing

@Suite("EventLog", .timeLimit(.minutes(30)))
struct EventLogTests {
    private let temporary: TemporaryStorage

    init() throws { temporary = try TemporaryStorage(migrations: PartySyncSchema.migrations) }

    private func append(_ event: PartyEvent) async throws -> StoredEvent {
        try await temporary.storage.write { try EventLog.append(event, now: Sample.now, in: $0) }
    }

    private func position(_ channel: String = Sample.run) async throws -> ChannelPosition {
        try await temporary.storage.read { try EventLog.position(of: channel, in: $0) }
    }

    @Test("the bytes on the wire have the keys of the contract in its order")
    func envelope() async throws {
        let stored = try await append(
            PartyEvent(
                channel: Sample.run, type: "scene.update", payload: Array(#"{"a":[1,"\n"],"ы":null}"#.utf8),
                senderID: "player:7", eventID: "e-1", actionID: "a-1", traceID: "t-1", audience: .gm))
        #expect(
            stored.bytes.text
                == #"{"eventType":"scene.update","payload":{"a":[1,"\n"],"ы":null},"traceId":"t-1","#
                + #""senderId":"player:7","eventId":"e-1","seq":1,"ts":"2026-11-20T10:15:30.123Z","#
                + #""channel":"run:r1","actionId":"a-1"}"#)
    }

    @Test("what is not given is null, and the server makes the id")
    func defaults() async throws {
        let stored = try await append(PartyEvent(channel: Sample.run, type: "t", payload: Array("{}".utf8)))
        #expect(
            stored.bytes.text
                == #"{"eventType":"t","payload":{},"traceId":null,"senderId":null,"eventId":"\#(stored.eventID)","#
                + #""seq":1,"ts":"2026-11-20T10:15:30.123Z","channel":"run:r1","actionId":null}"#)
        #expect(stored.eventID.count == 36)
        #expect(!stored.isRepeat)
    }

    @Test("an ephemeral event has neither seq nor id")
    func ephemeral() {
        let event = PartyEvent(channel: Sample.run, type: "typing", payload: Array("{}".utf8), senderID: "player:7")
        #expect(
            Envelope.make(event, eventID: nil, seq: nil, at: Sample.now).text
                == #"{"eventType":"typing","payload":{},"traceId":null,"senderId":"player:7","eventId":null,"#
                + #""seq":null,"ts":"2026-11-20T10:15:30.123Z","channel":"run:r1","actionId":null}"#)
    }

    @Test("each channel counts by itself, from 1")
    func channels() async throws {
        var numbers: [Int64] = []
        for channel in ["run:r1", "party:1", "run:r1", "run:r1", "party:1"] {
            numbers.append(try await append(Sample.chat("hi", on: channel)).seq)
        }
        #expect(numbers == [1, 1, 2, 3, 2])
        #expect(try await position().seq == 3)
        #expect(try await position("party:1").seq == 2)
    }

    @Test("an open channel without events stands at 0, and opening it again changes nothing")
    func open() async throws {
        for seconds in 0..<2 {
            try await temporary.storage.write {
                try EventLog.open(channel: Sample.run, now: Sample.now.adding(.seconds(seconds)), in: $0)
            }
        }
        let before = try await position()
        #expect((before.seq, before.oldestSeq) == (0, 1))
        _ = try await append(Sample.chat("first"))
        let after = try await position()
        #expect((after.epoch, after.seq, after.oldestSeq) == (before.epoch, 1, 1))
    }

    @Test("a channel that is not there is 404")
    func noSuchChannel() async throws {
        let error = await #expect(throws: PartySyncError.self) { try await position("run:none") }
        #expect(error?.apiError.status == 404)
    }

    @Test("the numbers of concurrent writers have no gap, also when some of them fail")
    func noGaps() async throws {
        struct Refused: Error {}
        let storage = temporary.storage
        let numbers = await withTaskGroup(of: Int64?.self) { group in
            for number in 0..<200 {
                group.addTask {
                    try? await storage.write { connection in
                        let stored = try EventLog.append(Sample.chat("\(number)"), now: Sample.now, in: connection)
                        if number % 5 == 0 { throw Refused() }
                        return stored.seq
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(numbers.compactMap { $0 }.sorted() == Array(1...160))
        #expect(try await position().seq == 160)
    }

    @Test("history, numbering and epoch survive a restart")
    func restart() async throws {
        let first = try await append(Sample.chat("before"))
        let before = try await position()
        let again = try await temporary.reopened()
        let (position, page, next) = try await again.storage.write { connection in
            (
                try EventLog.position(of: Sample.run, in: connection),
                try EventLog.page(of: Sample.run, limit: 10, viewer: Sample.master, in: connection),
                try EventLog.append(Sample.chat("after"), now: Sample.now, in: connection)
            )
        }
        #expect(position == before)
        #expect(page.events == [first.bytes])
        #expect(next.seq == 2)
    }

    @Test("a restore changes the epoch of every channel")
    func renewEpochs() async throws {
        _ = try await append(Sample.chat("hi"))
        let before = try await position()
        try await temporary.storage.write { try EventLog.renewEpochs(now: Sample.now, in: $0) }
        let after = try await position()
        #expect(after.epoch != before.epoch)
        #expect(after.seq == before.seq)
    }
}
