import ApplianceTesting
import Core
import Testing

@testable import Auth

@Suite struct PasswordSignInTests {
    private func invite(_ house: AuthHouse, secret: [UInt8] = AuthHouse.secret) -> JSONValue {
        .string(AdminInvite(secret: secret, now: house.clock.now).token)
    }

    @Test("turns an invitation into an account that can sign in") func accept() async throws {
        let house = try await AuthHouse()
        let token = invite(house)
        let accepted = try await house.post(
            "/v1/auth/invite/accept",
            ["inviteToken": token, "login": "Host", "password": "correct horse battery"])
        #expect(accepted.status == 200)
        #expect(try await house.probe(AuthHouse.SignedIn(accepted).token).text == "1 host admin,player")
        let again = try await house.post(
            "/v1/auth/password", ["login": "host", "password": "correct horse battery"])
        #expect(again.status == 200 && again.json["user"]?["id"] == 1)
        let used = try await house.post(
            "/v1/auth/invite/accept", ["inviteToken": token, "login": "other", "password": "another password"])
        #expect(used.status == 400 && used.json["error"] == "invalid_invite")
        await house.stop()
    }

    @Test("takes an invitation for 24 hours, and only a real one") func invitations() async throws {
        let house = try await AuthHouse()
        let late = invite(house)
        house.clock.advance(by: .seconds(86400))
        let foreign = invite(house, secret: Array("some other server's secret".utf8))
        for token in [late, foreign, "", "AAAA"] as [JSONValue] {
            let refused = try await house.post(
                "/v1/auth/invite/accept", ["inviteToken": token, "login": "host", "password": "a good password"])
            #expect(refused.status == (token == "" ? 422 : 400))
        }
        await house.stop()
    }

    @Test("leaves the invitation open when the login is taken or wrong") func taken() async throws {
        let house = try await AuthHouse()
        _ = try await house.post(
            "/v1/auth/invite/accept",
            ["inviteToken": invite(house), "login": "host", "password": "a good password"])
        let token = invite(house)
        let taken = try await house.post(
            "/v1/auth/invite/accept", ["inviteToken": token, "login": "HOST", "password": "a good password"])
        #expect(taken.status == 409 && taken.json["error"] == "login_taken")
        let wrong = try await house.post(
            "/v1/auth/invite/accept", ["inviteToken": token, "login": "ho st", "password": "short"])
        #expect(wrong.status == 422)
        #expect(
            wrong.json["details"] == [
                ["field": "login", "problem": "must be made of a-z, 0-9, dot, hyphen and underscore"],
                ["field": "password", "problem": "must be 8 to 200 characters"],
            ])
        let good = try await house.post(
            "/v1/auth/invite/accept", ["inviteToken": token, "login": "second", "password": "a good password"])
        #expect(good.status == 200)
        await house.stop()
    }

    @Test("allows five wrong tries a minute, and none is told why") func guessing() async throws {
        let house = try await AuthHouse {
            $0.rateLimits.isEnabled = true
            $0.rateLimits.exemptsPrivateLogins = true
        }
        _ = try await house.post(
            "/v1/auth/invite/accept",
            ["inviteToken": invite(house), "login": "host", "password": "a good password"])
        let right: JSONValue = ["login": "host", "password": "a good password"]
        #expect(try await house.post("/v1/auth/password", right).status == 200)
        for login in ["host", "nobody", "host", "nobody", "host"] {
            let wrong = try await house.post(
                "/v1/auth/password", ["login": .string(login), "password": "a bad password"])
            #expect(wrong.status == 401 && wrong.json["error"] == "invalid_credentials")
        }
        let stopped = try await house.post("/v1/auth/password", right)
        #expect(stopped.status == 429 && stopped.header("Retry-After") == "12")
        house.clock.advance(by: .seconds(12))
        #expect(try await house.post("/v1/auth/password", right).status == 200)
        await house.stop()
    }
}
