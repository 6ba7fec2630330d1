import ApplianceTesting
import Core
import PartySync
import Storage
import Testing

@Suite("A repeated event")
struct EventRepeatTests {
    private let temporary: TemporaryStorage

    init() throws { temporary = try TemporaryStorage(migrations: PartySyncSchema.migrations) }

    /// Appends both and says whether the second was a repeat of the first.
    private func isRepeat(_ first: PartyEvent, _ second: PartyEvent) async throws -> Bool {
        let (one, two) = try await temporary.storage.write { connection in
            (
                try EventLog.append(first, now: Sample.now, in: connection),
                try EventLog.append(second, now: Sample.now.adding(.seconds(9)), in: connection)
            )
        }
        if two.isRepeat {
            #expect((two.seq, two.bytes, two.eventID) == (one.seq, one.bytes, one.eventID))
            #expect(two.audience == one.audience)
        } else if one.channel == two.channel {
            #expect(two.seq > one.seq)
        }
        return two.isRepeat
    }

    @Test("is told by channel, sender and eventId")
    func byEventID() async throws {
        let first = Sample.chat("first", eventID: "e", to: .players([Sample.ann, Sample.bob]))
        #expect(try await isRepeat(first, Sample.chat("other text", eventID: "e")))
        #expect(try await !isRepeat(first, Sample.chat("first", eventID: "e2")))
        #expect(try await !isRepeat(first, Sample.chat("first", from: "player:8", eventID: "e")))
        #expect(try await !isRepeat(first, Sample.chat("first", on: "party:1", eventID: "e")))
    }

    @Test("of the server itself is told too, when it gives an id")
    func ofTheServer() async throws {
        #expect(
            try await isRepeat(Sample.chat("a", from: nil, eventID: "e"), Sample.chat("b", from: nil, eventID: "e")))
    }

    @Test("is told by the action when there is no eventId, for a sender only")
    func byActionID() async throws {
        #expect(try await isRepeat(Sample.chat("a", actionID: "act"), Sample.chat("a", actionID: "act")))
        #expect(
            try await !isRepeat(
                Sample.chat("a", from: nil, actionID: "act2"), Sample.chat("b", from: nil, actionID: "act2")))
    }

    @Test("of another type is another event of the same action")
    func otherType() async throws {
        var result = Sample.chat("a", actionID: "act")
        result.type = "action.result"
        #expect(try await !isRepeat(Sample.chat("a", actionID: "act"), result))
    }

    @Test("is still told after a restart")
    func afterRestart() async throws {
        let event = Sample.chat("once", eventID: "e")
        let first = try await temporary.storage.write { try EventLog.append(event, now: Sample.now, in: $0) }
        let again = try await temporary.reopened()
        let second = try await again.storage.write { try EventLog.append(event, now: Sample.now, in: $0) }
        #expect(second.isRepeat)
        #expect(second.bytes == first.bytes)
    }
}
