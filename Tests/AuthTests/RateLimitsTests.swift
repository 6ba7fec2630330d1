import ApplianceTesting
import Core
import Network
import Testing

@testable import Auth

@Suite struct RateLimitsTests {
    private let clock = ManualClock()
    private static let someone = RateKey.player(PlayerID(rawValue: 1))

    init() { EventLoop.startInBackground() }

    @LoopActor private func limits(_ change: (inout RateLimitSettings) -> Void = { _ in }) -> RateLimits {
        var settings = RateLimitSettings()
        change(&settings)
        return RateLimits(settings, clock: clock.clock)
    }

    @Test(
        "has the defaults of the contract",
        arguments: [
            (.reads, 100, .milliseconds(20)), (.writes, 30, .milliseconds(100)), (.logins, 10, .seconds(1)),
            (.passwords, 5, .seconds(12)), (.inviteCodes, 10, .seconds(360)), (.broadcasts, 10, .milliseconds(200)),
            (.mediaJobs, 4, .milliseconds(500)),
        ] as [(RateClass, Int, Duration)])
    @LoopActor func defaults(kind: RateClass, burst: Int, interval: Duration) throws {
        let limits = limits()
        for _ in 1...burst { try limits.take(kind, Self.someone) }
        let error = #expect(throws: APIError.self) { try limits.take(kind, Self.someone) }
        #expect(error?.status == 429 && error?.word == "rate_limited")
        #expect(error?.retryAfter == max(1, Int((interval / .seconds(1)).rounded(.up))))
        clock.advance(by: interval)
        try limits.take(kind, Self.someone)
        #expect(throws: APIError.self) { try limits.take(kind, Self.someone) }
    }

    @Test("counts callers apart") @LoopActor func keys() throws {
        let limits = limits()
        for _ in 1...10 { try limits.take(.inviteCodes, Self.someone) }
        try limits.take(.inviteCodes, .player(PlayerID(rawValue: 2)))
        try limits.take(.writes, Self.someone)
    }

    @Test("takes from all keys or from none, and takes back what it gave") @LoopActor func several() throws {
        let limits = limits()
        let address = RateKey(.loopback)
        for _ in 1...5 { try limits.take(.passwords, .login("root")) }
        #expect(throws: APIError.self) { try limits.take(.passwords, [address, .login("root")]) }
        for _ in 1...5 { try limits.take(.passwords, address) }
        limits.giveBack(.passwords, [address])
        try limits.take(.passwords, address)
        #expect(throws: APIError.self) { try limits.take(.passwords, address) }
    }

    @Test(
        "neither gives nor takes tokens when the wall clock is set", arguments: [3600, -3600, 86_400 * 365, -86_400])
    @LoopActor func jump(seconds: Int) throws {
        let limits = limits()
        for _ in 1...10 { try limits.take(.inviteCodes, Self.someone) }
        clock.jump(by: .seconds(seconds))
        let error = #expect(throws: APIError.self) { try limits.take(.inviteCodes, Self.someone) }
        #expect(error?.retryAfter == 360)
        clock.advance(by: .seconds(360))
        try limits.take(.inviteCodes, Self.someone)
    }

    @Test("lets everything pass when it is off") @LoopActor func off() throws {
        let limits = limits { $0.isEnabled = false }
        for _ in 1...1000 { try limits.take(.passwords, Self.someone) }
    }

    @Test("lets private addresses sign in freely in demo only") @LoopActor func demo() throws {
        let demo = limits { $0.exemptsPrivateLogins = true }
        for _ in 1...100 { try demo.takeLogin(.logins, .loopback) }
        let house = limits()
        for _ in 1...10 { try house.takeLogin(.logins, .loopback) }
        #expect(throws: APIError.self) { try house.takeLogin(.logins, .loopback) }
    }
}

@Suite struct PresenceTests {
    @Test("is not misled by a wall clock that is set", arguments: [3600, -3600, 86_400 * 365, -86_400 * 365])
    func jump(seconds: Int) {
        let clock = ManualClock()
        let presence = Presence(clock: clock.clock)
        let ann = PlayerID(rawValue: 1)
        presence.saw(ann)
        clock.jump(by: .seconds(seconds))
        #expect(presence.isOnline(ann))
        clock.advance(by: .seconds(60))
        #expect(!presence.isOnline(ann))
    }

    @Test("holds a player for online for 60 s after a request") func window() {
        let clock = ManualClock()
        let presence = Presence(clock: clock.clock)
        let ann = PlayerID(rawValue: 1)
        #expect(!presence.isOnline(ann))
        presence.saw(ann)
        clock.advance(by: .seconds(59))
        #expect(presence.isOnline(ann))
        clock.advance(by: .seconds(1))
        #expect(!presence.isOnline(ann))
    }

    @Test("forgets those who left long ago") func sweep() {
        let clock = ManualClock()
        let presence = Presence(clock: clock.clock)
        presence.saw(PlayerID(rawValue: 1))
        clock.advance(by: .seconds(61))
        for number in 2...1100 { presence.saw(PlayerID(rawValue: Int64(number))) }
        #expect(presence.count == 1099)
        #expect(presence.isOnline(PlayerID(rawValue: 2)))
    }
}

@Suite struct GuestKeyTests {
    @Test("can be read aloud and typed in again") func typing() throws {
        let key = GuestKey.make()
        #expect(key.utf8.count == 23)
        let hash = try #require(GuestKey.hash(of: key))
        #expect(GuestKey.hash(of: key.lowercased()) == hash)
        #expect(GuestKey.hash(of: String(key.filter { $0 != "-" })) == hash)
        #expect(GuestKey.hash(of: " " + key + " ") == hash)
        #expect(GuestKey.hash(of: GuestKey.make()) != hash)
    }

    @Test("is not mistaken", arguments: ["", "ABCDE", "!!!!!-ABCDE-ABCDE-ABCDE", "ABCDE-ABCDE-ABCDE-ABCDE-A"])
    func malformed(text: String) { #expect(GuestKey.hash(of: text) == nil) }
}
