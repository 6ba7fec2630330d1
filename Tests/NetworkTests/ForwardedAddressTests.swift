import Core
import Testing

@testable import Network

@Suite("The address that a proxy tells")
struct ForwardedAddressTests {
    @Test(
        "is read with and without a port",
        arguments: [
            ("192.0.2.1", "192.0.2.1"), ("192.0.2.1:8080", "192.0.2.1"), ("2001:db8::1", "2001:db8::1"),
            ("[2001:db8::1]", "2001:db8::1"), ("[2001:db8::1]:443", "2001:db8::1"),
        ])
    func parses(text: String, description: String) throws {
        #expect(try #require(IPAddress(forwarded: text)).description == description)
    }

    @Test(
        "is refused when it is none",
        arguments: [
            "", "localhost", "[::1", "unknown", "_hidden", "fe80::1%eth0", "192.0.2.1:port", "192.0.2.1:",
            "192.0.2.1:123456", "[::1]x", "[::1]:", "[::1]:80:80", "[::1]:-1",
        ])
    func refuses(text: String) { #expect(IPAddress(forwarded: text) == nil) }
}
