import Core
import Testing

@testable import Network

@Suite("RequestAddress")
struct RequestAddressTests {
    @Test(
        "knows scheme, host and port",
        arguments: [
            ("https://api.example.org/v1/images?a=b", "https://api.example.org"),
            ("http://127.0.0.1:7860", "http://127.0.0.1:7860"), ("HTTP://Host:1?x", "http://Host:1"),
            ("http://[::1]:8188/view", "http://[::1]:8188"), ("https://user:pass@host/", "https://host"),
        ])
    func origins(text: String, origin: String) throws {
        #expect(try RequestAddress(text).origin == origin)
    }

    @Test(
        "refuses what could be read in two ways, without repeating it",
        arguments: [
            "", "secret", "ftp://secret/", "file:///secret", "http:/secret", "http://", "http:///secret", "http://:80/",
            "http://secret:0/", "http://secret:65536/", "http://secret:/", "http://secret:8o/", "http://a@secret@b/",
            "http://secret\\@b/", "http://secret/a b", "http://secret/\u{1}", "http://secret/\r\nX: y",
            "http://secret/#a",
            "http://sécret/", "http://[::1/", "http://[secret]/", "http://[::1]secret/", "http://%73ecret/",
            "http://secret/" + String(repeating: "a", count: 8192),
        ])
    func refused(text: String) throws {
        let error = #expect(throws: HTTPClientError.self) { try RequestAddress(text) }
        #expect(error?.word == "request")
        #expect(error?.description.contains("secret") == false)
    }
}
