internal import Core

/// Sentences a run is retold with. `%n` stands for a name, `%t` for a title, `%w` for what was chosen or said.
///
/// Russian is told in the present tense, where verbs know no gender, and puts names where the nominative belongs;
/// English in the past tense.
struct NarrativePhrases {
    let openingOfOne: String
    let openingOfMany: String
    let and: String
    /// The first scene of all.
    let firstArrival: String
    /// A scene that the story comes to for the first time, and again.
    let arrivals: [String]
    let returns: [String]
    let choices: [String]
    let ownMoves: [String]
    let results: @Sendable (ActionResult) -> [String]
    /// What the world will remember: a list of `remembered` parts.
    let memory: String
    let remembered: @Sendable (_ name: String, WorldChange) -> String
    /// What somebody won: the first for whoever is named first, the others for one more.
    let rewards: [String]
    let lost: String
    let left: String
    let completed: String
    let aborted: String
    let balance: @Sendable (_ scenes: Int, _ rolls: Int) -> String
    let experience: @Sendable (Int) -> String
    /// What quotes a text, and what quotes become inside it.
    let quotes: (open: String, close: String)
    let innerQuotes: (open: String, close: String)

    static func of(_ language: Language) -> NarrativePhrases { language == .russian ? russian : english }

    private static let russian = NarrativePhrases(
        openingOfOne: "Это история «%t». В путь отправляется %n.",
        openingOfMany: "Это история «%t». В путь отправляются %n.",
        and: " и ",
        firstArrival: "Всё начинается здесь: %t.",
        arrivals: [
            "Дорога ведёт дальше, и вот %t.", "Следом приходит черёд новой сцены: %t.",
            "Вскоре открывается новая страница: %t.", "Проходит немного времени, и впереди %t.",
            "Новый поворот пути: %t.", "А дальше ждёт то, чего не обойти: %t.", "История набирает ход: %t.",
            "Теперь всё решает другое место и другой час: %t.", "За этим следует %t.",
            "Потом путь приводит туда, где начинается %t.", "Рассказ не кончается, и в нём появляется %t.",
            "Шаг за шагом приближается %t.", "Едва успев перевести дух, отряд видит: %t.",
            "Ничто не даёт остановиться, ведь впереди %t.", "Тем временем готовится другое: %t.",
            "Одно кончается, другое начинается: %t.", "Дальше всё зависит от того, чем станет %t.",
            "Время идёт, и приходит %t.", "На этом пути не миновать ещё одного: %t.",
        ],
        returns: [
            "Дорога возвращается к знакомому: %t.", "И снова %t.", "Круг замыкается, опять впереди %t.",
            "Старое место встречает ещё раз: %t.", "Не всё здесь решено, и история вспоминает: %t.",
        ],
        choices: [
            "%n решает: %w.", "Вперёд выходит %n: %w.", "%n не медлит: %w.", "Выбор делает %n: %w.",
            "За дело берётся %n: %w.", "%n поступает так: %w.", "Решение принимает %n: %w.", "%n идёт на риск: %w.",
            "Ответ находит %n: %w.", "Слово берёт %n: %w.", "%n знает, что делать: %w.",
            "Раздумья недолги, и %n действует: %w.", "Никто не успевает опомниться, а %n уже действует: %w.",
            "%n берёт это на себя: %w.", "Верный ход, как кажется, видит %n: %w.", "Тут не отступает %n: %w.",
        ],
        ownMoves: [
            "%n поступает по-своему: %w.", "Никто этого не ждёт, но %n делает собственный ход: %w.",
            "%n придумывает иное: %w.", "Свой путь находит %n: %w.", "%n отвечает так, как не учили: %w.",
        ],
        results: { result in
            switch result {
            case .success:
                [
                    "Замысел удаётся.", "Всё складывается как нельзя лучше.", "Расчёт оказывается верным.",
                    "И это срабатывает.", "Удача улыбается смелым.", "Получается даже легче, чем казалось.",
                    "Цель достигнута.", "Сомневаться больше не в чем: вышло.", "%n добивается своего.",
                    "%n справляется.", "У этой затеи счастливый исход, и %n это видит.", "Верх берёт %n.",
                ]
            case .partial:
                [
                    "Удаётся не всё.", "Выходит лишь отчасти.", "Успех даётся дорогой ценой.",
                    "Сбывается только половина задуманного.", "Дело сделано, но не без потерь.",
                    "%n добивается своего лишь наполовину.", "%n платит за успех.", "Этого хватает, но едва.",
                ]
            case .fail:
                [
                    "На этот раз не выходит.", "Судьба решает иначе.", "Замысел рушится.", "Кости ложатся плохо.",
                    "Неудача меняет все планы.", "За ошибку приходится платить.", "%n терпит неудачу.",
                    "%n не находит верного хода.", "Надежда ускользает, но путь продолжается.", "Промах дорого стоит.",
                ]
            case .victory:
                [
                    "Бой заканчивается победой.", "Враг отступает.", "Поле остаётся за отрядом.",
                    "Победа достаётся отряду.", "Схватка выиграна, и в ней отличается %n.",
                ]
            case .defeat:
                [
                    "Бой проигран, но история идёт дальше.", "Враг оказывается сильнее.",
                    "Отряд отступает с поражением.", "Поражение горько, но это не конец.",
                ]
            case .flee:
                ["Отряду удаётся уйти.", "Погоня остаётся позади.", "От этого боя лучше уйти, и уйти удаётся."]
            }
        },
        memory: "Мир запомнит: %w.",
        // A noun after a dash agrees with a name of any gender and number.
        remembered: { name, change in
            let fate =
                switch change {
                case .alive: "спасённая жизнь"
                case .dead: "гибель"
                case .exiled: "изгнание"
                case .changedSide: "новая сторона"
                case .strengthened: "новая сила"
                case .weakened: "утраченная сила"
                case .destroyed: "руины"
                }
            return "\(name) — \(fate)"
        },
        rewards: [
            "%n возвращается не с пустыми руками: %w.", "Своё получает и %n: %w.", "Не остаётся внакладе и %n: %w.",
            "С добычей и %n: %w.",
        ],
        lost: "%n не возвращается из этого пути.",
        left: "%n покидает отряд раньше срока.", completed: "Так заканчивается «%t».",
        aborted: "История «%t» обрывается на полпути.",
        balance: { scenes, rolls in
            let past = "Позади \(RussianPlural("сцена", "сцены", "сцен")(scenes))"
            return rolls == 0 ? "\(past)." : "\(past) и \(RussianPlural("бросок", "броска", "бросков")(rolls)) костей."
        },
        experience: { "\(RussianPlural("очко", "очка", "очков")($0)) опыта" },
        quotes: ("«", "»"), innerQuotes: ("„", "“"))

