import ApplianceTesting
import Core
import Hashing
import Testing

@testable import Auth

@Suite struct AccessTokenTests {
    static let secret = Array("a secret of more than sixteen bytes".utf8)
    static let now = Timestamp(seconds: 1_800_000_000)

    static func token(
        issuedAt: Int64 = 1_800_000_000, expiresAt: Int64 = 1_800_000_900, roles: [Role] = [.player]
    ) -> AccessToken {
        AccessToken(
            subject: "279058397", issuedAt: issuedAt, expiresAt: expiresAt, id: "a1", playerID: PlayerID(rawValue: 7),
            sessionID: "s1", username: nil, displayName: "Анна \"Nan\"", roles: roles)
    }

    @Test("reads back every claim it wrote") func roundTrip() throws {
        let token = Self.token(roles: [.player, .admin])
        #expect(try AccessToken.verify(token.signed(with: Self.secret), secret: Self.secret, now: Self.now) == token)
    }

    @Test("has exactly the claims of the contract") func claims() throws {
        let payload = try JSONWebSignature.verify(Self.token().signed(with: Self.secret), key: Self.secret)
        let claims = try JSON.decode(JSONValue.self, from: payload)
        #expect(claims.memberNames == ["iss", "aud", "sub", "iat", "exp", "jti", "ctx"])
        #expect(claims["iss"] == "rpg-bot-gateway" && claims["aud"] == "rpg-bot-miniapp")
        #expect(claims["sub"] == "279058397")
        #expect(
            claims["ctx"] == [
                "playerId": 7, "sid": "s1", "username": nil, "display_name": "Анна \"Nan\"", "roles": ["player"],
            ])
    }

    @Test(
        "lives from its issue to the second of its end",
        arguments: [(0, nil), (899, nil), (900, .expired), (-300, nil), (-301, .notYetValid)]
            as [(Int64, AccessToken.Refusal?)])
    func lifetime(seconds: Int64, refusal: AccessToken.Refusal?) throws {
        let text = Self.token().signed(with: Self.secret)
        let now = Timestamp(seconds: 1_800_000_000 + seconds)
        if let refusal {
            #expect(throws: refusal) { try AccessToken.verify(text, secret: Self.secret, now: now) }
        } else {
            #expect(try AccessToken.verify(text, secret: Self.secret, now: now).id == "a1")
        }
    }

    static let strangers: [(String, AccessToken.Refusal)] = [
        (#"{"iss":"other","aud":"rpg-bot-miniapp"}"#, .malformed), (claims(iss: "other"), .wrongIssuer),
        (claims(aud: "other"), .wrongAudience), ("[]", .malformed),
    ]

    @Test("refuses what is signed right but says something else", arguments: strangers)
    func stranger(payload: String, refusal: AccessToken.Refusal) {
        let text = JSONWebSignature.sign(Array(payload.utf8), key: Self.secret)
        #expect(throws: refusal) { try AccessToken.verify(text, secret: Self.secret, now: Self.now) }
    }

    static func claims(iss: String = AccessToken.issuer, aud: String = AccessToken.audience) -> String {
        #"{"iss":"\#(iss)","aud":"\#(aud)","sub":"1","iat":1800000000,"exp":1800000900,"jti":"x","#
            + #""ctx":{"playerId":1,"sid":"s","username":null,"display_name":"A","roles":["player"]}}"#
    }

    @Test("refuses a token of another secret, and one with a changed byte") func forgery() {
        let text = Self.token().signed(with: Self.secret)
        #expect(throws: AccessToken.Refusal.badSignature) {
            try AccessToken.verify(text, secret: Array("another secret of some length".utf8), now: Self.now)
        }
        let parts = text.split(separator: ".")
        let other = Self.token(expiresAt: 1_900_000_000).signed(with: Self.secret).split(separator: ".")
        #expect(throws: AccessToken.Refusal.badSignature) {
            try AccessToken.verify("\(parts[0]).\(other[1]).\(parts[2])", secret: Self.secret, now: Self.now)
        }
    }
}

@Suite struct JSONWebSignatureTests {
    /// RFC 7515 appendix A.1.
    static let example =
        "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
        + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
        + ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    static let exampleKey = Base64URL.decode(
        "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow")!

    @Test("verifies the example of RFC 7515") func rfc() throws {
        let payload = try JSONWebSignature.verify(Self.example, key: Self.exampleKey)
        #expect(String(decoding: payload, as: UTF8.self).hasPrefix(#"{"iss":"joe","#))
    }

    @Test(
        "takes HS256 and nothing else",
        arguments: [
            #"{"alg":"none"}"#, #"{"alg":"hs256"}"#, #"{"alg":"RS256"}"#, #"{"alg":"HS512"}"#,
            #"{"alg":"HS256","crit":["exp"]}"#,
        ])
    func algorithms(header: String) {
        let signed = Base64URL.encode(Array(header.utf8)) + "." + Base64URL.encode(Array("{}".utf8))
        let code = HMACSHA256.authenticate(Array(signed.utf8), key: [1, 2, 3])
        #expect(throws: JSONWebSignature.Failure.unsupported) {
            try JSONWebSignature.verify(signed + "." + Base64URL.encode(code), key: [1, 2, 3])
        }
        #expect(throws: JSONWebSignature.Failure.unsupported) {
            try JSONWebSignature.verify(signed + ".", key: [1, 2, 3])
        }
    }

    @Test("refuses what is not three parts of base64url", arguments: ["", ".", "..", "a.b", "a.b.c.d", "e30=.e30.e30"])
    func malformed(text: String) {
        #expect(throws: JSONWebSignature.Failure.malformed) { try JSONWebSignature.verify(text, key: [1]) }
    }
}
