internal import Core
internal import Glibc

/// A server on a port of 127.0.0.1 that says exactly what a test wants it to: late, too little, nonsense, for ever. Each
/// connection has a thread of its own.
package final class RawServer: Sendable {
    package let port: UInt16
    private let descriptor: Int32
    private let accepted = Lock(0)

    /// - Parameters:
    ///   - backlog: of connections that nobody has accepted yet. With nobody to accept and 0, the second one waits for ever.
    ///     Nil: it keeps the port, and listens to nobody.
    ///   - serve: does one connection, which is closed when it returns or throws. Nil: nobody accepts.
    package init(backlog: Int32? = 128, _ serve: (@Sendable (RawPeer) throws -> Void)?) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            let generic = UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: sockaddr.self)
            return bind(descriptor, generic, size) == 0 && (backlog.map { listen(descriptor, $0) } ?? 0) == 0
                && getsockname(descriptor, generic, &size) == 0
        }
        guard isBound else { throw TestClientError.cannotConnect(errno: errno) }
        self.descriptor = descriptor
        port = UInt16(bigEndian: address.sin_port)
        guard let serve else { return }
        Task.detached { [accepted] in
            try? await onThread {
                while true {
                    let connection = accept(descriptor, nil, nil)
                    guard connection >= 0 else { return }
                    accepted.withLock { $0 += 1 }
                    let peer = RawPeer(connection)
                    Task.detached { try? await onThread { try serve(peer) } }
                }
            }
        }
    }

    /// Answers every request on a connection with the same bytes.
    package convenience init(answer: String) throws {
        try self.init { peer in
            while true {
                _ = try peer.readRequest()
                try peer.send(answer)
            }
        }
    }

    deinit {
        // Wakes the thread that accepts; the descriptor itself may be in its hands, and is the price of a test.
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    /// `http://127.0.0.1:port` and `path`.
    package func url(_ path: String = "/", scheme: String = "http") -> String { "\(scheme)://127.0.0.1:\(port)\(path)" }

    /// Connections so far.
    package var connections: Int { accepted.withLock { $0 } }
}

/// The server's end of one connection. Used by the thread that serves it.
package final class RawPeer: @unchecked Sendable {
    private let descriptor: Int32
    private var input: [UInt8] = []

    fileprivate init(_ descriptor: Int32) {
        self.descriptor = descriptor
        var one: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit { Glibc.close(descriptor) }

    package func send(_ text: String) throws { try send(Array(text.utf8)) }

    /// - Throws: `TestClientError.closed` when the client is gone.
    package func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw TestClientError.closed }
            sent += count
        }
    }

    /// A response with a length.
    package func answer(_ status: Int, fields: [String] = [], _ body: [UInt8]) throws {
        let lines = ["HTTP/1.1 \(status) -"] + fields + ["Content-Length: \(body.count)", "", ""]
        try send(Array(lines.joined(separator: "\r\n").utf8) + body)
    }

    package func answer(_ status: Int, fields: [String] = [], _ body: String) throws {
        try answer(status, fields: fields, Array(body.utf8))
    }

    /// The next request, with its body.
    ///
    /// - Throws: `TestClientError.closed` when the client is gone.
    package func readRequest() throws -> RawRequest {
        var end: Int?
        while end == nil {
            end = input.indices.first { input[$0...].starts(with: Array("\r\n\r\n".utf8)) }
            if end == nil { try receive() }
        }
        let lines = String(decoding: input[..<end!], as: UTF8.self).split(separator: "\r\n").map(String.init)
        input.removeFirst(end! + 4)
        var request = RawRequest(line: lines[0], fields: Array(lines.dropFirst()), body: [])
        let length = request.field("Content-Length").flatMap { Int($0) } ?? 0
        while input.count < length { try receive() }
        request.body = Array(input.prefix(length))
        input.removeFirst(length)
        return request
    }

    /// Returns when the client has closed.
    package func waitForEnd() {
        while (try? receive()) != nil { input = [] }
    }

    /// Ends the connection with RST instead of FIN.
    package func reset() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
    }

    private func receive() throws {
        let chunk = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
            count = max(0, recv(descriptor, buffer.baseAddress, buffer.count, 0))
        }
        guard !chunk.isEmpty else { throw TestClientError.closed }
        input += chunk
    }
}

/// A request as it came.
package struct RawRequest: Sendable {
    /// `POST /path?query HTTP/1.1`.
    package let line: String
    /// `Name: value`.
    package let fields: [String]
    package fileprivate(set) var body: [UInt8]

    package func field(_ name: String) -> String? {
        let start = name.lowercased() + ": "
        return fields.first { $0.lowercased().hasPrefix(start) }.map { String($0.dropFirst(start.count)) }
    }
}
