import ApplianceTesting
import Auth
import Campaigns
import ContentPacks
import Core
import Network
import Storage
import Testing

/// What is asked twice is done once, also over a restart.
@Suite struct RunRepeatTests {
    @Test("starts one run for one key")
    func start() async throws {
        let house = try await GamingHouse()
        let mira = try await house.player("Мира")
        let party = try await house.party(mira)
        let first = try await mira.start(party, key: "start")
        let second = try await mira.start(party, key: "start")
        #expect(second.status == 201)
        #expect(second.body == first.body)
        #expect(second.header("Idempotency-Replayed") == "true")
        let other = try await mira.start(party, ["language": "en"], key: "start")
        #expect(other.json["error"] == "idempotency_conflict")
    }

    @Test("keeps under its key what is refused before a run is looked at")
    func unreadable() async throws {
        let house = try await GamingHouse()
        let mira = try await house.player("Мира")
        let party = try await house.party(mira)
        for (key, wrong) in [("word", ["language": "fr"]), ("name", ["campaignTemplateId": "nowhere"])]
            as [(String, [String: JSONValue])]
        {
            let refused = try await mira.start(party, wrong, key: key)
            #expect(refused.header("Idempotency-Replayed") == nil)
            let again = try await mira.start(party, wrong, key: key)
            #expect(again.body == refused.body)
            #expect(again.header("Idempotency-Replayed") == "true")
            #expect(try await mira.start(party, key: key).json["error"] == "idempotency_conflict")
        }
        let run = try await mira.begin(party)
        let refused = try await mira.act(run, "dance", key: "dance")
        #expect(refused.status == 422)
        #expect(try await mira.act(run, "dance", key: "dance").header("Idempotency-Replayed") == "true")
        #expect(try await mira.choose(run, "pay", key: "dance").json["error"] == "idempotency_conflict")
    }

    @Test("starts no second run for a key whose campaign is not offered any more")
    func withdrawn() async throws {
        let house = try await GamingHouse()
        let mira = try await house.player("Мира")
        let party = try await house.party(mira)
        let first = try await mira.start(party, key: "start")
        try await house.campaigns.offer(PackLibrary.load([]))
        #expect(try await mira.start(party, key: "start").body == first.body)
    }

    @Test("knows the first action of many also when they are too many to keep in memory")
    func manyActions() async throws {
        let house = try await GamingHouse()
        let mira = try await house.player("Мира")
        let run = try await mira.begin(try await house.party(mira))
        var answers: [TestResponse] = []
        for number in 0...256 {
            let type = number % 2 == 0 ? "pause" : "resume"
            answers.append(try await mira.act(run, type, [:], ["actionId": .string("act-\(number)")]))
        }
        #expect(answers.allSatisfy { $0.status == 200 })
        #expect(try await mira.act(run, "pause", [:], ["actionId": "act-0"]).body == answers[0].body)
        let again = try await house.restarted()
        #expect(try await mira.at(again).act(run, "resume", [:], ["actionId": "act-1"]).body == answers[1].body)
        #expect(try await mira.at(again).get("/v1/campaign-runs/\(run)").json["paused"] == true)
    }

    @Test("answers a repeated key with the first answer, also after a restart")
    func key() async throws {
        var house = try await GamingHouse()
        var mira = try await house.player("Мира")
        let run = try await mira.begin(try await house.party(mira))
        let first = try await mira.choose(run, "talk", key: "one")
        let again = try await mira.choose(run, "talk", key: "one")
        #expect(first.status == 200)
        #expect(again.body == first.body)
        house = try await house.restarted()
        mira = try mira.at(house)
        let later = try await mira.choose(run, "talk", key: "one")
        #expect(later.body == first.body)
        #expect(later.header("Idempotency-Replayed") == "true")
        #expect(try await mira.choose(run, "wait", key: "one").json["error"] == "idempotency_conflict")
        #expect(try await mira.get("/v1/campaign-runs/\(run)").json["turn"] == 1)
    }

