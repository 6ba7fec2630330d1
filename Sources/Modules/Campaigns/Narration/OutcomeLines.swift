package import Core

/// Says in sentences what came of an action: the pack's words, then rolls, then the log of a fight, then what changed.
package struct OutcomeLines: Sendable {
    package let language: Language
    package let names: NameBook

    package init(language: Language, names: NameBook) {
        self.language = language
        self.names = names
    }

    package func lines(of outcome: Outcome) -> [String] {
        (outcome.text.isEmpty ? [] : [outcome.text]) + outcome.checks.map(line) + (outcome.log ?? [])
            + outcome.effects.compactMap(line)
    }

    /// `Мира: убеждение, 14 + 2 = 16 против 12 — успех.`
    package func line(of check: Outcome.Check) -> String {
        let sign = check.modifier < 0 ? "−" : "+"
        let sum = "\(check.roll) \(sign) \(abs(check.modifier)) = \(check.total)"
        let head = "\(names.character(check.characterId)): \(Vocabulary.name(ofCheckOn: check.skill, in: language))"
        let result = Vocabulary.name(of: check.outcome, in: language)
        switch language {
        case .russian:
            let how =
                switch check.advantage {
                case .advantage: " с преимуществом"
                case .disadvantage: " с помехой"
                case .none: ""
                }
            return "\(head)\(how), \(sum) против \(check.dc) — \(result)."
        case .english:
            let how =
                switch check.advantage {
                case .advantage: " with advantage"
                case .disadvantage: " with disadvantage"
                case .none: ""
                }
            return "\(head)\(how), \(sum) against \(check.dc): \(result)."
        }
    }

    /// nil for what needs no words of its own: a flag, a picture, where the story goes.
    package func line(of effect: AppliedEffect) -> String? {
        switch effect.type {
        // Of somebody in a fight: its log says so.
        case .hp: effect.target == nil ? hitPoints(effect) : nil
        case .xp: experience(effect)
        case .level: level(effect)
        case .item: item(effect)
        case .status, .clear: status(effect)
        case .relation: relation(effect)
        case .alarm: alarm(effect)
        case .flag, .event, .art, .detour, .ending: nil
        }
    }

    private func who(_ effect: AppliedEffect) -> String {
        effect.characterId.map(names.character) ?? effect.npcId.map(names.npc) ?? ""
    }

    private func hitPoints(_ effect: AppliedEffect) -> String? {
        guard let delta = effect.hpDelta, delta != 0 else { return nil }
        switch language {
        case .russian:
            let points = RussianPlural("очко", "очка", "очков")(abs(delta))
            return "\(who(effect)) \(delta < 0 ? "теряет" : "восстанавливает") \(points) здоровья."
        case .english:
            let points = EnglishPlural("hit point", "hit points")(abs(delta))
            return "\(who(effect)) \(delta < 0 ? "loses" : "regains") \(points)."
        }
    }

    private func experience(_ effect: AppliedEffect) -> String? {
        guard let gained = effect.statChanges?["xp"], gained != 0 else { return nil }
        switch language {
        case .russian:
            let points = RussianPlural("очко", "очка", "очков")(abs(gained))
            return "\(who(effect)) \(gained < 0 ? "теряет" : "получает") \(points) опыта."
        case .english:
            let points = EnglishPlural("experience point", "experience points")(abs(gained))
            return "\(who(effect)) \(gained < 0 ? "loses" : "gains") \(points)."
        }
    }

    private func level(_ effect: AppliedEffect) -> String? {
        guard case .integer(let level)? = effect.value else { return nil }
        let growth = effect.statChanges?["maxHp"] ?? 0
        switch language {
        case .russian:
            let more = growth > 0 ? ", здоровья больше на \(growth)" : ""
            return "\(who(effect)) теперь на уровне \(level)\(more)."
        case .english:
            let more = growth > 0 ? ", with \(EnglishPlural("hit point", "hit points")(growth)) more" : ""
            return "\(who(effect)) is now level \(level)\(more)."
        }
    }

    private func item(_ effect: AppliedEffect) -> String? {
        guard let id = effect.itemId, let count = effect.count, count != 0 else { return nil }
        let what = names.item(id) + (abs(count) > 1 ? " ×\(abs(count))" : "")
        switch language {
        case .russian: return "\(who(effect)) \(count < 0 ? "отдаёт" : "получает"): \(what)."
        case .english: return "\(who(effect)) \(count < 0 ? "gives up" : "receives"): \(what)."
        }
    }

    private func status(_ effect: AppliedEffect) -> String? {
        guard let id = effect.status else { return nil }
        let name = Vocabulary.name(ofStatus: id, in: language)
        switch (effect.type, language) {
        case (.clear, .russian): return "\(who(effect)): прошло — \(name)."
        case (.clear, .english): return "\(who(effect)) is no longer \(name)."
        case (_, .russian):
            let time = effect.turns.flatMap { $0 > 0 ? " на \(RussianPlural("ход", "хода", "ходов")($0))" : nil } ?? ""
            return "\(who(effect)): \(name)\(time)."
        case (_, .english):
            let time = effect.turns.flatMap { $0 > 0 ? " for \(EnglishPlural("turn", "turns")($0))" : nil } ?? ""
            return "\(who(effect)) is \(name)\(time)."
        }
    }

    private func relation(_ effect: AppliedEffect) -> String? {
        guard let delta = effect.relationDelta, delta != 0 else { return nil }
        let change = delta < 0 ? "−\(-delta)" : "+\(delta)"
        let and = language == .russian ? " и " : " and "
        let between = [effect.npcId.map(names.npc), effect.characterId.map(names.character)].compactMap { $0 }
        let head = language == .russian ? "Отношения" : "Relations"
        return "\(head) (\(between.joined(separator: and))): \(change)."
    }

    private func alarm(_ effect: AppliedEffect) -> String? {
        guard let delta = effect.statChanges?["alarm"], delta != 0 else { return nil }
        switch language {
        case .russian: return delta > 0 ? "Тревога растёт: +\(delta)." : "Тревога стихает: −\(-delta)."
        case .english: return delta > 0 ? "The alarm rises: +\(delta)." : "The alarm falls: −\(-delta)."
        }
    }
}
