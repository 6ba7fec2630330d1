import ApplianceTesting
import Core
import Testing

@Suite("The contract")
struct ContractTests {
    @Test("mimic openapi prints what /openapi.json serves, with the routes of http-api.md built so far and no other")
    func documentsRoutes() async throws {
        let server = try await RunningServer()
        let served = try await server.client.request("GET", "/openapi.json")
        let process = try ServerProcess(["openapi"])
        #expect(try await process.waitForEnd() == 0)
        #expect(process.printed == served.text)
        #expect(served.json["openapi"] == "3.1.0")
        let built = Set(Self.routes.map { "\($0.uppercased()) \($1)" })
        #expect(Contract(served.json).operationNames == built)
    }

    @Test("every example of the document keeps to its schema")
    func examples() async throws {
        let (count, problems) = try await RunningServer.contract.value.checkExamples()
        #expect(problems == [])
        #expect(count >= 20)
    }

    @Test("an answer that the document does not know is told of")
    func strangers() async throws {
        let contract = try await RunningServer.contract.value
        let good = [("Content-Type", "application/json"), ("X-Trace-Id", "a"), ("X-Request-Id", "a")]
        func problems(
            _ status: Int, _ body: String, _ headers: [(String, String)], to target: String = "/health"
        ) -> [String] {
            let headers = headers.map { (name: $0.0, value: $0.1) }
            return contract.problems(
                of: TestResponse(status: status, headers: headers, body: Array(body.utf8)), to: "GET", target)
        }
        let health = #"{"status":"ok","api_version":"1.0.0"}"#
        #expect(problems(200, health, good) == [])
        #expect(problems(206, health, good).count == 1, "a status")
        #expect(problems(200, #"{"status":"ok"}"#, good).count == 1, "a member is missing")
        #expect(problems(200, #"{"status":1,"api_version":"1.0.0"}"#, good).isEmpty == false, "a type")
        #expect(problems(200, #"{"status":"ok","api_version":"1","more":1}"#, good).count == 1, "a member too many")
        #expect(problems(200, health, good + [("X-Secret", "1")]).count == 1, "a field")
        #expect(problems(200, health, Array(good.dropLast())).count == 1, "a field is missing")
        #expect(problems(200, health, [("Content-Type", "text/html")] + good.dropFirst()).count == 1, "a media type")
        #expect(problems(404, "{}", good, to: "/nowhere").isEmpty == false, "an error of another shape")
    }

