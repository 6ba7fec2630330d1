import Core
import FoundationEssentials
import Hashing
import Testing

@testable import Auth

/// `vectors.json`: published initData of several libraries, and what was derived from it.
struct InitDataVector: Decodable, CustomTestStringConvertible {
    let id: String
    let token: String
    let authDate: Int64
    let userID: Int64
    let valid: Bool
    let botID: Int64?
    let initData: String

    private enum CodingKeys: String, CodingKey {
        case id, token, valid
        case authDate = "auth_date"
        case userID = "user_id"
        case botID = "bot_id"
        case initData = "init_data"
    }

    var testDescription: String { id }

    static let all: [InitDataVector] = {
        let folder = #filePath.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(#filePath[..<$0]) } ?? "."
        let data = FileManager.default.contents(atPath: folder + "/vectors.json")!
        return try! JSONDecoder().decode([InitDataVector].self, from: data)
    }()
}

@Suite struct InitDataTests {
    /// Why each of the vectors that must not pass is refused.
    static let refusals: [String: InitDataError] = [
        "neg-tampered-user": .badHash, "neg-wrong-token": .badHash, "neg-no-hash": .missingHash,
        "neg-empty-hash": .badHash, "neg-short-hash": .badHash, "neg-nonhex-hash": .badHash,
        "neg-extra-field": .badHash, "neg-dup-user": .duplicateField("user"),
        "neg-dup-hash": .duplicateField("hash"), "neg-empty": .malformed, "neg-garbage": .malformed,
        "neg-bad-percent": .malformed, "neg-swapped-auth-date": .badHash, "neg-hmac-swapped": .badHash,
        "neg-login-widget-key": .badHash, "pol-auth-date-missing": .missingAuthDate,
        "pol-auth-date-text": .badAuthDate, "pol-no-user": .missingUser, "pol-user-not-json": .badUser,
        "pol-user-id-string": .badUser, "pol-future": .fromTheFuture, "pol-expired": .expired,
    ]

    /// Ten seconds after the data was made; policy vectors were made at 1700000000 or say when themselves.
    static func clock(for vector: InitDataVector) -> Timestamp {
        switch vector.id {
        case "pol-expired": Timestamp(seconds: vector.authDate + 3601)
        case _ where vector.id.hasPrefix("pol-"): Timestamp(seconds: 1_700_000_010)
        default: Timestamp(seconds: vector.authDate + 10)
        }
    }

    @Test("takes the published vectors and refuses the others, each for its reason", arguments: InitDataVector.all)
    func vectors(vector: InitDataVector) throws {
        let verifier = InitDataVerifier(trust: .botToken(vector.token))
        let now = Self.clock(for: vector)
        if vector.valid {
            #expect(try verifier.verify(vector.initData, now: now).user.id == vector.userID)
        } else {
            let refusal = try #require(Self.refusals[vector.id])
            #expect(throws: refusal) { try verifier.verify(vector.initData, now: now) }
        }
    }

    @Test("knows all vectors") func count() {
        #expect(InitDataVector.all.count == 29)
        #expect(Set(InitDataVector.all.filter { !$0.valid }.map(\.id)) == Set(Self.refusals.keys))
    }

    @Test("takes Telegram's own signature without a bot token") func signature() throws {
        let vector = try #require(InitDataVector.all.first { $0.botID != nil })
        let verifier = InitDataVerifier(
            trust: .botID(vector.botID!, publicKeys: [InitDataVerifier.productionKey]))
        let identity = try verifier.verify(vector.initData, now: Timestamp(seconds: vector.authDate))
        #expect(identity.user.id == vector.userID)
        #expect(identity.user.firstName == #"Vladislav + - ? \/"#.filter { $0 != "\\" })
        #expect(identity.user.allowsWriteToPM == true)
    }

