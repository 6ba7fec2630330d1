import ApplianceTesting
import Core
import Testing

@Suite("Bad input over the socket")
struct BadInputTests {
    @Test("gets the error that the contract says, and the server lives")
    func refusesClearly() async throws {
        let server = try await RunningServer()
        let player = try await TestPlayer.guest(server)
        for (method, path, body, status, word) in Self.requests {
            let headers = ["Authorization": "Bearer \(player.token)", "Content-Type": "application/json"]
            let answer = try await server.client.request(method, path, headers: headers, body: body)
            #expect(answer.status == status, "\(method) \(path) \(body): \(answer.text)")
            #expect(answer.json["error"]?.stringValue == word, "\(method) \(path) \(body): \(answer.text)")
            #expect(answer.json["code"]?.integerValue == Int64(status))
            #expect(answer.json["traceId"]?.stringValue == answer.header("X-Trace-Id"))
            #expect(answer.json["message"]?.stringValue?.isEmpty == false)
        }
        #expect(try await server.client.request("GET", "/health").status == 200)
    }

    private static let requests: [(String, String, String, Int, String)] = [
        ("GET", "/no/such/path", "", 404, "not_found"),
        ("DELETE", "/health", "", 405, "method_not_allowed"),
        ("TRACE", "/v1/me", "", 405, "method_not_allowed"),
        ("POST", "/v1/characters", "{", 400, "invalid_json"),
        ("POST", "/v1/characters", "[]", 422, "invalid_request"),
        ("POST", "/v1/characters", "{}", 422, "invalid_request"),
        ("POST", "/v1/characters", #"{"name":7,"archetype":"x"}"#, 422, "invalid_request"),
        ("GET", "/v1/characters/abc", "", 404, "not_found"),
        ("GET", "/v1/characters/99999999999999999999", "", 404, "not_found"),
        ("GET", "/v1/characters/12345", "", 404, "not_found"),
        ("GET", "/v1/characters?limit=0", "", 422, "invalid_request"),
        ("GET", "/v1/characters?cursor=%00", "", 422, "invalid_request"),
        ("GET", "/v1/campaign-runs?cursor=zzz", "", 422, "invalid_request"),
        ("GET", "/v1/campaign-runs?status=LOST", "", 422, "invalid_request"),
        ("GET", "/v1/parties/12345", "", 404, "not_found"),
        ("POST", "/v1/parties/join", #"{"inviteCode":"ZZZZZZZZ","characterId":1}"#, 403, "invite_required"),
        ("GET", "/v1/campaign-runs/not-a-run", "", 404, "not_found"),
        ("POST", "/v1/campaign-runs", #"{"campaignTemplateId":"nowhere","partyId":1}"#, 404, "not_found"),
        ("POST", "/v1/auth/telegram", #"{"initData":"not a query string"}"#, 400, "invalid_init_data"),
        ("POST", "/v1/auth/refresh", #"{"refreshToken":"nonsense"}"#, 401, "unauthorized"),
        ("POST", "/v1/auth/guest/resume", #"{"guestKey":"nonsense"}"#, 401, "invalid_credentials"),
        ("POST", "/v1/auth/password", #"{"login":"nobody","password":"nothing"}"#, 401, "invalid_credentials"),
        (
            "POST", "/v1/auth/invite/accept", #"{"inviteToken":"x","login":"abc","password":"12345678"}"#, 400,
            "invalid_invite"
        ),
    ]

    @Test("a forged, malformed or missing token is 401 with WWW-Authenticate")
    func refusesTokens() async throws {
        let server = try await RunningServer()
        let player = try await TestPlayer.guest(server)
        let parts = player.token.split(separator: ".")
        let forged = "\(parts[0]).\(parts[1]).\(String(parts[2].reversed()))"
        let unsigned = "eyJhbGciOiJub25lIn0.\(parts[1])."
        for authorization in [
            nil, "Bearer", "Bearer ", "Basic abc", "Bearer x.y.z", "Bearer \(forged)", "Bearer \(unsigned)",
        ] {
            let headers = authorization.map { ["Authorization": $0] } ?? [:]
            let answer = try await server.client.request("GET", "/v1/me", headers: headers)
            #expect(answer.status == 401, "\(authorization ?? "no token")")
            #expect(answer.header("WWW-Authenticate") == "Bearer")
        }
    }

    @Test(
        "malformed HTTP is answered in our shape and the connection closed",
        arguments: [
            ("GET / HTTP/1.1\r\n\r\n", 400), ("GET /\r\n\r\n", 400), ("\u{16}\u{3}\u{1}\0\r\n\r\n", 400),
            ("POST /v1/characters HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost: x\r\nX: \(String(repeating: "a", count: 20000))\r\n\r\n", 431),
            ("POST /v1/characters HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n", 413),
        ])
    func refusesMalformedHTTP(_ text: String, _ status: Int) async throws {
        let server = try await RunningServer()
        let client = try TestClient(port: server.port)
        try await client.send(text)
        let answer = try await client.readResponse()
        #expect(answer.status == status)
        #expect(answer.json["code"]?.integerValue == Int64(status))
        #expect(answer.header("Connection") == "close")
        #expect(try await server.client.request("GET", "/health").status == 200)
    }

    @Test("no token, initData or text of a player reaches the log")
    func keepsSecretsOutOfTheLog() async throws {
        let server = try await RunningServer(environment: ["MIMIC_OBSERVABILITY__LOG_LEVEL": "debug"])
        let player = try await TestPlayer.telegram(server)
        let campaign = try #require(
            try await server.client.request("GET", "/v1/campaigns").json.list.first?["id"]?.stringValue)
        let (_, run) = try await player.begin(campaign, character: "Канарейка")
        _ = try await player.post(
            "/v1/campaign-runs/\(run)/action",
            ["actionType": "freeform", "payload": ["text": "тайная канарейка в клетке"]])
        _ = try await server.client.request("GET", "/v1/me?token=secret-canary")
        #expect(try await server.stop() == 0)
        for canary in [player.token, "auth_date", "анарейка", "canary", RunningServer.botToken] {
            #expect(!server.printed.contains(canary), "\(canary) is in the log")
        }
        #expect(server.printed.contains("/v1/campaign-runs/{id}/action"))
    }
}
