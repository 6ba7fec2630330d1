import ApplianceTesting
import Core
import Testing

@testable import Network

@Suite("Redirect to HTTPS")
struct HTTPSRedirectTests {
    @LoopActor private static func start(publicURL: String? = nil, port: UInt16 = 8443) throws -> HTTPSRedirect {
        EventLoop.startInBackground()
        let redirect = HTTPSRedirect(
            listen: [ListenAddress(host: "127.0.0.1", port: 0)], publicURL: publicURL, port: { port },
            limits: HTTPLimits(), observer: .none,
            addRoutes: { router in
                router.onInline(.get, "/plain/{name}", .page("A test.")) { .text($0.parameter("name")) }
            })
        try redirect.start()
        return redirect
    }

    @Test(
        "answers 308 to the same path of the host by HTTPS",
        arguments: [
            ("GET / HTTP/1.1\r\nHost: a.example", 443, "https://a.example/"),
            (
                "GET /play?invite=AB%20C&x=1 HTTP/1.1\r\nHost: a.example:80", 443,
                "https://a.example/play?invite=AB%20C&x=1"
            ),
            ("GET /play HTTP/1.1\r\nHost: a.example:8080", 8443, "https://a.example:8443/play"),
            ("GET / HTTP/1.1\r\nHost: [::1]:8080", 8443, "https://[::1]:8443/"),
            ("GET / HTTP/1.1\r\nHost: [::1]", 443, "https://[::1]/"),
            ("POST /v1/characters HTTP/1.1\r\nContent-Length: 2\r\nHost: a", 443, "https://a/v1/characters"),
            ("GET http://b.example/x?y HTTP/1.1\r\nHost: a", 443, "https://a/x?y"),
            ("OPTIONS * HTTP/1.1\r\nHost: a", 443, "https://a/"),
            ("DELETE /plain/x HTTP/1.1\r\nHost: a", 443, "https://a/plain/x"),
        ] as [(String, UInt16, String)])
    func redirects(request: String, port: UInt16, location: String) async throws {
        let redirect = try await Self.start(port: port)
        let client = try TestClient(port: await redirect.addresses[0].port)
        try await client.send(request + "\r\n\r\n{}")
        let answer = try await client.readResponse()
        #expect(answer.status == 308)
        #expect(answer.header("Location") == location)
        // Browsers must not take it from a plain connection (RFC 6797 §7.2).
        #expect(answer.header("Strict-Transport-Security") == nil)
        await redirect.stop()
    }

    @Test("answers 308 to the public URL, whatever the host")
    func publicURL() async throws {
        let redirect = try await Self.start(publicURL: "https://play.example.org:444")
        let client = try TestClient(port: await redirect.addresses[0].port)
        #expect(try await client.request("GET", "/x?y=1").header("Location") == "https://play.example.org:444/x?y=1")
        await redirect.stop()
    }

    @Test("serves what it is given, and tells clients without a host nothing")
    func others() async throws {
        let redirect = try await Self.start()
        let port = await redirect.addresses[0].port
        #expect(try await TestClient(port: port).request("GET", "/plain/token").text == "token")
        let old = try TestClient(port: port)
        try await old.send("GET / HTTP/1.0\r\n\r\n")
        #expect(try await old.readResponse().status == 404)
        await redirect.stop()
    }
}
