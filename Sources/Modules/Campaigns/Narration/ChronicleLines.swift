internal import ContentPacks
internal import Core

/// Says in words what a line of the chronicle remembers, for a list of somebody's deeds: the name stands above the list.
struct ChronicleLines {
    private let rules: CampaignRules
    private let names: NameBook
    private var isRussian: Bool { rules.language == .russian }
    private var phrases: NarrativePhrases { .of(rules.language) }

    init(_ history: RunHistory) {
        rules = history.rules
        names = history.rules.names(history.state)
    }

    /// nil for what is kept for the rules alone, or told elsewhere: flags and relations.
    func line(of entry: ChronicleEntry) -> String? {
        switch entry.type {
        case "CHOICE": choice(entry)
        case "FREEFORM": scene(entry).map { isRussian ? "Свой ход: \($0)" : "A move of one's own: \($0)" }
        case "ITEM_GAINED": item(entry, isRussian ? "Находка" : "A find")
        case "ITEM_LOST": item(entry, isRussian ? "Отдано" : "Given up")
        case "LEVEL_UP":
            entry.payload["level"]?.integerValue.map { isRussian ? "Новый уровень: \($0)" : "A new level: \($0)" }
        case "COMBAT": combat(entry)
        default: RunHistory.isOfThePack(entry) ? event(entry) : nil
        }
    }

    private func choice(_ entry: ChronicleEntry) -> String? {
        let scene = entry.payload["sceneId"]?.stringValue.flatMap(rules.scene)
        guard let choice = scene?.choices.first(where: { $0.id == entry.payload["choiceId"]?.stringValue }) else {
            return nil
        }
        guard let told = choice.told else { return quoted(choice.label.text(in: rules.language)) }
        let text = phrases.typeset(told.text(in: rules.language))
        return text.prefix(1).uppercased() + text.dropFirst()
    }

    private func item(_ entry: ChronicleEntry, _ what: String) -> String? {
        entry.payload["itemId"]?.stringValue.map { "\(what): \(quoted(names.item($0)))" }
    }

    private func combat(_ entry: ChronicleEntry) -> String? {
        FightTale(entry, names: names).map { tale in
            let line = phrases.fights.line(tale)
            return scene(entry).map { "\($0): \(lowered(line.dropLast()))" } ?? String(line.dropLast())
        }
    }

    /// An event of the pack: what it did to whom, and where.
    private func event(_ entry: ChronicleEntry) -> String? {
        guard let target = entry.payload["target"]?.stringValue else { return nil }
        let targetType = RetconPackage.targetType(target, in: rules.pack)
        guard let change = WorldChange(event: entry.type, targetType: targetType) else { return nil }
        let isHelp = entry.type.hasPrefix("HELP_")
        let what =
            switch change {
            case .alive where isHelp: isRussian ? "протянутая рука" : "a helping hand"
            case .alive: isRussian ? "спасённая жизнь" : "a life saved"
            case .dead: isRussian ? "гибель" : "a death"
            case .exiled: isRussian ? "изгнание" : "an exile"
            case .changedSide: isRussian ? "другая сторона" : "another side"
            case .strengthened: isRussian ? "новая сила" : "new strength"
            case .weakened: isRussian ? "утраченная сила" : "strength lost"
            case .destroyed: isRussian ? "руины" : "ruins"
            }
        return "\(names.target(target)): \(what)"
    }

    private func scene(_ entry: ChronicleEntry) -> String? {
        entry.payload["sceneId"]?.stringValue.flatMap(rules.scene).map { quoted($0.title.text(in: rules.language)) }
    }

    private func quoted(_ text: String) -> String { phrases.quoted(text) }

    private func lowered(_ text: Substring) -> String { text.prefix(1).lowercased() + text.dropFirst() }
}
