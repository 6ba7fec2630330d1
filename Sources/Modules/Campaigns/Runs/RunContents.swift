internal import ContentPacks
internal import Core
internal import Network
internal import Storage

/// What can be played: the campaigns of the packs that are loaded, and the pinned ones of runs begun with others.
/// Loop thread only.
@LoopActor
final class RunContents {
    private let storage: Storage
    /// By campaign id.
    private var current: [String: RunContent] = [:]
    /// In the order of the packs.
    private(set) var offered: [RunContent] = []
    private var pinned: [Key: RunContent] = [:]

    private struct Key: Hashable {
        let hash: String
        let campaignID: String
    }

    nonisolated init(storage: Storage) {
        self.storage = storage
    }

    /// Offers the campaigns of these packs from now on, and writes what they are into the tables.
    ///
    /// Runs that were begun with other content go on with theirs.
    func offer(_ library: PackLibrary) async throws {
        let contents = try await onWorker {
            library.campaigns.map { RunContent(hash: $0.contentHash, pack: $0.pack, campaign: $0.campaign) }
        }
        try await storage.write { connection in
            for content in contents { try CampaignStore.save(content, in: connection) }
            _ = try CampaignStore.forgetUnused(in: connection)
        }
        offered = contents
        current = Dictionary(contents.map { ($0.campaign.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// What a new run of a campaign is pinned to; nil when no pack brings the campaign.
    func offered(_ campaignID: String) -> RunContent? { current[campaignID] }

    /// What a run was begun with.
    func pinned(_ facts: RunFacts) async throws -> RunContent {
        let (hash, campaignID) = (facts.contentHash, facts.campaignTemplateID)
        if let content = current[campaignID], content.hash == hash { return content }
        let key = Key(hash: hash, campaignID: campaignID)
        if let content = pinned[key] { return content }
        let content = try await storage.read { try Self.load(facts, in: $0) }
        pinned[key] = content
        return content
    }

    private nonisolated static func load(_ facts: RunFacts, in connection: Connection) throws -> RunContent {
        guard let body = try CampaignStore.pinned(facts.contentHash, in: connection) else {
            fatalError("BUG: content \(facts.contentHash) of a run is not kept")
        }
        let pack = try Pack(decoding: body)
        guard let campaign = pack.campaign(facts.campaignTemplateID) else {
            fatalError("BUG: content \(facts.contentHash) has no campaign \(facts.campaignTemplateID)")
        }
        return RunContent(hash: facts.contentHash, pack: pack, campaign: campaign)
    }
}
