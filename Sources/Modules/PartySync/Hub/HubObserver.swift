/// What the hub tells whoever counts and logs.
///
/// Closures, so that nothing here knows how metrics are kept. Called on the loop thread. Never with a text of a player's.
package struct HubObserver: Sendable {
    /// So many sockets are open now.
    package var connectionsChanged: @Sendable (_ count: Int) -> Void
    /// A client sent a message, whatever it is worth.
    package var received: @Sendable () -> Void
    /// An event was handed to so many sockets, or so many messages to one.
    package var sent: @Sendable (_ messages: Int) -> Void
    /// What a client sent was not taken: with the word of the error that it was told.
    package var refused: @Sendable (_ word: String) -> Void
    /// A socket was closed, by either side.
    package var closed: @Sendable (_ code: UInt16) -> Void
    /// A client came back that knew how far it had come, and what it missed was there, or not.
    package var returned: @Sendable (_ isRecovered: Bool) -> Void
    /// Something failed that is nobody's mistake: for the log.
    package var failed: @Sendable (_ message: String, _ cause: String) -> Void

    package init(
        connectionsChanged: @escaping @Sendable (Int) -> Void = { _ in },
        received: @escaping @Sendable () -> Void = {}, sent: @escaping @Sendable (Int) -> Void = { _ in },
        refused: @escaping @Sendable (String) -> Void = { _ in },
        closed: @escaping @Sendable (UInt16) -> Void = { _ in },
        returned: @escaping @Sendable (Bool) -> Void = { _ in },
        failed: @escaping @Sendable (String, String) -> Void = { _, _ in }
    ) {
        self.connectionsChanged = connectionsChanged
        self.received = received
        self.sent = sent
        self.refused = refused
        self.closed = closed
        self.returned = returned
        self.failed = failed
    }

    package static let none = HubObserver()
}
