/// What one WebSocket may ask of the server, and how long it may be silent.
package struct WebSocketLimits: Sendable {
    /// Of a message, in bytes: beyond it close 1009.
    package var message = 64 * 1024
    /// Of what waits for the client, in bytes: beyond it close 4008.
    package var unsent = 1024 * 1024
    /// Between two pings: phones' networks forget a silent connection after half a minute.
    package var pingTime = Duration.seconds(25)
    /// From a ping to a sign of life: then close 1001.
    package var pongTime = Duration.seconds(10)

    package init() {}
}
