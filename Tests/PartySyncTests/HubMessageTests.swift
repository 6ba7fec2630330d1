import ApplianceTesting
import Core
import Storage
import Testing

@testable import PartySync

@Suite("Messages over the live channel")
struct HubMessageTests {
    private func greeted(_ house: HubHouse, _ person: HubHouse.Person, _ query: String = "") async throws
        -> TestChannel
    {
        let socket = try await house.open(person, query)
        #expect(try await socket.said() == "system.hello")
        return socket
    }

    @Test("reach everybody, the sender included, stamped and stored")
    func chat() async throws {
        let house = try await HubHouse()
        let (ann, bob) = (try await house.person("Анна"), try await house.person("Борис"))
        let (hers, his) = (try await greeted(house, ann), try await greeted(house, bob))
        try await hers.chat("привет", ["senderId": "player:1"])
        for socket in [hers, his] {
            let message = try await socket.next("chat.message")
            #expect(message["payload"] == ["text": "привет", "mode": "ooc"])
            #expect(message["senderId"]?.stringValue == "player:\(ann.id)")
            #expect(message["seq"] == 1)
        }
        try await his.send("timer_tick", ["left": 3])
        #expect(try await hers.next("timer_tick")["payload"] == ["left": 3])
        let late = try await greeted(house, bob)
        #expect(try await late.said(2) == ["привет", "timer_tick"])
    }

    @Test("that come again have no second effect, and only their sender hears of it")
    func repeats() async throws {
        let house = try await HubHouse()
        let (ann, bob) = (try await house.person("Анна"), try await house.person("Борис"))
        let (hers, his) = (try await greeted(house, ann), try await greeted(house, bob))
        for text in ["раз", "два"] { try await hers.chat(text, ["eventId": "e1"]) }
        try await hers.chat("три")
        #expect(try await hers.said(3) == ["раз", "раз", "три"])
        #expect(try await his.said(2) == ["раз", "три"])
    }

    @Test("that come again while their sender hears what it missed are answered in the order of the table")
    func repeatsBeforeTheEnd() async throws {
        let house = try await HubHouse()
        let ann = try await house.person("Анна")
        // More than the kernel takes for a client that does not read.
        _ = try await house.append([String](repeating: String(repeating: "x", count: 60_000), count: 400))
        let first = try await greeted(house, ann, "?history=0")
        try await first.chat("раз", ["eventId": "e1"])
        #expect(try await first.said() == "раз")
        let second = try await house.open(ann, "?history=500")
        try await second.chat("раз", ["eventId": "e1"])
        try await second.chat("два")
        #expect(try await first.said() == "два")
        #expect(try await second.said(401).allSatisfy { $0.count == 60_000 || $0 == "system.hello" })
        #expect(try await second.said(3) == ["раз", "раз", "два"])
    }

