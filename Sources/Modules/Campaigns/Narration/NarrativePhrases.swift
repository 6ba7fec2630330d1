internal import Core

/// Sentences a run is retold with, where its author left the words to us. `%n` stands for a name, `%t` for a title, `%w`
/// for what was chosen, said or won.
///
/// All are in the present tense, as the texts of packs are; in Russian its verbs know no gender, and names stand where
/// the nominative belongs.
struct NarrativePhrases {
    let openingOfOne: String
    let openingOfMany: String
    let and: String
    /// A scene that has nothing but a title.
    let arrivals: [String]
    let choices: [String]
    let ownMoves: [String]
    /// The same once more.
    let again: [String]
    /// What came of it, where the pack does not say.
    let results: @Sendable (ActionResult) -> [String]
    let fights: FightPhrases
    /// What the world remembers of one, or of many.
    let memory: @Sendable (Fate, _ isMany: Bool) -> String
    /// What somebody won: the first for whoever is named first, the others for one more.
    let rewards: [String]
    let lost: String
    let left: String
    let completed: String
    let aborted: String
    private let isEnglish: Bool
    /// What quotes a text, and what quotes become inside it.
    let quotes: (open: String, close: String)
    let innerQuotes: (open: String, close: String)

    /// What became of somebody or something, for the last paragraph.
    enum Fate: Hashable {
        case changed(WorldChange)
        /// Alive, and helped rather than saved.
        case helped
    }

    static func of(_ language: Language) -> NarrativePhrases { language == .russian ? russian : english }

    /// A text of a pack as it is printed.
    func typeset(_ text: String) -> String { isEnglish ? Quotes.curled(text) : text }

