import ApplianceTesting
import Core
import Testing

/// What is offered, and the shapes of what is shown.
@Suite struct CampaignRoutesTests {
    @Test("offers campaigns to everybody, in the language asked for")
    func campaigns() async throws {
        let house = try await GamingHouse()
        let client = try house.newClient()
        let russian = try await client.request("GET", "/v1/campaigns", headers: ["Accept-Language": "ru"]).json
        let campaign = try #require(russian.items.first)
        #expect(campaign["id"] == "tale")
        #expect(campaign["title"] == "Паром")
        #expect(campaign["coverUrl"] == "/static/packs/tale-pack/assets/pier.svg")
        #expect(campaign["minutes"] == 20)
        #expect(campaign["players"] == ["min": 1, "max": 4])
        #expect(campaign["languages"] == ["ru", "en"])
        #expect(campaign["seasonVersion"] == "S1-v0.1")
        let english = try await client.request("GET", "/v1/campaigns", headers: ["Accept-Language": "en-GB"]).json
        #expect(english.items.first?["title"] == "The ferry")
        #expect(english["nextCursor"] == .null)
    }

    @Test("goes on after a cursor, and refuses what can be none rather than begin anew")
    func cursors() async throws {
        let house = try await GamingHouse()
        let client = try house.newClient()
        let after = try await client.request("GET", "/v1/campaigns?cursor=1")
        #expect(after.status == 200)
        #expect(after.json.items.isEmpty)
        #expect(try await client.request("GET", "/v1/campaigns?cursor=nowhere").status == 422)
    }

    @Test("a player's own language wins over the browser's, and a run follows it")
    func language() async throws {
        let house = try await GamingHouse()
        let mira = try await house.player("Мира")
        let set = try await mira.client.request(
            "PATCH", "/v1/me", headers: ["Authorization": "Bearer \(mira.token)"],
            json: ["settings": ["language": "en"]])
        #expect(set.status == 200)
        let offered = try await mira.client.request(
            "GET", "/v1/campaigns", headers: ["Authorization": "Bearer \(mira.token)", "Accept-Language": "ru"])
        #expect(offered.json.items.first?["title"] == "The ferry")
        let run = try await mira.start(try await house.party(mira)).json
        #expect(run["language"] == "en")
        #expect(run["currentScene", "generatedPayload", "title"] == "The pier")
    }

    @Test("serves the schemas of generated scenes", arguments: ["scene", "combat", "social", "epilogue"])
    func schemas(kind: String) async throws {
        let house = try await GamingHouse()
        let answer = try await house.newClient().request("GET", "/schemas/generation/\(kind)_response")
        #expect(answer.status == 200)
        #expect(answer.json["title"] == .string("\(kind)_response"))
        #expect(answer.json["additionalProperties"] == false)
        #expect(answer.json["required"]?.list.isEmpty == false)
    }

    @Test("knows no other schema")
    func noSchema() async throws {
        let house = try await GamingHouse()
        #expect(try await house.newClient().request("GET", "/schemas/generation/other").status == 404)
    }

    @Test("every scene keeps to its closed shapes, down to three choices where one was written")
    func shapes() async throws {
        let house = try await GamingHouse()
        let mira = try await house.player("Мира")
        let run = try await mira.begin(try await house.party(mira))
        var schemas: [String: JSONValue] = [:]
        for kind in ["scene", "social", "epilogue"] {
            schemas[kind] = try await mira.get("/schemas/generation/\(kind)_response").json
        }
        var shown: Set<String> = []
        for choice in ["wait", "pay", "row"] {
            let payload = try #require(
                try await mira.get("/v1/campaign-runs/\(run)").json["currentScene", "generatedPayload"])
            check(payload, schemas, &shown)
            #expect(try await mira.choose(run, choice).status == 200)
        }
        let last = try await mira.get("/v1/campaign-runs/\(run)").json["currentScene", "generatedPayload"]
        check(try #require(last), schemas, &shown)
        #expect(shown == ["scene", "social", "epilogue"])
    }

    private func check(_ payload: JSONValue, _ schemas: [String: JSONValue], _ shown: inout Set<String>) {
        for (kind, schema) in schemas {
            guard let part = payload[kind] else { continue }
            shown.insert(kind)
            #expect(JSONSchema().problems(of: part, against: schema) == [])
        }
    }
}
