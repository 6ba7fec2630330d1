package import Core
internal import Network

/// What Parties tells those above it: a run in play hears of those who come and go, the live channel of everything. On the
/// loop, after the COMMIT of the change and before its answer.
package struct RunHooks: Sendable {
    /// A character who plays (no spectator) has joined.
    package var memberJoined: @LoopActor (CharacterID, PartyID) async -> Void = { _, _ in }
    /// A character who played has left, was kicked, or only watches from now on.
    package var memberLeft: @LoopActor (CharacterID, PartyID) async -> Void = { _, _ in }

    /// The party's channel was told something.
    package var announced: @LoopActor (PartyID) async -> Void = { _ in }

    package init() {}
}
