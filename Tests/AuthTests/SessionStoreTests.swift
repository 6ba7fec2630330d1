import ApplianceTesting
import Core
import Storage
import Testing

@testable import Auth

@Suite struct SessionStoreTests {
    let temporary: TemporaryStorage
    let start = Timestamp(seconds: 1_800_000_000)

    init() throws { temporary = try TemporaryStorage(migrations: AuthSchema.migrations) }

    private func player(_ name: String = "Ann") async throws -> PlayerID {
        let now = start
        return try await temporary.storage.write {
            try PlayerStore.insert(NewPlayer(displayName: name), now: now, in: $0).id
        }
    }

    private func open(_ player: PlayerID, family: String = "f") async throws -> String {
        let now = start
        return try await temporary.storage.write {
            try SessionStore.open(family: family, for: player, userAgent: nil, now: now, in: $0).refreshToken
        }
    }

    /// The successor; nil when it was reused or is unknown.
    private func rotate(_ token: String, after seconds: Int64) async throws -> (successor: String?, isReuse: Bool) {
        let now = Timestamp(milliseconds: start.milliseconds + seconds * 1000)
        switch try await temporary.storage.write({ try SessionStore.rotate(token, now: now, in: $0) }) {
        case .rotated(_, _, let successor, _): return (successor, false)
        case .reused: return (nil, true)
        case .unknown: return (nil, false)
        }
    }

    @Test("gives a new token for each, and stores none as it is") func rotation() async throws {
        let first = try await open(try await player())
        let second = try #require(try await rotate(first, after: 900).successor)
        #expect(second != first)
        #expect(try await rotate(second, after: 1800).successor != nil)
        let isStored = try await temporary.storage.read { connection in
            try connection.first(
                "SELECT 1 FROM sessions WHERE token_hash = ?1", .blob(Array(first.utf8)), map: { _ in true }) ?? false
        }
        #expect(!isStored)
    }

    @Test("gives the predecessor a fresh successor within 60 s") func grace() async throws {
        let first = try await open(try await player())
        let second = try #require(try await rotate(first, after: 100).successor)
        let other = try #require(try await rotate(first, after: 160).successor)
        #expect(other != second)
        // Both tabs go on.
        #expect(try await rotate(second, after: 1000).successor != nil)
        #expect(try await rotate(other, after: 1000).successor != nil)
    }

    @Test("is not generous with the predecessor for as long as the clock was set back", arguments: [39, -3600])
    func graceAndClock(seconds: Int64) async throws {
        let first = try await open(try await player())
        _ = try #require(try await rotate(first, after: 100).successor)
        #expect(try await rotate(first, after: seconds).isReuse)
    }

    @Test("forgives the predecessor a clock that was set back by a little") func littleStep() async throws {
        let first = try await open(try await player())
        _ = try #require(try await rotate(first, after: 100).successor)
        #expect(try await rotate(first, after: 99).successor != nil)
    }

    @Test("ends the family of a token reused after 60 s") func lateReuse() async throws {
        let first = try await open(try await player())
        let second = try #require(try await rotate(first, after: 100).successor)
        #expect(try await rotate(first, after: 161).isReuse)
        #expect(try await rotate(second, after: 162).successor == nil)
    }

    @Test("ends the family of a token whose successor was used already") func olderReuse() async throws {
        let first = try await open(try await player())
        let second = try #require(try await rotate(first, after: 10).successor)
        let third = try #require(try await rotate(second, after: 20).successor)
        #expect(try await rotate(first, after: 30).isReuse)
        #expect(try await rotate(third, after: 31).successor == nil)
    }

    @Test("does not know a stranger's token, nor one of 30 days ago") func unknown() async throws {
        #expect(try await rotate("nobody's", after: 0) == (nil, false))
        let token = try await open(try await player())
        #expect(try await rotate(token, after: 30 * 86400) == (nil, false))
    }

    @Test("ends one family and leaves the player's others") func revoke() async throws {
        let player = try await player()
        let phone = try await open(player, family: "phone")
        let laptop = try await open(player, family: "laptop")
        let now = start
        try await temporary.storage.write { try SessionStore.revoke(family: "phone", now: now, in: $0) }
        #expect(try await rotate(phone, after: 1).successor == nil)
        #expect(try await rotate(laptop, after: 1).successor != nil)
        #expect(try await liveFamilies() == ["laptop"])
        try await temporary.storage.write { try SessionStore.revokeAll(of: player, now: now, in: $0) }
        #expect(try await liveFamilies() == [])
    }

    @Test("ends the oldest families beyond twenty") func surplus() async throws {
        let player = try await player()
        for number in 1...22 { _ = try await open(player, family: "f\(number)") }
        let now = start
        let ended = try await temporary.storage.write {
            try SessionStore.revokeSurplus(of: player, now: now, in: $0)
        }
        #expect(Set(ended) == ["f1", "f2"])
        #expect(try await liveFamilies().count == 20)
    }

    @Test("deletes what has expired") func expiry() async throws {
        let token = try await open(try await player())
        _ = try await rotate(token, after: 86400)
        let later = start.adding(.seconds(30 * 86400 + 1))
        #expect(try await temporary.storage.write { try SessionStore.deleteExpired(now: later, in: $0) } == 1)
        #expect(try await temporary.storage.write { try SessionStore.deleteExpired(now: later, in: $0) } == 0)
    }

    private func liveFamilies() async throws -> [String] {
        let now = start
        return try await temporary.storage.read { try SessionStore.live(now: now, in: $0).map(\.family) }
    }
}
