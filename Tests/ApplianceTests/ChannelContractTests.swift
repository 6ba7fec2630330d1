import ApplianceTesting
import Core
import Testing

/// What channels say, held against the schemas that are served.
@Suite("The contract of live channels")
struct ChannelContractTests {
    @Test("is kept by every event of an evening: chat, marks, whispers, a rewind, a pause, a kick, a fight and the end")
    func evening() async throws {
        let table = try await ChannelTests().table()
        let (run, party) = ("/v1/campaign-runs/\(table.run)", "/v1/parties/\(table.party)")
        let play = try await table.openRun(table.leader, "?history=500")
        let his = try await table.openRun(table.guest, "?history=0")
        let witness = ChannelWitness(table.server)

        try await his.chat("Я тут", ["eventId": "c1"])
        try await his.send("typing", ["on": true])
        try await his.send("party.ready", ["on": true])
        try await his.send("timer_tick", ["left": 3])
        try await play.send("system.hello", [:])
        try await play.send("chat.message", ["mode": "ic"])
        _ = try await table.leader.post(run + "/action", ["actionType": "advance"])
        try await play.send("action.request", ["action": ["actionType": "advance"]], ["actionId": "a2"])
        try await witness.hear(play, until: "typing", "party.ready", "action.result", "action.result")
        let begun = try await table.leader.get(run)["turn"]
        _ = try await table.leader.post(run + "/rewind", ["toTurn": 0, "reason": "ещё раз"])
        #expect(begun == 2)
        for type in ["pause", "resume"] {
            _ = try await table.leader.post(run + "/action", ["actionType": .string(type)])
        }
        _ = try await table.leader.post(party + "/kick", ["characterId": .integer(table.guestCharacter)])
        _ = try await table.leader.playToTheEnd(table.run)
        // Opened anew: a socket that nobody reads for half a minute, on a slow machine, answers no ping and is closed.
        let rest = try await table.openRun(table.leader, "?history=500")
        try await witness.hear(rest, until: "campaign.completed")
        let lobby = try await table.open(table.leader, "/ws/party/\(table.party)", "?history=500")
        try await witness.hear(lobby, until: "party.leave", "party.state")

        for (campaign, end) in [("small_hour", "campaign.completed"), ("thirteenth_lantern", "campaign.aborted")] {
            let begun = try await table.leader.post(
                "/v1/campaign-runs",
                ["campaignTemplateId": .string(campaign), "partyId": .integer(table.party)])
            let other = try #require(begun["id"]?.stringValue)
            if end == "campaign.completed" {
                _ = try await table.leader.playToTheEnd(other)
            } else {
                _ = try await table.leader.post("/v1/campaign-runs/\(other)/abort", [:])
            }
            let channel = try await table.open(table.leader, "/ws/campaign/\(other)", "?history=500")
            try await witness.hear(channel, until: end)
        }

        let problems = await witness.problems
        #expect(problems == [])
        let unheard = Set(
            [
                "system.hello", "system.error", "chat.message", "typing", "party.ready", "timer_tick",
                "presence.update", "action.request", "action.result", "campaign.phase_applied",
                "campaign.scene_started", "campaign.rewound", "campaign.paused", "campaign.resumed", "scene.update",
                "combat.update", "campaign.completed", "campaign.aborted", "campaign.run_started", "party.join",
                "party.state", "party.leave",
            ]
        ).subtracting(await witness.heard)
        #expect(unheard == [])
    }

