import Testing

@testable import Network

@Suite("ClientAddress")
struct ClientAddressTests {
    @Test(
        "parses what sockets and proxies write",
        arguments: [
            ("192.0.2.1", "192.0.2.1"), ("192.0.2.1:8080", "192.0.2.1"), ("2001:db8::1", "2001:db8::1"),
            ("[2001:db8::1]", "2001:db8::1"), ("[2001:db8::1]:443", "2001:db8::1"), ("::1", "::1"),
            ("::ffff:192.0.2.1", "192.0.2.1"), ("2001:0DB8:0:0::0001", "2001:db8::1"),
        ])
    func parses(text: String, description: String) throws {
        #expect(try #require(ClientAddress(text)).description == description)
    }

    @Test(
        "refuses what is not an address",
        arguments: [
            "", "localhost", "192.0.2", "192.0.2.256", "[::1", "unknown", "_hidden", "fe80::1%eth0", "1.2.3.4.5",
        ])
    func refuses(text: String) {
        #expect(ClientAddress(text) == nil)
    }

    @Test("counts an IPv6 household as one")
    func buckets() throws {
        let first = try #require(ClientAddress("2001:db8:1:2::1")).bucketKey
        #expect(first == ClientAddress("2001:db8:1:2:ffff::9")?.bucketKey)
        #expect(first != ClientAddress("2001:db8:1:3::1")?.bucketKey)
        #expect(ClientAddress("192.0.2.1")?.bucketKey != ClientAddress("192.0.2.2")?.bucketKey)
    }

    @Test(
        "knows private addresses",
        arguments: [
            ("127.0.0.1", true), ("10.1.2.3", true), ("172.16.0.1", true), ("172.31.9.9", true), ("172.32.0.1", false),
            ("192.168.1.1", true), ("192.169.1.1", false), ("169.254.0.1", true), ("8.8.8.8", false), ("::1", true),
            ("fd00::1", true), ("fc00::1", true), ("fe80::1", true), ("fec0::1", false), ("2001:db8::1", false),
        ])
    func privateAddresses(text: String, isPrivate: Bool) throws {
        #expect(try #require(ClientAddress(text)).isPrivate == isPrivate)
    }

    @Test(
        "matches blocks by their leading bits",
        arguments: [
            ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false), ("192.0.2.7", "192.0.2.7", true),
            ("192.0.2.7", "192.0.2.8", false), ("0.0.0.0/0", "203.0.113.9", true), ("0.0.0.0/0", "2001:db8::1", false),
            ("2001:db8::/32", "2001:db8:9::1", true), ("2001:db8::/32", "2001:db9::1", false),
            ("::/0", "10.0.0.1", true), ("::ffff:10.0.0.0/104", "10.255.0.1", true),
            ("::ffff:10.0.0.0/104", "11.0.0.1", false),
            ("2001:db8::/65", "2001:db8::1", true), ("2001:db8::/65", "2001:db8::8000:0:0:0", false),
        ])
    func blocks(block: String, address: String, contains: Bool) throws {
        let address = try #require(ClientAddress(address))
        #expect(try #require(AddressBlock(block)).contains(address) == contains)
    }

    @Test(
        "refuses blocks that are none",
        arguments: ["10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "x/8", "::/129", "::ffff:10.0.0.0/129", "/8"])
    func badBlocks(text: String) {
        #expect(AddressBlock(text) == nil)
    }

    @Test(
        "reads where to listen",
        arguments: [("127.0.0.1:8080", "127.0.0.1:8080"), ("[::]:0", "[::]:0"), ("[::1]:65535", "[::1]:65535")])
    func listenAddresses(text: String, description: String) throws {
        #expect(try #require(ListenAddress(text)).description == description)
    }

    @Test(
        "refuses where one cannot listen",
        arguments: ["8080", "::1:80", "localhost:80", "127.0.0.1:65536", "127.0.0.1:"])
    func badListenAddresses(text: String) {
        #expect(ListenAddress(text) == nil)
    }
}
