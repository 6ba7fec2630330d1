internal import Core

extension PackReader {
    func scene(_ written: YAMLNode) -> Scene? {
        let node = including(templatesOf: written)
        let id = define(.scene, node)
        guard open(node, as: form == .folder ? .scene : .singleFileScene), let id,
            let title = line(node, "title", owner: id)
        else { return nil }
        let type = word(node, "type", as: SceneType.self) ?? .story
        if form == .folder, type == .combat {
            if node["combat"] == nil, let value = node["type"] {
                error(value.position, "a scene of type combat needs a \"combat\": say who is fought")
            }
            for field in ["choices", "freeform"] {
                if let value = node[field] {
                    error(value.position, "a scene of type combat is fought, it has no \"\(field)\"")
                }
            }
        }
        // The older form finds the type by tags, and asks later.
        if form == .folder || node["type"] != nil { checkFields(of: node, type: type) }
        let ending = define(.ending, node, field: "ending")
        let combat = node["combat"].flatMap { self.combat($0, scene: id) }
        if combat == nil, type == .combat, form == .folder { holed.insert(id) }
        let text = paragraphs(node, "text", owner: id)
        if form == .folder, node["text"] == nil { error(node.position, "the scene has no \"text\"") }
        return Scene(
            id: id, type: type, title: title, text: text,
            summary: line(node, "summary", owner: id), told: line(node, "told", owner: id),
            tone: self.text(node, "tone"),
            location: reference(node, "location", .location), npcs: references(node, "npcs", .npc),
            picture: picture(node, owner: id), onEnter: effects(node, "on_enter"), choices: choices(node, scene: id),
            freeform: node["freeform"].flatMap { freeform($0, scene: id) } ?? Freeform(isAllowed: type != .epilogue),
            combat: combat, goto: reference(node, "goto", .scene),
            ending: ending, secret: line(node, "secret", owner: id, isSecret: true),
            timeline: lines(node, "timeline", owner: id),
            tags: texts(node, "tags"))
    }

    /// Tells fields that only scenes of another type have.
    func checkFields(of node: YAMLNode, type: SceneType) {
        let owners = [("combat", SceneType.combat, "has a \"combat\""), ("ending", .epilogue, "is an ending")]
        for (field, owner, what) in owners where type != owner {
            guard let value = node[field] else { continue }
            error(
                value.position,
                "only a scene of type \(owner.rawValue) \(what): give the scene this type, or take it away")
        }
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
}
