/// A source on its way into a library: what its files make, and what is in force of it until now.
struct PackCandidate: Sendable {
    private let source: PackSource
    /// As the files are; nil when they are broken, or have lost against another source.
    private var fresh: PackLibrary.Entry?
    private let former: PackLibrary.Entry?
    private var problems: [Problem]

    init(_ source: PackSource, former: PackLibrary.Entry?) {
        let (pack, problems) = source.read()
        self.source = source
        self.former = former
        self.problems = problems.map(source.named)
        fresh = pack.map {
            PackLibrary.Entry(
                pack: $0, contentHash: $0.contentHash, source: source.name, assets: source.assets(of: $0))
        }
    }

    /// All of them at the same time: to read a pack, and to encode it for its hash, is most of a start.
    static func read(
        _ sources: [PackSource], former: @escaping @Sendable (PackSource) -> PackLibrary.Entry?
    ) -> [PackCandidate] {
        Parallel.map(sources) { PackCandidate($0, former: former($0)) }
    }

    private var entry: PackLibrary.Entry? { fresh ?? former }

    var standing: PackStanding {
        PackStanding(
            source: source.name, isBuiltIn: source.isBuiltIn,
            state: fresh != nil ? .loaded : former != nil ? .kept : .broken, entry: entry, problems: problems)
    }

    /// Lets sources that want the same id give way until each has one owner.
    ///
    /// What is in force stays: it comes from one library, where nothing is owned twice, so only fresh packs ever give way,
    /// and there is an end.
    static func settle(_ candidates: inout [PackCandidate]) {
        while let dispute = firstDispute(among: candidates) {
            candidates[dispute.loser].giveWay(to: candidates[dispute.winner], over: dispute.name)
        }
    }

    private static func firstDispute(
        among candidates: [PackCandidate]
    ) -> (name: Name, winner: Int, loser: Int)? {
        var owners: [Name: Int] = [:]
        for (index, candidate) in candidates.enumerated() {
            for name in candidate.entry?.names ?? [] {
                guard let owner = owners.updateValue(index, forKey: name) else { continue }
                let isHolder = candidate.claim(on: name) > candidates[owner].claim(on: name)
                return isHolder ? (name, index, owner) : (name, owner, index)
            }
        }
        return nil
    }

    /// How good its claim is: what stays in force goes over what had the name before, and that over a newcomer.
    private func claim(on name: Name) -> Int {
        if fresh == nil { return 2 }
        return former?.names.contains(name) == true ? 1 : 0
    }

    private mutating func giveWay(to winner: PackCandidate, over name: Name) {
        guard fresh != nil else { fatalError("BUG: two packs in force have \(name)") }
        fresh = nil
        problems.append(
            source.named(Problem(.error, at: source.start, "the \(name) is taken by \(winner.source.name)")))
    }

    /// What only one pack of a server may have.
    fileprivate enum Name: Hashable, CustomStringConvertible {
        case pack(String)
        case campaign(String)

        var description: String {
            switch self {
            case .pack(let id): "pack id \"\(id)\""
            case .campaign(let id): "campaign id \"\(id)\""
            }
        }
    }
}

extension PackLibrary.Entry {
    fileprivate var names: [PackCandidate.Name] { [.pack(pack.id)] + pack.campaigns.map { .campaign($0.id) } }
}
