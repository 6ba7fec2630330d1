import ApplianceTesting
import Core
import Testing

@testable import Auth

@Suite struct TelegramSignInTests {
    @Test("answers with tokens and the user as Telegram shows it") func answer() async throws {
        let house = try await AuthHouse()
        let response = try await house.telegram(279_058_397)
        #expect(response.status == 200)
        let members = response.json
        #expect(
            members.memberNames == [
                "accessToken", "tokenType", "expiresIn", "issuedAt", "refreshToken", "user", "startParam",
            ])
        #expect(members["tokenType"] == "Bearer" && members["expiresIn"] == 900 && members["startParam"] == .null)
        #expect(members["issuedAt"]?.stringValue == house.clock.now.rfc3339)
        #expect(
            members["user"] == [
                "id": 279_058_397, "is_bot": false, "first_name": "Ann", "last_name": nil, "username": "nan",
                "language_code": "ru", "allows_write_to_pm": nil,
            ])
        let probe = try await house.probe(members["accessToken"]?.stringValue)
        #expect(probe.text == "1 Ann player")
        await house.stop()
    }

    @Test("knows a player again, and brings chat and start parameter") func again() async throws {
        let house = try await AuthHouse()
        _ = try await house.telegram(42)
        let extra = ["chat": #"{"id":-7,"type":"group","title":"Table"}"#, "start_param": "7Q4ZAB12"]
        let second = try await house.telegram(42, name: "Renamed", extra: extra)
        #expect(second.json["chat"]?["title"] == "Table")
        #expect(second.json["startParam"] == "7Q4ZAB12")
        // The name is the player's own from the first sign-in on.
        #expect(try await house.probe(second.json["accessToken"]?.stringValue).text == "1 Ann player")
        await house.stop()
    }

    @Test("refuses with the reason") func refusals() async throws {
        let house = try await AuthHouse()
        let short = try await house.post("/v1/auth/telegram", ["initData": "short"])
        #expect(short.status == 422 && short.json["details"] != nil)
        let forged = try await house.post("/v1/auth/telegram", ["initData": "user=%7B%7D&auth_date=1&hash=00"])
        #expect(forged.status == 400 && forged.json["error"] == "invalid_init_data")
        #expect(forged.json["message"]?.stringValue?.hasSuffix("hash does not match.") == true)
        await house.stop()
    }

    @Test("makes administrators of those the configuration names") func admins() async throws {
        let house = try await AuthHouse { $0.admins = [42] }
        let boss = AuthHouse.SignedIn(try await house.telegram(42))
        #expect(try await house.probe(boss.token).text == "1 Ann admin,player")
        let other = AuthHouse.SignedIn(try await house.telegram(43))
        #expect(try await house.probe(other.token).text == "2 Ann player")
        await house.stop()
    }

    @Test(
        "makes a display name fit for ours",
        arguments: [("Ann", nil, "Ann"), ("  A\nnn ", "Lee", "Ann  Lee"), ("\u{202E}", nil, "Player 5")]
            as [(String, String?, String)])
    func names(first: String, last: String?, expected: String) throws {
        let json: JSONValue = ["id": 5, "first_name": .string(first), "last_name": last.map(JSONValue.string) ?? .null]
        #expect(NewPlayer(try #require(TelegramUser(json))).displayName == expected)
    }
}

@Suite struct GuestSignInTests {
    @Test("makes a player and gives the key to come back with") func guest() async throws {
        let house = try await AuthHouse()
        let response = try await house.post(
            "/v1/auth/guest", ["displayName": "  Борис ", "inviteCode": "7Q4ZAB12"],
            headers: ["Accept-Language": "ru-RU,ru;q=0.9"])
        #expect(response.status == 200)
        #expect(response.json["user"]?["id"] == 1 && response.json["user"]?["first_name"] == "Борис")
        #expect(response.json["user"]?["language_code"] == "ru")
        #expect(response.json["startParam"] == "7Q4ZAB12")
        let guest = AuthHouse.SignedIn(response)
        let claims = try AccessToken.verify(guest.token, secret: AuthHouse.secret, now: house.clock.now)
        #expect(claims.subject == "guest:1")

        let key = try #require(guest.guestKey)
        let back = try await house.post("/v1/auth/guest/resume", ["guestKey": .string(key.lowercased())])
        #expect(back.status == 200 && back.json["user"]?["id"] == 1 && back.json["guestKey"] == nil)
        #expect(try await house.probe(AuthHouse.SignedIn(back).token).text == "1 Борис player")
        await house.stop()
    }

    @Test("refuses a wrong key and a bad name") func refusals() async throws {
        let house = try await AuthHouse()
        for key in ["ABCDE-ABCDE-ABCDE-ABCDE", "not a key"] {
            let response = try await house.post("/v1/auth/guest/resume", ["guestKey": .string(key)])
            #expect(response.status == 401 && response.json["error"] == "invalid_credentials")
        }
        let unnamed = try await house.post("/v1/auth/guest", ["displayName": "   "])
        #expect(unnamed.status == 422 && unnamed.json["error"] == "invalid_request")
        await house.stop()
    }

    @Test("takes no guests unless told to") func off() async throws {
        let house = try await AuthHouse { $0.allowsGuests = false }
        for (path, body) in [
            ("/v1/auth/guest", ["displayName": "Ann"]), ("/v1/auth/guest/resume", ["guestKey": "x"]),
        ] as [(String, JSONValue)] {
            let response = try await house.post(path, body)
            #expect(response.status == 403 && response.json["error"] == "guests_disabled")
        }
        await house.stop()
    }
}
