internal import Core

/// Sentences that a fight is retold with. `%n` stands for who did it, `%w` for whom it befell: names, in the nominative.
struct FightPhrases {
    /// How long it was, in several ways.
    let length: @Sendable (_ rounds: Int) -> [String]
    /// What happened to one, or to many.
    let part: @Sendable (FightTale.Part.Kind, _ isMany: Bool) -> [String]
    /// So many of one name, as parts of a list: `три Проволочки`, `the Drowse`, `Огарок` and `ещё Огарок`.
    let fighters: @Sendable (MonsterName, _ count: Int, _ areMembers: Bool) -> [String]
    /// `Победа. Четыре раунда.`
    let line: @Sendable (FightTale) -> String

    static let russian = FightPhrases(
        length: { rounds in
            if rounds == 1 { return ["Хватает одного раунда.", "Всё решает первый же раунд.", "Бой короток: раунд."] }
            let count = counted(rounds)
            return ["Бой длится \(count).", "На это уходит \(count).", "Дело растягивается на \(count)."]
        },
        part: { kind, isMany in
            switch (kind, isMany) {
            case (.felled, false):
                [
                    "%n бьёт наверняка, и %w падает.", "Потом вступает %n, и %w больше не встаёт.",
                    "%n не промахивается: %w выбывает.", "Свой удар находит и %n: %w падает.",
                    "Тут %n ловит миг, и %w остаётся лежать.",
                ]
            case (.felled, true):
                [
                    "%n бьёт наверняка, и один за другим падают %w.",
                    "Потом вступает %n, и больше не встают %w.", "%n не промахивается: выбывают %w.",
                    "Руку прикладывает %n, и падают %w.", "Тут %n ловит миг, и ложатся %w.",
                ]
            case (.collapsed, false): ["%w падает без сил.", "Силы кончаются, и %w падает."]
            case (.collapsed, true): ["Без сил падают %w.", "Силы кончаются, и падают %w."]
            case (.broken, false):
                ["%n теснит, и %w сдаётся.", "Пока %n замахивается, %w успевает сдаться."]
            case (.broken, true): ["%n теснит, и сдаются %w.", "Пока %n замахивается, сдаются %w."]
            case (.escaped, false): ["%w уносит ноги.", "%w пускается наутёк.", "%w решает, что на сегодня довольно."]
            case (.escaped, true): ["Уносят ноги %w.", "Пускаются наутёк %w.", "Спасаются бегством %w."]
            case (.lost, false): ["Достаётся и своим: %w выбывает.", "Даром это не проходит: %w падает."]
            case (.lost, true): ["Достаётся и своим: выбывают %w.", "Даром это не проходит: падают %w."]
            case (.withdrew, false): ["%w отступает.", "Назад, пока не поздно, пробивается %w."]
            case (.withdrew, true): ["Отступают %w.", "Назад, пока не поздно, пробиваются %w."]
            }
        },
        fighters: { name, count, _ in
            // Two of a kind would have to agree in gender.
            guard count > 2, let few = name.few, let many = name.many else { return repeated(name.one, count, "ещё") }
            return [word(for: count, of: numerals) + " " + RussianPlural(name.one, few, many).form(count)]
        },
        line: { fight in
            let end =
                switch fight.result {
                case .victory: "Победа"
                case .flee: "Отступление"
                default: "Поражение"
                }
            return "\(end), \(counted(fight.rounds))."
        })

    static let english = FightPhrases(
        length: { rounds in
            if rounds == 1 { return ["One round is enough.", "The first round decides it.", "It is over in a round."] }
            let count = spelled(rounds)
            return ["The fight lasts \(count).", "It takes \(count).", "It is a matter of \(count)."]
        },
        part: { kind, isMany in
            switch kind {
            case .felled:
                [
                    "%n strikes home, and down \(isMany ? "go" : "goes") %w.",
                    "Then it is %n, and %w \(isMany ? "do" : "does") not get up again.",
                    "%n does not miss: that is the end of %w.", "%n finds an opening, and so much for %w.",
                    "%n lends a hand, and that is all for %w.",
                ]
            case .collapsed: ["%w \(isMany ? "drop" : "drops") of exhaustion."]
            case .broken:
                [
                    "%n presses on, and %w \(isMany ? "give" : "gives") up.",
                    "One look at %n, and %w yield\(isMany ? "" : "s").",
                ]
            case .escaped:
                [
                    "%w take\(isMany ? "" : "s") to the hills.", "%w make\(isMany ? "" : "s") off.",
                    "%w \(isMany ? "have" : "has") had enough, and is gone.",
                ]
            case .lost:
                [
                    "It has its price: %w \(isMany ? "are" : "is") out of it.",
                    "Nor is it free: %w \(isMany ? "fall" : "falls").",
                ]
            case .withdrew:
                [
                    "%w \(isMany ? "fall" : "falls") back.",
                    "While there is time, %w \(isMany ? "break" : "breaks") away.",
                ]
            }
        },
        fighters: { name, count, areMembers in
            if areMembers { return [name.one] }
            let one = name.one.hasPrefix("The ") ? "the " + name.one.dropFirst(4) : "the \(name.one)"
            guard count > 1, let many = name.many else { return repeated(one, count, "another") }
            return ["\(word(for: count, of: numbers)) \(many)"]
        },
        line: { fight in
            let end =
                switch fight.result {
                case .victory: "Victory"
                case .flee: "A retreat"
                default: "Defeat"
                }
            return "\(end), \(fight.rounds == 1 ? "in one round" : "after \(spelled(fight.rounds))")."
        })

    /// `три раунда`; in figures from 11 on.
    private static func counted(_ rounds: Int) -> String {
        word(for: rounds, of: numerals) + " " + RussianPlural("раунд", "раунда", "раундов").form(rounds)
    }

    private static func spelled(_ rounds: Int) -> String {
        word(for: rounds, of: numbers) + " " + (rounds == 1 ? "round" : "rounds")
    }

    private static let numerals = [
        "ни один", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять",
    ]
    private static let numbers = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ]

    private static func word(for number: Int, of words: [String]) -> String {
        words.indices.contains(number) ? words[number] : "\(number)"
    }

    /// Of what has no plural: `Тень`, `ещё Тень`, `ещё Тень`.
    private static func repeated(_ name: String, _ count: Int, _ more: String) -> [String] {
        let bare = name.hasPrefix("the ") ? String(name.dropFirst(4)) : name
        return [name] + Array(repeating: "\(more) \(bare)", count: count - 1)
    }
}
