internal import Glibc

/// One IP address or a block in CIDR notation: `10.0.0.0/8`, `fd00::/8`, `192.0.2.7`.
package struct AddressRange: Sendable, Hashable, CustomStringConvertible {
    /// 4 or 16 bytes.
    package let address: [UInt8]
    /// Leading bits that count: 0...32 or 0...128.
    package let prefix: Int
    private let text: String

    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = Self.bytes(of: String(parts[0])) else { return nil }
        var prefix = address.count * 8
        if parts.count == 2 {
            guard (1...3).contains(parts[1].count), parts[1].allSatisfy({ $0.isASCII && $0.isNumber }),
                let bits = Int(parts[1]), bits <= prefix
            else { return nil }
            prefix = bits
        }
        self.address = address
        self.prefix = prefix
        self.text = text
    }

    package var description: String { text }

    static func isIPv4(_ text: String) -> Bool { bytes(of: text)?.count == 4 }
    static func isIPv6(_ text: String) -> Bool { bytes(of: text)?.count == 16 }

    private static func bytes(of text: String) -> [UInt8]? {
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 { return withUnsafeBytes(of: four) { Array($0) } }
        var sixteen = in6_addr()
        if inet_pton(AF_INET6, text, &sixteen) == 1 { return withUnsafeBytes(of: sixteen) { Array($0) } }
        return nil
    }
}
