package import Core

/// Status and fields of another server's answer.
package struct ClientResponseHead: Sendable {
    package let status: Int
    /// As they came, names and values; strangers wrote them.
    package let fields: [(name: String, value: String)]

    /// The first field of a name, in whatever case.
    package func field(_ name: String) -> String? {
        let name = name.lowercased()
        return fields.first { $0.name.lowercased() == name }?.value
    }

    /// How long `Retry-After` asks to wait (RFC 9110 §10.2.3), as seconds or as a date; nil when there is none that makes
    /// sense. At most a day: nobody means more.
    package func retryAfter(at now: Timestamp) -> Duration? {
        guard let text = field("Retry-After") else { return nil }
        let most = 86400
        if !text.isEmpty, text.utf8.allSatisfy(ASCII.isDigit) { return .seconds(min(Int(text) ?? most, most)) }
        guard let second = HTTPDate.second(of: text) else { return nil }
        return .seconds(min(max(0, second - Int(now.seconds)), most))
    }
}

/// Another server's answer.
package struct ClientResponse: Sendable {
    package let head: ClientResponseHead
    /// Decompressed.
    package let body: [UInt8]

    package var status: Int { head.status }
}
