internal import Glibc

/// An IPv4 or IPv6 address. IPv4 is kept as its IPv4-mapped IPv6 form (RFC 4291 §2.5.5.2).
package struct IPAddress: Hashable, Sendable, CustomStringConvertible {
    /// The upper and lower 64 bits, most significant byte first.
    package let high: UInt64
    package let low: UInt64

    private static let mapped: UInt64 = 0x0000_FFFF_0000_0000

    package static let loopback = IPAddress(ipv4: 0x7F00_0001)

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    package init(ipv4: UInt32) {
        high = 0
        low = IPAddress.mapped | UInt64(ipv4)
    }

    /// Parses `192.0.2.1` and `2001:db8::1`; no zone, no brackets, no port.
    package init?(_ text: some StringProtocol) {
        let name = String(text)
        // C would stop at a NUL.
        guard !name.utf8.contains(0) else { return nil }
        var ipv4: UInt32 = 0
        var ipv6: (UInt64, UInt64) = (0, 0)
        if inet_pton(AF_INET, name, &ipv4) == 1 {
            self.init(ipv4: UInt32(bigEndian: ipv4))
        } else if inet_pton(AF_INET6, name, &ipv6) == 1 {
            self.init(high: UInt64(bigEndian: ipv6.0), low: UInt64(bigEndian: ipv6.1))
        } else {
            return nil
        }
    }

    /// The IPv4 address, if it is one.
    private var ipv4: UInt32? {
        high == 0 && low & 0xFFFF_FFFF_0000_0000 == IPAddress.mapped ? UInt32(truncatingIfNeeded: low) : nil
    }

    package var isIPv4: Bool { ipv4 != nil }

    /// What rate limits and connection caps count: the IPv4 address, or the /64 of an IPv6 one, since one household
    /// has all of it.
    package var bucketKey: IPAddress { isIPv4 ? self : IPAddress(high: high, low: 0) }

    /// Loopback, link-local, and the private ranges of RFC 1918 and RFC 4193.
    package var isPrivate: Bool {
        if let ipv4 {
            return ipv4 >> 24 == 127 || ipv4 >> 24 == 10 || ipv4 >> 20 == 0xAC1 || ipv4 >> 16 == 0xC0A8
                || ipv4 >> 16 == 0xA9FE
        }
        return (high == 0 && low == 1) || high >> 57 == 0x7E || high >> 54 == 0x3FA
    }

    package var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        if let ipv4 {
            var bytes = ipv4.bigEndian
            inet_ntop(AF_INET, &bytes, &text, socklen_t(text.count))
        } else {
            var bytes = (high.bigEndian, low.bigEndian)
            inet_ntop(AF_INET6, &bytes, &text, socklen_t(text.count))
        }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
