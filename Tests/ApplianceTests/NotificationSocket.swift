import Glibc

/// The end of sd_notify(3) that systemd would hold: a datagram socket with a name in a folder.
final class NotificationSocket: Sendable {
    let path: String
    private let descriptor: Int32

    /// - Parameter path: at most 107 bytes.
    init(path: String) throws {
        self.path = path
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
        }
        guard status == 0 else { throw FixtureError(path: path, code: errno) }
    }

    deinit { close(descriptor) }

    /// What was said, in order; nothing is waited for.
    var messages: [String] {
        var found: [String] = []
        var buffer = [UInt8](repeating: 0, count: 1024)
        while case let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT)), count > 0 {
            found.append(String(decoding: buffer[..<count], as: UTF8.self))
        }
        return found
    }
}
