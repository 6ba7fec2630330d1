extension PackReader {
    func choices(_ node: YAMLNode, scene: String) -> [Choice] {
        var seen: [String: Position] = [:]
        return list(node, "choices").compactMap { element in
            if let id = element["id"], case .scalar(let scalar) = id.content {
                if let first = seen[scalar.text] {
                    holed.insert(scene)
                    error(id.position, "there is a choice \"\(scalar.text)\" already\(place(first, from: id.position))")
                    return nil
                }
                seen[scalar.text] = id.position
            }
            let choice = choice(element, scene: scene)
            if choice == nil { holed.insert(scene) }
            return choice
        }
    }

    private func choice(_ node: YAMLNode, scene: String) -> Choice? {
        guard open(node, as: .choice), let id = text(node, "id"), let position = node["id"]?.position,
            isIdentifier(id, "id", at: position)
        else { return nil }
        let owner = "\(scene).\(id)"
        guard let label = line(node, "label", owner: owner) else { return nil }
        let isOnce = bool(node, "once")
        let isSticky = bool(node, "sticky")
        if isOnce, isSticky { error(node.position, "a choice is either once or sticky: take one away") }
        let check = node["check"].flatMap { self.check($0, owner: owner) }
        for field in ["success", "partial", "fail"] where node["check"] == nil {
            if let value = node[field] {
                error(value.position, "\"\(field)\" without a check: give the choice a \"check\", or take it away")
            }
        }
        if let value = node["check"], node["partial"] == nil {
            warn(value.position, "the check has no \"partial\" outcome: it plays as \"fail\"")
        }
        return Choice(
            id: id, label: label, told: line(node, "told", owner: owner), when: condition(node, "when"), isOnce: isOnce,
            isSticky: isSticky,
            isFallback: bool(node, "fallback"), check: check, goto: reference(node, "goto", .scene),
            effects: effects(node, "effects"), text: paragraphs(node, "text", owner: owner),
            success: branch(node, "success", owner: owner), partial: branch(node, "partial", owner: owner),
            fail: branch(node, "fail", owner: owner))
    }

    func branch(_ node: YAMLNode, _ field: String, owner: String) -> Branch? {
        guard let value = node[field], open(value, as: .branch) else { return nil }
        return Branch(
            text: paragraphs(value, "text", owner: "\(owner).\(field)"), effects: effects(value, "effects"),
            goto: reference(value, "goto", .scene))
    }

    private func check(_ node: YAMLNode, owner: String) -> Check? {
        guard open(node, as: .check), let dc = difficulty(node) else { return nil }
        let advantage = self.advantage(node)
        let stakes = line(node, "stakes", owner: owner)
        switch (node["skill"], node["ability"]) {
        case (_?, nil):
            return word(node, "skill", as: Skill.self).map {
                Check(skill: $0, dc: dc, advantage: advantage, stakes: stakes)
            }
        case (nil, _?):
            return word(node, "ability", as: Ability.self).map {
                Check(ability: $0, dc: dc, advantage: advantage, stakes: stakes)
            }
        default:
            error(node.position, "a check tries either a skill or an ability: give it one of them")
            return nil
        }
    }

    /// A number, or the name of a band.
    func difficulty(_ node: YAMLNode) -> Int? {
        if case .scalar(let scalar) = node["dc"]?.content {
            switch scalar.text {
            case "easy": return 8
            case "normal": return 12
            case "hard": return 16
            case "heroic": return 20
            default: break
            }
            guard case .integer = scalar.resolved else {
                let position = node["dc"]?.position ?? node.position
                error(position, "\"dc\" is \"\(scalar.text)\", it must be easy, normal, hard, heroic or one of 1...40")
                return nil
            }
        }
        return integer(node, "dc", in: 1...40)
    }

    /// `true` is short for advantage.
    private func advantage(_ node: YAMLNode) -> Check.Advantage {
        if case .scalar(let scalar) = node["advantage"]?.content, case .bool(let flag) = scalar.resolved {
            return flag ? .advantage : .none
        }
        return word(node, "advantage", as: Check.Advantage.self) ?? .none
    }
}
