/// The packs that this server can play.
///
/// Loading is synchronous and takes milliseconds a pack: do it on a worker.
package struct PackLibrary: Sendable {
    /// A loaded pack.
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

    /// In the order of the sources; broken packs are left out.
    package let entries: [Entry]
    /// Errors and warnings, files named with the source in front: `season-1/campaigns/ferry.yaml`.
    package let problems: [Problem]
    /// Sources that an error keeps out.
    package let broken: [String]
    private let places: [String: (entry: Int, campaign: Int)]

    /// Loads every source by itself, so that a broken pack takes nothing from the others. Of two packs with the same
    /// id, or with a campaign of the same id, the second is refused.
    package static func load(_ sources: [PackSource]) -> PackLibrary {
        var entries: [Entry] = []
        var problems: [Problem] = []
        var broken: [String] = []
        var places: [String: (entry: Int, campaign: Int)] = [:]
        for source in sources {
            let result = source.read()
            problems += result.problems.map { source.named($0) }
            guard let pack = result.pack else {
                broken.append(source.name)
                continue
            }
            if let complaint = Self.complaint(about: pack, entries: entries, places: places) {
                let start = Position(file: source.isSingleFile ? source.name : "pack.yaml", line: 1, column: 1)
                problems.append(source.named(Problem(.error, at: start, complaint)))
                broken.append(source.name)
                continue
            }
            for (index, campaign) in pack.campaigns.enumerated() { places[campaign.id] = (entries.count, index) }
            entries.append(
                Entry(pack: pack, contentHash: pack.contentHash, source: source.name, assets: source.assets(of: pack)))
        }
        return PackLibrary(entries: entries, problems: problems, broken: broken, places: places)
    }

    private static func complaint(
        about pack: Pack, entries: [Entry], places: [String: (entry: Int, campaign: Int)]
    ) -> String? {
        if let other = entries.first(where: { $0.pack.id == pack.id }) {
            return "the pack id \"\(pack.id)\" is taken by \(other.source)"
        }
        for campaign in pack.campaigns {
            guard let place = places[campaign.id] else { continue }
            return "the campaign id \"\(campaign.id)\" is taken by \(entries[place.entry].source)"
        }
        return nil
    }

    package func campaign(_ id: String) -> Found? {
        places[id].map { found(entries[$0.entry], $0.campaign) }
    }

    /// Every campaign, in the order of the packs.
    package var campaigns: [Found] {
        entries.flatMap { entry in entry.pack.campaigns.indices.map { found(entry, $0) } }
    }

    package func pack(_ id: String) -> Pack? { entries.first { $0.pack.id == id }?.pack }

    /// A file of a pack by the asset's id.
    package func asset(_ pack: String, _ id: String) -> (asset: Asset, bytes: [UInt8])? {
        entries.first { $0.pack.id == pack }?.assets[id]
    }

    private func found(_ entry: Entry, _ campaign: Int) -> Found {
        Found(pack: entry.pack, campaign: entry.pack.campaigns[campaign], contentHash: entry.contentHash)
    }
}

extension PackSource {
    /// The pack, unless an error forbids it, and every problem with paths as in the pack.
    package func read() -> (pack: Pack?, problems: [Problem]) {
        isSingleFile ? SingleFilePack.read(files[0]) : FolderPack.read(files)
    }

    /// A problem with the pack's name in front of its file.
    fileprivate func named(_ problem: Problem) -> Problem {
        guard !isSingleFile else { return problem }
        let place = problem.position
        return Problem(
            problem.severity, at: Position(file: "\(name)/\(place.file)", line: place.line, column: place.column),
            problem.message)
    }

    fileprivate func assets(of pack: Pack) -> [String: (asset: Asset, bytes: [UInt8])] {
        let byPath = Dictionary(files.map { ($0.path, $0.bytes) }, uniquingKeysWith: { first, _ in first })
        var assets: [String: (asset: Asset, bytes: [UInt8])] = [:]
        for asset in pack.assets {
            if let bytes = byPath[asset.path] { assets[asset.id] = (asset, bytes) }
        }
        return assets
    }
}
