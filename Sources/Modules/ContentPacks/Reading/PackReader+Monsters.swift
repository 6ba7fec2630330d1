internal import Core

/// The bestiary.
extension PackReader {
    func monster(_ node: YAMLNode, isFile: Bool) -> Monster? {
        let id = define(.monster, node)
        guard open(node, as: .monster, isFile: isFile), let id, let name = line(node, "name", owner: id),
            let stats = node["stats"].flatMap(self.stats)
        else { return nil }
        checkPlurals(node)
        let loot = list(node, "loot").compactMap { element -> Monster.Loot? in
            guard open(element, as: .loot), let item = reference(element, "item", .item) else { return nil }
            return Monster.Loot(item: item, chance: integer(element, "chance", in: 1...100) ?? 100)
        }
        return Monster(
            id: id, name: name, few: line(node, "few", owner: id), many: line(node, "many", owner: id),
            challenge: challenge(node), stats: stats, behaviours: behaviours(node),
            lore: line(node, "lore_snippet", owner: id), loot: loot, morale: integer(node, "morale", in: 0...100),
            picture: picture(node, owner: id))
    }

    /// Russian has a form behind 3 and 4, and another behind 5; a sentence needs both.
    private func checkPlurals(_ node: YAMLNode) {
        switch (node["few"], node["many"]) {
        case (let few?, nil): warn(few.position, "\"few\" is never shown without \"many\": write both")
        case (nil, let many?) where languages.contains(.russian):
            warn(many.position, "\"many\" is never shown in Russian without \"few\": write both")
        default: break
        }
    }

    private func challenge(_ node: YAMLNode) -> String? {
        guard let text = text(node, "cr"), let value = node["cr"] else { return nil }
        if ChallengeRating(text) == nil {
            error(value.position, "\"cr\" is \"\(text)\", it must be 0, 1/8, 1/4, 1/2 or one of 1...30")
        }
        return text
    }

    private func behaviours(_ node: YAMLNode) -> [Behaviour] {
        let known = Behaviour.allCases.map(\.rawValue)
        return list(node, "behaviour_tags").compactMap { element in
            guard let text = text(of: element, "behaviour_tags") else { return nil }
            if let behaviour = Behaviour(rawValue: text) { return behaviour }
            error(element.position, "unknown behaviour \"\(text)\"\(Spelling.hint(for: text, amongAll: known))")
            return nil
        }
    }

    private func stats(_ node: YAMLNode) -> Monster.Stats? {
        guard open(node, as: .stats) else { return nil }
        let hp = integer(node, "hp", in: 1...10_000)
        let ac = integer(node, "ac", in: 1...40)
        let damage = text(node, "damage")
        if let damage, DiceFormula(damage) == nil, let value = node["damage"] {
            error(
                value.position,
                "\"\(damage)\" is no dice notation: write NdM, NdM+K or NdM-K, like 1d8+2, at most 100d1000+1000")
        }
        let attack = integer(node, "attack_bonus", in: -20...40) ?? 0
        let initiative = integer(node, "initiative", in: -20...40)
        let abilities = node["abilities"].map(self.abilities) ?? [:]
        guard let hp, let ac, let damage else { return nil }
        return Monster.Stats(
            hp: hp, ac: ac, attackBonus: attack, damage: damage, initiative: initiative ?? 0, abilities: abilities)
    }

    private func abilities(_ node: YAMLNode) -> [String: Int] {
        let names = Ability.allCases.map(\.rawValue)
        guard open(node, as: Shape("abilities", optional: names)) else { return [:] }
        var values: [String: Int] = [:]
        for name in names { values[name] = integer(node, name, in: 1...40) }
        return values
    }
}
