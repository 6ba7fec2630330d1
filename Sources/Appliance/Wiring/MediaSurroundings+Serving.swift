internal import Campaigns
internal import ContentPacks
internal import MediaBroker
internal import Network
internal import Observability
internal import PartySync

extension MediaSurroundings {
    /// What the media broker asks of the rest of the server.
    @LoopActor
    static func serving(
        campaigns: CampaignsModule, shelf: PackShelf, hub: Hub, diskSpace: DiskSpace
    ) -> MediaSurroundings {
        var surroundings = MediaSurroundings()
        surroundings.hasRoom = { await diskSpace.outcome() == .well }
        surroundings.checkAccess = { _ = try await campaigns.runs.access(of: $0, to: $1) }
        surroundings.contentOfRun = { run in
            let content = try await campaigns.content(ofRun: run)
            return PackContent(pack: content.pack, campaign: content.campaign)
        }
        surroundings.pack = { shelf.packs.library.pack($0) }
        surroundings.announced = { hub.refresh(.run($0)) }
        return surroundings
    }
}
