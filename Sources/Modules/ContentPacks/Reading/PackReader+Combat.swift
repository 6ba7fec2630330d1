internal import Core

/// The fight of a scene.
extension PackReader {
    private static let mostZones = 8
    /// More than a phone shows, or a party survives.
    private static let mostMonsters = 30

    func combat(_ node: YAMLNode, scene: String) -> Combat? {
        guard open(node, as: .combat) else { return nil }
        let (zones, zoneNames) = self.zones(node, scene: scene)
        let groups = list(node, "monsters").compactMap { group($0, zones: zones) }
        if let value = node["monsters"], case .sequence(let elements) = value.content {
            if elements.isEmpty { complain(value.position, "a combat needs at least one monster") }
            if groups.count == elements.count, let first = groups.first, groups.allSatisfy({ $0.minParty != nil }) {
                error(
                    elements[0].position,
                    "a lone player would meet nobody: take \"min_party\" from one group, perhaps from \"\(first.monster)\""
                )
            }
            let count = groups.reduce(0) { $0 + $1.count }
            if count > Self.mostMonsters {
                error(value.position, "the combat has \(count) monsters, at most \(Self.mostMonsters) can be fought")
            }
        }
        let way = { self.way(node, $0, owner: "\(scene).combat") }
        let (victory, defeat, flee) = (way("victory"), way("defeat"), way("flee"))
        let limit = integer(node, "rounds_limit", in: 1...50)
        guard let victory, let defeat else { return nil }
        return Combat(
            monsters: groups, zones: zones, zoneNames: zoneNames, victory: victory, defeat: defeat, flee: flee,
            roundsLimit: limit)
    }

    /// Zones are ids, or `{id, name}`: `[near, {id: cellar, name: Погреб}]`.
    private func zones(_ node: YAMLNode, scene: String) -> (ids: [String], names: [String: Line]) {
        guard let value = node["zones"] else { return (Combat.usualZones, [:]) }
        var zones: [String] = []
        var names: [String: Line] = [:]
        for element in list(node, "zones") {
            guard let zone = zoneID(element), isIdentifier(zone, "zones", at: element.position) else { continue }
            guard !zones.contains(zone) else {
                error(element.position, "there is a zone \"\(zone)\" already: take one away")
                continue
            }
            zones.append(zone)
            if let name = element["name"] {
                names[zone] = line(of: name, "name", id: "\(scene).zones.\(zone)")
            } else if !element.isMapping, !Combat.usualZones.contains(zone) {
                warn(
                    element.position,
                    "zone \"\(zone)\" has no name: write {id: \(zone), name: …}, or players see its id")
            }
        }
        if case .sequence([]) = value.content {
            error(value.position, "\"zones\" names no zone: name one, or take it away")
        }
        if zones.count > Self.mostZones {
            error(value.position, "the combat has \(zones.count) zones, at most \(Self.mostZones) fit a screen")
        }
        return (zones.isEmpty ? Combat.usualZones : zones, names)
    }

    private func zoneID(_ node: YAMLNode) -> String? {
        guard node.isMapping else { return text(of: node, "zones") }
        _ = open(node, as: .zone)
        return text(node, "id")
    }

    private func group(_ node: YAMLNode, zones: [String]) -> Combat.Group? {
        guard open(node, as: .combatGroup) else { return nil }
        let monster = reference(node, "ref", .monster)
        let count = integer(node, "count", in: 1...20) ?? 1
        let zone = text(node, "zone")
        if let zone, let value = node["zone"], !zones.contains(zone) {
            error(
                value.position, "there is no zone \"\(zone)\" in this combat\(Spelling.hint(for: zone, among: zones))")
        }
        let minParty = integer(node, "min_party", in: 1...8).flatMap { $0 == 1 ? nil : $0 }
        if let minParty, let value = node["min_party"] { partySizes.append((value.position, minParty)) }
        return monster.map { Combat.Group(monster: $0, count: count, zone: zone, minParty: minParty) }
    }

    /// An outcome, or just the scene where it leads.
    private func way(_ node: YAMLNode, _ field: String, owner: String) -> Branch? {
        guard case .scalar = node[field]?.content else { return branch(node, field, owner: owner) }
        return reference(node, field, .scene).map { Branch(goto: $0) }
    }
}
