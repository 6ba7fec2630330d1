import Core
import Testing

@testable import Network

@Suite("Connections of one address")
struct ConnectionCountsTests {
    private func address(_ text: String) throws -> IPAddress { try #require(IPAddress(text)) }

    @Test(
        "are bounded, for all of a /64 together, and apart from others'",
        arguments: [
            ("192.0.2.1", "192.0.2.1", true), ("192.0.2.1", "192.0.2.2", false),
            ("2001:db8::1", "2001:db8::ffff:1", true), ("2001:db8::1", "2001:db8:0:1::1", false),
        ])
    func bound(first: String, second: String, areOne: Bool) throws {
        var counts = ConnectionCounts(limit: 2)
        for _ in 0..<2 {
            #expect(counts.hasRoom(for: try address(first)))
            counts.enter(try address(first))
        }
        #expect(!counts.hasRoom(for: try address(first)))
        #expect(counts.hasRoom(for: try address(second)) == !areOne)
        counts.leave(try address(first))
        #expect(counts.hasRoom(for: try address(first)))
    }

    @Test("leave nothing behind")
    func memory() throws {
        var counts = ConnectionCounts(limit: 256)
        let addresses = try (0..<1000).map { try address("192.0.\($0 / 250).\($0 % 250)") }
        for _ in 0..<2 { for address in addresses { counts.enter(address) } }
        #expect(counts.addresses == 1000)
        for _ in 0..<2 { for address in addresses { counts.leave(address) } }
        #expect(counts.addresses == 0)
    }
}
