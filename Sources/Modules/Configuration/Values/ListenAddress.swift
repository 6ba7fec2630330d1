/// An address to listen on: `127.0.0.1:8080`, `[::1]:8080`, `:8080` for every IPv4 address, `[::]:8080` for all.
package struct ListenAddress: Sendable, Hashable, CustomStringConvertible {
    /// An IPv4 or IPv6 address, without brackets.
    package let host: String
    /// 0...65535; 0 lets the system choose.
    package let port: Int

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    package init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":") else { return nil }
        let digits = text[text.index(after: colon)...]
        guard (1...5).contains(digits.count), digits.allSatisfy({ $0.isASCII && $0.isNumber }),
            let port = Int(digits), port <= 65535
        else { return nil }
        var host = text[..<colon]
        if host.isEmpty || host == "*" {
            host = "0.0.0.0"
        } else if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
            guard AddressRange.isIPv6(String(host)) else { return nil }
        } else {
            guard AddressRange.isIPv4(String(host)) else { return nil }
        }
        self.host = String(host)
        self.port = port
    }

    package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
