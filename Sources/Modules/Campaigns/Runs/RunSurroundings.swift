package import Core
internal import Network
package import PartySync

/// What runs need of modules beside theirs: closures, wired by the appliance.
package struct RunSurroundings: Sendable {
    /// Sends stored events to whoever listens on their channels. After COMMIT only.
    package var publish: @Sendable @LoopActor ([StoredEvent]) -> Void
    /// Whether a player is connected to a run's channel, or was here a moment ago.
    package var isOnline: @Sendable @LoopActor (_ player: PlayerID, _ runID: String) -> Bool

    package init(
        publish: @escaping @Sendable @LoopActor ([StoredEvent]) -> Void,
        isOnline: @escaping @Sendable @LoopActor (_ player: PlayerID, _ runID: String) -> Bool
    ) {
        self.publish = publish
        self.isOnline = isOnline
    }
}
