internal import ContentPacks
package import Core

/// Tells a fight in sentences, so that who was not there can follow it. Names stand in the nominative only.
package struct FightLines: Sendable {
    /// By combatant.
    private let names: [String: String]
    private let items: [String: String]
    /// Of zones that their author named.
    private let zones: [String: String]
    private let language: Language

    package init(
        names: [String: String], items: [String: String] = [:], zones: [String: String] = [:], language: Language
    ) {
        self.names = names
        self.items = items
        self.zones = zones
        self.language = language
    }

    package func lines(of fight: Fight) -> [String] { fight.recent.map(line) }

    package func name(_ id: String?) -> String { id.map { names[$0] ?? $0 } ?? "" }

    /// The author's name, else where that is, else the id in words.
    package func zone(_ id: String) -> String {
        if let name = zones[id] { return name }
        return switch (id, language) {
        case ("near", .russian): "вблизи"
        case ("far", .russian): "в отдалении"
        case ("cover", .russian): "в укрытии"
        case ("near", .english): "close by"
        case ("far", .english): "at a distance"
        case ("cover", .english): "in cover"
        default: id.split { $0 == "_" || $0 == "-" }.joined(separator: " ")
        }
    }

    /// Whether a text is what `line(of:)` says of an end.
    static func isEnd(_ text: String, in language: Language) -> Bool {
        let lines = FightLines(names: [:], language: language)
        return FightEnd.allCases.contains { lines.line(of: $0) == text }
    }

    package func line(of event: FightEvent) -> String {
        language == .russian ? russian(event) : english(event)
    }

    package func line(of end: FightEnd) -> String {
        switch (end, language) {
        case (.victory, .russian): "Бой окончен: противников не осталось."
        case (.surrender, .russian): "Бой окончен: противник сломлен."
        case (.defeat, .russian): "Бой окончен: сил ни у кого не осталось."
        case (.flee, .russian): "Бой окончен: отряд отступил."
        case (.standoff, .russian): "Бой затих сам собой: стороны расходятся."
        case (.timeout, .russian): "Время вышло: стороны расходятся."
        case (.victory, .english): "The fight is over: no enemy is left."
        case (.surrender, .english): "The fight is over: the enemy is broken."
        case (.defeat, .english): "The fight is over: nobody has any strength left."
        case (.flee, .english): "The fight is over: the party has withdrawn."
        case (.standoff, .english): "The fight dies down, and both sides part."
        case (.timeout, .english): "Time is up, and both sides part."
        }
    }

    // MARK: Russian

    private func russian(_ event: FightEvent) -> String {
        let (who, whom, place) = (name(event.actor), name(event.target), zone(event.word ?? ""))
        switch event.kind {
        case .initiative: return "\(who): инициатива \(number(event.amount))."
        case .round: return "Раунд \(event.amount ?? 0)."
        case .attack: return "\(who) атакует, цель — \(whom): \(blow(event))."
        case .opportunity: return "\(who) бьёт вдогонку, цель — \(whom): \(blow(event))."
        case .guarded: return "\(who) прикрывает: \(whom) под защитой."
        case .hurt:
            return
                "\(who) теряет \(RussianPlural("очко", "очка", "очков")(event.amount ?? 0)) здоровья: \(word(event))."
        case .healed:
            return "\(who) восстанавливает \(RussianPlural("очко", "очка", "очков")(event.amount ?? 0)) здоровья."
        case .out: return "\(who) выбывает из боя."
        case .surrender: return "\(who) сдаётся."
        case .fled: return "\(who) покидает бой."
        case .moved: return isNamed(event.word) ? "\(who) меняет место: \(place)." : "\(who) теперь \(place)."
        case .defend: return "\(who) уходит в защиту."
        case .help: return "\(who) помогает: \(whom) действует с преимуществом."
        case .absent: return "\(who) медлит и только защищается."
        case .skill:
            return
                "\(who): \(skill(event)), \(number(event.total)) против \(number(event.against)) — \(event.isSuccess == true ? "успех" : "неудача")."
        case .item:
            return event.actor == event.target
                ? "\(who) применяет: \(word(event))." : "\(who) применяет: \(word(event)), кому — \(whom)."
        case .status: return "\(who): \(word(event))."
        case .cleared: return "\(who): прошло — \(word(event))."
        case .skipped: return "\(who) пропускает ход: \(word(event))."
        }
    }

    // MARK: English

    private func english(_ event: FightEvent) -> String {
        let (who, whom, place) = (name(event.actor), name(event.target), zone(event.word ?? ""))
        switch event.kind {
        case .initiative: return "\(who): initiative \(number(event.amount))."
        case .round: return "Round \(event.amount ?? 0)."
        case .attack: return "\(who) attacks \(whom): \(blow(event))."
        case .opportunity: return "\(who) strikes after \(whom): \(blow(event))."
        case .guarded: return "\(who) steps in front of \(whom)."
        case .hurt:
            return "\(who) loses \(EnglishPlural("hit point", "hit points")(event.amount ?? 0)): \(word(event))."
        case .healed: return "\(who) regains \(EnglishPlural("hit point", "hit points")(event.amount ?? 0))."
        case .out: return "\(who) is out of the fight."
        case .surrender: return "\(who) surrenders."
        case .fled: return "\(who) leaves the fight."
        case .moved: return isNamed(event.word) ? "\(who) changes place: \(place)." : "\(who) is now \(place)."
        case .defend: return "\(who) defends."
        case .help: return "\(who) helps \(whom), who has advantage now."
        case .absent: return "\(who) hesitates, and only defends."
        case .skill:
            return
                "\(who): \(skill(event)), \(number(event.total)) against \(number(event.against)): \(event.isSuccess == true ? "success" : "failure")."
        case .item:
            return event.actor == event.target
                ? "\(who) uses: \(word(event))." : "\(who) uses on \(whom): \(word(event))."
        case .status: return "\(who) is \(word(event))."
        case .cleared: return "\(who) is no longer \(word(event))."
        case .skipped: return "\(who) loses a turn: \(word(event))."
        }
    }

    // MARK: Parts

    /// Whether a zone is told by a name, which stands in the nominative, and not by where it is.
    private func isNamed(_ zone: String?) -> Bool {
        zone.map { zones[$0] != nil || !Combat.usualZones.contains($0) } ?? false
    }

    /// `17 против 13 — попадание, урон 5`.
    private func blow(_ event: FightEvent) -> String {
        let (total, against) = (number(event.total), number(event.against))
        let isCritical = event.face == 20
        switch language {
        case .russian:
            guard let damage = event.amount else { return "\(total) против \(against) — промах" }
            return "\(total) против \(against) — \(isCritical ? "критическое попадание" : "попадание"), урон \(damage)"
        case .english:
            guard let damage = event.amount else { return "\(total) against \(against), a miss" }
            return "\(total) against \(against), a \(isCritical ? "critical hit" : "hit") for \(damage)"
        }
    }

    /// With a true minus.
    private func number(_ value: Int?) -> String {
        let value = value ?? 0
        return value < 0 ? "−\(-value)" : "\(value)"
    }

    private func skill(_ event: FightEvent) -> String { Vocabulary.name(ofCheckOn: event.word ?? "", in: language) }

    /// A status or a thing.
    private func word(_ event: FightEvent) -> String {
        guard let word = event.word else { return "" }
        if event.kind == .item { return items[word] ?? word }
        if word == "shaken" { return language == .russian ? "замешательство" : word }
        return Vocabulary.name(ofStatus: word, in: language)
    }
}
