internal import Core

/// The address of a request, read strictly: what this and libcurl could read in two ways is refused.
struct RequestAddress: Equatable {
    /// `https://host:port` as it was written, for people.
    let origin: String
    let isSecure: Bool

    /// - Throws: `HTTPClientError.badAddress`, without a word of the address.
    init(_ text: String) throws(HTTPClientError) {
        let text = text[...]
        guard let scheme = ["https://", "http://"].first(where: { text.lowercased().hasPrefix($0) }) else {
            throw .badAddress("begins with neither http:// nor https://")
        }
        guard text.utf8.count <= 8192 else { throw .badAddress("is longer than 8192 bytes") }
        guard text.utf8.allSatisfy(Self.isAllowed) else {
            throw .badAddress("has blanks, a \"#\" or other characters that must be written as %XX")
        }
        let rest = text.dropFirst(scheme.count)
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        let parts = authority.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count <= 2 else { throw .badAddress("has more than one \"@\" before its path") }
        let hostAndPort = parts[parts.count - 1]
        guard Self.isHostAndPort(hostAndPort) else {
            throw .badAddress("has no host, or one with a port out of 1 to 65535")
        }
        origin = scheme + hostAndPort
        isSecure = scheme == "https://"
    }

    /// Visible ASCII but what RFC 3986 has no place for, and no fragment, which is not sent.
    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "#"),
            UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"):
            false
        default: (0x21...0x7E).contains(byte)
        }
    }

    private static func isHostAndPort(_ text: Substring) -> Bool {
        var rest = text
        if text.first == "[" {
            guard let end = text.firstIndex(of: "]") else { return false }
            let address = text[..<end].dropFirst()
            guard address.contains(":"), IPAddress(address) != nil else { return false }
            rest = text[text.index(after: end)...]
        } else {
            let host = text.prefix { $0 != ":" }
            guard (1...253).contains(host.utf8.count), host.utf8.allSatisfy(isOfName) else { return false }
            rest = text[host.endIndex...]
        }
        guard rest.first == ":" else { return rest.isEmpty }
        let port = rest.dropFirst()
        return port.utf8.allSatisfy(ASCII.isDigit) && (1...5).contains(port.utf8.count)
            && (1...65535).contains(Int(port)!)
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
            || byte == UInt8(ascii: "_")
    }
}