    /// In quotes, on one line; quotes inside become inner ones.
    func quoted(_ text: String) -> String {
        var quoted = quotes.open
        var isOpen = false
        for scalar in Words.of(typeset(text)[...]).joined(separator: " ").unicodeScalars {
            switch scalar {
            case "«", "“", "„": quoted += innerQuotes.open
            case "»", "”": quoted += innerQuotes.close
            case "\"":
                quoted += isOpen ? innerQuotes.close : innerQuotes.open
                isOpen.toggle()
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + quotes.close
    }

    private static let russian = NarrativePhrases(
        openingOfOne: "Действующее лицо одно: %n.",
        openingOfMany: "Действующие лица: %n.",
        and: " и ",
        arrivals: ["Дальше %t.", "За этим следует %t.", "Потом наступает черёд: %t.", "И вот %t.", "Следом идёт %t."],
        choices: [
            "%n решает: %w.", "Вперёд выходит %n: %w.", "%n не медлит: %w.", "Выбор делает %n: %w.",
            "За дело берётся %n: %w.", "%n поступает так: %w.", "%n берёт это на себя: %w.", "Слово берёт %n: %w.",
        ],
        ownMoves: [
            "%n поступает по-своему: %w.", "Такого никто не предлагал, а %n делает: %w.", "%n придумывает другое: %w.",
            "У этой минуты свой автор, и это %n: %w.", "%n идёт поперёк всех ожиданий: %w.",
        ],
        again: ["%n пробует снова.", "%n не отступает.", "%n стоит на своём.", "%n повторяет попытку.", "И опять %n."],
        results: { result in
            switch result {
            case .success:
                [
                    "Замысел удаётся.", "Расчёт оказывается верным.", "И это срабатывает.",
                    "Получается даже легче, чем казалось.", "%n добивается своего.", "%n справляется.",
                    "Верх берёт %n.",
                ]
            case .partial:
                [
                    "Удаётся не всё.", "Выходит лишь отчасти.", "Сбывается только половина задуманного.",
                    "%n добивается своего лишь наполовину.", "Этого хватает, но едва.",
                ]
            case .fail:
                [
                    "На этот раз не выходит.", "Замысел рушится.", "Кости ложатся плохо.",
                    "За ошибку приходится платить.", "%n терпит неудачу.", "%n не находит верного хода.",
                ]
            case .victory: ["Бой выигран.", "Поле остаётся за отрядом.", "Победа достаётся отряду."]
            case .defeat: ["Бой проигран, но история идёт дальше.", "Противник оказывается сильнее."]
            case .flee: ["Отряду удаётся уйти.", "Погоня остаётся позади."]
            }
        },
        fights: .russian,
        memory: { fate, isMany in
            switch fate {
            case .helped: isMany ? "Добром вспоминают вас %n." : "Добром вспоминает вас %n."
            case .changed(.alive): isMany ? "Живут дальше %n." : "Живёт дальше %n."
            case .changed(.dead): "Не дожить до утра выпадает тем, кого помнят: %n."
            case .changed(.exiled): isMany ? "Уходят из этих мест %n." : "Уходит из этих мест %n."
            case .changed(.changedSide):
                isMany ? "На другую сторону переходят %n." : "На другую сторону переходит %n."
            case .changed(.strengthened): isMany ? "Крепче прежнего стоят %n." : "Крепче прежнего стоит %n."
            case .changed(.weakened): isMany ? "Слабее прежнего теперь %n." : "Слабее прежнего теперь %n."
            case .changed(.destroyed): isMany ? "В руинах лежат %n." : "В руинах лежит %n."
            }
        },
        rewards: [
            "%n возвращается не с пустыми руками: %w.", "Своё получает и %n: %w.", "Не остаётся внакладе и %n: %w.",
            "С добычей и %n: %w.", "%n тоже уносит кое-что: %w.", "Есть что хранить и ещё кое-кому, это %n: %w.",
            "Долю получает и %n: %w.", "Наконец, при своём и %n: %w.",
        ],
        lost: "%n не возвращается.", left: "%n уходит раньше других.", completed: "Так кончается %t.",
        aborted: "На этом %t обрывается.", isEnglish: false, quotes: ("«", "»"), innerQuotes: ("„", "“"))

    private static let english = NarrativePhrases(
        openingOfOne: "A cast of one: %n.",
        openingOfMany: "The cast: %n.",
        and: " and ",
        arrivals: [
            "Next comes %t.", "After this, %t.", "Then it is time for %t.", "And here is %t.", "What follows is %t.",
        ],
        choices: [
            "%n decides: %w.", "It is %n who steps forward: %w.", "%n does not wait: %w.",
            "The choice falls to %n: %w.",
            "%n takes it on: %w.", "This is what %n does: %w.", "%n has an answer: %w.", "It is up to %n: %w.",
        ],
        ownMoves: [
            "%n does it another way: %w.", "Nobody has suggested it, and %n does it: %w.",
            "%n thinks of something else: %w.", "%n makes a move that is on no list: %w.",
            "%n goes against all that was expected: %w.",
        ],
        again: [
            "%n tries again.", "%n does not give up.", "%n stands firm.", "%n has another go.", "Once more it is %n.",
        ],
        results: { result in
            switch result {
            case .success:
                [
                    "The idea works.", "The guess proves right.", "And it pays off.",
                    "It is even easier than it looked.",
                    "%n gets what was wanted.", "%n manages it.", "%n prevails.",
                ]
            case .partial:
                [
                    "Not all of it works.", "It comes out only in part.", "Only half of the plan comes true.",
                    "%n gets only half of it.", "It is enough, but barely.",
                ]
            case .fail:
                [
                    "This time it does not work.", "The plan falls apart.", "The dice fall badly.",
                    "The mistake has to be paid for.", "%n fails.", "%n finds no way.",
                ]
            case .victory: ["The fight is won.", "The field belongs to the party.", "Victory goes to the party."]
            case .defeat: ["The fight is lost, but the story goes on.", "The enemy proves stronger."]
            case .flee: ["The party gets away.", "The pursuers are left behind."]
            }
        },
        fights: .english,
        memory: { fate, isMany in
            switch fate {
            case .helped: isMany ? "%n remember you kindly." : "%n remembers you kindly."
            case .changed(.alive): isMany ? "%n live on." : "%n lives on."
            case .changed(.dead): isMany ? "%n are no more." : "%n is no more."
            case .changed(.exiled): isMany ? "%n leave these parts." : "%n leaves these parts."
            case .changed(.changedSide): isMany ? "%n change sides." : "%n changes sides."
            case .changed(.strengthened):
                isMany ? "%n stand stronger than before." : "%n stands stronger than before."
            case .changed(.weakened): isMany ? "%n are weaker than before." : "%n is weaker than before."
            case .changed(.destroyed): isMany ? "%n lie in ruins." : "%n lies in ruins."
            }
        },
        rewards: [
            "%n does not come back empty-handed: %w.", "%n has a share too: %w.", "Nor does %n do badly: %w.",
            "There is something in it for %n as well: %w.", "%n carries something away: %w.",
            "One more has things to keep, and that is %n: %w.", "A part goes to %n: %w.", "Last but not least, %n: %w.",
        ],
        lost: "%n does not come back.", left: "%n leaves before the end.", completed: "So ends %t.",
        aborted: "Here %t breaks off.", isEnglish: true, quotes: ("“", "”"), innerQuotes: ("‘", "’"))
}
