import Core
import Testing

@testable import PartySync

@Suite("What a client sends over a channel")
struct ClientMessageTests {
    @Test("is read with its names")
    func reads() throws {
        let text = #"{"eventType":"chat.message","payload":{"a":1},"eventId":"e1","actionId":null,"traceId":"t"}"#
        let message = try ClientMessage(Array(text.utf8))
        #expect(message.type == "chat.message")
        #expect(message.payload == ["a": 1])
        #expect(message.eventID == "e1")
        #expect(message.actionID == nil)
        #expect(message.traceID == "t")
    }

    @Test(
        "closes the socket when it is none",
        arguments: [
            "", "nonsense", "[]", "1", #"{"payload":{}}"#, #"{"eventType":"x"}"#, #"{"eventType":1,"payload":{}}"#,
            #"{"eventType":"x","payload":[]}"#, #"{"eventType":"x","payload":null}"#,
        ])
    func invalid(text: String) { #expect(throws: ClientMessage.Fault.invalid) { try ClientMessage(Array(text.utf8)) } }

    @Test(
        "is refused when a name is badly formed",
        arguments: [
            #"{"eventType":"","payload":{}}"#, #"{"eventType":"Чат","payload":{}}"#, #"{"eventType":"A","payload":{}}"#,
            #"{"eventType":"x","payload":{},"eventId":""}"#, #"{"eventType":"x","payload":{},"eventId":7}"#,
            #"{"eventType":"x","payload":{},"actionId":"a b"}"#,
        ])
    func refused(text: String) {
        do throws(ClientMessage.Fault) {
            _ = try ClientMessage(Array(text.utf8))
            Issue.record("was taken")
        } catch {
            #expect(error != .invalid)
        }
    }

    @Test(
        "may not take the names that the server says",
        arguments: [
            ("system.hello", true), ("campaign.x", true), ("party.join", true), ("vote.started", true),
            ("action.result", true), ("presence.update", true), ("party.ready", false), ("vote.cast", false),
            ("timer_tick", false), ("vote_update", false), ("chat.message", false),
        ])
    func reserved(type: String, isReserved: Bool) { #expect(ClientMessage.isReserved(type) == isReserved) }
}
