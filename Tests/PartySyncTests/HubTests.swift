import ApplianceTesting
import Core
import Network
import Testing

@testable import PartySync

@Suite("The live channel")
struct HubTests {
    @Test("greets with where the channel stands, who is there, and who one is")
    func hello() async throws {
        let house = try await HubHouse()
        let ann = try await house.person("Анна")
        let bob = try await house.person("Борис")
        let first = try await house.open(ann)
        _ = try await first.next("system.hello")
        let hello = try await house.open(bob).next("system.hello")
        #expect(hello["seq"] == .null)
        let payload = try #require(hello["payload"])
        #expect(payload["seq"] == 0)
        #expect(payload["oldestSeq"] == 1)
        #expect(payload["recovered"] == true)
        #expect(payload["you"] == ["characterId": .integer(bob.character.rawValue), "role": "member"])
        #expect(payload["run"] == ["turn": 3])
        #expect(payload["vote"] == .null)
        #expect(payload["limits"] == ["maxMessageBytes": 65536, "messagesPerSecond": 20])
        #expect(payload["heartbeatSeconds"] == 3600, "as the test server pings")
        let members = try #require(payload["members"]).elements
        #expect(members.count == 2)
        #expect(members.allSatisfy { $0["online"] == true })
        let update = try await first.next("presence.update")
        #expect(update["seq"] == .null)
    }

    @Test("shows a newcomer what was, and then what comes, in one order")
    func history() async throws {
        let house = try await HubHouse()
        let ann = try await house.person("Анна")
        await house.publish(try await house.append("one", "two", "three"))
        let socket = try await house.open(ann, "?history=2")
        #expect(try await socket.said(3) == ["system.hello", "two", "three"])
        await house.publish(try await house.append("four"))
        #expect(try await socket.said() == "four")
        let bare = try await house.open(ann, "?history=1&hello=false")
        #expect(try await bare.said() == "four")
    }

    @Test("describes itself as it is behind the hello's position, so that what happens meanwhile still comes")
    func describedLast() async throws {
        let house = try await HubHouse()
        let ann = try await house.person("Анна")
        house.game.withLock { game in
            game.describing = { [weak house] in
                guard let house, let events = try? await house.append("пока знакомились") else { return }
                await house.publish(events)
            }
        }
        #expect(try await house.open(ann, "?history=0").said(2) == ["system.hello", "пока знакомились"])
    }

    @Test("brings a returning client exactly what it missed")
    func resume() async throws {
        let house = try await HubHouse()
        let ann = try await house.person("Анна")
        let events = try await house.append("one", "two", "three")
        await house.publish(events)
        let hello = try await house.open(ann, "?history=0").next("system.hello")
        let epoch = try #require(hello["payload"]?["epoch"]?.stringValue)
        let back = try await house.open(ann, "?since=1&epoch=\(epoch)")
        #expect(try await back.said(3) == ["system.hello", "two", "three"])
    }

    @Test(
        "tells a client honestly that its past is gone",
        arguments: ["since=9&epoch=EPOCH", "since=1&epoch=another"])
    func lost(query: String) async throws {
        let house = try await HubHouse()
        let ann = try await house.person("Анна")
        await house.publish(try await house.append("one", "two"))
        let hello = try await house.open(ann).next("system.hello")
        let epoch = try #require(hello["payload"]?["epoch"]?.stringValue)
        let back = try await house.open(ann, "?" + query.replacing("EPOCH", with: epoch))
        #expect(try await back.next("system.hello")["payload"]?["recovered"] == false)
        await house.publish(try await house.append("three"))
        #expect(try await back.said() == "three")
    }

