package import Core

/// Bounds of the live channel (party-sync.md "Slow, dead and many").
package struct ChannelLimits: Sendable {
    /// Connections of one channel, spectators included: 1...500.
    package var perChannel = 32
    /// Connections of one player.
    package var perPlayer = 5
    /// Of the server.
    package var inAll = 10_000
    /// Events that a new client is shown.
    package var history = 100
    /// A connection's messages; nil: as many as it likes.
    package var messages: Rate? = Rate(perSecond: 20, burst: 40)

    package init() {}
}
