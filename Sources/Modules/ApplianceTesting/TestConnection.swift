internal import COpenSSLTesting
internal import Glibc

/// A blocking socket to 127.0.0.1 or to a Unix socket, maybe with TLS. Used by one thread at a time: whoever runs the
/// client's current call, or whoever made it. Gone when nobody holds it: the server sees the end of the connection.
package final class TestConnection: @unchecked Sendable {
    private let descriptor: Int32
    private let tls: TestTLS?
    private var ssl: OpaquePointer?
    /// Received and not taken yet.
    private var input: [UInt8] = []

    package init(port: UInt16, tls: TestTLS? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.tls = tls
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafePointer(to: &address) {
            connect(descriptor, UnsafeRawPointer($0).assumingMemoryBound(to: sockaddr.self), size)
        }
        guard status == 0 else { throw TestClientError.cannotConnect(errno: errno) }
        var one: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
        bePatient()
        ssl = try tls?.connect(descriptor)
    }

    /// - Parameter path: of a Unix socket.
    init(path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        tls = nil
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let status = withUnsafePointer(to: &address) {
            connect(descriptor, UnsafeRawPointer($0).assumingMemoryBound(to: sockaddr.self), size)
        }
        guard status == 0 else { throw TestClientError.cannotConnect(errno: errno) }
        bePatient()
    }

    private func bePatient() {
        var patience = timeval(tv_sec: 3600, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit {
        // Without a farewell OpenSSL would take it that the session must not be resumed.
        if let ssl { SSL_set_shutdown(ssl, SSL_SENT_SHUTDOWN) }
        SSL_free(ssl)
        Glibc.close(descriptor)
    }

    /// Nil without TLS.
    var handshake: TestHandshake? { ssl.map(TestHandshake.init) }

    package func send(_ bytes: [UInt8]) throws {
        if let ssl {
            ERR_clear_error()
            guard SSL_write(ssl, bytes, Int32(bytes.count)) == bytes.count else {
                throw TestClientError.tls(TestTLS.reason)
            }
            return
        }
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw TestClientError.closed }
            sent += count
        }
    }

    /// By TLS a close_notify; the socket stays as it is.
    func endOutput() {
        if let ssl { SSL_shutdown(ssl) } else { shutdown(descriptor, Int32(SHUT_WR)) }
    }

    /// Whether anything came; false at the end.
    ///
    /// - Throws: `TestClientError.tls` for an end without close_notify.
    private func receive() throws -> Bool {
        if let ssl { return try receive(from: ssl) }
        let chunk = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
            count = max(0, recv(descriptor, buffer.baseAddress, buffer.count, 0))
        }
        input.append(contentsOf: chunk)
        return !chunk.isEmpty
    }

    private func receive(from ssl: OpaquePointer) throws -> Bool {
        var chunk = [UInt8](repeating: 0, count: 16 * 1024)
        ERR_clear_error()
        let count = SSL_read(ssl, &chunk, Int32(chunk.count))
        tls?.keepSession(of: ssl)
        if count > 0 {
            input.append(contentsOf: chunk.prefix(Int(count)))
            return true
        }
        guard SSL_get_error(ssl, count) == SSL_ERROR_ZERO_RETURN else { throw TestClientError.tls(TestTLS.reason) }
        return false
    }

    func readToEnd() throws -> [UInt8] {
        while try receive() {}
        defer { input = [] }
        return input
    }

    // MARK: - Responses

    package func readResponse(isHead: Bool = false) throws -> TestResponse {
        var lines: [String] = []
        while true {
            let line = try takeLine()
            if line.isEmpty { break }
            lines.append(line)
        }
        let words = (lines.first ?? "").split(separator: " ", maxSplits: 2)
        guard words.count >= 2, words[0] == "HTTP/1.1", let status = Int(words[1]) else {
            throw TestClientError.malformed(lines.first ?? "")
        }
        let headers = try lines.dropFirst().map { line in
            guard let colon = line.firstIndex(of: ":") else { throw TestClientError.malformed(line) }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            return (name: String(line[..<colon]), value: String(value))
        }
        let response = TestResponse(status: status, headers: headers, body: [])
        if isHead || status == 204 || status == 304 || status < 200 { return response }
        return TestResponse(status: status, headers: headers, body: try readBody(response))
    }

    private func readBody(_ response: TestResponse) throws -> [UInt8] {
        if response.header("Transfer-Encoding") == "chunked" { return try readChunks() }
        guard let length = response.header("Content-Length").flatMap({ Int($0) }) else { return try readToEnd() }
        return try take(length)
    }

    private func readChunks() throws -> [UInt8] {
        var body: [UInt8] = []
        while true {
            let line = try takeLine()
            guard let size = Int(line, radix: 16) else { throw TestClientError.malformed(line) }
            body += try take(size)
            guard try takeLine().isEmpty else { throw TestClientError.malformed("no CR LF after a chunk") }
            if size == 0 { return body }
        }
    }

    private func takeLine() throws -> String {
        while true {
            if let end = input.firstIndex(of: 0x0A) {
                guard end > 0, input[end - 1] == 0x0D else { throw TestClientError.malformed("bare LF") }
                let line = String(decoding: input[..<(end - 1)], as: UTF8.self)
                input.removeFirst(end + 1)
                return line
            }
            guard try receive() else { throw TestClientError.closed }
        }
    }

    func take(_ count: Int) throws -> [UInt8] {
        while input.count < count {
            guard try receive() else { throw TestClientError.closed }
        }
        defer { input.removeFirst(count) }
        return Array(input[..<count])
    }

    // MARK: - Frames

    /// The next WebSocket frame.
    ///
    /// - Throws: `TestClientError.malformed` for one that a server must not send (RFC 6455 §5.1, §5.5); `closed` at the end.
    package func readFrame() throws -> TestFrame {
        let head = try take(2)
        guard head[0] & 0x70 == 0, head[1] & 0x80 == 0 else { throw TestClientError.malformed("frame head \(head)") }
        var length = Int(head[1])
        if length > 125 {
            let bytes = try take(length == 126 ? 2 : 8)
            length = bytes.reduce(0) { $0 << 8 | Int($1) }
            guard length > (bytes.count == 2 ? 125 : 0xFFFF) else { throw TestClientError.malformed("long length") }
        }
        let frame = TestFrame(head[0] & 15, try take(length), isFinal: head[0] & 0x80 != 0)
        guard frame.opcode < 8 || (frame.isFinal && length <= 125) else {
            throw TestClientError.malformed("control frame \(head)")
        }
        return frame
    }
}
