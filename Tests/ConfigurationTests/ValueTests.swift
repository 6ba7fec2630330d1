import Configuration
import Testing

@Suite("Addresses")
struct ValueTests {
    @Test(
        "reads an address to listen on",
        arguments: [
            ("127.0.0.1:8080", "127.0.0.1:8080"), ("[::1]:0", "[::1]:0"), (":65535", "0.0.0.0:65535"),
            ("*:80", "0.0.0.0:80"), ("[::]:80", "[::]:80"),
        ])
    func listenAddress(text: String, expected: String) { #expect(ListenAddress(text)?.description == expected) }

    @Test(
        "refuses what is none",
        arguments: [
            "", "8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "localhost:80", "::1:80",
            "[127.0.0.1]:80", "1.2.3:80", "127.0.0.1:8 0", "127.0.0.1:٨٠",
        ])
    func noListenAddress(text: String) { #expect(ListenAddress(text) == nil) }

    @Test(
        "reads a block of addresses",
        arguments: [
            ("10.0.0.0/8", 4, 8), ("0.0.0.0/0", 4, 0), ("192.0.2.7", 4, 32), ("fd00::/8", 16, 8), ("::1", 16, 128),
        ])
    func range(text: String, bytes: Int, prefix: Int) throws {
        let range = try #require(AddressRange(text))
        #expect(range.address.count == bytes)
        #expect(range.prefix == prefix)
        #expect(range.description == text)
    }

    @Test(
        "refuses what is none",
        arguments: ["", "/8", "10.0.0.0/", "10.0.0.0/33", "::/129", "10.0.0.0/8/8", "a/8", "10/8"])
    func noRange(text: String) { #expect(AddressRange(text) == nil) }

    @Test(
        "takes origins without a path",
        arguments: [
            "https://a.example", "http://a.example:8080", "https://[::1]", "https://[::1]:1", "http://10.0.0.1/",
        ])
    func origin(text: String) throws {
        let settings = try load(environment: ["MIMIC_SERVER__PUBLIC_URL": text])
        #expect(settings.server.publicURL == (text.hasSuffix("/") ? String(text.dropLast()) : text))
    }

    @Test(
        "refuses other addresses",
        arguments: [
            "a.example", "ftp://a.example", "https://", "https://a.example/play", "https://a:b:c", "https://a:0",
            "https://a:65536", "https://a b", "https://[x]", "https://[::1", "https://[::1]x", "https://a?b", "//a",
        ])
    func noOrigin(text: String) { #expect(!problems(environment: ["MIMIC_SERVER__CORS_ORIGINS": text]).isEmpty) }
}
