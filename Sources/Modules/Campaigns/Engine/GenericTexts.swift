internal import Core

/// What is said of a check when the author wrote nothing: the story goes on, whatever the dice say.
enum GenericTexts {
    /// One of several, told apart by `turn`, so that two in a row differ.
    static func line(for outcome: CheckOutcome, turn: Int, in language: Language) -> String {
        let lines = language == .russian ? russian(outcome) : english(outcome)
        return lines[turn % lines.count]
    }

    /// Whether a text, as UTF-8, is one of these, in any language.
    static func contains(_ text: [UInt8]) -> Bool { all.contains(text) }

    private static let all = Set(CheckOutcome.allCases.flatMap { russian($0) + english($0) }.map { Array($0.utf8) })

    private static func russian(_ outcome: CheckOutcome) -> [String] {
        switch outcome {
        case .success: ["Всё выходит, как задумано.", "Замысел удаётся.", "Удача на верной стороне."]
        case .partial: ["Выходит, но не всё и не даром.", "Получается лишь наполовину.", "Это успех, но с изъяном."]
        case .fail:
            [
                "Выходит совсем иначе, и история сворачивает в другую сторону.",
                "Не получается, но назад дороги уже нет.", "Замысел рушится, и приходится идти дальше как есть.",
            ]
        }
    }

    private static func english(_ outcome: CheckOutcome) -> [String] {
        switch outcome {
        case .success: ["It goes as planned.", "The idea works.", "Luck is on the right side."]
        case .partial: ["It works, but not all of it and not for free.", "Half of it works.", "A success with a flaw."]
        case .fail:
            [
                "It goes another way entirely, and the story turns with it.",
                "It does not work, but there is no way back.",
                "The plan falls apart, and things must go on as they are.",
            ]
        }
    }
}
