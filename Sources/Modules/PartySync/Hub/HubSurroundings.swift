package import Core
internal import Network

/// What the hub must know of games and parties: closures, wired by the appliance.
package struct HubSurroundings: Sendable {
    /// Who a player is on a channel.
    ///
    /// - Throws: 404 for none, 403 for a stranger's.
    package var admit: @Sendable @LoopActor (Principal, ChannelName) async throws -> Admission
    /// As a reader sees it; nil: a service. Never older than what is in the tables when it is asked for.
    ///
    /// - Throws: 404 for no such channel.
    package var describe: @Sendable @LoopActor (ChannelName, PlayerID?) async throws -> ChannelDescription
    /// Does a player's action. Its events reach the channel by themselves.
    ///
    /// - Returns: nil when it was done now.
    /// - Throws: what a `POST …/action` would answer.
    package var act: @Sendable @LoopActor (ChannelAction) async throws -> DoneAction?
    /// The x-card: pauses a run for all.
    package var pauseForSafety: @Sendable @LoopActor (_ runID: String, Principal) async throws -> Void
    /// The last socket of a player is gone.
    package var left: @Sendable @LoopActor (PlayerID) -> Void

    package init(
        admit: @escaping @Sendable @LoopActor (Principal, ChannelName) async throws -> Admission,
        describe: @escaping @Sendable @LoopActor (ChannelName, PlayerID?) async throws -> ChannelDescription,
        act: @escaping @Sendable @LoopActor (ChannelAction) async throws -> DoneAction?,
        pauseForSafety: @escaping @Sendable @LoopActor (_ runID: String, Principal) async throws -> Void,
        left: @escaping @Sendable @LoopActor (PlayerID) -> Void = { _ in }
    ) {
        self.admit = admit
        self.describe = describe
        self.act = act
        self.pauseForSafety = pauseForSafety
        self.left = left
    }

    /// Until the modules are connected: there is no channel.
    static let none = HubSurroundings(
        admit: { _, name in throw PartySyncError.noSuchChannel(name.description) },
        describe: { name, _ in throw PartySyncError.noSuchChannel(name.description) },
        act: { action in throw PartySyncError.noSuchChannel(EventLog.channel(run: action.runID)) },
        pauseForSafety: { runID, _ in throw PartySyncError.noSuchChannel(EventLog.channel(run: runID)) })
}

/// What a newcomer is told of a channel beside its stream.
package struct ChannelDescription: Sendable {
    package struct Member: Sendable {
        package let playerID: PlayerID
        package let characterID: CharacterID
        package let displayName: String

        package init(playerID: PlayerID, characterID: CharacterID, displayName: String) {
            self.playerID = playerID
            self.characterID = characterID
            self.displayName = displayName
        }
    }

    package let members: [Member]
    /// `{"id","status","currentSceneId","sceneOrder","turn"}`, encoded; nil on a party's channel.
    package let run: [UInt8]?
    /// The open vote, encoded.
    package let vote: [UInt8]?

    package init(members: [Member], run: [UInt8]? = nil, vote: [UInt8]? = nil) {
        self.members = members
        self.run = run
        self.vote = vote
    }
}

/// What is known of an action that comes again.
package struct DoneAction: Sendable {
    /// Where the channel stood when it had been done.
    package let position: Int64
    /// The count of the vote that is open, named after the action.
    package let count: PartyEvent?

    package init(position: Int64, count: PartyEvent? = nil) {
        self.position = position
        self.count = count
    }
}

/// An `action.request`, or a vote, that came over a channel.
package struct ChannelAction: Sendable {
    package let principal: Principal
    package let runID: String
    /// The body of `POST …/action`.
    package let body: JSONValue
    /// The message's own id, which serves to know a repeat.
    package let eventID: String?
    package let trace: TraceContext
}
