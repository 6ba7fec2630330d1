import Core
import Testing

@Suite("Addresses")
struct AddressTests {
    @Test(
        "parses an address",
        arguments: [
            ("192.0.2.1", "192.0.2.1"), ("2001:db8::1", "2001:db8::1"), ("::1", "::1"),
            ("::ffff:192.0.2.1", "192.0.2.1"), ("2001:0DB8:0:0::0001", "2001:db8::1"),
        ])
    func parses(text: String, description: String) throws {
        #expect(try #require(IPAddress(text)).description == description)
    }

    @Test(
        "refuses what is no address",
        arguments: [
            "", "localhost", "192.0.2", "192.0.2.256", "192.0.2.1:80", "[::1]", "fe80::1%eth0", "1.2.3.4.5",
            "127.0.0.1\0x", "010.0.0.1", " 192.0.2.1",
        ])
    func refuses(text: String) { #expect(IPAddress(text) == nil) }

    @Test("counts an IPv6 household as one")
    func buckets() throws {
        let first = try #require(IPAddress("2001:db8:1:2::1")).bucketKey
        #expect(first == IPAddress("2001:db8:1:2:ffff::9")?.bucketKey)
        #expect(first != IPAddress("2001:db8:1:3::1")?.bucketKey)
        #expect(IPAddress("192.0.2.1")?.bucketKey != IPAddress("192.0.2.2")?.bucketKey)
    }

    @Test(
        "knows private addresses",
        arguments: [
            ("127.0.0.1", true), ("10.1.2.3", true), ("172.16.0.1", true), ("172.31.9.9", true), ("172.32.0.1", false),
            ("192.168.1.1", true), ("192.169.1.1", false), ("169.254.0.1", true), ("8.8.8.8", false), ("::1", true),
            ("fd00::1", true), ("fc00::1", true), ("fe80::1", true), ("fec0::1", false), ("2001:db8::1", false),
        ])
    func privateAddresses(text: String, isPrivate: Bool) throws {
        #expect(try #require(IPAddress(text)).isPrivate == isPrivate)
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
        let address = try #require(IPAddress(address))
        #expect(try #require(AddressBlock(block)).contains(address) == contains)
    }

    @Test("says a block as it was written", arguments: ["10.0.0.0/8", "0.0.0.0/0", "192.0.2.7", "fd00::/8", "::1"])
    func blockText(text: String) { #expect(AddressBlock(text)?.description == text) }

    @Test(
        "refuses blocks that are none",
        arguments: [
            "", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/x", "x/8", "10/8", "::/129",
            "::ffff:10.0.0.0/129", "/8", "10.0.0.0/8/8", "10.0.0.0:80/8",
        ])
    func badBlocks(text: String) { #expect(AddressBlock(text) == nil) }

    @Test(
        "reads where to listen",
        arguments: [
            ("127.0.0.1:8080", "127.0.0.1:8080"), ("[::1]:0", "[::1]:0"), (":65535", "0.0.0.0:65535"),
            ("*:80", "0.0.0.0:80"), ("[::]:80", "[::]:80"),
        ])
    func listenAddress(text: String, expected: String) { #expect(ListenAddress(text)?.description == expected) }

    @Test(
        "refuses where one cannot listen",
        arguments: [
            "", "8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:+1", "localhost:80",
            "::1:80", "[]:80", "[127.0.0.1]:80", "1.2.3:80", "127.0.0.1:8 0", "127.0.0.1:٨٠",
        ])
    func noListenAddress(text: String) { #expect(ListenAddress(text) == nil) }
}
