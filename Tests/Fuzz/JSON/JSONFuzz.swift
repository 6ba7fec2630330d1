import Core
import Fuzzing
import Network

@testable import Auth
@testable import Campaigns
@testable import Characters
@testable import MediaBroker
@testable import Parties

/// JSON that a stranger sent: `JSON.parseRequest`, and the bodies of requests read from it.
///
/// * What is taken is the same value again after either of our writers, `JSONWriter` and Codable.
/// * Foundation's parser, which shares nothing with ours, takes the same texts and reads the same values from them.
/// * Every body that a route takes is read from it, or refused with the names of what is wrong.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = input(start, count)
    let value = try? JSON.parseRequest(text)
    if let value {
        checkWriters(of: value)
        readBodies(value)
    }
    // Foundation takes minutes for a large hostile text, which is why there is a parser of ours.
    if count <= 1024 { compareWithFoundation(value, text) }
    return 0
}

private func checkWriters(of value: JSONValue) {
    var writer = JSONWriter()
    writer.value(value)
    let written = try? JSON.parseRequest(writer.bytes)
    require(written == value, "JSONWriter made \(String(describing: written)) of \(value)")
    let encoded = try? JSON.encode(value)
    let decoded = encoded.flatMap { try? JSON.parseRequest($0) }
    require(decoded == value, "Codable made \(String(describing: decoded)) of \(value)")
}

private let bodies: [any RequestBody.Type] = [
    TelegramSignIn.self, PasswordSignIn.self, InviteAccept.self, GuestSignIn.self, GuestResume.self,
    RefreshRequest.self, PlayerChanges.self, NewCharacter.self, CharacterChanges.self, Equip.self, NewParty.self,
    PartyChanges.self, PartyCharacter.self, Join.self, JoinByCode.self, NewCampaignRun.self, ActionRequest.self,
    MediaJobRequest.self,
]

private func readBodies(_ value: JSONValue) {
    for type in bodies {
        do throws(APIError) {
            checkStored(try type.init(value))
        } catch {
            require(error.status == 422 && !error.details.isEmpty, "\(type) is refused with \(error)")
            let answer = try? JSON.parseRequest(error.json(traceID: "t"))
            require(answer?["code"] == 422, "what is wrong with \(type) is not told in JSON")
        }
    }
}

/// What goes into the database as JSON is JSON.
private func checkStored(_ body: any RequestBody) {
    if let character = body as? NewCharacter {
        let draft = CharacterDraft(character)
        for json in [draft.coreStats, draft.skills] {
            require((try? JSON.parseRequest(json)) != nil, "a character is not JSON: \(json)")
        }
    }
    if case .job(_, let payload)? = (body as? MediaJobRequest)?.wish, let work = payload.work {
        let stored = (try? JSON.parseRequest(work.json.bytes)).flatMap(MediaWork.init)
        require(stored == work, "work is kept as \(String(describing: stored)), not as \(work)")
    }
    if let settings = (body as? PlayerChanges)?.settings?.applied(to: [:]) { checkWriters(of: .object(settings)) }
}
