internal import ContentPacks
internal import Core

/// Says in one sentence what was done in a scene state, for whoever looks back on it.
struct RunTeller {
    let rules: CampaignRules
    let names: NameBook
    /// By `<scene>/<order>`.
    private let fights: [String: FightTale]

    init(_ history: RunHistory) {
        rules = history.rules
        let names = history.rules.names(history.state)
        self.names = names
        let told = history.chronicle.compactMap { entry -> (String, FightTale)? in
            guard let scene = entry.payload["sceneId"]?.stringValue, let order = entry.payload["order"]?.integerValue,
                let tale = FightTale(entry, names: names)
            else { return nil }
            return (Self.key(scene, Int(order)), tale)
        }
        fights = Dictionary(told, uniquingKeysWith: { $1 })
    }

    private static func key(_ scene: String, _ order: Int) -> String { "\(scene)/\(order)" }

    /// The fight that ended with it; nil when it was none.
    func fight(_ record: SceneRecord) -> FightTale? {
        guard record.resolved.choiceID == Resolution.fightEnd else { return nil }
        return fights[Self.key(record.resolved.sceneID, record.resolved.sceneOrder)]
    }

    func choice(_ record: SceneRecord) -> Choice? {
        guard record.words == nil, let id = record.resolved.choiceID, let scene = rules.scene(record.resolved.sceneID)
        else { return nil }
        return scene.choices.first { $0.id == id } ?? GenericChoices.of(scene.type).first { $0.id == id }
    }

    /// `Мира спрашивает, для кого вторая тарелка.`: as the author wrote that it is told; nil when nothing was written.
    func told(_ record: SceneRecord) -> String? {
        guard let told = choice(record)?.told?.text(in: rules.language), !told.isEmpty else { return nil }
        let sentence = "\(names.character(record.resolved.actor)) \(NarrativePhrases.of(rules.language).typeset(told))"
        return sentence.hasSuffix("?") || sentence.hasSuffix("!") ? sentence : sentence + "."
    }

    /// The same in any case: of what has no words of its own, what was chosen or said; empty when nobody did anything.
    func deed(_ record: SceneRecord) -> String {
        let phrases = NarrativePhrases.of(rules.language)
        if let fight = fight(record) { return phrases.fights.line(fight) }
        if let told = told(record) { return told }
        let words = record.words ?? choice(record)?.label.text(in: rules.language)
        return words.map { "\(names.character(record.resolved.actor)): \(phrases.quoted($0))" } ?? ""
    }
}
