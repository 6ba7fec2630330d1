/// The packs that this server can play.
///
/// Loading is synchronous and takes milliseconds a pack: do it on a worker. The packs are read at the same time, each on a
/// thread of its own; what they have to do with each other is judged afterwards.
package struct PackLibrary: Sendable {
    /// A pack in force.
    package struct Entry: Sendable {
        package let pack: Pack
        /// What runs pin.
        package let contentHash: String
        /// The name of its source.
        package let source: String
        /// By id.
        package let assets: [String: (asset: Asset, bytes: [UInt8])]
    }

    /// A campaign, the pack it is in and that pack's hash.
    package struct Found: Sendable {
        package let pack: Pack
        package let campaign: Campaign
        package let contentHash: String
    }

    /// What became of each source, in their order.
    package let standings: [PackStanding]
    /// What can be played, in the order of the sources.
    package let entries: [Entry]
    private let places: [String: (entry: Int, campaign: Int)]

    /// Loads every source by itself, so that a broken pack takes nothing from the others. Of two packs with the same
    /// id, or with a campaign of the same id, the one that has it in force keeps it, else the first one gets it.
    ///
    /// - Parameters:
    ///   - former: what is in force: a source that cannot come into force now stays as it was.
    ///   - missing: why sources of `former` that are not among `sources` could not be looked for: they stay; nil: they
    ///     were taken away, and go.
    package static func load(
        _ sources: [PackSource], after former: PackLibrary? = nil, missing: String? = nil
    ) -> PackLibrary {
        let known = former?.standings ?? []
        var candidates = PackCandidate.read(sources) { source in known.first { $0.isOf(source) }?.entry }
        if let missing {
            for standing in known where !sources.contains(where: standing.isOf) {
                guard let entry = standing.entry else { continue }
                candidates.append(
                    PackCandidate(PackSource(name: standing.source, unreadable: missing), former: entry))
            }
        }
        PackCandidate.settle(&candidates)
        return PackLibrary(candidates.map(\.standing))
    }

    private init(_ standings: [PackStanding]) {
        self.standings = standings
        entries = standings.compactMap(\.entry)
        var places: [String: (entry: Int, campaign: Int)] = [:]
        for (index, entry) in entries.enumerated() {
            for (campaign, template) in entry.pack.campaigns.enumerated() { places[template.id] = (index, campaign) }
        }
        self.places = places
    }

    /// Errors and warnings of the files as they are, named with the source in front: `season-1/campaigns/ferry.yaml`.
    package var problems: [Problem] { standings.flatMap(\.problems) }

    /// Sources whose files an error keeps out.
    package var broken: [String] { standings.filter { $0.state != .loaded }.map(\.source) }

    package func campaign(_ id: String) -> Found? {
        places[id].map { found(entries[$0.entry], $0.campaign) }
    }

    /// Every campaign, in the order of the packs.
    package var campaigns: [Found] {
        entries.flatMap { entry in entry.pack.campaigns.indices.map { found(entry, $0) } }
    }

    package func pack(_ id: String) -> Pack? { entry(id)?.pack }

    package func entry(_ id: String) -> Entry? { entries.first { $0.pack.id == id } }

    /// A file of a pack by the asset's id.
    package func asset(_ pack: String, _ id: String) -> (asset: Asset, bytes: [UInt8])? {
        entries.first { $0.pack.id == pack }?.assets[id]
    }

    private func found(_ entry: Entry, _ campaign: Int) -> Found {
        Found(pack: entry.pack, campaign: entry.pack.campaigns[campaign], contentHash: entry.contentHash)
    }
}