    @Test("keeps the answer of a named action once, and repeats it under either name")
    func keyAndActionID() async throws {
        var house = try await GamingHouse()
        var mira = try await house.player("Мира")
        let run = try await mira.begin(try await house.party(mira))
        let first = try await mira.choose(run, "talk", ["actionId": "move-1"], key: "one")
        #expect(first.status == 200)
        let kept = try await house.database.storage.read { connection in
            try connection.all("SELECT body FROM idempotency_keys WHERE status = 200") { $0.blob(0) }
        }
        #expect(kept == [[]])
        for _ in 0..<2 {
            let again = try await mira.choose(run, "talk", ["actionId": "move-1"], key: "one")
            #expect(again.body == first.body)
            #expect(again.header("Content-Type") == first.header("Content-Type"))
            #expect(again.header("Idempotency-Replayed") == "true")
            #expect(try await mira.choose(run, "talk", ["actionId": "move-1"], key: "two").body == first.body)
            let other = try await mira.choose(run, "talk", ["actionId": "move-2"], key: "one")
            #expect(other.json["error"] == "idempotency_conflict")
            house = try await house.restarted()
            mira = try mira.at(house)
        }
        #expect(try await mira.get("/v1/campaign-runs/\(run)").json["turn"] == 1)
    }

    @Test("repeats a refusal under its key, although it would be no refusal any more")
    func refusal() async throws {
        let house = try await GamingHouse()
        let mira = try await house.player("Мира")
        let run = try await mira.begin(try await house.party(mira))
        let refused = try await mira.choose(run, "row", key: "early")
        #expect(refused.status == 422)
        #expect(try await mira.choose(run, "pay").status == 200)
        let again = try await mira.choose(run, "row", key: "early")
        #expect(again.status == 422)
        #expect(again.body == refused.body)
    }

    @Test("a concurrent duplicate waits for the first and gets its answer")
    func concurrent() async throws {
        let house = try await GamingHouse()
        let mira = try await house.player("Мира")
        let twin = try mira.at(house)
        let run = try await mira.begin(try await house.party(mira))
        async let one = mira.choose(run, "talk", key: "same")
        async let two = twin.choose(run, "talk", key: "same")
        let answers = try await [one, two]
        #expect(answers.map(\.status) == [200, 200])
        #expect(answers[0].body == answers[1].body)
    }

    @Test("answers a repeated actionId with the first answer, after a restart and over the other transport")
    func actionID() async throws {
        var house = try await GamingHouse()
        var mira = try await house.player("Мира")
        let run = try await mira.begin(try await house.party(mira))
        let first = try await mira.choose(run, "talk", ["actionId": "move-1"])
        #expect(try await mira.choose(run, "talk", ["actionId": "move-1"]).body == first.body)
        #expect(try await mira.choose(run, "sing").status == 200)
        house = try await house.restarted()
        mira = try mira.at(house)
        #expect(try await mira.choose(run, "talk", ["actionId": "move-1"]).body == first.body)
        var repeated = ActionRequest(.choose)
        repeated.choiceID = "talk"
        repeated.actionID = "move-1"
        let sender = ActionSender(
            principal: Principal(playerID: mira.id, sessionID: "s", displayName: "Мира", roles: [.player]),
            trace: .make(), eventID: "event-1")
        let overChannel = try await house.runs.act(repeated, on: run, by: sender)
        #expect(overChannel.bodyBytes == first.body)
        #expect(try await mira.get("/v1/campaign-runs/\(run)").json["turn"] == 2)
        #expect(house.actions.withLock { $0 } == ["choose replayed", "choose replayed"])
    }

    @Test("a message's own id on the channel makes its repeat harmless too")
    func eventID() async throws {
        let house = try await GamingHouse()
        let mira = try await house.player("Мира")
        let run = try await mira.begin(try await house.party(mira))
        var request = ActionRequest(.choose)
        request.choiceID = "wait"
        let sender = ActionSender(
            principal: Principal(playerID: mira.id, sessionID: "s", displayName: "Мира", roles: [.player]),
            trace: .make(), eventID: "event-7")
        let first = try await house.runs.act(request, on: run, by: sender)
        let second = try await house.runs.act(request, on: run, by: sender)
        #expect(first.bodyBytes == second.bodyBytes)
        let events = try await mira.get("/v1/campaign-runs/\(run)/events").json.items
        let asked = events.filter { $0["eventType"] == "action.request" }
        #expect(asked.map { $0["eventId"] } == ["event-7"])
        #expect(asked.first?["senderId"] == .string("player:\(mira.id)"))
    }
}
