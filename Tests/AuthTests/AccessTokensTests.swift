import ApplianceTesting
import Core
import Network
import Testing

@testable import Auth

@Suite struct AccessTokensTests {
    init() { EventLoop.startInBackground() }

    @LoopActor private func tokens() -> AccessTokens {
        AccessTokens(secret: AccessTokenTests.secret, lifetime: 900, capacity: 2)
    }

    @Test("takes a good token again and again, until it expires") @LoopActor func again() throws {
        let tokens = tokens()
        let token = AccessTokenTests.token()
        let text = token.signed(with: AccessTokenTests.secret)
        for _ in 0..<2 { #expect(try tokens.verify(text) == token) }
        #expect(throws: AccessToken.Refusal.expired) { try tokens.verify(text, at: 1_800_000_900) }
    }

    @Test("takes nothing else for a token that it has seen, though it ends in the same signature")
    @LoopActor func forgery() throws {
        let tokens = tokens()
        let text = AccessTokenTests.token().signed(with: AccessTokenTests.secret)
        _ = try tokens.verify(text)
        let other = AccessTokenTests.token(roles: [.admin]).signed(with: AccessTokenTests.secret).split(separator: ".")
        let parts = text.split(separator: ".")
        #expect(throws: AccessToken.Refusal.badSignature) { try tokens.verify("\(parts[0]).\(other[1]).\(parts[2])") }
        #expect(throws: AccessToken.Refusal.malformed) { try tokens.verify(String(text.dropFirst())) }
        #expect(throws: AccessToken.Refusal.malformed) { try tokens.verify(String(text.suffix(8))) }
        #expect(throws: AccessToken.Refusal.malformed) { try tokens.verify("") }
    }

    @Test("remembers a bounded number, and knows those it forgot by their signatures") @LoopActor func forgets() throws
    {
        let tokens = tokens()
        let all = (0..<9).map { AccessTokenTests.token(expiresAt: 1_800_000_001 + $0) }
        for _ in 0..<2 {
            for token in all { #expect(try tokens.verify(token.signed(with: AccessTokenTests.secret)) == token) }
        }
    }
}

extension AccessTokens {
    fileprivate func verify(_ text: String, at seconds: Int64 = 1_800_000_000) throws -> AccessToken {
        try Array(text.utf8).withUnsafeBytes { try verify($0, now: Timestamp(seconds: seconds)) }
    }
}
