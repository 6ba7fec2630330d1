internal import Core
internal import Glibc

/// How the other end of a connection is known.
extension IPAddress {
    /// What proxies write of it: an address, maybe with a port: `192.0.2.1:80`, `[2001:db8::1]:80`.
    init?(forwarded text: some StringProtocol) {
        var host = text[...]
        if host.hasPrefix("[") {
            guard let end = host.firstIndex(of: "]"), Self.isPort(host[end...].dropFirst()) else { return nil }
            host = host[host.index(after: host.startIndex)..<end]
        } else if host.utf8.count(where: { $0 == UInt8(ascii: ":") }) == 1, let colon = host.firstIndex(of: ":") {
            guard Self.isPort(host[colon...]) else { return nil }
            host = host[..<colon]
        }
        self.init(host)
    }

    /// A colon and digits, or nothing.
    private static func isPort(_ text: some StringProtocol) -> Bool {
        let digits = text.utf8.dropFirst()
        return text.isEmpty
            || text.utf8.first == UInt8(ascii: ":") && (1...5).contains(digits.count)
                && digits.allSatisfy(ASCII.isDigit)
    }

    /// Nil for any other family than IPv4 and IPv6.
    init?(_ storage: UnsafePointer<sockaddr_storage>) {
        let raw = UnsafeRawPointer(storage)
        switch Int32(storage.pointee.ss_family) {
        case AF_INET:
            self.init(ipv4: UInt32(bigEndian: raw.assumingMemoryBound(to: sockaddr_in.self).pointee.sin_addr.s_addr))
        case AF_INET6:
            let offset = MemoryLayout<sockaddr_in6>.offset(of: \.sin6_addr)!
            self.init(
                high: UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)),
                low: UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self)))
        default: return nil
        }
    }
}
