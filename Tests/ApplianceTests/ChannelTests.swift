import ApplianceTesting
import Core
import Testing

/// The live channel of the real binary: two players at one table.
@Suite("Party sync over the real server")
struct ChannelTests {
    struct Table {
        let server: RunningServer
        let leader: TestPlayer
        let guest: TestPlayer
        let guestCharacter: Int64
        let party: Int64
        let run: String

        func open(_ player: TestPlayer, _ path: String, _ query: String = "") async throws -> TestChannel {
            let headers = ["Authorization": "Bearer \(player.token)"]
            return TestChannel(try await TestWebSocket(server.anotherClient(), path + query, headers: headers))
        }

        func openRun(_ player: TestPlayer, _ query: String = "") async throws -> TestChannel {
            try await open(player, "/ws/run/\(run)", query)
        }
    }

    /// A leader and a guest.
    func table(in directory: TemporaryDirectory? = nil, decision: String = "leader") async throws -> Table {
        let server = try await RunningServer(in: directory)
        let leader = try await TestPlayer.guest(server, "Вера")
        let guest = try await TestPlayer.guest(server, "Борис")
        let mine = try await leader.post("/v1/characters", ["name": "Вея", "archetype": "warrior"])["id"] ?? .null
        let his = try await guest.post("/v1/characters", ["name": "Бор", "archetype": "warrior"])["id"] ?? .null
        let party = try await leader.post("/v1/parties", ["leaderCharacterId": mine])
        let id = try #require(party["id"]?.integerValue)
        _ = try await guest.post("/v1/parties/join", ["inviteCode": party["inviteCode"] ?? .null, "characterId": his])
        let run = try await leader.post(
            "/v1/campaign-runs",
            [
                "campaignTemplateId": "thirteenth_lantern", "partyId": .integer(id), "decision": .string(decision),
                "decisionSeconds": 180,
            ])
        return Table(
            server: server, leader: leader, guest: guest, guestCharacter: his.integerValue ?? 0, party: id,
            run: try #require(run["id"]?.stringValue))
    }

    @Test("shows what one does to the other, over either transport, and the same once more to a repeat")
    func actions() async throws {
        let table = try await table()
        let hers = try await table.openRun(table.leader, "?history=0")
        let his = try await table.openRun(table.guest, "?history=0")
        let hello = try await his.next("system.hello")["payload"]
        #expect(hello?["run"]?["id"]?.stringValue == table.run)
        #expect(hello?["members"]?.elements.count == 2)
        _ = try await hers.next("system.hello")

        let path = "/v1/campaign-runs/\(table.run)"
        let acted = try await table.leader.post(path + "/action", ["actionType": "advance", "actionId": "a1"])
        let update = try await his.next("scene.update")
        #expect(update["payload"]?["turn"] == 1)
        #expect(acted["sync"]?["seq"] == update["seq"])

        try await hers.send("action.request", ["action": ["actionType": "advance"]], ["actionId": "a2"])
        for channel in [hers, his] {
            var message = try await channel.next("action.result")
            if channel.socket.client === hers.socket.client, message["payload"]?["turn"] == 1 {
                message = try await channel.next("action.result")
            }
            #expect(message["payload"]?["actionId"] == "a2")
            #expect(message["payload"]?["turn"] == 2)
        }
        #expect(try await table.leader.get(path)["turn"] == 2)

        try await hers.send("action.request", ["action": ["actionType": "advance"]], ["actionId": "a2"])
        #expect(try await hers.next("action.result")["payload"]?["actionId"] == "a2")
        #expect(try await table.leader.get(path)["turn"] == 2)

        try await his.send("action.request", ["action": ["actionType": "advance"]], ["actionId": "b1"])
        #expect(try await his.next("system.error")["payload"]?["code"] == "leader_decides")
    }

    @Test("lets a party vote: the hello shows the vote, each ballot its count, and the last one what it came to")
    func votes() async throws {
        let table = try await table(decision: "vote")
        let hers = try await table.openRun(table.leader, "?history=0")
        let his = try await table.openRun(table.guest, "?history=0")
        _ = try await hers.next("system.hello")
        let vote = try #require(try await his.next("system.hello")["payload"]?["vote"])
        let (id, option) = (try #require(vote["id"]), try #require(vote["options"]?.elements.first?["id"]))
        #expect((vote["mine"], vote["cast"], vote["of"]) == (.null, 0, 2))

        try await hers.send("vote.cast", ["voteId": id, "optionId": option], ["eventId": "v1"])
        let update = try await his.next("vote.update")
        #expect(update["seq"] == .null)
        #expect(update["payload"]?["tally"]?[try #require(option.stringValue)] == 1)
        #expect((update["payload"]?["cast"], update["payload"]?["of"]) == (1, 2))
        let late = try await table.openRun(table.leader, "?history=0")
        #expect(try await late.next("system.hello")["payload"]?["vote"]?["mine"] == option)

        try await his.send("vote.cast", ["voteId": id, "optionId": option], ["eventId": "v2"])
        for channel in [hers, his] {
            let finished = try await channel.next("vote.finished")["payload"]
            #expect(finished == ["voteId": id, "optionId": option, "tie": .null])
            #expect(try await channel.next("action.result")["payload"]?["turn"] == 1)
            #expect(try await channel.next("scene.update")["payload"]?["turn"] == 1)
        }
        try await his.send("vote.cast", ["voteId": id, "optionId": option], ["eventId": "v3"])
        #expect(try await his.next("system.error")["payload"]?["code"] == "stale_scene")
    }

    @Test("tells the party who comes and goes, and closes the channels of who is sent away")
    func members() async throws {
        let table = try await table()
        let party = "/ws/party/\(table.party)"
        let hers = try await table.open(table.leader, party, "?history=0")
        let his = try await table.open(table.guest, party, "?history=0")
        let run = try await table.openRun(table.guest, "?history=0")
        for channel in [hers, his, run] { _ = try await channel.next("system.hello") }
        try await his.chat("я тут")
        #expect(try await hers.said() == "я тут")
        _ = try await table.leader.post(
            "/v1/parties/\(table.party)/kick", ["characterId": .integer(table.guestCharacter)])
        #expect(try await hers.next("party.leave")["payload"]?["reason"] == "kicked")
        #expect(try await hers.next("party.state")["payload"]?["members"]?.elements.count == 1)
        var said = ""
        while !said.hasPrefix("closed") { said = try await his.said() }
        #expect(said == "closed 4403")
        said = ""
        while !said.hasPrefix("closed") { said = try await run.said() }
        #expect(said == "closed 4403")
    }

    @Test("keeps its history over kill -9, so that a client resumes exactly")
    func restart() async throws {
        let directory = try TemporaryDirectory()
        let table = try await table(in: directory)
        let channel = try await table.openRun(table.leader, "?history=0")
        let epoch = try #require(try await channel.next("system.hello")["payload"]?["epoch"]?.stringValue)
        try await channel.chat("раз")
        let first = try #require(try await channel.next("chat.message")["seq"]?.integerValue)
        for text in ["два", "три"] { try await channel.chat(text) }
        #expect(try await channel.said(2) == ["два", "три"])
        table.server.killNow()

        let again = try await RunningServer(in: directory)
        let headers = ["Authorization": "Bearer \(table.leader.token)"]
        let path = "/ws/run/\(table.run)?epoch=\(epoch)&since=\(first)"
        let back = TestChannel(try await TestWebSocket(again.anotherClient(), path, headers: headers))
        #expect(try await back.next("system.hello")["payload"]?["recovered"] == true)
        #expect(try await back.said(2) == ["два", "три"])
    }

    @Test("takes what comes at any pace when rate limits are off")
    func unlimited() async throws {
        let table = try await table()
        let channel = try await table.openRun(table.leader, "?history=0")
        let texts = (1...100).map { "слово \($0)" }
        for text in texts { try await channel.chat(text) }
        #expect(try await channel.said() == "system.hello")
        #expect(try await channel.said(100) == texts)
    }

    @Test("says farewell with a time to come back when the server stops")
    func stop() async throws {
        let table = try await table()
        let channel = try await table.openRun(table.leader)
        _ = try await channel.next("system.hello")
        table.server.terminate()
        let notice = try await channel.next("system.notice")
        #expect(notice["payload"] == ["reason": "restart", "seconds": 0])
        while true {
            let frame = try await channel.socket.next()
            guard frame.opcode == TestFrame.close else { continue }
            #expect(frame.code == 1012)
            #expect(frame.string.hasPrefix("retry="))
            break
        }
        try await channel.socket.send(TestFrame(code: 1012))
        #expect(try await table.server.waitForEnd() == 0)
    }
}
