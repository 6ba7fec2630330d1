package import Core

/// An HTTP/1.1 client over one keep-alive connection, plain or with TLS, which is opened again when the server has closed it.
///
/// One request at a time. Beside whole requests it sends raw bytes and reads what comes, to test a server's edges.
package final class TestClient: Sendable {
    /// What the `Host` field says.
    private let host: String
    private let connect: @Sendable () throws -> TestConnection
    private let connection = Lock<TestConnection?>(nil)
    private let witness: Witness?

    /// Sees method and target of every whole request, and its answer.
    package typealias Witness = @Sendable (String, String, TestResponse) -> Void

    package init(port: UInt16, tls: TestTLS? = nil, witness: Witness? = nil) throws {
        host = "127.0.0.1:\(port)"
        self.witness = witness
        connect = { try TestConnection(port: port, tls: tls) }
    }

    /// - Parameter path: of a Unix socket.
    package init(path: String) {
        host = "localhost"
        witness = nil
        connect = { try TestConnection(path: path) }
    }

    /// Sends a request and reads its answer. A body without a `Content-Type` is JSON.
    ///
    /// - Throws: `TestClientError`.
    package func request(
        _ method: String, _ target: String, headers: [String: String] = [:], body: [UInt8]
    ) async throws -> TestResponse {
        var head = "\(method) \(target) HTTP/1.1\r\nHost: \(host)\r\n"
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        let names = Set(headers.keys.map { $0.lowercased() })
        if !body.isEmpty, !names.contains("content-type") { head += "Content-Type: application/json\r\n" }
        if !body.isEmpty || method == "POST" { head += "Content-Length: \(body.count)\r\n" }
        let bytes = Array((head + "\r\n").utf8) + body
        let response = try await onThread { [self] in
            let connection = try open()
            try connection.send(bytes)
            let response = try connection.readResponse(isHead: method == "HEAD")
            if response.header("Connection")?.lowercased() == "close" { self.connection.withLock { $0 = nil } }
            return response
        }
        witness?(method, target, response)
        return response
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

    /// Reads so many bytes.
    package func read(_ count: Int) async throws -> [UInt8] {
        try await onThread { [self] in try open().take(count) }
    }

    /// Reads one frame of a WebSocket.
    func readFrame() async throws -> TestFrame {
        try await onThread { [self] in try open().readFrame() }
    }

    /// Reads until the server closes.
    package func readToEnd() async throws -> [UInt8] {
        try await onThread { [self] in try open().readToEnd() }
    }

    /// Tells the server that no more will come; answers can still be read.
    package func endOutput() async throws {
        try await onThread { [self] in try open().endOutput() }
    }

    /// Connects if it must, and tells what was agreed on with the server; nil without TLS.
    package func handshake() async throws -> TestHandshake? {
        try await onThread { [self] in try open().handshake }
    }

    /// Closes the connection at once.
    package func close() { connection.withLock { $0 = nil } }

    private func open() throws -> TestConnection {
        try connection.withLock { connection in
            if let connection { return connection }
            let new = try connect()
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
    /// The handshake failed or the session broke, in OpenSSL's words.
    case tls(String)
    /// The answer is not HTTP/1.1, or a frame not WebSocket's.
    case malformed(String)
    /// The handshake of a WebSocket was answered otherwise.
    case refused(status: Int)
}
