/// Addresses with the same leading bits in CIDR notation, `10.0.0.0/8`, `2001:db8::/32`, or one address.
package struct AddressBlock: Sendable, Hashable, CustomStringConvertible {
    /// As it was written.
    package let description: String
    private let base: IPAddress
    /// Of the 128 bits of the IPv6 form, 0...128.
    private let bits: Int

    /// Nil for what is not an address, or a prefix longer than the address.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let base = IPAddress(parts[0]) else { return nil }
        // `::ffff:10.0.0.0/104` is `10.0.0.0/8`, but its prefix counts the bits that it is written with.
        let width = base.isIPv4 && !parts[0].contains(":") ? 32 : 128
        var prefix = width
        if parts.count == 2 {
            guard parts[1].isDecimal, let value = Int(parts[1]), value <= width else { return nil }
            prefix = value
        }
        description = text
        self.base = base
        bits = prefix + 128 - width
    }

    package func contains(_ address: IPAddress) -> Bool {
        let highMask = bits >= 64 ? UInt64.max : bits == 0 ? 0 : ~(UInt64.max >> UInt64(bits))
        let lowMask = bits >= 128 ? UInt64.max : bits <= 64 ? 0 : ~(UInt64.max >> UInt64(bits - 64))
        return (address.high ^ base.high) & highMask == 0 && (address.low ^ base.low) & lowMask == 0
    }
}
