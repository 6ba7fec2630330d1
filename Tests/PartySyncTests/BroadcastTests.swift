import ApplianceTesting
import Core
import Testing

@testable import PartySync

@Suite("Broadcast over HTTP")
struct BroadcastTests {
    @Test("reaches who is on the channel, with the names that it was given, and says how many")
    func delivers() async throws {
        let house = try await HubHouse()
        let (ann, bob) = (try await house.person("Анна"), try await house.person("Борис"))
        let sockets = [try await house.open(ann), try await house.open(bob)]
        for socket in sockets { #expect(try await socket.said() == "system.hello") }
        let answer = try await house.broadcast(
            ann.token,
            [
                "payload": ["left": 30], "eventId": "e1", "actionId": "a1", "traceId": "t1", "senderId": "player:999",
                "channel": .null,
            ])
        #expect(answer.status == 202)
        #expect(answer.json == ["accepted": true, "delivered": 2, "seq": 1, "eventId": "e1"])
        for socket in sockets {
            let message = try await socket.next("timer_tick")
            #expect(message["payload"] == ["left": 30])
            #expect(message["senderId"]?.stringValue == "player:\(ann.id)")
            #expect(message["eventId"] == "e1")
            #expect(message["actionId"] == "a1")
            #expect(message["traceId"] == "t1")
            #expect(message["seq"] == 1)
        }
    }

    @Test("is stored when nobody listens, under the request's trace and a name of the server's")
    func stored() async throws {
        let house = try await HubHouse()
        let ann = try await house.person("Анна")
        let answer = try await house.broadcast(ann.token, headers: ["X-Trace-Id": "of-the-request"])
        #expect(answer.json["delivered"] == 0)
        let message = try await house.open(ann, "?hello=false").next("timer_tick")
        #expect(message["traceId"] == "of-the-request")
        #expect(message["eventId"] == answer.json["eventId"])
    }

    @Test("with the same eventId again is the same event, sent once; another sender's is another")
    func repeats() async throws {
        let house = try await HubHouse()
        let (ann, bob) = (try await house.person("Анна"), try await house.person("Борис"))
        let socket = try await house.open(ann, "?hello=false")
        // What a socket said is known by the same name.
        try await socket.send("timer_tick", ["left": 1], ["eventId": "e1"])
        #expect(try await socket.next("timer_tick")["seq"] == 1)
        for _ in 0..<2 {
            let again = try await house.broadcast(ann.token, ["eventId": "e1"])
            #expect(again.status == 202)
            #expect(again.json == ["accepted": true, "delivered": 0, "seq": 1, "eventId": "e1"])
        }
        #expect(try await house.broadcast(bob.token, ["eventId": "e1"]).json["seq"] == 2)
        #expect(try await socket.next("timer_tick")["seq"] == 2)
    }

    @Test("with the same Idempotency-Key gets the first answer again, be it a refusal")
    func idempotencyKey() async throws {
        let house = try await HubHouse()
        let ann = try await house.person("Анна")
        func send(_ message: String, _ key: String, _ token: String) async throws -> TestResponse {
            let headers = [
                "Authorization": "Bearer \(token)", "Idempotency-Key": key, "Content-Type": "application/json",
            ]
            return try await house.client().request(
                "POST", "/v1/campaigns/\(HubHouse.runID)/broadcast", headers: headers,
                body: #"{"campaignId":"\#(HubHouse.runID)","message":\#(message)}"#)
        }
        for token in [ann.token, HubHouse.serviceToken] {
            let first = try await send(#"{"eventType":"x","payload":{}}"#, "k1", token)
            let again = try await send(#"{"eventType":"x","payload":{}}"#, "k1", token)
            #expect(first.status == 202)
            #expect(again.json == first.json)
            #expect(again.header("Idempotency-Replayed") == "true")
            #expect(try await send(#"{"eventType":"y","payload":{}}"#, "k1", token).status == 409)
            #expect(try await send(#"{"eventType":"system.x","payload":{}}"#, "k2", token).status == 422)
            let refused = try await send(#"{"eventType":"system.x","payload":{}}"#, "k2", token)
            #expect(refused.status == 422)
            #expect(refused.header("Idempotency-Replayed") == "true")
        }
        #expect(try await house.broadcast(ann.token).json["seq"] == 3, "two were stored before")
    }

    @Test("takes a service by its token, which is seen by the name it has in the configuration")
    func service() async throws {
        let house = try await HubHouse()
        let ann = try await house.person("Анна")
        let socket = try await house.open(ann, "?hello=false")
        #expect(try await house.broadcast(HubHouse.serviceToken).status == 202)
        #expect(try await socket.next("timer_tick")["senderId"] == "service:scoreboard")
    }

    @Test("keeps whispers between their two ends")
    func whisper() async throws {
        let house = try await HubHouse()
        let (ann, bob) = (try await house.person("Анна"), try await house.person("Борис"))
        let (his, eve) = (try await house.open(bob), try await house.open(try await house.person("Ева")))
        for socket in [his, eve] { #expect(try await socket.said() == "system.hello") }
        let whisper: [String: JSONValue] = [
            "eventType": "chat.message",
            "payload": ["text": "тсс", "mode": "whisper", "to": .integer(bob.id.rawValue)],
        ]
        #expect(try await house.broadcast(ann.token, whisper).status == 202)
        #expect(try await his.said() == "тсс")
        #expect(try await eve.said() == "skip 1")
        #expect(try await house.broadcast(HubHouse.serviceToken, whisper).status == 403)
    }

    @Test(
        "refuses messages that are none",
        arguments: [
            ["eventType": "Tick"], ["eventType": .null], ["payload": 1], ["payload": .null], ["eventId": "a b"],
            ["eventType": "system.notice"], ["eventType": "campaign.completed"], ["eventType": "vote.cast"],
            ["eventType": "action.request"], ["eventType": "x-card"], ["eventType": "typing"],
            ["eventType": "chat.message", "payload": ["text": "", "mode": "ooc"]],
        ] as [[String: JSONValue]])
    func badMessages(message: [String: JSONValue]) async throws {
        let house = try await HubHouse()
        let ann = try await house.person("Анна")
        for token in [ann.token, HubHouse.serviceToken] {
            #expect(try await house.broadcast(token, message).status == 422)
        }
        #expect(try await house.broadcast(ann.token).json["seq"] == 1)
    }

    @Test("refuses strangers, spectators, who has no token, another campaign's message and a run that is not there")
    func refusals() async throws {
        let house = try await HubHouse()
        let ann = try await house.person("Анна")
        let watcher = try await house.person("Зритель", .spectator)
        let stranger = try await house.person("Чужой", nil)
        #expect(try await house.broadcast(nil).status == 401)
        #expect(try await house.broadcast("0123456789-scoreboar").status == 401)
        #expect(try await house.broadcast(stranger.token).status == 403)
        #expect(try await house.broadcast(watcher.token).status == 403)
        let other = try await house.broadcast(ann.token, to: "0190a000-0000-7000-8000-000000000002")
        #expect(other.status == 400)
        #expect(other.json["error"] == "campaign_mismatch")
        let headers = ["Authorization": "Bearer \(HubHouse.serviceToken)"]
        let nowhere = try await house.client().request(
            "POST", "/v1/campaigns/0190a000-0000-7000-8000-00000000000f/broadcast", headers: headers,
            json: BroadcastRequest.example)
        #expect(nowhere.status == 404)
    }

    @Test("has a pace of its own for each caller, and says when to come back")
    func pace() async throws {
        let house = try await HubHouse(limitsRequests: true)
        let ann = try await house.person("Анна")
        for token in [ann.token, HubHouse.serviceToken] {
            for _ in 0..<10 { #expect(try await house.broadcast(token).status == 202) }
            let refused = try await house.broadcast(token)
            #expect(refused.status == 429)
            #expect(refused.header("Retry-After") == "1")
        }
        house.clock.advance(by: .seconds(1))
        #expect(try await house.broadcast(ann.token).status == 202)
    }
}
