package import Core
package import Network

/// What is limited, each by buckets of its own (http-api "Conventions").
package enum RateClass: Int, CaseIterable, Sendable {
    /// GET and HEAD.
    case reads
    /// Every other method.
    case writes
    /// Sign-ins of all kinds and new guests; per address.
    case logins
    /// New guests, beyond `logins`: a day's worth for one address.
    case guests
    /// Wrong passwords; per login and per address.
    case passwords
    /// Wrong invite codes; per player and per address.
    case inviteCodes
    case broadcasts
    case mediaJobs
}

package struct RateLimitSettings: Sendable, Equatable {
    /// `RATE_LIMIT_ENABLED=false` turns every limit off.
    package var isEnabled = true
    package var rates: [RateClass: Rate] = [
        .reads: Rate(perSecond: 50, burst: 100),
        .writes: Rate(perSecond: 10, burst: 30),
        .logins: Rate(perSecond: 1, burst: 10),
        .guests: Rate(perSecond: 200 / 86400, burst: 200),
        .passwords: Rate(perSecond: 5 / 60, burst: 5),
        .inviteCodes: Rate(perSecond: 10 / 3600, burst: 10),
        .broadcasts: Rate(perSecond: 5, burst: 10),
        .mediaJobs: Rate(perSecond: 2, burst: 4),
    ]
    /// Private addresses may sign in as often as they like: twelve phones at one router (demo).
    package var exemptsPrivateLogins = false

    package init() {}
}

/// Whose tokens are counted.
package enum RateKey: Hashable, Sendable {
    /// IPv6 addresses by their /64.
    case address(IPAddress)
    case player(PlayerID)
    /// Another program of the host's, by the name of its token.
    case service(String)
    /// A login that is being guessed at.
    case login(String)

    package init(_ client: IPAddress) { self = .address(client.bucketKey) }
}

/// All rate limits of the server that count requests.
@LoopActor package final class RateLimits {
    private let settings: RateLimitSettings
    private var buckets: [TokenBuckets<RateKey>]
    private let clock: Clock
    /// Seconds are counted from here: small numbers keep the fractions of a token exact.
    private let start: Duration

    package init(_ settings: RateLimitSettings = RateLimitSettings(), clock: Clock = .system) {
        self.settings = settings
        self.clock = clock
        start = clock.uptime()
        buckets = RateClass.allCases.map { kind in
            guard let rate = settings.rates[kind] else { preconditionFailure("BUG: no rate for \(kind)") }
            return TokenBuckets(rate)
        }
    }

    /// Takes one token.
    ///
    /// - Throws: 429 `rate_limited` with the seconds until there is one.
    package func take(_ kind: RateClass, _ key: RateKey) throws(APIError) {
        guard settings.isEnabled else { return }
        let now = (clock.uptime() - start).inSeconds
        guard let seconds = buckets[kind.rawValue].take(key, now: now) else { return }
        throw APIError(429, "rate_limited", "Too many requests; try again in \(seconds) s.", retryAfter: seconds)
    }

    /// Takes a token from each of `keys`; from none if one of them has none.
    ///
    /// - Throws: 429 `rate_limited`.
    package func take(_ kind: RateClass, _ keys: [RateKey]) throws(APIError) {
        for (index, key) in keys.enumerated() {
            do throws(APIError) {
                try take(kind, key)
            } catch {
                giveBack(kind, Array(keys[..<index]))
                throw error
            }
        }
    }

    /// Gives tokens back: what looked like a guess was right.
    package func giveBack(_ kind: RateClass, _ keys: [RateKey]) {
        guard settings.isEnabled else { return }
        for key in keys { buckets[kind.rawValue].giveBack(key) }
    }

    /// Takes a token of an address that signs in.
    ///
    /// - Throws: 429 `rate_limited`.
    func takeLogin(_ kind: RateClass, _ client: IPAddress) throws(APIError) {
        if settings.exemptsPrivateLogins && client.isPrivate { return }
        try take(kind, RateKey(client))
    }
}
