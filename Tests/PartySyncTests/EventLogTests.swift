import ApplianceTesting
import Core
import PartySync
import Storage
import Testing

@Suite("EventLog")
struct EventLogTests {
    static let now = Timestamp(milliseconds: 1_795_169_730_123)

    @Test("the bytes on the wire have the keys of the contract in its order")
    func envelope() async throws {
        let temporary = try TemporaryStorage(migrations: PartySyncSchema.migrations)
        let stored = try await temporary.storage.write { connection in
            try EventLog.append(
                PartyEvent(
                    channel: "run:r1", type: "scene.update", payload: Array(#"{"a":[1,"\n"]}"#.utf8),
                    senderID: "player:7", eventID: "e-1", actionID: "a-1", traceID: "t-1"),
                now: Self.now, in: connection)
        }
        #expect(
            String(decoding: stored.bytes, as: UTF8.self)
                == #"{"eventType":"scene.update","payload":{"a":[1,"\n"]},"traceId":"t-1","senderId":"player:7","#
                + #""eventId":"e-1","seq":1,"ts":"2026-11-20T10:15:30.123Z","channel":"run:r1","actionId":"a-1"}"#)
    }
}
