internal import Core

/// Reads the older form: one file, one campaign, its id the file's stem, scenes played in order.
struct SingleFilePack {
    private let reader: PackReader
    private let root: YAMLNode
    private let id: String

    static func read(_ file: PackFile) -> (pack: Pack?, problems: [Problem]) {
        do {
            let root = try YAMLParser.parse(file.bytes, file: file.path)
            let single = SingleFilePack(root: root, id: file.stem)
            let pack = single.pack()
            return (pack, single.reader.report)
        } catch {
            return (nil, [error])
        }
    }

    private init(root: YAMLNode, id: String) {
        self.root = root
        self.id = id
        reader = PackReader(form: .singleFile, languages: [Self.language(of: root)])
    }

    private func pack() -> Pack? {
        guard reader.isIdentifier(id, "file name", at: root.position),
            reader.open(root, as: .singleFile, isFile: true)
        else { return nil }
        let language = reader.languages[0]
        let title =
            reader.line(root, "title", owner: id)
            ?? Line(id: "\(id).title", texts: [language: Self.title(from: id)])
        let season = reader.text(root, "season_version")
        let npcs = reader.list(root, "npcs").compactMap { reader.npc($0) }
        reader.campaignID = id
        _ = reader.register.define(.campaign, id, at: root.position)
        let scenes = scenes()
        guard let first = scenes.first else {
            reader.error((root["scenes"] ?? root).position, "the pack has no scene")
            return nil
        }
        let campaign = Campaign(
            id: id, worldID: reader.text(root, "world_id"), title: title,
            description: reader.line(root, "description", owner: id), seasonVersion: season,
            tags: reader.texts(root, "tags"), start: first.id,
            episodes: [Episode(id: id, title: title, scenes: scenes)])
        let pack = Pack(
            id: id, title: title, seasonVersion: season, worldID: reader.text(root, "world_id"),
            languages: reader.languages, npcs: npcs, lore: reader.list(root, "lore").compactMap(reader.lore),
            art: reader.list(root, "art").compactMap(reader.art), campaigns: [campaign])
        reader.check(pack)
        return pack
    }

    private func scenes() -> [Scene] {
        let written = reader.list(root, "scenes").compactMap { node in
            reader.scene(node).map { (scene: $0, node: node) }
        }
        return written.indices.map { index in
            let (scene, node) = written[index]
            let next = index + 1 < written.count ? written[index + 1].scene.id : nil
            let isTyped = node["type"] != nil
            let type = isTyped ? scene.type : Self.type(tags: scene.tags, isLast: next == nil)
            if !isTyped { reader.checkFields(of: node, type: type) }
            return Self.completed(scene, type: type, next: next)
        }
    }

    private static func type(tags: [String], isLast: Bool) -> SceneType {
        if isLast || tags.contains("epilogue") { return .epilogue }
        if tags.contains("combat") { return .combat }
        if !Set(tags).isDisjoint(with: ["social", "dialogue", "intrigue", "heist"]) { return .social }
        return .story
    }

    /// The scene with what the older form leaves to be understood: its text, its choices and the way on.
    private static func completed(_ scene: Scene, type: SceneType, next: String?) -> Scene {
        let told = [scene.summary].compactMap(\.self) + scene.timeline
        let way = type == .epilogue ? nil : scene.goto ?? next
        let choices =
            scene.choices.isEmpty && type != .epilogue
            ? DefaultChoices.choices(of: type, scene: scene.id) : scene.choices
        return Scene(
            id: scene.id, type: type, title: scene.title,
            text: scene.text.isEmpty ? (told.isEmpty ? [scene.title] : told) : scene.text, summary: scene.summary,
            told: scene.told, tone: scene.tone, location: scene.location, npcs: scene.npcs, picture: scene.picture,
            onEnter: scene.onEnter, choices: choices,
            freeform: type == .epilogue ? Freeform(isAllowed: false) : scene.freeform, combat: scene.combat,
            goto: way, ending: scene.ending, secret: scene.secret, timeline: scene.timeline, tags: scene.tags,
            raisesRelation: type == .social)
    }

    /// Found from the letters of its texts: ids, tags and prompts are Latin in any language.
    private static func language(of root: YAMLNode) -> Language {
        var cyrillic = 0
        var latin = 0
        func count(_ node: YAMLNode, isText: Bool) {
            switch node.content {
            case .scalar(let scalar):
                guard isText else { return }
                for letter in scalar.text.unicodeScalars {
                    switch letter {
                    case "\u{400}"..."\u{4FF}": cyrillic += 1
                    case "a"..."z", "A"..."Z": latin += 1
                    default: break
                    }
                }
            case .sequence(let elements):
                for element in elements { count(element, isText: isText) }
            case .mapping(let members):
                let texts = ["title", "description", "summary", "timeline", "name", "text", "label", "body"]
                for member in members { count(member.value, isText: texts.contains(member.key)) }
            }
        }
        count(root, isText: false)
        return cyrillic > latin ? .russian : .english
    }

    /// `moon_bridge` is "Moon bridge".
    private static func title(from stem: String) -> String {
        let words = stem.split { $0 == "_" || $0 == "-" }.joined(separator: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }
}

extension PackReader {
    func art(_ node: YAMLNode) -> Art? {
        guard open(node, as: .art), let id = text(node, "id"), let prompt = text(node, "prompt") else { return nil }
        let shown = node["entities"].flatMap { open($0, as: .artEntities) ? $0 : nil }
        let names = { (field: String, kind: Register.Kind?) -> [String] in
            shown.map { shown in
                self.oneOrMany(shown, field).compactMap { value in
                    guard let kind else { return self.text(of: value, field) }
                    return self.reference(of: value, field, [kind])
                }
            } ?? []
        }
        return Art(
            id: id, prompt: prompt, tags: texts(node, "tags"), npcs: names("npc", .npc),
            // The older form has no locations of its own: these are free words.
            locations: names("location", nil), scenes: names("scene", .scene))
    }

    func lore(_ node: YAMLNode) -> Lore? {
        guard open(node, as: .lore), let id = text(node, "id"), let title = line(node, "title", owner: id),
            let body = node["body"]
        else { return nil }
        let related = node["related"].flatMap { open($0, as: .loreRelated) ? $0 : nil }
        let names = { (field: String, kind: Register.Kind) in
            related.map { self.oneOrMany($0, field).compactMap { self.reference(of: $0, field, [kind]) } } ?? []
        }
        guard let text = line(of: body, "body", id: "\(id).body") else { return nil }
        return Lore(
            id: id, title: title, body: text, tags: texts(node, "tags"), scenes: names("scene", .scene),
            npcs: names("npc", .npc))
    }
}