    @Test("that were said before leaving take effect, though nobody is on the channel any more")
    func saidInLeaving() async throws {
        let house = try await HubHouse()
        let ann = try await house.person("Анна")
        let socket = try await greeted(house, ann).socket
        let words = ["раз", "два", "три"].map {
            TestFrame(text: #"{"eventType":"chat.message","payload":{"text":"\#($0)","mode":"ooc"}}"#)
        }
        try await socket.send(words[0], words[1], words[2], TestFrame(code: 1000))
        while try await socket.next().opcode != TestFrame.close {}
        let back = try await house.open(ann, "?hello=false&history=100")
        #expect(try await back.said(3) == ["раз", "два", "три"])
    }

    @Test("that are reserved, wrong or a spectator's are refused, and the socket stays")
    func refused() async throws {
        let house = try await HubHouse()
        let (ann, watcher) = (try await house.person("Анна"), try await house.person("Зритель", .spectator))
        let (hers, theirs) = (try await greeted(house, ann), try await greeted(house, watcher))
        try await hers.send("system.notice", [:], ["actionId": "a7"])
        let reserved = try await hers.next("system.error")["payload"]
        #expect(reserved?["code"] == "reserved_event")
        #expect(reserved?["actionId"] == "a7")
        try await hers.send("chat.message", ["mode": "ooc"])
        let wrong = try await hers.next("system.error")["payload"]
        #expect(wrong?["code"] == "invalid_request")
        #expect(wrong?["details"]?.elements.first?["field"] == "text")
        try await theirs.chat("и я")
        #expect(try await theirs.next("system.error")["payload"]?["code"] == "forbidden")
        try await hers.chat("живы")
        #expect(try await theirs.said() == "живы")
    }

    @Test("that are no messages close the socket", arguments: ["{", "[]", #"{"eventType":"x","payload":1}"#])
    func invalid(text: String) async throws {
        let house = try await HubHouse()
        let socket = try await greeted(house, try await house.person("Анна"))
        try await socket.socket.send(text: text)
        #expect(try await socket.said() == "closed 1003")
    }

    @Test("that are no text close the socket")
    func binary() async throws {
        let house = try await HubHouse()
        let socket = try await greeted(house, try await house.person("Анна"))
        try await socket.socket.send(TestFrame(TestFrame.binary, Array(#"{"eventType":"x","payload":{}}"#.utf8)))
        #expect(try await socket.said() == "closed 1003")
    }

    @Test("are as many as one likes where limits are off")
    func unlimited() async throws {
        var limits = ChannelLimits()
        limits.messages = nil
        let house = try await HubHouse(limits: limits)
        let socket = try await house.open(try await house.person("Анна"))
        let hello = try await socket.next("system.hello")
        #expect(hello["payload"]?["limits"]?["messagesPerSecond"] == .null)
        for number in 0..<60 { try await socket.chat("\(number)") }
        for number in 0..<60 { #expect(try await socket.said() == "\(number)") }
    }

    @Test("that wait when their sender is sent away have no effect any more")
    func sentAway() async throws {
        let house = try await HubHouse()
        let (ann, bob) = (try await house.person("Анна"), try await house.person("Борис"))
        let (hers, his) = (try await greeted(house, ann), try await greeted(house, bob))
        let observed = house.observed
        house.game.withLock { game in
            game.meanwhile = { [weak house] in
                while observed.withLock({ $0.received }) < 2 { await Task.yield() }
                await house?.endSession(of: bob)
            }
        }
        try await his.send("action.request", ["action": ["actionType": "advance"]])
        try await his.chat("я ещё тут")
        #expect(try await his.said() == "closed 4401")
        try await hers.chat("ушёл")
        #expect(try await hers.said() == "ушёл")
    }

    @Test("that come too fast are told so once, and then end the socket")
    func pace() async throws {
        var limits = ChannelLimits()
        limits.messages = Rate(perSecond: 1, burst: 2)
        let house = try await HubHouse(limits: limits)
        let socket = try await greeted(house, try await house.person("Анна"))
        for text in ["раз", "два", "три"] { try await socket.chat(text) }
        var said = Set(try await socket.said(3))
        #expect(said == ["раз", "два", "system.error"])
        house.clock.advance(by: .seconds(1))
        try await socket.chat("четыре")
        said = [try await socket.said()]
        #expect(said == ["четыре"])
        try await socket.chat("пять")
        #expect(try await socket.said() == "closed 4029")
    }

    @Test("of actions and votes go to the game, which answers by events or refuses")
    func actions() async throws {
        let house = try await HubHouse()
        let socket = try await greeted(house, try await house.person("Анна"))
        let action: JSONValue = ["actionType": "choose", "payload": ["choiceId": "c1"]]
        house.game.withLock { $0.refusals["a2"] = .conflict("stale_scene", "The story has moved on.") }
        try await socket.send("action.request", ["action": action], ["actionId": "a1"])
        try await socket.send("vote.cast", ["voteId": "v1", "optionId": "c2"])
        try await socket.send("action.request", ["action": action], ["actionId": "a2"])
        let refusal = try await socket.next("system.error")
        #expect(refusal["payload"]?["code"] == "stale_scene")
        #expect(refusal["payload"]?["actionId"] == "a2")
        let asked = house.game.withLock { $0.actions.map(\.body) }
        #expect(asked.count == 3)
        #expect(asked[0] == ["actionType": "choose", "payload": ["choiceId": "c1"], "actionId": "a1"])
        #expect(asked[1] == ["actionType": "vote", "payload": ["voteId": "v1", "optionId": "c2"]])
    }

    @Test(
        "that repeat a ballot are answered by the end of its vote, or by the count while it goes on, and by no one else's"
    )
    func ballotAgain() async throws {
        let house = try await HubHouse()
        let (hers, his) = (
            try await greeted(house, try await house.person("Анна")),
            try await greeted(house, try await house.person("Борис"))
        )
        let channel = HubHouse.run.description
        let count = PartyEvent(
            channel: channel, type: "vote.update", payload: Array(#"{"cast":1}"#.utf8), actionID: "b1")
        house.game.withLock { $0.done["b1"] = DoneAction(position: 1, count: count) }
        _ = try await house.append("прежде")
        try await hers.send("vote.cast", ["voteId": "v1", "optionId": "c1"], ["actionId": "b1"])
        let update = try await hers.next("vote.update")
        #expect((update["actionId"], update["seq"], update["payload"]) == ("b1", .null, ["cast": 1]))

        let ends = try await house.temporary.storage.write { connection in
            try ["v1", "v2"].map { id in
                let end = PartyEvent(
                    channel: channel, type: "vote.finished", payload: Array(#"{"voteId":"\#(id)"}"#.utf8))
                return try EventLog.append(end, now: Sample.now, in: connection)
            }
        }
        await house.publish(ends)
        for id in ["v1", "v2"] { #expect(try await hers.next("vote.finished")["payload"] == ["voteId": .string(id)]) }
        try await hers.send("vote.cast", ["voteId": "v1", "optionId": "c1"], ["actionId": "b1"])
        let again = try await hers.next("vote.finished")
        #expect((again["payload"], again["seq"]) == (["voteId": "v1"], 2))
        try await hers.chat("так вот")
        #expect(try await hers.said() == "так вот")
        #expect(try await his.said(4) == ["прежде", "vote.finished", "vote.finished", "так вот"])
    }

    @Test("of the x-card pause the game, and nobody hears who asked")
    func xCard() async throws {
        let house = try await HubHouse()
        let socket = try await greeted(house, try await house.person("Анна"))
        try await socket.send("x-card", [:])
        try await socket.chat("и дальше")
        #expect(try await socket.said() == "и дальше")
        #expect(house.game.withLock { $0.pauses } == 1)
        let late = try await greeted(house, try await house.person("Борис"))
        #expect(try await late.said() == "и дальше")
    }

    @Test("of typing and ready marks are states: told at most once a second, stored nowhere, in the hello")
    func signs() async throws {
        let house = try await HubHouse()
        let (ann, bob) = (try await house.person("Анна"), try await house.person("Борис"))
        let (hers, his) = (try await greeted(house, ann), try await greeted(house, bob))
        house.clock.advance(by: .seconds(2))
        for isOn in [true, false, true] { try await hers.send("party.ready", ["on": .bool(isOn)]) }
        #expect(try await his.next("party.ready")["payload"]?["on"] == true)
        try await hers.chat("готова")
        #expect(try await his.said() == "готова")
        let late = try await house.open(bob).next("system.hello")
        let members = late["payload"]?["members"]?.elements ?? []
        #expect(members.first { $0["playerId"]?.integerValue == ann.id.rawValue }?["ready"] == true)
        #expect(late["payload"]?["seq"] == 1)
    }
}
