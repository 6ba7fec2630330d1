internal import Network

/// 4000...4399 mean "come back", 4400...4499 "do not".
extension CloseCode {
    /// What the client missed meanwhile is not to be had: it comes back and is told so.
    static let channelLost = CloseCode(rawValue: 4000)
    /// More messages than `ChannelLimits.messages`.
    static let tooManyMessages = CloseCode(rawValue: 4029)
    /// The session family was revoked.
    static let sessionEnded = CloseCode(rawValue: 4401)
    /// The membership or the role has ended.
    static let memberEnded = CloseCode(rawValue: 4403)
    static let internalError = CloseCode(rawValue: 1011)
    static let tryAgainLater = CloseCode(rawValue: 1013)
}
