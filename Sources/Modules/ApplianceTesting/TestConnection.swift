internal import Glibc

/// A blocking socket to 127.0.0.1. Used by one thread at a time: whoever runs the client's current call.
final class TestConnection: @unchecked Sendable {
    private let descriptor: Int32
    /// Received and not taken yet.
    private var input: [UInt8] = []

    init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
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
        var patience = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { Glibc.close(descriptor) }

    func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw TestClientError.closed }
            sent += count
        }
    }

    func endOutput() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Whether anything came; false at the end.
    private func receive() throws -> Bool {
        let chunk = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
            count = max(0, recv(descriptor, buffer.baseAddress, buffer.count, 0))
        }
        input.append(contentsOf: chunk)
        return !chunk.isEmpty
    }

    func readToEnd() throws -> [UInt8] {
        while try receive() {}
        defer { input = [] }
        return input
    }

    // MARK: - Responses

    func readResponse(isHead: Bool) throws -> TestResponse {
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

    private func take(_ count: Int) throws -> [UInt8] {
        while input.count < count {
            guard try receive() else { throw TestClientError.closed }
        }
        defer { input.removeFirst(count) }
        return Array(input[..<count])
    }
}
