import ApplianceTesting
import Core
import Network
import Testing

@testable import Auth

@Suite struct SessionRouteTests {
    @Test("exchanges a refresh token for a new pair") func refresh() async throws {
        let house = try await AuthHouse()
        let ann = try await house.guest()
        house.clock.advance(by: .seconds(901))
        let expired = try await house.probe(ann.token)
        #expect(expired.status == 401 && expired.header("WWW-Authenticate") == "Bearer")
        let response = try await house.post("/v1/auth/refresh", ["refreshToken": .string(ann.refreshToken)])
        #expect(response.status == 200 && response.json["user"]?["id"] == .integer(ann.playerID))
        let next = AuthHouse.SignedIn(response)
        #expect(next.refreshToken != ann.refreshToken)
        #expect(try await house.probe(next.token).status == 200)
        await house.stop()
    }

    @Test("ends the session of a refresh token that was copied") func reuse() async throws {
        let house = try await AuthHouse()
        let ann = try await house.guest()
        let next = AuthHouse.SignedIn(
            try await house.post("/v1/auth/refresh", ["refreshToken": .string(ann.refreshToken)]))
        house.clock.advance(by: .seconds(61))
        let reused = try await house.post("/v1/auth/refresh", ["refreshToken": .string(ann.refreshToken)])
        #expect(reused.status == 401 && reused.json["error"] == "unauthorized")
        // At once, although the access token has 14 minutes left.
        #expect(try await house.probe(next.token).status == 401)
        let dead = try await house.post("/v1/auth/refresh", ["refreshToken": .string(next.refreshToken)])
        #expect(dead.status == 401)
        await house.stop()
    }

    @Test("logs out one device, or all") func logout() async throws {
        let house = try await AuthHouse()
        let phone = try await house.guest()
        let key = try #require(phone.guestKey)
        let laptop = AuthHouse.SignedIn(try await house.post("/v1/auth/guest/resume", ["guestKey": .string(key)]))
        let tablet = AuthHouse.SignedIn(try await house.post("/v1/auth/guest/resume", ["guestKey": .string(key)]))
        #expect(try await house.post("/v1/auth/logout", token: phone.token).status == 204)
        #expect(try await house.probe(phone.token).status == 401)
        #expect(try await house.probe(laptop.token).status == 200)
        let stale = try await house.post("/v1/auth/refresh", ["refreshToken": .string(phone.refreshToken)])
        #expect(stale.status == 401)
        #expect(try await house.post("/v1/auth/logout-all", token: laptop.token).status == 204)
        #expect(try await house.probe(laptop.token).status == 401)
        #expect(try await house.probe(tablet.token).status == 401)
        #expect(try await house.post("/v1/auth/logout", token: laptop.token).status == 401)
        await house.stop()
    }

    @Test("tells who came in and by which way, when somebody did") func observed() async throws {
        let house = try await AuthHouse()
        let ann = try await house.guest()
        _ = try await house.post("/v1/auth/guest/resume", ["guestKey": .string(ann.guestKey ?? "")])
        _ = try await house.post("/v1/auth/guest/resume", ["guestKey": "nobody's"])
        _ = try await house.telegram()
        let invite = AdminInvite(secret: AuthHouse.secret, now: house.clock.now).token
        let account: JSONValue = ["login": "host", "password": "a long password"]
        _ = try await house.post(
            "/v1/auth/invite/accept",
            ["inviteToken": .string(invite), "login": "host", "password": "a long password"])
        _ = try await house.post("/v1/auth/password", account)
        _ = try await house.post("/v1/auth/password", ["login": "host", "password": "a wrong password"])
        _ = try await house.post("/v1/auth/refresh", ["refreshToken": .string(ann.refreshToken)])
        #expect(house.signIns.withLock { $0 } == ["1 guest", "1 guest_key", "2 telegram", "3 invite", "3 password"])
        await house.stop()
    }

