/// A WebSocket client over a connection of a `TestClient`: it shows each frame as it comes, and answers none by itself.
package struct TestWebSocket: Sendable {
    package let client: TestClient
    /// The 101.
    package let response: TestResponse

    /// RFC 6455's own example.
    package static let key = "dGhlIHNhbXBsZSBub25jZQ=="

    /// The handshake's fields; those of `headers` go before.
    package static func fields(_ headers: [String: String] = [:]) -> [String: String] {
        let usual = [
            "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": key,
        ]
        return usual.merging(headers) { $1 }
    }

    /// - Throws: `TestClientError.refused` when the answer is another than 101.
    package init(_ client: TestClient, _ target: String, headers: [String: String] = [:]) async throws {
        self.client = client
        response = try await client.request("GET", target, headers: Self.fields(headers), body: "")
        guard response.status == 101 else { throw TestClientError.refused(status: response.status) }
    }

    package func send(_ frames: TestFrame...) async throws { try await client.send(frames.flatMap { $0.masked() }) }

    package func send(text: String) async throws { try await send(TestFrame(text: text)) }

    /// The next frame.
    ///
    /// - Throws: what `TestConnection.readFrame` does.
    package func next() async throws -> TestFrame { try await client.readFrame() }

    /// Whether nothing but the end of the server's output comes now.
    package func hasEnded() async throws -> Bool { try await client.readToEnd().isEmpty }
}
