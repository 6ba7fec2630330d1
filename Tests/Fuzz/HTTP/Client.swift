import Fuzzing
import Glibc

/// A socket to 127.0.0.1 that sends what it is told.
struct Client: ~Copyable {
    private let descriptor: Int32

    init(port: UInt16) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var one: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let status = withUnsafePointer(to: &address) { address in
            uninterrupted {
                Int(connect(descriptor, UnsafeRawPointer(address).assumingMemoryBound(to: sockaddr.self), size))
            }
        }
        guard status == 0 else { fatalError("cannot connect: \(errno)") }
    }

    deinit { close(descriptor) }

    /// An input is smaller than what the kernel takes of a connection, so this never waits for the server.
    borrowing func send(_ bytes: [UInt8]) {
        // The server may have closed already: what it saw until then is what counts.
        _ = bytes.withUnsafeBytes { bytes in
            uninterrupted { Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL)) }
        }
    }

    /// Everything that the server sends until it closes, having heard that no more will come from here.
    borrowing func answersToTheEnd() -> [UInt8] {
        shutdown(descriptor, Int32(SHUT_WR))
        var answers: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let count = uninterrupted { recv(descriptor, &buffer, buffer.count, 0) }
            guard count > 0 else { return answers }
            answers += buffer[..<count]
        }
    }
}

/// Again, when one of libFuzzer's alarms came in between.
private func uninterrupted(_ call: () -> Int) -> Int {
    while true {
        let result = call()
        if result >= 0 || errno != EINTR { return result }
    }
}
