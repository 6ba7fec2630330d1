internal import Core
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
    private var young: [String: AccessToken] = [:]
    private var old: [String: AccessToken] = [:]

    init(secret: [UInt8], lifetime: Int64, capacity: Int = 4096) {
        self.secret = secret
        self.lifetime = lifetime
        self.capacity = capacity
    }

    /// - Throws: `AccessToken.Refusal`.
    func verify(_ text: String, now: Timestamp) throws(AccessToken.Refusal) -> AccessToken {
        if let token = young[text] ?? old[text] {
            guard now.seconds < token.expiresAt else { throw .expired }
            return token
        }
        let token = try AccessToken.verify(text, secret: secret, now: now)
        if young.count >= capacity {
            old = young
            young = [:]
        }
        young[text] = token
        return token
    }

    func issue(to player: Player, username: String?, sessionID: String, roles: [Role], now: Timestamp) -> String {
        AccessToken(
            subject: player.subject, issuedAt: now.seconds, expiresAt: now.seconds + lifetime,
            id: Hex.encode(randomBytes(16)), playerID: player.id, sessionID: sessionID, username: username,
            displayName: player.displayName, roles: roles
        ).signed(with: secret)
    }
}
