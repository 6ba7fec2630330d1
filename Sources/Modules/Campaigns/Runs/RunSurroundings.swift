package import ContentPacks
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

    /// Where a picture will be found that is not in the pack; nil when none is made.
    package var artURL: ArtURL = { _, _, _ in nil }
    /// Asks for pictures that a run shows, or may show next. After COMMIT only.
    package var askForArt: @Sendable @LoopActor (ArtWish) -> Void = { _ in }

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

/// Where the picture of somebody or something of a campaign will be found. The same picture is always found at the same
/// place. Any thread.
package typealias ArtURL = @Sendable (ArtSubject, Pack, Campaign) -> String?

/// Pictures that a run shows, or may show next.
package struct ArtWish: Sendable {
    package let runID: String
    /// Of the scene state that is shown.
    package let sceneID: String
    package let pack: Pack
    package let campaign: Campaign
    /// What is shown now comes first.
    package let subjects: [(subject: ArtSubject, url: String)]
}
