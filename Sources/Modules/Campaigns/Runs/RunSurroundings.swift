package import Core
internal import Network
package import PartySync

/// What runs need of modules beside theirs: closures, wired by the appliance.
package struct RunSurroundings: Sendable {
    /// Sends stored events to whoever listens on their channels. After COMMIT only.
    package var publish: @Sendable @LoopActor ([StoredEvent]) -> Void
    /// Shows an event that is not stored to whoever listens now.
    package var show: @Sendable @LoopActor (PartyEvent) -> Void
    /// Whether a player is connected, or was here so short a time ago.
    package var isOnline: @Sendable @LoopActor (_ player: PlayerID, _ within: Duration) -> Bool

    package init(
        publish: @escaping @Sendable @LoopActor ([StoredEvent]) -> Void,
        show: @escaping @Sendable @LoopActor (PartyEvent) -> Void,
        isOnline: @escaping @Sendable @LoopActor (_ player: PlayerID, _ within: Duration) -> Bool
    ) {
        self.publish = publish
        self.show = show
        self.isOnline = isOnline
    }
}
