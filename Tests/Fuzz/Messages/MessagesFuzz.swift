import Core
import Fuzzing
import Network

@testable import PartySync

/// One text message of a client on a live channel, valid UTF-8 or not.
///
/// * It is no message, is refused with words, or has a name and a payload within their bounds.
/// * Each payload that the hub reads is read from it, or refused with the names of what is wrong.
/// * What is stored of it is a JSON envelope with the same payload under the name of the server's choice.
/// * A broadcast of it over HTTP takes the same messages and no other.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = input(start, count)
    let message: ClientMessage?
    do throws(ClientMessage.Fault) {
        message = try ClientMessage(text)
    } catch {
        if case .refused(let problem) = error { require(!problem.isEmpty, "refused without a word") }
        message = nil
    }
    if let message {
        check(message)
        readPayloads(message.payload)
        checkEnvelope(message.type, JSONWriter.bytes(of: message.payload), message.payload, message)
    }
    if let json = try? JSON.parseRequest(text) { compareWithBroadcast(message, json) }
    return 0
}

private func check(_ message: ClientMessage) {
    require(JSON.isEventType(message.type), "the name \(message.type)")
    for name in [message.traceID, message.eventID, message.actionID].compactMap(\.self) {
        require((1...64).contains(name.utf8.count) && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }, "the id \(name)")
    }
}

private func readPayloads(_ payload: JSONValue) {
    for type in [ChatMessage.self, SignMessage.self, ActionMessage.self, VoteMessage.self] as [any RequestBody.Type] {
        do throws(APIError) {
            let body = try type.init(payload)
            guard let chat = body as? ChatMessage else { continue }
            let written = try? JSON.parseRequest(chat.json)
            require(written?["text"]?.stringValue == chat.text, "the text of \(chat)")
            require((chat.to != nil) == (chat.mode == .whisper), "the other end of \(chat)")
        } catch {
            require(error.status == 422 && !error.details.isEmpty, "\(type) is refused with \(error)")
        }
    }
}

private func checkEnvelope(_ type: String, _ bytes: [UInt8], _ payload: JSONValue, _ message: ClientMessage) {
    let event = PartyEvent(
        channel: "run:1", type: type, payload: bytes, senderID: "player:7", eventID: message.eventID,
        actionID: message.actionID, traceID: message.traceID)
    let envelope = Envelope.make(event, eventID: "e", seq: 3, at: Timestamp(milliseconds: 0))
    let read = try? JSON.parse(envelope)
    require(read?["payload"] == payload, "stored was \(String(describing: read)) of \(payload)")
    require(read?["senderId"] == "player:7" && read?["seq"] == 3 && read?["eventId"] == "e", "the envelope of \(type)")
}

private func compareWithBroadcast(_ message: ClientMessage?, _ json: JSONValue) {
    let body = try? BroadcastRequest(["campaignId": "1", "message": json])
    guard let body else { return }
    require(message != nil, "a broadcast takes \(json)")
    require(body.message.type == message?.type && body.message.payload == message?.payload, "a broadcast of \(json)")
    require(body.message.eventID == message?.eventID, "the name of a broadcast of \(json)")
}

extension JSON {
    fileprivate static func isEventType(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789_.-".utf8.contains($0) }
    }
}
