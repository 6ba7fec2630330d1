internal import Core
internal import Glibc
internal import Hashing
internal import Network

/// Makes access tokens and checks them, at the price of one dictionary look-up for a token seen before.
///
/// A verified token is remembered in two generations of at most `capacity` each: when the young one is full it becomes
/// the old one, and the old one goes. So the memory is bounded and no list of recent use must be kept. What can change
/// after the first look (time, session) is checked by each look.
@LoopActor final class AccessTokens {
    private let secret: [UInt8]
    /// 60...3600, default 900.
    let lifetime: Int64
    private let capacity: Int
    private var young: [UInt64: Verified] = [:]
    private var old: [UInt64: Verified] = [:]

    /// A class, so that looking one up copies none of its texts.
    private final class Verified {
        let text: [UInt8]
        let token: AccessToken

        init(_ text: UnsafeRawBufferPointer, _ token: AccessToken) {
            self.text = Array(text)
            self.token = token
        }

        func isOf(_ text: UnsafeRawBufferPointer) -> Bool {
            guard self.text.count == text.count, let start = text.baseAddress else { return false }
            return self.text.withUnsafeBytes { memcmp($0.baseAddress!, start, $0.count) == 0 }
        }
    }

    init(secret: [UInt8], lifetime: Int64, capacity: Int = 4096) {
        self.secret = secret
        self.lifetime = lifetime
        self.capacity = capacity
    }

    /// - Parameter text: as it came in the request's head.
    /// - Throws: `AccessToken.Refusal`.
    func verify(_ text: UnsafeRawBufferPointer, now: Timestamp) throws(AccessToken.Refusal) -> AccessToken {
        let key = Self.key(of: text)
        if let known = young[key] ?? old[key], known.isOf(text) {
            guard now.seconds < known.token.expiresAt else { throw .expired }
            return known.token
        }
        let token = try AccessToken.verify(String(decoding: text, as: UTF8.self), secret: secret, now: now)
        if young.count >= capacity {
            old = young
            young = [:]
        }
        young[key] = Verified(text, token)
        return token
    }

    /// The end of the signature: as good as chance among the tokens that we signed, and they alone are kept.
    private static func key(of text: UnsafeRawBufferPointer) -> UInt64 {
        text.count < 8 ? 0 : text.loadUnaligned(fromByteOffset: text.count - 8, as: UInt64.self)
    }

    func issue(to player: Player, username: String?, sessionID: String, roles: [Role], now: Timestamp) -> String {
        AccessToken(
            subject: player.subject, issuedAt: now.seconds, expiresAt: now.seconds + lifetime,
            id: Hex.encode(randomBytes(16)), playerID: player.id, sessionID: sessionID, username: username,
            displayName: player.displayName, roles: roles
        ).signed(with: secret)
    }
}