    private static let english = NarrativePhrases(
        openingOfOne: "This is the story of “%t”. %n set out.",
        openingOfMany: "This is the story of “%t”. %n set out together.",
        and: " and ",
        firstArrival: "It all began here: %t.",
        arrivals: [
            "The road led on, and there it was: %t.", "Next came %t.",
            "Soon a new page opened: %t.", "A little time passed before what came next: %t.",
            "The way took another turn: %t.", "Then came what could not be avoided: %t.",
            "The story gathered speed: %t.",
            "Another place and another hour were to decide: %t.", "After this followed %t.",
            "The path led to where the next tale starts: %t.", "The story was not over, and in it appeared %t.",
            "Step by step it drew nearer: %t.", "There was hardly time for breath before this: %t.",
            "Nothing let them rest, for ahead lay %t.", "Meanwhile something else was waiting: %t.",
            "One thing ended and another began: %t.", "From here all hung on what was to be %t.",
            "Time went by, and it brought %t.", "One more thing could not be passed by: %t.",
        ],
        returns: [
            "The road came back to a known place: %t.", "And once more: %t.", "The circle closed, and again it was %t.",
            "An old place met them again: %t.", "Not all was settled here, and the story remembered: %t.",
        ],
        choices: [
            "%n decided: %w.", "It was %n who stepped forward: %w.", "%n did not wait: %w.",
            "The choice fell to %n: %w.",
            "%n took it on: %w.", "This is what %n did: %w.", "The decision was made by %n: %w.",
            "%n took the risk: %w.", "%n had an answer: %w.", "It was up to %n: %w.", "%n knew what to do: %w.",
            "There was little time to think, and %n acted: %w.", "Before anyone could blink, %n had acted: %w.",
            "%n shouldered it: %w.", "The right move, it seemed, was seen by %n: %w.", "%n did not back away: %w.",
        ],
        ownMoves: [
            "%n went another way: %w.", "Nobody expected it, but %n made a move of their own: %w.",
            "%n thought of something else: %w.", "A way of their own was found by %n: %w.",
            "%n answered as nobody had taught them: %w.",
        ],
        results: { result in
            switch result {
            case .success:
                [
                    "The idea worked.", "Everything fell into place.", "The guess proved right.", "And it paid off.",
                    "Fortune smiled on the bold.", "It was even easier than it had seemed.", "The goal was reached.",
                    "There was nothing left to doubt: it was done.", "%n got what was wanted.", "%n managed it.",
                    "It ended well, and %n saw it.", "%n prevailed.",
                ]
            case .partial:
                [
                    "Not all of it worked.", "It came out only in part.", "Success had its price.",
                    "Only half of the plan came true.", "It was done, though not without loss.",
                    "%n got only half of it.", "%n paid for the success.", "It was enough, but barely.",
                ]
            case .fail:
                [
                    "This time it did not work.", "Fate decided otherwise.", "The plan fell apart.",
                    "The dice fell badly.", "Failure changed every plan.", "The mistake had to be paid for.",
                    "%n failed.", "%n found no way.", "Hope slipped away, but the road went on.",
                    "The miss was a costly one.",
                ]
            case .victory:
                [
                    "The fight ended in victory.", "The enemy drew back.", "The field belonged to the party.",
                    "Victory went to the party.", "The skirmish was won, and %n stood out in it.",
                ]
            case .defeat:
                [
                    "The fight was lost, but the story went on.", "The enemy proved stronger.",
                    "The party withdrew in defeat.", "The defeat was bitter, but not the end.",
                ]
            case .flee:
                [
                    "The party got away.", "The pursuers were left behind.",
                    "It was a fight best left, and they left it.",
                ]
            }
        },
        memory: "The world will remember: %w.",
        remembered: { name, change in
            let fate =
                switch change {
                case .alive: "a life spared"
                case .dead: "a death"
                case .exiled: "an exile"
                case .changedSide: "a new side"
                case .strengthened: "new strength"
                case .weakened: "strength lost"
                case .destroyed: "ruins"
                }
            return "\(name), \(fate)"
        },
        rewards: [
            "%n did not come back empty-handed: %w.", "%n had a share too: %w.", "Nor did %n do badly: %w.",
            "There was something in it for %n as well: %w.",
        ],
        lost: "%n did not come back from this journey.",
        left: "%n left the party before the end.", completed: "So ended “%t”.",
        aborted: "The story of “%t” broke off halfway.",
        balance: { scenes, rolls in
            let past = "Behind them lay \(EnglishPlural("scene", "scenes")(scenes))"
            return rolls == 0 ? "\(past)." : "\(past) and \(EnglishPlural("roll", "rolls")(rolls)) of the dice."
        },
        experience: { EnglishPlural("experience point", "experience points")($0) },
        quotes: ("“", "”"), innerQuotes: ("‘", "’"))
}