    @Test("keeps sessions and revocations over a restart") func restart() async throws {
        let house = try await AuthHouse()
        let ann = try await house.guest("Ann")
        let bob = try await house.guest("Bob")
        _ = try await house.post("/v1/auth/logout", token: bob.token)
        let again = try await AuthHouse(on: try await house.temporary.reopened(), clock: house.clock)
        #expect(try await again.probe(ann.token).text == "1 Ann player")
        #expect(try await again.probe(bob.token).status == 401)
        await again.stop()
    }

    @Test("ends what nobody refreshed for 30 days") func expiry() async throws {
        let house = try await AuthHouse()
        _ = try await house.guest()
        #expect(await house.auth.sessions.count == 1)
        house.clock.advance(by: .seconds(30 * 86400))
        try await house.auth.removeExpired()
        #expect(await house.auth.sessions.count == 0)
        await house.stop()
    }

    @Test(
        "refuses every request without a good token",
        arguments: [nil, "", "Bearer", "Bearer ", "Basic YTpi", "Bearer abc", "Bearer a.b.c"])
    func unauthorized(field: String?) async throws {
        let house = try await AuthHouse()
        let response = try await house.client.request(
            "GET", "/probe", headers: field.map { ["Authorization": $0] } ?? [:])
        #expect(response.status == 401 && response.json["error"] == "unauthorized")
        #expect(response.header("WWW-Authenticate") == "Bearer")
        await house.stop()
    }

    @Test("reads the scheme in any case, and lets nobody in with a bad token where none is needed")
    func schemes() async throws {
        let house = try await AuthHouse()
        let ann = try await house.guest()
        let lower = try await house.client.request("GET", "/probe", headers: ["Authorization": "bearer \(ann.token)"])
        #expect(lower.status == 200)
        #expect(try await house.client.request("GET", "/open").text == "nobody")
        let known = try await house.client.request("GET", "/open", headers: ["Authorization": "Bearer \(ann.token)"])
        #expect(known.text == "somebody")
        let bad = try await house.client.request("GET", "/open", headers: ["Authorization": "Bearer x"])
        #expect(bad.status == 401)
        await house.stop()
    }

    @Test("counts requests by player, and sign-ins by address") func limits() async throws {
        let house = try await AuthHouse {
            $0.rateLimits.isEnabled = true
            $0.rateLimits.rates[.reads] = Rate(perSecond: 1, burst: 3)
            $0.rateLimits.rates[.logins] = Rate(perSecond: 1, burst: 2)
        }
        let ann = try await house.guest("Ann")
        let bob = try await house.guest("Bob")
        let third = try await house.post("/v1/auth/guest", ["displayName": "Carl"])
        #expect(third.status == 429 && third.json["error"] == "rate_limited" && third.header("Retry-After") == "1")
        for _ in 1...3 { #expect(try await house.probe(ann.token).status == 200) }
        #expect(try await house.probe(ann.token).status == 429)
        #expect(try await house.probe(bob.token).status == 200)
        // Whoever guesses tokens is stopped by address.
        for _ in 1...3 { #expect(try await house.probe("x").status == 401) }
        #expect(try await house.probe("x").status == 429)
        await house.stop()
    }

    @Test("gives a new name and new roles to sessions that live already") func registry() async throws {
        let house = try await AuthHouse()
        let ann = try await house.guest("Ann")
        let player = PlayerID(rawValue: ann.playerID)
        await house.auth.sessions.update(player, displayName: "Nan", roles: [.player, .gm])
        #expect(try await house.probe(ann.token).text == "1 Nan gm,player")
        let ended = Lock<[PlayerID]>([])
        await house.auth.sessions.onEnd { _, player in ended.withLock { $0.append(player) } }
        try await house.auth.endSessions(of: player)
        #expect(ended.withLock { $0 } == [player])
        #expect(try await house.probe(ann.token).status == 401)
        await house.stop()
    }
}
