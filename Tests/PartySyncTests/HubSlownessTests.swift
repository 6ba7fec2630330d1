import ApplianceTesting
import Core
import Testing

@testable import PartySync

/// A client that does not read (party-sync.md "Slow, dead and many").
@Suite("A slow consumer")
struct HubSlownessTests {
    @Test("is closed with 4008 while the others' stream goes on, and comes back to exactly what it missed")
    func comesBackWhole() async throws {
        let house = try await HubHouse()
        let (ann, bob) = (try await house.person("Анна"), try await house.person("Борис"))
        let brisk = try await house.open(ann, "?history=0")
        let slow = try await house.open(bob, "?history=0")
        let epoch = try #require(try await slow.next("system.hello")["payload"]?["epoch"]?.stringValue)
        var count = 0
        // What the kernel takes for a client differs from system to system; then 1 MiB waits for it, and no more.
        while await house.connections == 2, count < 400 {
            count += 1
            await house.publish(try await house.append([Self.text(count)]))
            #expect(try await brisk.next("chat.message")["payload"]?["text"]?.stringValue == Self.text(count))
        }
        #expect(await house.connections == 1)
        var heard = 0
        var end: UInt16?
        while end == nil {
            let frame = try await slow.socket.next()
            guard frame.opcode == TestFrame.text else {
                end = frame.code
                continue
            }
            let message = try JSON.parse(frame.payload)
            guard message["eventType"] == "chat.message" else { continue }
            heard += 1
            #expect(message["seq"] == .integer(Int64(heard)))
        }
        #expect(end == 4008)
        #expect(heard < count)

        await house.publish(try await house.append([Self.text(count + 1)]))
        let back = try await house.open(bob, "?since=\(heard)&epoch=\(epoch)")
        #expect(try await back.next("system.hello")["payload"]?["recovered"] == true)
        for number in heard + 1...count + 1 { #expect(try await back.said() == Self.text(number)) }
        await house.publish(try await house.append(["дальше"]))
        #expect(try await back.said() == "дальше")
        _ = try await brisk.next("chat.message")
        #expect(try await brisk.said() == "дальше")
    }

    @Test("lets nothing pile up for the others, who have everything at once, while ever more waits for it")
    func holdsNobodyUp() async throws {
        let house = try await HubHouse()
        let (ann, bob, cat) = (
            try await house.person("Анна"), try await house.person("Борис"), try await house.person("Катя")
        )
        let slow = try await house.open(bob, "?history=0")
        let others = [(ann, try await house.open(ann, "?history=0")), (cat, try await house.open(cat, "?history=0"))]
        for socket in [slow, others[0].1, others[1].1] { _ = try await socket.next("system.hello") }
        var (count, most) = (0, 0)
        while await house.connections == 3, count < 400 {
            count += 1
            await house.publish(try await house.append([Self.text(count)]))
            for (person, socket) in others {
                #expect(try await socket.next("chat.message")["payload"]?["text"]?.stringValue == Self.text(count))
                #expect(await house.unsent(to: person) == 0)
            }
            most = max(most, await house.unsent(to: bob))
        }
        #expect(most > 900_000, "nearly 1 MiB has waited for who does not read")
        #expect(house.observed.withLock { $0.closed } == [4008])
    }

    private static func text(_ number: Int) -> String { "\(number) " + String(repeating: "x", count: 60_000) }
}
