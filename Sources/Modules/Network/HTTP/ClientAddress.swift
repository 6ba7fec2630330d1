internal import CUV
internal import Glibc

/// An IP address: who is at the other end. IPv4 is kept as its IPv4-mapped IPv6 form (RFC 4291 §2.5.5.2).
package struct ClientAddress: Hashable, Sendable, CustomStringConvertible {
    /// The upper and lower 64 bits, most significant byte first.
    let high: UInt64
    let low: UInt64

    private static let mapped: UInt64 = 0x0000_FFFF_0000_0000

    package static let loopback = ClientAddress(ipv4: 0x7F00_0001)

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    init(ipv4: UInt32) {
        high = 0
        low = ClientAddress.mapped | UInt64(ipv4)
    }

    /// Parses `192.0.2.1`, `2001:db8::1`, and both with what proxies add: `192.0.2.1:80`, `[2001:db8::1]:80`.
    package init?(_ text: some StringProtocol) {
        var host = text[...]
        if host.hasPrefix("[") {
            guard let end = host.firstIndex(of: "]") else { return nil }
            host = host[host.index(after: host.startIndex)..<end]
        } else if host.utf8.count(where: { $0 == UInt8(ascii: ":") }) == 1, let colon = host.firstIndex(of: ":") {
            host = host[..<colon]
        }
        let name = String(host)
        var ipv4: UInt32 = 0
        if uv_inet_pton(AF_INET, name, &ipv4) == 0 {
            self.init(ipv4: UInt32(bigEndian: ipv4))
            return
        }
        var ipv6: (UInt64, UInt64) = (0, 0)
        // libuv would take `fe80::1%eth0` and drop the zone: no address of a stranger has one.
        guard !name.utf8.contains(UInt8(ascii: "%")), uv_inet_pton(AF_INET6, name, &ipv6) == 0 else { return nil }
        self.init(high: UInt64(bigEndian: ipv6.0), low: UInt64(bigEndian: ipv6.1))
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

    /// The IPv4 address, if it is one.
    private var ipv4: UInt32? {
        high == 0 && low & 0xFFFF_FFFF_0000_0000 == ClientAddress.mapped ? UInt32(truncatingIfNeeded: low) : nil
    }

    package var isIPv4: Bool { ipv4 != nil }

    /// What rate limits and connection caps count: the IPv4 address, or the /64 of an IPv6 one, since one household
    /// has all of it.
    package var bucketKey: ClientAddress { isIPv4 ? self : ClientAddress(high: high, low: 0) }

    /// Loopback, link-local, and the private ranges of RFC 1918 and RFC 4193.
    package var isPrivate: Bool {
        if let ipv4 {
            return ipv4 >> 24 == 127 || ipv4 >> 24 == 10 || ipv4 >> 20 == 0xAC1 || ipv4 >> 16 == 0xC0A8
                || ipv4 >> 16 == 0xA9FE
        }
        return (high == 0 && low == 1) || high >> 57 == 0x7E || high >> 54 == 0x3FA
    }

    package var description: String {
        var text = [CChar](repeating: 0, count: 46)
        if let ipv4 {
            var bytes = ipv4.bigEndian
            uv_inet_ntop(AF_INET, &bytes, &text, text.count)
        } else {
            var bytes = (high.bigEndian, low.bigEndian)
            uv_inet_ntop(AF_INET6, &bytes, &text, text.count)
        }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

/// Addresses with the same leading bits: `10.0.0.0/8`, `2001:db8::/32`, or one address.
package struct AddressBlock: Sendable, Equatable {
    private let base: ClientAddress
    /// Of the 128 bits of the IPv6 form, 0...128.
    private let bits: Int

    /// Nil for what is not an address, or a prefix longer than the address.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let base = ClientAddress(parts[0]) else { return nil }
        // `::ffff:10.0.0.0/104` is `10.0.0.0/8`, but its prefix counts the bits that it is written with.
        let width = base.isIPv4 && !parts[0].contains(":") ? 32 : 128
        var prefix = width
        if parts.count == 2 {
            guard let value = Int(parts[1]), (0...width).contains(value) else { return nil }
            prefix = value
        }
        self.base = base
        bits = prefix + 128 - width
    }

    package func contains(_ address: ClientAddress) -> Bool {
        let highMask = bits >= 64 ? UInt64.max : bits == 0 ? 0 : ~(UInt64.max >> UInt64(bits))
        let lowMask = bits >= 128 ? UInt64.max : bits <= 64 ? 0 : ~(UInt64.max >> UInt64(bits - 64))
        return (address.high ^ base.high) & highMask == 0 && (address.low ^ base.low) & lowMask == 0
    }
}