    @Test("refuses a signature of another bot, by another key, or none") func badSignature() throws {
        let vector = try #require(InitDataVector.all.first { $0.botID != nil })
        let now = Timestamp(seconds: vector.authDate)
        let otherBot = InitDataVerifier(
            trust: .botID(vector.botID! + 1, publicKeys: [InitDataVerifier.productionKey]))
        #expect(throws: InitDataError.badSignature) { try otherBot.verify(vector.initData, now: now) }
        let testKey = InitDataVerifier(trust: .botID(vector.botID!, publicKeys: [InitDataVerifier.testKey]))
        #expect(throws: InitDataError.badSignature) { try testKey.verify(vector.initData, now: now) }
        let unsigned = InitDataVector.all[0]
        #expect(throws: InitDataError.missingSignature) {
            try otherBot.verify(unsigned.initData, now: Timestamp(seconds: unsigned.authDate))
        }
    }

    @Test(
        "counts the age of auth_date to the second",
        arguments: [(0, nil), (3600, nil), (3601, InitDataError.expired), (-300, nil), (-301, .fromTheFuture)]
            as [(Int64, InitDataError?)])
    func age(seconds: Int64, refusal: InitDataError?) throws {
        let vector = InitDataVector.all[0]
        let verifier = InitDataVerifier(trust: .botToken(vector.token))
        let now = Timestamp(seconds: vector.authDate + seconds)
        if let refusal {
            #expect(throws: refusal) { try verifier.verify(vector.initData, now: now) }
        } else {
            #expect(try verifier.verify(vector.initData, now: now).user.id == vector.userID)
        }
    }

    @Test("refuses launch data that is cut off anywhere") func truncation() throws {
        let vector = InitDataVector.all[0]
        let verifier = InitDataVerifier(trust: .botToken(vector.token))
        let now = Timestamp(seconds: vector.authDate)
        for count in 0..<vector.initData.utf8.count {
            let text = String(decoding: vector.initData.utf8.prefix(count), as: UTF8.self)
            #expect(throws: InitDataError.self) { try verifier.verify(text, now: now) }
        }
    }

    @Test("refuses everything when Telegram is not configured") func notConfigured() {
        #expect(throws: InitDataError.notConfigured) {
            try InitDataVerifier(trust: nil).verify("auth_date=1&hash=00", now: Timestamp(seconds: 1))
        }
    }

    @Test(
        "takes a user only as JSON that we read everywhere",
        arguments: [
            (#"{"id":7,"first_name":"A"}"#, true), (#"{"id":7.0,"first_name":"A","last_name":null,"x":[]}"#, true),
            (#"{"id":0,"first_name":"A"}"#, false), (#"{"id":7}"#, false), (#"{"id":7,"first_name":null}"#, false),
            (#"{"id":7,"first_name":"A","username":5}"#, false), (#"{"id":7,"first_name":"A","is_bot":"no"}"#, false),
            (#"{"id":7,"first_name":"A",}"#, false), ("{\"id\":7,\"first_name\":\"A\",\"x\":\"\u{1}\"}", false),
            (#"[7,"A"]"#, false),
        ])
    func user(text: String, isGood: Bool) {
        let verifier = InitDataVerifier(trust: .botToken("1:secret"))
        let signed = SignedInitData.make(token: "1:secret", fields: ["user": text], authDate: 1000)
        let user = try? verifier.verify(signed, now: Timestamp(seconds: 1000)).user
        #expect(user?.id == (isGood ? 7 : nil))
        if !isGood {
            #expect(throws: InitDataError.badUser) { try verifier.verify(signed, now: Timestamp(seconds: 1000)) }
        }
    }

    @Test(
        "takes a chat only as an object",
        arguments: [(#"{"id":-5,"type":"group"}"#, true), ("[]", false), ("x", false)])
    func chat(text: String, isGood: Bool) throws {
        let fields = ["chat": text, "user": #"{"id":7,"first_name":"A"}"#, "start_param": "7Q4Z"]
        let verifier = InitDataVerifier(trust: .botToken("1:secret"))
        let signed = SignedInitData.make(token: "1:secret", fields: fields, authDate: 1000)
        if isGood {
            let identity = try verifier.verify(signed, now: Timestamp(seconds: 1000))
            #expect(identity.chat?["type"] == "group")
            #expect(identity.startParam == "7Q4Z")
        } else {
            #expect(throws: InitDataError.badChat) { try verifier.verify(signed, now: Timestamp(seconds: 1000)) }
        }
    }

    @Test("never says which hash was expected") func secrecy() {
        for refusal in Self.refusals.values {
            #expect(!refusal.apiError.message.utf8.contains { $0 == UInt8(ascii: "=") })
            #expect(refusal.apiError.status == 400 && refusal.apiError.word == "invalid_init_data")
        }
    }
}

/// InitData as Telegram would sign it.
enum SignedInitData {
    static func make(token: String, fields: [String: String], authDate: Int64) -> String {
        var fields = fields
        fields["auth_date"] = String(authDate)
        let lines = fields.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "\n")
        let secret = HMACSHA256.authenticate(Array(token.utf8), key: Array("WebAppData".utf8))
        fields["hash"] = Hex.encode(HMACSHA256.authenticate(Array(lines.utf8), key: secret))
        return fields.map { "\($0.key)=\(escape($0.value))" }.joined(separator: "&")
    }

    private static func escape(_ text: String) -> String {
        text.utf8.map { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: String(UnicodeScalar(byte))
            default: "%" + Hex.encode([byte])
            }
        }.joined()
    }
}
