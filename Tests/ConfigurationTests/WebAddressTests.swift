import Configuration
import Testing

@Suite("Web addresses")
struct WebAddressTests {
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
