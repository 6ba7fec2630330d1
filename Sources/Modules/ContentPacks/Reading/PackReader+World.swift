extension PackReader {
    func location(_ node: YAMLNode, as kind: Register.Kind) -> Location? {
        let id = define(kind, node)
        guard open(node, as: .location), let id, let name = line(node, "name", owner: id) else { return nil }
        return Location(
            id: id, name: name, summary: line(node, "summary", owner: id), region: reference(node, "region", .region),
            tags: texts(node, "tags"), picture: picture(node, owner: id))
    }

    func faction(_ node: YAMLNode) -> Faction? {
        let id = define(.faction, node)
        guard open(node, as: .faction), let id, let name = line(node, "name", owner: id) else { return nil }
        let relations = list(node, "relations").compactMap { element -> Faction.Relation? in
            guard open(element, as: .factionRelation), let to = reference(element, "to", .faction),
                let kind = text(element, "kind")
            else { return nil }
            return Faction.Relation(to: to, kind: kind)
        }
        return Faction(id: id, name: name, summary: line(node, "summary", owner: id), relations: relations)
    }

    func world(_ node: YAMLNode, isFile: Bool) -> World? {
        guard open(node, as: .world, isFile: isFile), let id = text(node, "id"), let position = node["id"]?.position,
            isIdentifier(id, "id", at: position), let title = line(node, "title", owner: id)
        else { return nil }
        return World(
            id: id, title: title, seasonVersion: text(node, "season_version"),
            description: line(node, "description", owner: id), factions: refs(node, "factions", .faction),
            regions: refs(node, "regions", .region))
    }

    func npc(_ node: YAMLNode, isFile: Bool = false) -> NPC? {
        let id = define(.npc, node)
        guard open(node, as: .npc, isFile: isFile), let id, let name = line(node, "name", owner: id) else { return nil }
        if let archetype = node["archetype"], node["role"] != nil {
            error(archetype.position, "an npc has either a role or an archetype: take one away")
        }
        return NPC(
            id: id, worldID: text(node, "world_id"), name: name,
            role: line(node, "role", owner: id) ?? line(node, "archetype", owner: id),
            factions: references(node, "factions", .faction), tags: texts(node, "tags"),
            profile: node["base_profile"].flatMap { self.profile($0, owner: id) },
            summary: line(node, "summary", owner: id), voice: text(node, "voice_tts"),
            picture: picture(node, owner: id), secrets: secrets(node, owner: id))
    }

    private func profile(_ node: YAMLNode, owner: String) -> NPC.Profile? {
        guard open(node, as: .profile) else { return nil }
        return NPC.Profile(
            personality: line(node, "personality", owner: owner), appearance: line(node, "appearance", owner: owner),
            motivations: line(node, "motivations", owner: owner))
    }

    /// One secret, or a list of them.
    private func secrets(_ node: YAMLNode, owner: String) -> [Line] {
        oneOrMany(node, "secrets").enumerated().compactMap { index, element in
            line(of: element, "secrets", id: "\(owner).secrets.\(index + 1)", isSecret: true)
        }
    }

    func item(_ node: YAMLNode, isFile: Bool) -> Item? {
        let id = define(.item, node)
        guard open(node, as: .item, isFile: isFile), let id, let name = line(node, "name", owner: id) else {
            return nil
        }
        let bonuses = list(node, "effects").enumerated().compactMap { index, element -> Item.Bonus? in
            guard open(element, as: .bonus), let type = text(element, "type") else { return nil }
            return Item.Bonus(
                type: type, stat: text(element, "stat"), value: integer(element, "value", in: -1000...1000),
                description: line(element, "description", owner: "\(id).effects.\(index + 1)"))
        }
        return Item(
            id: id, name: name, rarity: word(node, "rarity", as: Item.Rarity.self) ?? .common,
            slot: text(node, "slot"), effects: bonuses, isSoulbound: bool(node, "soulbound"),
            isTradeable: bool(node, "tradeable", default: true), needsAttunement: bool(node, "attunement"),
            charges: integer(node, "charges", in: 0...1000), picture: picture(node, owner: id))
    }
}