    private static let routes = [
        ("get", "/health"), ("get", "/v1/health"), ("get", "/livez"), ("get", "/readyz"), ("get", "/v1/config"),
        ("get", "/metrics"), ("get", "/openapi.json"), ("get", "/asyncapi.json"),
        ("get", "/schemas/party-sync/{eventType}"),
        ("get", "/ws/campaign/{id}"), ("get", "/ws/run/{id}"), ("get", "/ws/party/{id}"),
        ("post", "/v1/campaigns/{campaign_id}/broadcast"),
        ("post", "/v1/auth/telegram"), ("post", "/v1/auth/refresh"), ("post", "/v1/auth/logout"),
        ("post", "/v1/auth/logout-all"), ("post", "/v1/auth/guest"), ("post", "/v1/auth/guest/resume"),
        ("post", "/v1/auth/invite/accept"), ("post", "/v1/auth/password"),
        ("get", "/v1/me"), ("patch", "/v1/me"), ("get", "/v1/archetypes"), ("get", "/v1/characters"),
        ("post", "/v1/characters"), ("get", "/v1/characters/{id}"), ("patch", "/v1/characters/{id}"),
        ("delete", "/v1/characters/{id}"), ("post", "/v1/characters/{id}/retire"),
        ("post", "/v1/characters/{id}/items/{itemId}/equip"), ("get", "/v1/characters/{id}/chronicle"),
        ("get", "/ws/campaign/{id}"), ("get", "/ws/run/{id}"), ("get", "/ws/party/{id}"),
        ("get", "/v1/admin/packs"), ("post", "/v1/admin/packs"), ("post", "/v1/admin/packs/{id}/migrate"),
        ("get", "/v1/parties/{id}/invite/qr"),
        ("get", "/v1/parties"), ("post", "/v1/parties"), ("get", "/v1/parties/{id}"), ("patch", "/v1/parties/{id}"),
        ("post", "/v1/parties/{id}/join"), ("post", "/v1/parties/join"), ("post", "/v1/parties/{id}/leave"),
        ("post", "/v1/parties/{id}/invite"), ("post", "/v1/parties/{id}/kick"), ("get", "/v1/parties/{id}/events"),
        ("get", "/v1/campaigns"), ("post", "/v1/campaign-runs"), ("get", "/v1/campaign-runs"),
        ("get", "/v1/campaign-runs/{id}"), ("post", "/v1/campaign-runs/{id}/action"),
        ("get", "/v1/campaign-runs/{id}/log"), ("get", "/v1/campaign-runs/{id}/events"),
        ("get", "/v1/campaign-runs/{id}/summary"), ("post", "/v1/campaign-runs/{id}/abort"),
        ("post", "/v1/campaign-runs/{id}/rewind"),
        ("get", "/v1/campaign-runs/{id}/dice"), ("get", "/schemas/generation/{name}"),
        ("post", "/v1/media/jobs"), ("get", "/v1/media/jobs"), ("get", "/v1/media/jobs/{id}"),
        ("post", "/v1/media/jobs/{id}/cancel"), ("post", "/v1/media/jobs/{id}/retry"), ("post", "/v1/admin/assets"),
    ]

    @Test("health and configuration have the shapes that were promised")
    func answersSystem() async throws {
        let server = try await RunningServer()
        let health = try await server.client.request("GET", "/health")
        #expect(health.text == #"{"status":"ok","api_version":"1.0.0"}"#)
        let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
        let traced = try await server.client.request(
            "GET", "/health", headers: ["traceparent": "00-\(trace)-00f067aa0ba902b7-01"])
        #expect(traced.header("X-Trace-Id") == trace)
        #expect(traced.header("X-Request-Id")?.isEmpty == false)
        let parent = try #require(traced.header("traceparent")).split(separator: "-")
        #expect(parent.count == 4 && parent[0] == "00" && parent[1] == trace && parent[3] == "01")
        #expect(parent[2].count == 16 && parent[2] != "00f067aa0ba902b7", "the span is ours")
        let ready = try await server.readiness()
        #expect(ready.json["status"] == "ready")
        #expect(ready.json["checks"]?["disk"] == "ok")
        let config = try await server.client.request("GET", "/v1/config")
        #expect(config.json["features"]?["telegram"] == true)
        #expect(config.json["features"]?["media"] == ["static", "sketch", "tone"])
        #expect(config.json["languages"] == ["ru", "en"])
        #expect(config.json["urls"]?["ws"] == .string("ws://127.0.0.1:\(server.port)/ws"))
        let old = try TestClient(port: server.port)
        try await old.send("GET /v1/config HTTP/1.0\r\n\r\n")
        #expect(try await old.readResponse().json["urls"]?["ws"] == "/ws", "without a Host the page's own is meant")
        let metrics = try await server.client.request("GET", "/metrics")
        for name in [
            "http_requests_total", "http_request_duration_seconds", "db_commit_seconds", "event_loop_lag_seconds",
        ] {
            #expect(metrics.text.contains("# TYPE \(name) "), "\(name) is missing")
        }
    }

    @Test("metrics are not there unless they are enabled")
    func hidesMetrics() async throws {
        let server = try await RunningServer(environment: ["ENABLE_METRICS": "false"])
        #expect(try await server.client.request("GET", "/metrics").status == 404)
    }
}
