import ApplianceTesting
import Core
import Testing

/// Somebody at the server's door: an access token and a connection.
final class Guest: Sendable {
    let id: PlayerID
    let token: String
    let client: TestClient
    let character = Lock<CharacterID?>(nil)

    init(id: PlayerID, token: String, client: TestClient) {
        self.id = id
        self.token = token
        self.client = client
    }

    var characterID: CharacterID? { character.withLock { $0 } }

    /// The same person at another server of the same database.
    func at(_ house: GamingHouse) throws -> Guest {
        let guest = Guest(id: id, token: token, client: try house.newClient())
        let characterID = characterID
        guest.character.withLock { $0 = characterID }
        return guest
    }

    func get(_ target: String) async throws -> TestResponse {
        try await client.request("GET", target, headers: ["Authorization": "Bearer \(token)"])
    }

    func post(_ target: String, _ json: JSONValue, key: String? = nil) async throws -> TestResponse {
        var headers = ["Authorization": "Bearer \(token)"]
        headers["Idempotency-Key"] = key
        // Canonical, so that the same request has the same bytes each time: an idempotency key holds for one body.
        return try await client.request("POST", target, headers: headers, body: JSON.encodeCanonical(json))
    }

    var characterJSON: JSONValue {
        get throws { .integer(try #require(characterID).rawValue) }
    }

    func join(_ party: PartyID, _ inviteCode: JSONValue, role: String = "MEMBER") async throws {
        let answer = try await post(
            "/v1/parties/\(party)/join",
            ["characterId": try characterJSON, "inviteCode": inviteCode, "role": .string(role)])
        try #require(answer.status == 200, "\(answer.text)")
    }

    func leave(_ party: PartyID) async throws {
        let answer = try await post("/v1/parties/\(party)/leave", ["characterId": try characterJSON])
        try #require(answer.status == 200, "\(answer.text)")
    }

    /// The party as its members see it.
    func party(_ id: PartyID) async throws -> JSONValue { try await get("/v1/parties/\(id)").json }

    /// Starts a run of the tale.
    func start(_ party: PartyID, _ more: [String: JSONValue] = [:], key: String? = nil) async throws -> TestResponse {
        var body: [String: JSONValue] = ["campaignTemplateId": "tale", "partyId": .integer(party.rawValue)]
        body.merge(more) { $1 }
        return try await post("/v1/campaign-runs", .object(body), key: key)
    }

    /// The id of a run of the tale that has just begun.
    func begin(_ party: PartyID, _ more: [String: JSONValue] = [:]) async throws -> String {
        let answer = try await start(party, more)
        try #require(answer.status == 201, "\(answer.text)")
        return try #require(answer.json["id"]?.stringValue)
    }

    func act(
        _ run: String, _ type: String, _ payload: JSONValue = [:], _ more: [String: JSONValue] = [:],
        key: String? = nil
    ) async throws -> TestResponse {
        var body: [String: JSONValue] = ["actionType": .string(type), "payload": payload]
        body.merge(more) { $1 }
        return try await post("/v1/campaign-runs/\(run)/action", .object(body), key: key)
    }

    func choose(
        _ run: String, _ choice: String, _ more: [String: JSONValue] = [:], key: String? = nil
    ) async throws -> TestResponse {
        try await act(run, "choose", ["choiceId": .string(choice)], more, key: key)
    }

    func rewind(
        _ run: String, to turn: Int, because reason: String = "Не туда свернули", key: String? = nil
    ) async throws -> TestResponse {
        try await post(
            "/v1/campaign-runs/\(run)/rewind", ["toTurn": .integer(Int64(turn)), "reason": .string(reason)], key: key)
    }

    /// Advances until the run is completed.
    func finish(_ run: String) async throws {
        for _ in 0..<100 {
            let answer = try await act(run, "advance")
            try #require(answer.status == 200, "\(answer.text)")
            if answer.json["status"] == "COMPLETED" { return }
        }
        Issue.record("advance does not reach COMPLETED")
    }
}

extension JSONValue {
    /// `value["a", "b"]`: a member of a member.
    subscript(path: String...) -> JSONValue? {
        path.reduce(Optional(self)) { $0?[$1] }
    }

    var items: [JSONValue] {
        if case .array(let items)? = self["items"] { items } else { [] }
    }

    var list: [JSONValue] {
        if case .array(let items) = self { items } else { [] }
    }
}
