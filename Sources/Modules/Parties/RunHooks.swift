package import Core
package import Network
package import Storage

/// What Parties must ask of Campaigns, which stands above it: a run in play hears of those who come and go.
package struct RunHooks: Sendable {
    package typealias Write = @LoopActor () async throws -> HTTPResponse

    /// Carries out a change of a party's members in the queue of its run, so that it never interleaves with an action;
    /// without a run, at once. On the loop.
    package var inTurn: @LoopActor (PartyID, Write) async throws -> HTTPResponse = { _, write in try await write() }
    /// A member who plays has joined while this run is in play. In the transaction of the joining.
    package var joined: @Sendable (CharacterID, _ runID: String, Connection) throws -> Void = { _, _, _ in }
    /// A member has left, or was kicked, while this run is in play. In the transaction of the leaving.
    package var left: @Sendable (CharacterID, _ runID: String, Connection) throws -> Void = { _, _, _ in }

    package init() {}
}
