/// Lets another program of the host's listen and speak on live channels: the name by which it is known, and its secret.
package struct ServiceToken: Sendable, Equatable {
    /// 1...64 of a-z, 0-9, `.`, `_` and `-`.
    package let name: String
    /// 16...256 visible ASCII characters but commas, which part the list in an environment variable.
    package let token: String

    /// - Parameter text: `name:token`.
    init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, (1...64).contains(parts[0].utf8.count), parts[0].utf8.allSatisfy(Self.isOfName),
            (16...256).contains(parts[1].utf8.count),
            parts[1].utf8.allSatisfy({ WebAddress.isVisible($0) && $0 != UInt8(ascii: ",") })
        else { return nil }
        name = String(parts[0])
        token = String(parts[1])
    }

    var text: String { "\(name):\(token)" }

    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
        }
    }
}
