internal import Core

extension PackReader {
    func scene(_ written: YAMLNode) -> Scene? {
        let node = including(templatesOf: written)
        let id = define(.scene, node)
        guard open(node, as: form == .folder ? .scene : .singleFileScene), let id,
            let title = line(node, "title", owner: id)
        else { return nil }
        let type = word(node, "type", as: SceneType.self) ?? .story
        if form == .folder, type == .combat, let value = node["combat"] ?? node["type"] {
            error(value.position, "combat scenes of folder packs are not played by this version")
        } else if type != .combat, let value = node["combat"] {
            error(value.position, "only a scene of type combat has a \"combat\"")
        }
        let ending = define(.ending, node, field: "ending")
        if ending != nil, type != .epilogue, let value = node["ending"] {
            error(value.position, "only a scene of type epilogue is an ending")
        }
        let text = paragraphs(node, "text", owner: id)
        if form == .folder, node["text"] == nil { error(node.position, "the scene has no \"text\"") }
        return Scene(
            id: id, type: type, title: title, text: text,
            summary: line(node, "summary", owner: id), tone: self.text(node, "tone"),
            location: reference(node, "location", .location), npcs: references(node, "npcs", .npc),
            picture: picture(node, owner: id), onEnter: effects(node, "on_enter"), choices: choices(node, scene: id),
            freeform: node["freeform"].flatMap { freeform($0, scene: id) } ?? Freeform(isAllowed: type != .epilogue),
            combat: node["combat"].flatMap { combat($0, scene: id) }, goto: reference(node, "goto", .scene),
            ending: ending, secret: line(node, "secret", owner: id, isSecret: true),
            timeline: lines(node, "timeline", owner: id),
            tags: texts(node, "tags"))
    }

    /// The scene with the fields of the blocks it includes. What the scene says itself wins; lists are joined, the
    /// scene's own elements first.
    private func including(templatesOf node: YAMLNode) -> YAMLNode {
        guard case .mapping(var members) = node.content, node["include"] != nil else { return node }
        for element in oneOrMany(node, "include") {
            guard let id = text(of: element, "include") else { continue }
            guard case .mapping(let additions) = templates[id]?.content else {
                let hint = Spelling.hint(for: id, among: templates.keys)
                error(element.position, "there is no scenes_templates/\(id).yaml\(hint)")
                continue
            }
            for addition in additions where !["season_version", "world_id", "notes", "id"].contains(addition.key) {
                guard let index = members.firstIndex(where: { $0.key == addition.key }) else {
                    members.append(addition)
                    continue
                }
                if case .sequence(let own) = members[index].value.content,
                    case .sequence(let more) = addition.value.content
                {
                    let joined = YAMLNode(content: .sequence(own + more), position: members[index].value.position)
                    members[index] = .init(key: addition.key, position: members[index].position, value: joined)
                }
            }
        }
        return YAMLNode(content: .mapping(members), position: node.position)
    }

    private func freeform(_ node: YAMLNode, scene: String) -> Freeform? {
        guard open(node, as: .freeform) else { return nil }
        return Freeform(
            isAllowed: bool(node, "allowed", default: true), limit: integer(node, "limit", in: 1...280) ?? 280,
            skill: word(node, "skill", as: Skill.self), dc: difficulty(node) ?? 13,
            onSuccess: branch(node, "on_success", owner: "\(scene).freeform"),
            onPartial: branch(node, "on_partial", owner: "\(scene).freeform"),
            onFail: branch(node, "on_fail", owner: "\(scene).freeform"))
    }

    private func combat(_ node: YAMLNode, scene: String) -> Combat? {
        guard open(node, as: .combat) else { return nil }
        let groups = list(node, "monsters").compactMap { element -> Combat.Group? in
            guard open(element, as: .combatGroup), let id = reference(element, "ref", .monster) else { return nil }
            return Combat.Group(
                monster: id, count: integer(element, "count", in: 1...20) ?? 1, zone: text(element, "zone"))
        }
        let zones = texts(node, "zones")
        let way = { self.way(node, $0, owner: "\(scene).combat") }
        guard let victory = way("victory"), let defeat = way("defeat") else { return nil }
        return Combat(
            monsters: groups, zones: zones.isEmpty ? ["near", "far", "cover"] : zones, victory: victory,
            defeat: defeat, flee: way("flee"), roundsLimit: integer(node, "rounds_limit", in: 1...50))
    }

    /// An outcome, or just the scene where it leads.
    private func way(_ node: YAMLNode, _ field: String, owner: String) -> Branch? {
        guard case .scalar = node[field]?.content else { return branch(node, field, owner: owner) }
        return reference(node, field, .scene).map { Branch(goto: $0) }
    }
}
