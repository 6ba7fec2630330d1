package import ContentPacks
package import Core
internal import Network

/// What the broker must know of the server around it: closures, wired by the appliance.
package struct MediaSurroundings: Sendable {
    /// Whether the disk has room for more than play.
    package var hasRoom: @Sendable @LoopActor () async -> Bool = { true }
    /// That a player may see a run.
    ///
    /// - Throws: 404 for none, 403 for a stranger's.
    package var checkAccess: @Sendable @LoopActor (Principal, _ runID: String) async throws -> Void = { _, run in
        throw APIError.notFound("Campaign run \(run) does not exist.")
    }
    /// The pack that a run is pinned to, and its campaign there.
    package var contentOfRun: @Sendable @LoopActor (_ runID: String) async throws -> PackContent = { run in
        throw APIError.notFound("Campaign run \(run) does not exist.")
    }
    /// A pack in force, by its id.
    package var pack: @Sendable @LoopActor (_ id: String) -> Pack? = { _ in nil }
    /// Something was committed on a run's channel.
    package var announced: @Sendable @LoopActor (_ runID: String) -> Void = { _ in }

    package init() {}
}

/// A pack, and the campaign whose colours its pictures have.
package struct PackContent: Sendable {
    package let pack: Pack
    package let campaign: Campaign?

    package init(pack: Pack, campaign: Campaign?) {
        self.pack = pack
        self.campaign = campaign
    }
}