    @Test("hands events out in the order of the table, whatever the order in which it hears of them")
    func order() async throws {
        let house = try await HubHouse()
        let ann = try await house.person("Анна")
        let socket = try await house.open(ann)
        #expect(try await socket.said() == "system.hello")
        let events = try await house.append("one", "two", "three", "four")
        await house.publish([events[2]])
        await house.publish([events[0], events[1]])
        #expect(try await socket.said(3) == ["one", "two", "three"])
        // Nobody tells of four; it comes with five.
        await house.publish(try await house.append("five"))
        #expect(try await socket.said(2) == ["four", "five"])
        _ = try await house.append("six", "seven")
        await house.refresh()
        #expect(try await socket.said(2) == ["six", "seven"])
        await house.publish(try await house.append("eight"))
        #expect(try await socket.said() == "eight")
    }

    @Test("hands out what is told of while it looks whether there is more")
    func toldWhileLooking() async throws {
        let house = try await HubHouse()
        let socket = try await house.open(try await house.person("Анна"))
        #expect(try await socket.said() == "system.hello")
        for number in 0..<40 {
            try await house.publishWhileLooking("\(number)", afterTurns: number % 4)
            var heard: [String] = []
            repeat { heard.append(try await socket.said()) } while heard.last != "mark"
            #expect(heard == ["\(number)", "mark"])
        }
    }

    @Test("lets nobody in who has read less of it than the first: what lies in between was handed out to nobody")
    @LoopActor func found() async throws {
        let house = try await HubHouse()
        let channel = HubChannel(HubHouse.run, hub: house.module.hub)
        func position(_ seq: Int64) -> ChannelPosition { ChannelPosition(epoch: "e", seq: seq, oldestSeq: 1) }
        #expect(channel.found(position(5)))
        #expect(!channel.found(position(4)))
        #expect(channel.found(position(5)))
        #expect(channel.found(position(7)))
        #expect(!channel.found(position(4)))
    }

