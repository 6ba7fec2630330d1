package import Core

/// An HTTP/1.1 client over one plain keep-alive connection, which is opened again when the server has closed it.
///
/// One request at a time. Beside whole requests it sends raw bytes and reads what comes, to test a server's edges.
package final class TestClient: Sendable {
    private let port: UInt16
    private let connection: Lock<TestConnection?>

    package init(port: UInt16) throws {
        self.port = port
        connection = Lock(nil)
    }

    /// Sends a request and reads its answer. A body without a `Content-Type` is JSON.
    ///
    /// - Throws: `TestClientError`.
    package func request(
        _ method: String, _ target: String, headers: [String: String] = [:], body: [UInt8]
    ) async throws -> TestResponse {
        var head = "\(method) \(target) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n"
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        let names = Set(headers.keys.map { $0.lowercased() })
        if !body.isEmpty, !names.contains("content-type") { head += "Content-Type: application/json\r\n" }
        if !body.isEmpty || method == "POST" { head += "Content-Length: \(body.count)\r\n" }
        let bytes = Array((head + "\r\n").utf8) + body
        return try await onThread { [self] in
            let connection = try open()
            try connection.send(bytes)
            let response = try connection.readResponse(isHead: method == "HEAD")
            if response.header("Connection")?.lowercased() == "close" { self.connection.withLock { $0 = nil } }
            return response
        }
    }

    package func request(
        _ method: String, _ target: String, headers: [String: String] = [:], body: String = ""
    ) async throws -> TestResponse {
        try await request(method, target, headers: headers, body: Array(body.utf8))
    }

    package func request(
        _ method: String, _ target: String, headers: [String: String] = [:], json: JSONValue
    ) async throws -> TestResponse {
        try await request(method, target, headers: headers, body: JSON.encode(json))
    }

    // MARK: - Raw

    /// Sends bytes as they are.
    package func send(_ text: String) async throws { try await send(Array(text.utf8)) }

    package func send(_ bytes: [UInt8]) async throws {
        try await onThread { [self] in try open().send(bytes) }
    }

    /// Reads one response; 1xx ones too.
    package func readResponse(isHead: Bool = false) async throws -> TestResponse {
        try await onThread { [self] in try open().readResponse(isHead: isHead) }
    }

    /// Reads until the server closes.
    package func readToEnd() async throws -> [UInt8] {
        try await onThread { [self] in try open().readToEnd() }
    }

    /// Tells the server that no more will come; answers can still be read.
    package func endOutput() async throws {
        try await onThread { [self] in try open().endOutput() }
    }

    /// Closes the connection at once.
    package func close() { connection.withLock { $0 = nil } }

    private func open() throws -> TestConnection {
        try connection.withLock { connection in
            if let connection { return connection }
            let new = try TestConnection(port: port)
            connection = new
            return new
        }
    }
}

/// What went wrong at the client's end.
package enum TestClientError: Error, Equatable {
    case cannotConnect(errno: Int32)
    /// The connection ended, or nothing came for 60 seconds.
    case closed
    /// The answer is not HTTP/1.1.
    case malformed(String)
}
