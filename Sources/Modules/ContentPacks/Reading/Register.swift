/// Every id of a pack and everything that names one, so that references can be judged when all files are read.
struct Register {
    enum Kind: String, CaseIterable {
        case campaign, episode, scene, ending, flag, npc, monster, item, location, region, city, faction, asset
        case template = "scene template"
    }

    struct Definition {
        let id: String
        let position: Position
        /// The campaign that a scene, an ending or a flag belongs to.
        let campaign: String?
        /// Of a flag.
        let flagKind: Flag.Kind?
    }

    struct Reference {
        /// Any of these will do.
        let kinds: [Kind]
        let id: String
        let position: Position
        let campaign: String?
        /// What a flag is used as; nil when any kind will do.
        let flagKind: Flag.Kind?
    }

    private(set) var definitions: [Kind: [String: Definition]] = [:]
    private(set) var references: [Reference] = []

    /// Flags and endings are their campaign's own; everything else is unique in the pack.
    private static func key(_ kind: Kind, _ id: String, _ campaign: String?) -> String {
        kind == .flag || kind == .ending ? "\(campaign ?? "")/\(id)" : id
    }

    /// The first definition when there is one already.
    mutating func define(
        _ kind: Kind, _ id: String, at position: Position, campaign: String? = nil, flagKind: Flag.Kind? = nil
    ) -> Definition? {
        let key = Self.key(kind, id, campaign)
        if let first = definitions[kind]?[key] { return first }
        definitions[kind, default: [:]][key] = Definition(
            id: id, position: position, campaign: campaign, flagKind: flagKind)
        return nil
    }

    mutating func refer(_ reference: Reference) { references.append(reference) }

    func definition(_ kind: Kind, _ id: String, campaign: String? = nil) -> Definition? {
        definitions[kind]?[Self.key(kind, id, campaign)]
    }

    /// The ids that a reference could have meant.
    func ids(_ kind: Kind, campaign: String?) -> [String] {
        (definitions[kind] ?? [:]).values.filter { $0.campaign == nil || $0.campaign == campaign }.map(\.id)
    }
}