    @Test("shows a whisper to its two ends and the master, and a gap's number to the others")
    func whisper() async throws {
        let house = try await HubHouse()
        let (ann, bob) = (try await house.person("Анна"), try await house.person("Борис"))
        let (eve, master) = (try await house.person("Ева"), try await house.person("Мастер", .gm))
        var sockets: [TestChannel] = []
        for person in [ann, bob, eve, master] {
            let socket = try await house.open(person)
            #expect(try await socket.said() == "system.hello")
            sockets.append(socket)
        }
        try await sockets[0].send(
            "chat.message", ["text": "тсс", "mode": "whisper", "to": .integer(bob.id.rawValue)])
        for (socket, said) in zip(sockets, ["тсс", "тсс", "skip 1", "тсс"]) { #expect(try await socket.said() == said) }
        try await sockets[0].send("chat.message", ["text": "тсс", "mode": "whisper", "to": 999_999])
        #expect(try await sockets[0].next("system.error")["payload"]?["code"] == "invalid_request")
        // What was a whisper stays one in the history.
        let late = try await house.open(eve)
        #expect(try await late.said(2) == ["system.hello", "skip 1"])
    }

    @Test("lets a member whisper to a master who listens and is no member, and a master to a member")
    func masters() async throws {
        let house = try await HubHouse()
        let (ann, master) = (try await house.person("Анна"), try await house.person("Мастер", .gm))
        let (hers, theirs) = (try await house.open(ann), try await house.open(master))
        for socket in [hers, theirs] { #expect(try await socket.said() == "system.hello") }
        for (socket, to) in [(hers, master.id), (theirs, ann.id)] {
            try await socket.send("chat.message", ["text": "тсс", "mode": "whisper", "to": .integer(to.rawValue)])
            for socket in [hers, theirs] { #expect(try await socket.said() == "тсс") }
        }
    }

    @Test("tells when somebody was last seen, with a master who has no character, once a second at most")
    func presence() async throws {
        let house = try await HubHouse()
        let (ann, master) = (try await house.person("Анна"), try await house.person("Мастер", .gm))
        let hers = try await house.open(ann)
        _ = try await hers.next("presence.update")
        let theirs = try await house.open(master)
        let came = try await hers.next("presence.update")
        #expect(came["payload"]?["playerId"]?.integerValue == master.id.rawValue)
        #expect(came["payload"]?["characterId"] == .null)
        #expect(came["payload"]?["online"] == true)
        house.clock.advance(by: .seconds(2))
        await house.endSession(of: master)
        #expect(try await theirs.said().isEmpty == false)
        let left = try await hers.next("presence.update")
        #expect(left["payload"]?["online"] == false)
        #expect(left["payload"]?["lastSeen"] != came["payload"]?["lastSeen"])
    }

    @Test("closes the sockets of a session that ends, and of a member who is sent away")
    func ends() async throws {
        let house = try await HubHouse()
        let (ann, bob) = (try await house.person("Анна"), try await house.person("Борис"))
        let (hers, his) = (try await house.open(ann), try await house.open(bob))
        #expect(try await hers.said() == "system.hello")
        #expect(try await his.said() == "system.hello")
        await house.endSession(of: ann)
        #expect(try await hers.said() == "closed 4401")
        house.game.withLock { $0.roles[bob.id] = nil }
        await house.review()
        #expect(try await his.said() == "closed 4403")
    }

    @Test("closes the socket of who was sent away, or whose session ended, while they were coming in")
    func endsAtTheDoor() async throws {
        let house = try await HubHouse()
        let (ann, bob) = (try await house.person("Анна"), try await house.person("Борис"))
        house.game.withLock { game in
            game.admitting = { [weak house] in
                house?.game.withLock { $0.roles[ann.id] = nil }
                await house?.review()
            }
        }
        #expect(try await house.open(ann).said() == "closed 4403")
        house.game.withLock { game in
            game.admitting = { [weak house] in await house?.endSession(of: bob) }
        }
        #expect(try await house.open(bob).said() == "closed 4401")
        #expect(await house.connections == 0)
    }

    @Test("refuses before the upgrade: without a token, to strangers, and when it is full")
    func refusals() async throws {
        var limits = ChannelLimits()
        limits.perPlayer = 1
        limits.perChannel = 2
        let house = try await HubHouse(limits: limits)
        let ann = try await house.person("Анна")
        let stranger = try await house.person("Чужой", nil)
        let path = "/ws/run/\(HubHouse.run.description.dropFirst(4))"
        func status(_ target: String, _ person: HubHouse.Person?) async throws -> Int {
            var headers = TestWebSocket.fields()
            if let person { headers["Authorization"] = "Bearer \(person.token)" }
            return try await house.client().request("GET", target, headers: headers, body: "").status
        }
        #expect(try await status(path, nil) == 401)
        #expect(try await status(path + "?token=nonsense", nil) == 401)
        #expect(try await status(path, stranger) == 403)
        #expect(try await status("/ws/run/0190a000-0000-7000-8000-00000000000f", ann) == 404)
        #expect(try await status(path + "?since=3", ann) == 422)
        #expect(try await status(path + "?history=501", ann) == 422)
        let open = try await house.open(ann)
        #expect(try await open.said() == "system.hello")
        #expect(try await status(path, ann) == 503)
        let bob = try await house.person("Борис")
        let second = try await house.open(bob)
        #expect(try await second.said() == "system.hello")
        #expect(try await status(path, try await house.person("Ева")) == 503)
    }

    @Test("takes the token from the query and from the subprotocol")
    func tokens() async throws {
        let house = try await HubHouse()
        let ann = try await house.person("Анна")
        let path = "/ws/campaign/\(HubHouse.run.description.dropFirst(4))"
        let query = TestChannel(try await TestWebSocket(house.client(), path + "?token=\(ann.token)"))
        #expect(try await query.said() == "system.hello")
        let offered = ["Sec-WebSocket-Protocol": "party-sync.v1, bearer.\(ann.token)"]
        let socket = try await TestWebSocket(house.client(), path, headers: offered)
        #expect(socket.response.header("Sec-WebSocket-Protocol") == "party-sync.v1")
    }
}
