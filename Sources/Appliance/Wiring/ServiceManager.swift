internal import Glibc

/// Tells systemd how the service is (sd_notify(3)): one datagram to the socket named by NOTIFY_SOCKET.
enum ServiceManager {
    case ready, stopping
    case reloading

    /// Says nothing when no service manager asked to be told.
    static func notify(_ state: ServiceManager) {
        guard let path = getenv("NOTIFY_SOCKET").map({ String(cString: $0) }),
            path.hasPrefix("/") || path.hasPrefix("@")
        else { return }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var bytes = Array(path.utf8)
        guard bytes.count <= MemoryLayout.size(ofValue: address.sun_path) else { return }
        if path.hasPrefix("@") { bytes[0] = 0 }  // the abstract namespace: unix(7)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }

        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        // The length tells where the name ends: an abstract one may hold NUL bytes.
        let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
        let text = Array(state.message.utf8)
        _ = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { sendto(descriptor, text, text.count, 0, $0, length) }
        }
    }

    private var message: String {
        switch self {
        case .ready: "READY=1"
        case .stopping: "STOPPING=1"
        case .reloading:
            // systemd orders this against its own clock.
            "RELOADING=1\nMONOTONIC_USEC=\(Self.monotonicMicroseconds)"
        }
    }

    private static var monotonicMicroseconds: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
    }
}