    @Test(
        "is kept by every event of votes: ballots, more time, an own move, a tie, a pause, and an end without a result")
    func votes() async throws {
        let table = try await ChannelTests().table(decision: "vote")
        let hers = try await table.openRun(table.leader, "?history=500")
        let his = try await table.openRun(table.guest, "?history=0")
        let witness = ChannelWitness(table.server)
        let vote = try #require(try await his.next("system.hello")["payload"]?["vote"])
        let (id, options) = (vote["id"] ?? .null, vote["options"]?.elements.compactMap { $0["id"] } ?? [])
        try await witness.hear(hers, until: "system.hello", "vote.started")

        // Each is named, so that its sender knows that it was taken.
        try await hers.send("vote.cast", ["voteId": id, "optionId": options[0]], ["actionId": "b1"])
        #expect(try await witness.hear(hers, until: "vote.update").last?["actionId"] == "b1")
        let word: JSONValue = ["actionType": "freeform", "payload": ["text": "Осмотреть фонарь"]]
        try await hers.send("action.request", ["action": word], ["actionId": "b2"])
        try await hers.send("vote.cast", ["voteId": id, "optionId": options[0]], ["actionId": "b3"])
        try await hers.send("vote.cast", ["voteId": id, "optionId": options[0]], ["actionId": "b4"])
        for name in ["b2", "b3", "b4"] {
            #expect(try await witness.hear(hers, until: "vote.update").last?["actionId"]?.stringValue == name)
        }
        for (channel, name) in [(hers, "x1"), (his, "x2")] {
            try await channel.send("action.request", ["action": ["actionType": "extend"]], ["actionId": .string(name)])
            #expect(try await witness.hear(hers, until: "vote.update").last?["actionId"]?.stringValue == name)
        }
        for (type, event) in [("pause", "campaign.paused"), ("resume", "campaign.resumed")] {
            try await hers.send(
                "action.request", ["action": ["actionType": .string(type)]], ["actionId": .string(type)])
            #expect(try await witness.hear(hers, until: event).last?["actionId"]?.stringValue == type)
        }
        try await his.send("vote.cast", ["voteId": id, "optionId": options[1]], ["actionId": "b5"])
        let finished = try #require(try await witness.hear(hers, until: "vote.finished").last)
        #expect(finished["actionId"] == "b5")
        #expect(finished["payload"]?["tie"]?["rolls"]?.elements.count ?? 0 >= 2)
        try await witness.hear(hers, until: "action.result", "vote.started")
        // Its repeat is answered with the same.
        try await his.send("vote.cast", ["voteId": id, "optionId": options[1]], ["actionId": "b5"])
        for _ in 1...2 { #expect(try await his.next("vote.finished")["seq"] == finished["seq"]) }

        _ = try await table.leader.post("/v1/campaign-runs/\(table.run)/abort", [:])
        let end = try #require(try await witness.hear(hers, until: "vote.finished").last)
        #expect((end["payload"]?["optionId"], end["actionId"]) == (.null, .null))
        let late = try await table.openRun(table.leader, "?history=500")
        try await witness.hear(late, until: "vote.started", "vote.finished", "vote.finished", "campaign.aborted")
        #expect(await witness.problems == [])
    }

    @Test("refuses what clients may not send, and takes what they may")
    func sent() async throws {
        let server = try await RunningServer()
        let schemas = ChannelWitness(server)
        for (type, payload, isGood) in [
            ("chat.message", ["text": "привет", "mode": "ic"], true), ("chat.message", ["text": "привет"], false),
            ("chat.message", ["text": "тсс", "mode": "whisper"], false),
            ("chat.message", ["text": "тсс", "mode": "whisper", "to": 7], true), ("typing", ["on": true], true),
            ("typing", [:], false), ("party.ready", ["on": "yes"], false), ("x-card", [:], true),
            ("action.request", ["action": ["actionType": "advance"]], true), ("action.request", [:], false),
            ("vote.cast", ["voteId": "1", "optionId": "c1"], true), ("vote.cast", ["voteId": "1"], false),
        ] as [(String, JSONValue, Bool)] {
            let problems = try await schemas.problems(of: ["eventType": .string(type), "payload": payload], as: type)
            #expect(problems.isEmpty == isGood, "\(type) \(payload)")
        }
        #expect(try await server.client.request("GET", "/schemas/party-sync/nothing").status == 404)
        #expect(try await schemas.problems(of: ["eventType": "system.skip", "seq": 4], as: "system.skip") == [])
    }

    @Test("is an AsyncAPI 3.0 document whose parts are all there")
    func asyncAPI() async throws {
        let server = try await RunningServer()
        let document = try await server.client.request("GET", "/asyncapi.json").json
        #expect(document["asyncapi"] == "3.0.0")
        for name in ["title", "version"] { #expect(document["info"]?[name]?.stringValue?.isEmpty == false) }
        #expect(document["servers"]?["here"]?["host"]?.stringValue == "127.0.0.1:\(server.port)")
        #expect(document["servers"]?["here"]?["protocol"] == "ws")
        let schemas = JSONSchema(in: document)
        let references = Self.references(in: document)
        #expect(references.count > 100)
        for reference in references { #expect(schemas.resolve(.string(reference)) != nil, "\(reference)") }

        let channels = try #require(document["channels"])
        #expect(Set(channels.memberNames) == ["run", "party"])
        for name in channels.memberNames {
            let channel = try #require(channels[name])
            #expect(channel["address"]?.stringValue == "/ws/\(name)/{id}")
            #expect(channel["parameters"]?.memberNames == ["id"])
            let binding = channel["bindings"]?["ws"]
            #expect(
                Set(binding?["query"]?["properties"]?.memberNames ?? []) == [
                    "token", "history", "since", "epoch", "hello",
                ])
            #expect(binding?["headers"]?["properties"]?["Sec-WebSocket-Protocol"] != nil)
        }
        let operations = try #require(document["operations"])
        var used: Set<String> = []
        for name in operations.memberNames {
            let operation = try #require(operations[name])
            #expect(["send", "receive"].contains(operation["action"]?.stringValue))
            let channel = operation["channel"]?["$ref"]?.stringValue ?? ""
            for message in operation["messages"]?.elements ?? [] {
                let reference = message["$ref"]?.stringValue ?? ""
                #expect(reference.hasPrefix(channel + "/messages/"), "\(reference) is not of \(channel)")
                used.insert(String(reference.split(separator: "/").last ?? ""))
            }
        }
        let messages = try #require(document["components"]?["messages"])
        #expect(used == Set(messages.memberNames), "each message is said by somebody")
        for name in messages.memberNames {
            #expect(name.utf8.allSatisfy { $0 == 0x2D || $0 == 0x2E || $0 == 0x5F || $0 >= 0x30 }, "\(name)")
            let schema = messages[name]?["payload"]?["$ref"].flatMap { schemas.resolve($0) }
            #expect(schema?["type"] == "object", "\(name)")
            let type = messages[name]?["name"]?.stringValue ?? ""
            #expect(try await server.client.request("GET", "/schemas/party-sync/\(type)").status == 200)
        }
    }

    private static func references(in value: JSONValue) -> Set<String> {
        switch value {
        case .object(let members):
            members.reduce(into: []) { found, member in
                if member.key == "$ref", let text = member.value.stringValue { found.insert(text) }
                found.formUnion(references(in: member.value))
            }
        case .array(let elements): elements.reduce(into: []) { $0.formUnion(references(in: $1)) }
        default: []
        }
    }
}

/// Reads channels and holds each message against the schema that the server has of it.
actor ChannelWitness {
    private let server: RunningServer
    private var schemas: [String: JSONValue] = [:]
    private(set) var heard: Set<String> = []
    private(set) var problems: [String] = []

    init(_ server: RunningServer) { self.server = server }

    /// Reads until each of these was heard, in whatever order.
    ///
    /// - Returns: all that was heard.
    @discardableResult
    func hear(_ channel: TestChannel, until types: String...) async throws -> [JSONValue] {
        var (awaited, messages) = (types, [JSONValue]())
        while !awaited.isEmpty {
            guard let message = try await channel.next() else {
                throw TestClientError.malformed("closed before \(awaited)")
            }
            let said = message["eventType"]?.stringValue ?? ""
            heard.insert(said)
            problems += try await problems(of: message, as: said)
            messages.append(message)
            if let index = awaited.firstIndex(of: said) { awaited.remove(at: index) }
        }
        return messages
    }

    func problems(of message: JSONValue, as type: String) async throws -> [String] {
        let schema = try await schema(of: type)
        // Of what goes both ways the messages of the server must be whole: they have a number, or are true for now.
        let form = message["ts"] == nil ? schema : schema["anyOf"]?.elements.last ?? schema
        return JSONSchema(in: schema, isStrict: message["ts"] != nil && type != "timer_tick")
            .problems(of: message, against: form, at: type)
    }

    private func schema(of type: String) async throws -> JSONValue {
        if let known = schemas[type] { return known }
        var answer = try await server.anotherClient().request("GET", "/schemas/party-sync/\(type)")
        if answer.status == 404 {
            answer = try await server.anotherClient().request("GET", "/schemas/party-sync/custom")
        }
        #expect(answer.header("Content-Type") == "application/schema+json")
        schemas[type] = answer.json
        return answer.json
    }
}
