package import ContentPacks
package import Core

/// Guesses which skill a move in a player's own words tries.
///
/// The text is only compared with stems of words, never executed, stored in a template or passed on.
package enum FreeformMatcher {
    /// The skill of the first word that begins with a known stem; nil when no word does. Letters' case does not matter.
    package static func skill(for text: String, in language: Language) -> Skill? {
        let stems = language == .russian ? russian : english
        for word in text.lowercased().split(whereSeparator: { !$0.isLetter }) {
            // The longest stem wins: "rune" is not "run".
            let match = stems.filter { $0.matches(word) }.max { $0.text.count < $1.text.count }
            if let match { return match.skill }
        }
        return nil
    }

    private struct Stem {
        let text: Substring
        /// Written with a full stop in the tables: only this very word.
        let isWholeWord: Bool
        let skill: Skill

        func matches(_ word: Substring) -> Bool { isWholeWord ? word == text : word.hasPrefix(text) }
    }

    private static let russian = table([
        .athletics:
            "бегу. бежать бежим лома выбива выбить толка подним прыга прыгн лезу лезем карабк плыв дерусь драться "
            + "бью. бить. ударя удари ударю атак",
        .acrobatics: "кувыр уворач уверн перекат баланс сальто проскальз проскольз",
        .perception: "смотр осматр осмотр ищу. ищем. искать наблюда замеча прислуш слуша вгляд обыск исслед",
        .insight: "понять понима чувств догад распозн раскус",
        .survival: "следы следам выслеж охот костёр костер лагерь травы ночл ориентир",
        .persuasion: "убежд убед угов прошу. просить говор поговор догов предлаг предлож мирю помир",
        .intimidation: "угрож пуга запуг крич кричу рыч требу приказ",
        .deception: "обман вру. врать соврать солг лгу. притвор блеф отвлек отвлеч отвлёк хитр маскир",
        .arcana: "магия магию магией колду заклин чары чарами руны рунам ритуал зачаров",
        .religion: "молюсь молить молитв благосл освящ богам богов",
        .stealth: "крадусь красться крадём крадем прячусь прятать спрят прокрад скрыв тихо подкрад таюсь",
        .sleightOfHand: "украд крадёт ворую ворова карман взлам отмыч стащ подмен",
    ])

    private static let english = table([
        .athletics: "run. climb jump leap break smash push pull lift swim grapple fight hit. strike attack charge",
        .acrobatics: "tumble dodge roll. balance flip vault slide",
        .perception: "look watch search listen spot. notice examine inspect scan investigat",
        .insight: "sense understand guess realise realize judge read.",
        .survival: "track hunt camp. forage follow navigat",
        .persuasion: "persuad convinc ask. talk speak plead negotiat offer beg. bargain",
        .intimidation: "threat scare intimidat shout demand roar frighten",
        .deception: "lie. bluff pretend deceiv trick distract disguise feint fool",
        .arcana: "magic cast. spell rune runes arcan ritual enchant",
        .religion: "pray bless god. gods. holy sacred worship",
        .stealth: "sneak hide creep stealth slip lurk",
        .sleightOfHand: "steal pick. pickpocket pocket palm swipe snatch",
    ])

    private static func table(_ words: [Skill: String]) -> [Stem] {
        Skill.allCases.flatMap { skill in
            (words[skill] ?? "").split(separator: " ").map { word in
                let isWhole = word.hasSuffix(".")
                return Stem(text: isWhole ? word.dropLast() : word, isWholeWord: isWhole, skill: skill)
            }
        }
    }
}
