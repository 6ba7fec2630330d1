internal import CUV
internal import Glibc

/// Where to listen: `127.0.0.1:8080`, `[::]:8080`. Port 0 lets the system choose.
package struct ListenAddress: Hashable, Sendable, CustomStringConvertible {
    /// An IPv4 or IPv6 address, without brackets.
    package let host: String
    package let port: UInt16

    package init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// Nil when it is not an address and a port.
    package init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            return nil
        }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        guard ClientAddress(host) != nil else { return nil }
        self.init(host: String(host), port: port)
    }

    package var isIPv6: Bool { host.contains(":") }

    package var description: String { isIPv6 ? "[\(host)]:\(port)" : "\(host):\(port)" }

    /// Calls `body` with the socket address; nil when `host` is not one.
    func withSocketAddress<Result>(_ body: (UnsafePointer<sockaddr>) -> Result) -> Result? {
        var storage = sockaddr_storage()
        return withUnsafeMutablePointer(to: &storage) { storage in
            let raw = UnsafeMutableRawPointer(storage)
            let status =
                isIPv6
                ? uv_ip6_addr(host, Int32(port), raw.assumingMemoryBound(to: sockaddr_in6.self))
                : uv_ip4_addr(host, Int32(port), raw.assumingMemoryBound(to: sockaddr_in.self))
            guard status == 0 else { return nil }
            return body(UnsafePointer(raw.assumingMemoryBound(to: sockaddr.self)))
        }
    }
}

/// Why the server cannot listen.
package struct ListenError: Error, Equatable, CustomStringConvertible {
    package let address: ListenAddress
    package let cause: UVError

    package var description: String {
        switch cause {
        case .addressInUse: "\(address) is already in use"
        default: "cannot listen on \(address): \(cause)"
        }
    }
}
