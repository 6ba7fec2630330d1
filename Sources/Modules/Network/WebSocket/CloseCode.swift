/// Why a WebSocket ends (RFC 6455 §7.4).
package struct CloseCode: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) { self.rawValue = rawValue }

    package static let normal = CloseCode(rawValue: 1000)
    /// One end leaves: a page is closed, or we take a client for gone that answers no ping.
    package static let goingAway = CloseCode(rawValue: 1001)
    package static let protocolError = CloseCode(rawValue: 1002)
    /// A message of a kind or shape that is not taken.
    package static let unsupported = CloseCode(rawValue: 1003)
    /// Never sent: the close frame had no code.
    package static let noStatus = CloseCode(rawValue: 1005)
    /// Never sent: the connection was lost without a close frame.
    package static let lost = CloseCode(rawValue: 1006)
    /// Text that is not UTF-8.
    package static let invalidText = CloseCode(rawValue: 1007)
    package static let policy = CloseCode(rawValue: 1008)
    package static let messageTooBig = CloseCode(rawValue: 1009)
    /// The server stops and comes back.
    package static let serviceRestart = CloseCode(rawValue: 1012)
    /// The client does not take what it is sent (party-sync).
    package static let slowConsumer = CloseCode(rawValue: 4008)

    /// Whether a close frame may carry it: what RFC 6455 §7.4.1 and the registry of IANA define for the wire, and what
    /// they leave to libraries and applications.
    var isSendable: Bool {
        switch rawValue {
        case 1000...1003, 1007...1014, 3000...4999: true
        default: false
        }
    }
}
