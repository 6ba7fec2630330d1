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
    /// Those of runs begun with other packs, the one used last at the end. Few: a pack changes when its author writes,
    /// and who has played on reads it again.
    private(set) var pinned: [RunContent] = []
    /// Contents kept in `pinned`; one takes as much as its pack, a few hundred KiB.
    nonisolated static let pinnedLimit = 8

    nonisolated let artURL: ArtURL

    nonisolated init(storage: Storage, artURL: @escaping ArtURL = { _, _, _ in nil }) {
        self.storage = storage
        self.artURL = artURL
    }

    /// Offers the campaigns of these packs from now on, and writes what they are into the tables.
    ///
    /// Runs that were begun with other content go on with theirs.
    ///
    /// - Parameter body: what else belongs to that transaction.
    func offer(_ library: PackLibrary, _ body: @escaping @Sendable (Connection) throws -> Void) async throws {
        let contents = try await onWorker { [artURL] in
            library.campaigns.map {
                RunContent(hash: $0.contentHash, pack: $0.pack, campaign: $0.campaign, artURL: artURL)
            }
        }
        try await storage.write { connection in
            for content in contents { try CampaignStore.save(content, in: connection) }
            _ = try CampaignStore.forgetUnused(in: connection)
            try body(connection)
        }
        offered = contents
        current = Dictionary(contents.map { ($0.campaign.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// What a new run of a campaign is pinned to; nil when no pack brings the campaign.
    func offered(_ campaignID: String) -> RunContent? { current[campaignID] }

    /// The campaign that a run was begun with, from the pack of that content hash.
    func pinned(_ campaignID: String, in hash: String) async throws -> RunContent {
        if let content = current[campaignID], content.hash == hash { return content }
        if let content = usedAgain(campaignID, in: hash) { return content }
        let content = try await storage.read { [artURL] in
            try Self.load(campaignID, of: hash, artURL: artURL, in: $0)
        }
        // Another action of the same run may have read it meanwhile.
        if let content = usedAgain(campaignID, in: hash) { return content }
        if pinned.count >= Self.pinnedLimit { pinned.removeFirst() }
        pinned.append(content)
        return content
    }

    private func usedAgain(_ campaignID: String, in hash: String) -> RunContent? {
        guard let index = pinned.firstIndex(where: { $0.hash == hash && $0.campaign.id == campaignID }) else {
            return nil
        }
        let content = pinned.remove(at: index)
        pinned.append(content)
        return content
    }

    /// The pack that runs are pinned to by its hash.
    ///
    /// - Throws: `RunError.moving` when since the hash was read its last run has been moved to another.
    nonisolated static func pack(of hash: String, in connection: Connection) throws -> Pack {
        guard let body = try CampaignStore.pinned(hash, in: connection) else { throw RunError.moving }
        return try Pack(decoding: body)
    }

    private nonisolated static func load(
        _ campaignID: String, of hash: String, artURL: @escaping ArtURL, in connection: Connection
    ) throws -> RunContent {
        let pack = try pack(of: hash, in: connection)
        guard let campaign = pack.campaign(campaignID) else {
            fatalError("BUG: content \(hash) has no campaign \(campaignID)")
        }
        return RunContent(hash: hash, pack: pack, campaign: campaign, artURL: artURL)
    }
}
